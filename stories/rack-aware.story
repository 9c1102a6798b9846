partita story 1
seed 9
brokers 3
rack 0 east
rack 1 west
rack 2 north
set replica.selector.class=org.apache.kafka.common.replica.RackAwareReplicaSelector
# Consumers that say where they are read from the replica in their rack, though it follows.
4 topic metrics partitions=2 replicas=3
6 producer sensor topic=metrics rate=4 keys=s1,s2,s3
8 consumer near group=near topic=metrics client.rack=west auto.offset.reset=earliest
8.5 consumer anywhere group=anywhere topic=metrics auto.offset.reset=earliest
30 end
