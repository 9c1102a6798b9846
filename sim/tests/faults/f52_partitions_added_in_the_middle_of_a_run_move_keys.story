partita story 1
seed 68
brokers 3
controllers 3
# F52: partitions are added: keys go elsewhere from then on, so that a key has its order in the old partition and in the new one, each
# for itself; nothing is lost.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=20 keys=a,b,c,d,e,f metadata.max.age.ms=3000
6 consumer c group=g topic=orders auto.offset.reset=earliest metadata.max.age.ms=3000
15 ? records orders/0 > 0
15 run alter: kafka-topics.sh --bootstrap-server localhost:9092 --alter --topic orders --partitions 3
30 ? records orders/1 > 0
30 ? records orders/2 > 0
30 ? owns c orders/2
30 stop p
95 ? lag g = 0
95 ? failed = 0
95 ? keyed 0 orders/0 a > 10
95 ? keyed {leader orders/1} orders/1 a > 10
95 ? keyed 0 orders/0 b > 10
95 ? keyed {leader orders/2} orders/2 b > 10
95 ? disordered 0 orders/0 = 0
95 ? disordered {leader orders/1} orders/1 = 0
95 ? disordered {leader orders/2} orders/2 = 0
95 ? whole
