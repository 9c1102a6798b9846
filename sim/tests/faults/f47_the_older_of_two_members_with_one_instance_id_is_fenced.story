partita story 1
seed 63
brokers 3
controllers 3
# F47: a twin with the same instance id: the older gets FENCED_INSTANCE_ID and ends.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
6 consumer c group=g topic=orders group.instance.id=one auto.offset.reset=earliest
20 consumer d group=g topic=orders group.instance.id=one auto.offset.reset=earliest
40 ? answered Heartbeat FENCED_INSTANCE_ID c >= 1
40 ? stopped c = 1
40 ? owns d orders/0
40 ? group g = Stable
