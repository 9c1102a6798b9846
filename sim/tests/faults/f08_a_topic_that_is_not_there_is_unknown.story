partita story 1
seed 39
brokers 3
controllers 3
set auto.create.topics.enable=false
# F8: an unknown topic, where topics are not made by themselves.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=nowhere linger.ms=0 max.block.ms=3000
5.5 send p k one
15 ? answered Metadata UNKNOWN_TOPIC_OR_PARTITION p >= 1
15 ? failed = 1
15 ? acked nowhere = 0
80 ? whole
