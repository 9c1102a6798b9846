# The followers have the records and the high watermark moves, and nobody looks at the request that waits for that: it is answered when its time is over.
# bug KAFKA-14334
# caught by V4
partita story 1
seed 80
brokers 3
controllers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 request.timeout.ms=150000 delivery.timeout.ms=300000
10 send p k one
90 ? acked orders = 1
90 ? whole
