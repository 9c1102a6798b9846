partita story 1
seed 29
brokers 3
controllers 3
# F29: the active controller dies while a replica moves that cannot fetch yet. Its successor knows what is to come and to go, and
# the move ends when the new replica is in sync.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1
5 producer p topic=orders linger.ms=0 rate=5 keys=a
8 cut 2 0
8 cut 2 1
9 run move: kafka-reassign-partitions.sh --bootstrap-server localhost:9092 --execute --reassignment-json-file '{plan orders/0 2,1}'
12 ? printed move Successfully started partition reassignment for orders-0
12 ? replicas orders/0 = 0,1,2
12 let old = {controller}
12 kill {old}
20 ? controller != {old}
20 ? controller != none
20 ? replicas orders/0 = 0,1,2
20 run list: kafka-reassign-partitions.sh --bootstrap-server localhost:9092 --list
23 ? printed list orders-0: replicas: 2,1,0. adding: 2. removing: 0.
23 heal 2 0
23 heal 2 1
40 ? replicas orders/0 = 1,2
40 ? isr orders/0 = 1,2
40 ? leader orders/0 != 0
40 restart {old}
60 stop p
125 ? failed = 0
125 ? whole
