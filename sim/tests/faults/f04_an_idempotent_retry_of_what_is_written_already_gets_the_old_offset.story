partita story 1
seed 34
brokers 3
controllers 3
# F4: acks=all, the leader dies after replication and before its answer: the retry is recognised.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 request.timeout.ms=8000
5.5 send p k one
6 cut 0 > p
6.1 send p k two
7 ? records orders = 2
7 ? acked orders = 1
7 kill 0
45 ? acked orders = 2
45 ? records orders = 2
46 heal 0 > p
46 restart 0
125 ? whole
