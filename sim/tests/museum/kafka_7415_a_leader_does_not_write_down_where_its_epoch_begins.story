# A new leader has no record of its epoch yet and has not noted where it begins: a follower that asks is told of the epoch before.
# bug KAFKA-7415
# caught by L3
partita story 1
seed 80
brokers 3
controllers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
6 send p k one
8 kill 0
25 ? leader orders/0 = 1
