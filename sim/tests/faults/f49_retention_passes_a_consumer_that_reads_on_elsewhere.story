partita story 1
seed 65
brokers 3
controllers 3
set log.retention.check.interval.ms=2000
# F49: retention deletes what a consumer has not read: OFFSET_OUT_OF_RANGE, then auto.offset.reset.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config retention.ms=10000 --config segment.ms=2000 --config segment.bytes=1048576
5 producer p topic=orders linger.ms=0 rate=50 keys=a size=100
6 consumer c group=g topic=orders auto.offset.reset=earliest
12 pause c
50 ? start 0 orders/0 > 0
51 resume c
60 stop p
70 ? answered Fetch OFFSET_OUT_OF_RANGE c >= 1
70 ? reset c >= 2
130 ? lag g = 0
130 ? whole
