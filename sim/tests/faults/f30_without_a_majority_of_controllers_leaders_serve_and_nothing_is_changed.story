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
32 restart 100
32 restart 101
50 ? controller != none
60 stop p
60 ? failed = 0
130 ? whole
