partita story 1
seed 58
brokers 3
controllers 3
# F43: at least once: what was processed and not committed is processed again.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=100 keys=a count=50
6 consumer c group=g topic=orders auto.offset.reset=earliest commit=after-batch process.ms=100
12 kill c
13 consumer d group=g topic=orders auto.offset.reset=earliest commit=after-batch
70 ? processed d = 50
70 ? processed c >= 10
70 ? gone g SessionTimeout = 1
70 ? committed g orders/0 = 50
130 ? whole
