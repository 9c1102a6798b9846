partita story 1
seed 47
brokers 3
controllers 3
# F19: two leaders in turn wrote what nobody else has; both cut it off when they come back.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 acks=1 enable.idempotence=false
5.5 send p k one
6 cut 0 1
6 cut 0 2
6.1 send p k two
6.2 send p k three
6.5 kill 0
20 ? leader orders/0 = 1
20 cut 1 2
20.1 send p k four
22 ? log 1 orders/0 = 2
22.5 kill 1
23 heal 0 1
23 heal 0 2
23 heal 1 2
36 ? leader orders/0 = 2
36.1 send p k five
38 restart 0
38 restart 1
70 allows P2 acks=1
70 ? truncated orders/0 >= 2
70 ? diverged 0 >= 1
70 ? diverged 1 >= 1
130 ? log 0 orders/0 = 2
130 ? log 1 orders/0 = 2
130 ? whole
