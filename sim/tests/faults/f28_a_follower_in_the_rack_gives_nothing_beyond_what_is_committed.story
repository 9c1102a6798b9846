partita story 1
seed 91
brokers 3
controllers 3
rack 0 east
rack 1 west
rack 2 north
set replica.selector.class=org.apache.kafka.common.replica.RackAwareReplicaSelector
# F28: a consumer reads from the follower in its rack (KIP-392): never beyond the high watermark.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=20 keys=a
6 consumer c group=g topic=orders auto.offset.reset=earliest client.rack=west
15 cut 2 0
30 heal 2 0
40 stop p
60 ? processed c >= 500
110 ? lag g = 0
110 ? whole
