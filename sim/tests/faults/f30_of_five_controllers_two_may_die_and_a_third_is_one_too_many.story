partita story 1
seed 57
brokers 3
controllers 5
# F30: five voters need three. With two gone another one leads on, topics are made and leaders elected; with three gone the
# metadata stands still while leaders serve, and one that comes back is enough.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=5 keys=a
8 kill 100
8 kill 101
25 ? controller != none
25 run more: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic more --partitions 1 --replication-factor 3
30 ? records more = 0
30 ? isr more/0 = 0,1,2
31 kill 102
50 ? controller = none
50 ? acked orders >= 200
50 restart 102
70 ? controller != none
71 kill 0
90 ? leader orders/0 = 1
91 restart 0
91 restart 100
91 restart 101
100 stop p
100 ? failed = 0
170 ? whole
