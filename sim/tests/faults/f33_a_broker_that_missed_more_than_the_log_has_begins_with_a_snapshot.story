partita story 1
seed 34
brokers 3
controllers 3
set metadata.log.max.record.bytes.between.snapshots=3000
set metadata.max.retention.bytes=1000
set metadata.log.segment.bytes=1000
# F33: while a broker is away the controllers write snapshots and drop the log before them. It comes back to a log that begins
# behind its own: it takes a snapshot first, then what is written since, and knows what all others know (V6 and C2).
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
8 kill 2
10 run a: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic a --partitions 30 --replication-factor 1
12 run b: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic b --partitions 30 --replication-factor 2
14 run c: kafka-topics.sh --bootstrap-server localhost:9092 --delete --topic a
20 run d: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic d --partitions 30 --replication-factor 2
150 restart 2
151 run e: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic e --partitions 3 --replication-factor 2
165 ? answered FetchSnapshot NONE 2 >= 1
165 ? fenced 2 = false
165 ? isr orders/0 = 0,1,2
165 ? printed e Created topic e.
230 ? whole
