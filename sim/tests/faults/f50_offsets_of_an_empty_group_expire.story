partita story 1
seed 66
brokers 3
controllers 3
set offsets.retention.minutes=1
set offsets.retention.check.interval.ms=5000
# F50: the offsets of a group without members expire: a new member begins where auto.offset.reset says.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=50 keys=a count=100
6 consumer c group=g topic=orders auto.offset.reset=earliest
20 ? committed g orders/0 = 100
20 leave c
120 consumer d group=g topic=orders auto.offset.reset=earliest
140 ? processed d = 100
200 ? whole
