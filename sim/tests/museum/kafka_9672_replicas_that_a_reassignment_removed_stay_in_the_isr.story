# A reassignment is complete, and the ISR still has the replica that it removed.
# bug KAFKA-9672
# caught by R7
partita story 1
seed 80
brokers 3
controllers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1
5 producer p topic=orders linger.ms=0 rate=10 keys=a
10 run move: kafka-reassign-partitions.sh --bootstrap-server localhost:9092 --reassignment-json-file '{"version":1,"partitions":[{"topic":"orders","partition":0,"replicas":[0,2]}]}' --execute
20 ? isr orders/0 = 0,2
20 stop p
90 ? failed = 0
90 ? whole
