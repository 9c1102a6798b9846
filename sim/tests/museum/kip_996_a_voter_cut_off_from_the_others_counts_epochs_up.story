# A voter that hears nobody stands for election again and again, each time in a newer epoch; on its return it ends the term of a leader whom everybody else follows.
# bug KIP-996
# caught by C1
partita story 1
seed 80
brokers 3
controllers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
8 let epoch = {quorum-epoch}
8 let old = {controller}
8 cut 100 101
8 cut 101 102
8 cut 100 102
8.3 heal 100 {old}
8.3 heal 101 {old}
8.3 heal 102 {old}
8.4 cut 102 100
8.4 cut 102 101
30 heal 102 100
30 heal 102 101
100 ? whole
