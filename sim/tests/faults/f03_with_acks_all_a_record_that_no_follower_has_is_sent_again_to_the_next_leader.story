partita story 1
seed 33
brokers 3
controllers 3
# F3: acks=all, the leader dies after its own append: no answer; the retry goes to the next leader, once.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
5.5 send p k one
6 cut 0 > 1
6 cut 0 > 2
6.1 send p k two
6.5 ? log 0 orders/0 = 2
6.5 ? acked orders = 1
6.5 kill 0
7 heal 0 > 1
7 heal 0 > 2
25 ? leader orders/0 = 1
25 ? acked orders = 2
25 ? records orders = 2
25 restart 0
95 ? log 0 orders/0 = 2
95 ? whole
