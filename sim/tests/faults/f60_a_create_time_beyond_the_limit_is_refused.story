partita story 1
seed 98
brokers 3
controllers 3
# F60: a producer's clock is two hours fast: its CreateTime is beyond message.timestamp.after.max.ms, an hour, and its records are refused with INVALID_TIMESTAMP (32).
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
5.5 clock p +2h
6 send p k one
8 ? failed INVALID_TIMESTAMP = 1
8 ? records orders = 0
8 clock p +30m
9 send p k two
11 ? acked orders = 1
11 clock p right
12 send p k three
14 ? acked orders = 2
14 ? records orders = 2
75 ? whole
