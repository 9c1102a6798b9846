partita story 1
seed 63
brokers 3
controllers 3
# F47 with group.protocol=consumer: the instance id is taken as long as its member has not left: the younger twin gets
# UNRELEASED_INSTANCE_ID and ends, the older goes on.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
6 consumer c group=g group.protocol=consumer topic=orders group.instance.id=one auto.offset.reset=earliest
20 consumer d group=g group.protocol=consumer topic=orders group.instance.id=one auto.offset.reset=earliest
40 ? answered ConsumerGroupHeartbeat UNRELEASED_INSTANCE_ID d >= 1
40 ? stopped d = 1
40 ? stopped c = 0
40 ? owns c orders/0
40 ? group g = Stable
110 ? whole
