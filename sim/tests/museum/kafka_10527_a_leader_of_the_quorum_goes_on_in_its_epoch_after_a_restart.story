# The active controller restarts and takes its office again, in an epoch in which it may have lost what it wrote.
# bug KAFKA-10527
# caught by C3
partita story 1
seed 80
brokers 3
controllers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
8 let old = {controller}
8 kill {old}
8.1 restart {old}
30 ? controller != none
100 ? whole
