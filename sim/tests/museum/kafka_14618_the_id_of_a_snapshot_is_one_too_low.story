# A broker that begins with a snapshot asks for the log in the middle of a batch, and never gets what would continue its own.
# bug KAFKA-14618
# caught by V6
partita story 1
seed 80
brokers 3
controllers 3
set metadata.log.max.record.bytes.between.snapshots=3000
set metadata.max.retention.bytes=1000
set metadata.log.segment.bytes=1000
set metadata.max.idle.interval.ms=200000
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
8 kill 2
10 run a: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic a --partitions 60 --replication-factor 1
20 run b: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic b --partitions 60 --replication-factor 2
150 restart 2
165 ? fenced 2 = false
230 ? whole
