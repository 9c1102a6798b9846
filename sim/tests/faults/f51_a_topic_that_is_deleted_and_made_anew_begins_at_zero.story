partita story 1
seed 67
brokers 3
controllers 3
# F51: a topic is deleted and made anew: its old offsets are void, clients find the new one.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
5 consumer c group=g topic=orders auto.offset.reset=earliest
5.5 send p k one
5.6 send p k two
11 pause c
12 run delete: kafka-topics.sh --bootstrap-server localhost:9092 --delete --topic orders
16 run again: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
18 resume c
20 ? records orders = 0
20 send p k three
40 ? answered Produce UNKNOWN_TOPIC_ID p >= 1
40 ? answered Fetch INCONSISTENT_TOPIC_ID c >= 1
40 ? records orders = 1
40 allows G4 a topic of the same name was deleted
110 ? whole
