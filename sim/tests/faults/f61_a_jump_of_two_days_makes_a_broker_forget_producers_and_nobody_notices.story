partita story 1
seed 99
brokers 3
controllers 3
set producer.id.expiration.check.interval.ms=10000
# F61: a broker's wall clock jumps two days ahead. What it knows of producers goes by the timestamps of their batches, as in Kafka, and is forgotten; the producer goes on all the same (F13), no session ends, a retention of seven days removes nothing.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
6 consumer c group=g topic=orders auto.offset.reset=earliest
10 send p k one
20 ? group g = Stable
20 let generation = {generation g}
20 clock 0 +2d
40 ? producers 0 orders/0 = 0
40 ? producers 1 orders/0 = 1
40 clock 0 right
41 send p k two
45 ? acked orders = 2
45 ? records orders = 2
45 ? start 0 orders/0 = 0
45 ? failed = 0
45 ? generation g = {generation}
45 ? fencings = 0
110 ? whole
