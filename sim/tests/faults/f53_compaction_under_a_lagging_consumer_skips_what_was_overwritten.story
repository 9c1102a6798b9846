partita story 1
seed 69
brokers 3
controllers 3
# F53: a topic is compacted while a consumer lags: offsets become sparse and never change, the newest value of each key stays, a tombstone stays delete.retention.ms.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic state --replica-assignment 0:1:2 --config cleanup.policy=compact --config segment.ms=1000 --config min.cleanable.dirty.ratio=0.1 --config delete.retention.ms=120000
5 producer p topic=state linger.ms=0 rate=20 keys=a,b,c count=300
6 consumer c group=g topic=state auto.offset.reset=earliest process.ms=1000 max.poll.records=5 max.poll.interval.ms=3000000 fetch.max.bytes=1000 max.partition.fetch.bytes=1000
# A key that was written, and a tombstone for it.
10 run w: kafka-console-producer.sh --bootstrap-server localhost:9092 --topic state --property parse.key=true --property key.separator=: --property null.marker=NULL
11 w> gone:here
12 w> gone:NULL
13 end w
60 ? keyed 0 state/0 gone = 1
70 ? kept 0 state/0 < 100
70 ? kept 2 state/0 < 100
70 ? processed c < 70
70 stop p
200 producer q topic=state rate=20 keys=a,b count=100
400 ? keyed 0 state/0 gone = 0
400 ? keyed 2 state/0 gone = 0
400 ? committed g state/0 = 402
400 ? reset c = 1
400 ? records state = 402
400 ? handled c < 200
400 ? whole
