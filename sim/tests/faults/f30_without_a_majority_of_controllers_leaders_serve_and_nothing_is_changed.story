partita story 1
seed 56
brokers 3
controllers 3
# F30: two of three controllers are gone: no elections, no new topics; existing leaders serve; it heals by itself.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=5 keys=a
8 kill 100
8 kill 101
10 run more: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic more
30 ? controller = none
30 ? acked orders >= 100
80 ? printed more timed out
80 ? printed more exit 1
80 ? topics = orders
80 ? acked orders >= 350
82 restart 100
82 restart 101
100 ? controller != none
110 stop p
110 ? topics = orders
110 ? failed = 0
180 ? whole
