partita story 1
seed 32
brokers 3
controllers 3
# F2: acks=1, the leader dies after its answer and before a follower fetched: nobody is told, the old leader cuts it off.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders acks=1 linger.ms=0 enable.idempotence=false
5.5 send p k one
6 ? records orders = 1
6 cut 0 > 1
6 cut 0 > 2
6.1 send p k two
6.5 ? acked orders = 2
6.5 kill 0
7 heal 0 > 1
7 heal 0 > 2
20 ? leader orders/0 = 1
20 ? records orders = 1
20 restart 0
30 ? truncated orders/0 = 1
30 ? log 0 orders/0 = 1
30 allows P2 acks=1
95 ? isr orders/0 = 0,1,2
95 ? whole
