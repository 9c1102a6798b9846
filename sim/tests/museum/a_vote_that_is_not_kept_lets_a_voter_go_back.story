# A voter answers before its epoch is on its disk; after a restart it is in an older epoch.
# bug unkept-vote
# caught by C1
partita story 1
seed 80
brokers 3
controllers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
8 kill 101
9 restart 101
20 ? controller != none
