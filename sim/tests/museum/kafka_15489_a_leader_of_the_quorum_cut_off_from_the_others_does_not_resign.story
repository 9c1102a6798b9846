# The active controller is cut off from the other voters; they elect another, and it goes on believing that it leads.
# bug KAFKA-15489
# caught by C1
partita story 1
seed 80
brokers 3
controllers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
8 let old = {controller}
8 cut 100 101
8 cut 101 102
8 cut 100 102
8.1 heal 100 101
8.1 heal 101 102
8.1 heal 100 102
8.2 cut {old} 100
8.2 cut {old} 101
8.2 cut {old} 102
30 ? controller != {old}
31 heal {old} 100
31 heal {old} 101
31 heal {old} 102
100 ? whole
