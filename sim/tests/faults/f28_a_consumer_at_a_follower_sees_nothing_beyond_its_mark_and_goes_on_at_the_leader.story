partita story 1
seed 55
brokers 3
controllers 3
rack 2 east
set replica.selector.class=org.apache.kafka.common.replica.RackAwareReplicaSelector
# F28: a consumer reads from the follower of its rack, which cannot fetch any more. It sees nothing that this follower does not
# know to be committed, and reads on at the leader once it is sent back there. As with Kafka such a fetch is answered empty:
# OFFSET_NOT_AVAILABLE (78) comes from ListOffsets alone.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
5 consumer c group=g topic=orders client.rack=east auto.offset.reset=earliest metadata.max.age.ms=10000
12 send p k one
14 ? processed c = 1
14 cut 2 > 0
14.5 send p k two
30 ? records orders = 1
30 ? processed c = 1
65 ? isr orders/0 = 0,1
65 ? records orders = 2
80 ? processed c = 2
80 heal 2 > 0
150 ? isr orders/0 = 0,1,2
150 ? whole
