partita story 1
seed 50
brokers 3
controllers 3
# F22 with eligible.leader.replicas.version 0: the last member stays in the ISR, leads again without its page cache, and the
# others cut off what was acknowledged.
3 run old: kafka-features.sh --bootstrap-server localhost:9092 downgrade --feature eligible.leader.replicas.version=0
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config min.insync.replicas=2
4.5 ? printed old eligible.leader.replicas.version was downgraded to 0.
5 producer p topic=orders linger.ms=0
5.5 send p k one
5.6 send p k two
6.5 ? acked orders = 2
7 kill 2
20 ? isr orders/0 = 0,1
20 stop 1
33 ? isr orders/0 = 0
33 ? elr orders/0 = none
33 send p k three
36 ? answered Produce NOT_ENOUGH_REPLICAS p >= 1
36 kill p
37 poweroff 0
50 ? leader orders/0 = none
50 ? isr orders/0 = 0
50 restart 1
60 ? leader orders/0 = none
60 restart 0
70 ? leader orders/0 = 0
70 ? unclean = 0
70 allows R5 eligible.leader.replicas.version=0
70 allows P2 eligible.leader.replicas.version=0
70 allows R6 eligible.leader.replicas.version=0
80 ? records orders = 0
80 restart 2
150 ? log 1 orders/0 = 0
150 ? log 2 orders/0 = 0
150 ? isr orders/0 = 0,1,2
150 ? whole
