# Below min.insync.replicas the high watermark stands, and the cleaner goes by the end of the log.
# bug KAFKA-13194
# caught by L2
partita story 1
seed 80
brokers 3
controllers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config min.insync.replicas=2 --config cleanup.policy=compact --config segment.ms=2000 --config min.cleanable.dirty.ratio=0.1
5 producer q topic=orders linger.ms=0 acks=1 enable.idempotence=false rate=10 keys=a,b size=100
7 kill 1
7 kill 2
80 ? log 0 orders/0 > 400
80 ? records orders < 60
