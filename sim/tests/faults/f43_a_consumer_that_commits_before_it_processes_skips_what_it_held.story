partita story 1
seed 59
brokers 3
controllers 3
# F43: at most once: what was committed and not processed is skipped.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=100 keys=a count=50
8 consumer c group=g topic=orders auto.offset.reset=earliest commit=before-batch process.ms=100
14 kill c
15 consumer d group=g topic=orders auto.offset.reset=earliest commit=after-batch
70 ? committed g orders/0 = 50
70 ? processed d = 0
70 ? processed c < 50
130 ? whole
