partita story 1
seed 98
brokers 3
controllers 3
set log.retention.check.interval.ms=5000
# F60: where any CreateTime is allowed, one in the future holds its segment, and all behind it, until the time has passed that it says.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config message.timestamp.after.max.ms=9223372036854775807 --config retention.ms=30000 --config segment.ms=10000
4 run plain: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic plain --replica-assignment 0:1:2 --config retention.ms=30000 --config segment.ms=10000
5 producer p topic=orders linger.ms=0
5 producer q topic=plain linger.ms=0
5.5 clock p +3m
6 send p k one
6 send q k one
7 clock p right
20 send p k two
20 send q k two
100 ? start 0 plain/0 = 2
100 ? start 0 orders/0 = 0
100 ? records orders = 2
230 ? start 0 orders/0 = 2
230 ? failed = 0
230 ? whole
