partita story 1
seed 37
brokers 3
controllers 3
# F6: the ISR shrinks below min.insync.replicas between append and answer. With ELR the high watermark does not pass the record
# then, so that the answer waits, and the record stays (without ELR: NOT_ENOUGH_REPLICAS_AFTER_APPEND).
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config min.insync.replicas=2
5 producer p topic=orders linger.ms=0
5.5 send p k one
7 kill 2
20 ? isr orders/0 = 0,1
20 pause 1
20.1 send p k two
20.5 ? log 0 orders/0 = 2
40 ? isr orders/0 = 0
40 ? acked orders = 1
40 ? records orders = 1
40 ? log 0 orders/0 = 2
41 resume 1
60 ? acked orders = 2
60 ? records orders = 2
60 restart 2
125 ? whole
