partita story 1
seed 57
brokers 3
controllers 3
# F31: the active controller is cut off from the other two: another is elected in a newer epoch, and brokers follow it.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=2 keys=a
8 let old = {controller}
8 let other = {voter}
8 cut {old} 100
8 cut {old} 101
8 cut {old} 102
# It leads for a little while yet, and what it writes is not committed: a topic that nobody else will know.
8.2 run lost: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic lost
9 interrupt lost
9.5 ? part {old} = Leader
9.5 ? metadata {old} > {metadata other}
30 ? controller != {old}
30 ? controller != none
30 run more: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic more
34 ? printed more Created topic more.
34 ? part {old} != Leader
34 ? answered BrokerHeartbeat NOT_CONTROLLER >= 1
34 heal {old} 100
34 heal {old} 101
34 heal {old} 102
50 ? controller != {old}
60 ? topics = orders,more
60 ? part {old} = Follower
60 stop p
125 ? failed = 0
125 ? whole
