partita story 1
seed 97
brokers 3
controllers 3
set log.retention.check.interval.ms=5000
# F59: the leader's clock is an hour fast and the topic has LogAppendTime: offsets stay ordered, timestamps step back after the fail-over. A lookup by time finds the first record of that time or later; retention keeps a segment as long as its largest timestamp says.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config message.timestamp.type=LogAppendTime --config retention.ms=60000
4 run plain: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic plain --replica-assignment 1:2:0 --config message.timestamp.type=LogAppendTime --config retention.ms=60000
5 clock 0 +1h
5 producer p topic=orders linger.ms=0
5 producer q topic=plain linger.ms=0
6 send p k one
6 send q k one
6.5 send p k two
10 kill 0
25 ? leader orders/0 = 1
25 send p k three
26 ? acked orders = 3
26 ? records orders = 3
# 20 seconds after the beginning: the first record was stamped an hour later.
27 run soon: kafka-get-offsets.sh --bootstrap-server localhost:9092,localhost:9093 --topic orders --time 1767225620000
# An hour and 6.3 seconds after the beginning.
27 run later: kafka-get-offsets.sh --bootstrap-server localhost:9092,localhost:9093 --topic orders --time 1767229206300
27 run newest: kafka-get-offsets.sh --bootstrap-server localhost:9092,localhost:9093 --topic orders --time max-timestamp
29 ? printed soon orders:0:0
29 ? printed later orders:0:1
29 ? printed newest orders:0:1
30 restart 0
30 clock 0 right
100 ? start 1 plain/0 = 1
100 ? start 1 orders/0 = 0
100 ? records orders = 3
100 ? whole
