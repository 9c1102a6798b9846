partita story 1
seed 43
brokers 3
controllers 3
# F14 without idempotence: the old copy is another record.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 enable.idempotence=false
5.5 send p k one
6 send p k two
6 late {message p} 3s
8 ? acked orders = 2
8 ? records orders = 2
12 ? records orders = 3
75 ? whole
