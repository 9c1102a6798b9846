partita story 1
seed 71
brokers 3
controllers 3
# F51 with group.protocol=consumer: the member tells that it has what it shall have under the new id as well, though name and
# partition are the same, and a commit to a partition that is no more holds it up no longer than its first answer (KAFKA-16224).
4 run o: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
4 run m: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic more --replica-assignment 0:1:2,1:2:0,2:0:1
5 producer p topic=orders linger.ms=0 rate=5
6 consumer c group=g group.protocol=consumer topic=orders,more auto.offset.reset=earliest
6 consumer d group=g group.protocol=consumer topic=orders,more auto.offset.reset=earliest
20 ? group g = Stable
20 run delete: kafka-topics.sh --bootstrap-server localhost:9092 --delete --topic more
20.2 run again: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic more --replica-assignment 0:1:2,1:2:0
40 ? group g = Stable
40 ? lag g < 20
50 stop p
70 ? lag g = 0
70 ? whole
