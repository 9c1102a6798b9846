partita story 1
seed 71
brokers 3
controllers 3
# F51 with an eager assignor: a topic of the subscription is deleted and made anew by the consumer's own request for metadata, with
# fewer partitions. Before it joins again the consumer commits; UNKNOWN_TOPIC_OR_PARTITION for one that is no more is tried again up
# to max.poll.interval.ms, and meanwhile nothing is read, of the other topic as well (KAFKA-16235, KAFKA-20959).
4 run o: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
4 run m: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic more --replica-assignment 0:1:2,1:2:0,2:0:1
5 producer p topic=orders linger.ms=0 rate=5
6 consumer c group=g topic=orders,more auto.offset.reset=earliest max.poll.interval.ms=40000
20 ? lag g < 40
20 run delete: kafka-topics.sh --bootstrap-server localhost:9092 --delete --topic more
55 ? answered OffsetCommit UNKNOWN_TOPIC_OR_PARTITION c >= 10
55 ? lag g > 100
80 ? lag g < 40
80 ? group g = Stable
80 stop p
110 ? lag g = 0
110 ? whole
