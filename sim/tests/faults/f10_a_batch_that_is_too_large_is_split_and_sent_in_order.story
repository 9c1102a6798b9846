partita story 1
seed 40
brokers 3
controllers 3
# F10: a batch beyond max.message.bytes: MESSAGE_TOO_LARGE; the client splits it and gives the parts new sequences.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config max.message.bytes=1000
5 producer p topic=orders rate=1000 count=40 size=100 linger.ms=100
15 ? acked orders = 40
15 ? records orders = 40
15 ? refused MESSAGE_TOO_LARGE >= 1
15 ? failed = 0
80 ? whole
