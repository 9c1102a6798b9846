partita story 1
seed 56
brokers 3
controllers 3
# F30: two of three controllers are gone: no elections, no changes of an ISR, no new topics or configs; existing leaders serve as
# long as their ISR holds; it heals by itself.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1
4 run create-other: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic other --replica-assignment 2:1
5 producer p topic=orders linger.ms=0 rate=5 keys=a
8 kill 100
8 kill 101
10 run more: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic more
12 run alter: kafka-configs.sh --bootstrap-server localhost:9092 --alter --entity-type topics --entity-name orders --add-config max.message.bytes=1
15 kill 2
30 ? controller = none
30 ? acked orders >= 100
80 ? printed more timed out
80 ? printed more exit 1
80 ? topics = orders,other
80 ? printed alter exit 1
# Nobody may write down that it is dead.
80 ? leader other/0 = 2
80 ? isr other/0 = 1,2
80 ? acked orders >= 350
82 restart 100
82 restart 101
100 ? controller != none
100 ? leader other/0 = 1
100 ? isr other/0 = 1
100 restart 2
110 stop p
110 ? topics = orders,other
110 ? failed = 0
180 ? whole
