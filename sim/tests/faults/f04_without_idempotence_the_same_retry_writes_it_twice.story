partita story 1
seed 35
brokers 3
controllers 3
# F4 without idempotence: the retry is appended again.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 enable.idempotence=false request.timeout.ms=8000
5.5 send p k one
6 cut 0 > p
6.1 send p k two
7 ? records orders = 2
7 kill 0
45 ? acked orders = 2
45 ? records orders = 3
46 heal 0 > p
46 restart 0
125 ? whole
