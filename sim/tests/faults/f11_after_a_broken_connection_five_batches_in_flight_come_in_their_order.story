partita story 1
seed 41
brokers 3
controllers 3
# F11: with five batches in flight a lost one makes the next ones come too early: they are refused and sent again in order.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=200 keys=a count=200
5.5 drop {message p}
60 ? acked orders = 200
60 ? records orders = 200
60 ? failed = 0
125 ? whole
