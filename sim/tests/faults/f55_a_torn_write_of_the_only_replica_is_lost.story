partita story 1
seed 94
brokers 3
controllers 3
# F55 with one replica: what recovery cuts off nobody else has, whatever was acknowledged.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0
5 producer p topic=orders linger.ms=0 rate=10 keys=a count=40
9.5 ? acked orders = 40
9.5 disk 0 tear
10 poweroff 0
12 restart 0
20 ? leader orders/0 = 0
20 ? records orders > 0
20 ? records orders < 40
20 ? unclean = 1
80 allows R2 an unclean election
80 allows P2 an unclean election
80 ? whole
