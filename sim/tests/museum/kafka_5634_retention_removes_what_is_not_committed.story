# Retention looks at the age of a segment alone: it removes records above the high watermark.
# bug KAFKA-5634
# caught by L2
partita story 1
seed 80
brokers 3
controllers 3
set log.retention.check.interval.ms=2000
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config min.insync.replicas=2 --config retention.ms=5000 --config segment.ms=1000 --config segment.bytes=1048576
5 producer q topic=orders linger.ms=0 acks=1 enable.idempotence=false rate=10 size=100
7 kill 1
7 kill 2
60 ? log 0 orders/0 > 100
60 ? records orders < 50
