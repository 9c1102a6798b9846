partita story 1
seed 31
brokers 3
controllers 3
# F1: acks=0, and the leader dies: success without an offset, and the records are gone.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders acks=0 linger.ms=0
5.5 send p k one
6 ? records orders = 1
6 cut p > 0
6.1 send p k two
6.2 send p k three
6.5 kill 0
17 heal p > 0
20 ? acked orders = 3
20 ? failed = 0
20 ? leader orders/0 = 1
20 ? records orders = 1
21 restart 0
100 ? whole
100 ? records orders = 1
100 allows P2 acks=0
