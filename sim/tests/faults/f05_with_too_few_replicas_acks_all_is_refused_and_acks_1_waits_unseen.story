partita story 1
seed 36
brokers 3
controllers 3
# F5: the ISR is below min.insync.replicas before the append: NOT_ENOUGH_REPLICAS, nothing is written; acks=1 is accepted, and nobody sees it.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config min.insync.replicas=2
5 producer p topic=orders linger.ms=0
5 producer q topic=orders linger.ms=0 acks=1 enable.idempotence=false
5 consumer c group=g topic=orders auto.offset.reset=earliest
5.5 send p k one
7 kill 1
7 kill 2
20 ? isr orders/0 = 0
20 ? elr orders/0 != none
20 send p k two
21 ? retried NOT_ENOUGH_REPLICAS >= 1
21 ? log 0 orders/0 = 1
21 send q k three
25 ? acked-by q = 1
25 ? log 0 orders/0 = 2
25 ? records orders = 1
25 ? processed c = 1
26 restart 1
26 restart 2
60 ? acked orders = 3
60 ? records orders = 3
60 ? processed c = 3
120 ? whole
