partita story 1
seed 99
brokers 3
controllers 3
# F61: the wall clocks of brokers, controllers and clients jump: sessions, time-outs, producers and retention go on as if nothing were.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2,1:2:0
5 producer p topic=orders linger.ms=0 rate=20 keys=a,b
6 consumer c group=g topic=orders auto.offset.reset=earliest
6 consumer d group=h topic=orders auto.offset.reset=earliest group.protocol=consumer
20 ? group g = Stable
20 ? group h = Stable
20 let generation = {generation g}
20 let epoch = {generation h}
20 let quorum = {quorum-epoch}
20 let leader = {epoch orders/0}
20 clock 0 +12h
20 clock 100 +12h
21 clock 101 -12h
22 clock 102 +1h
23 clock 1 -20m
24 clock c +12h
25 clock d -12h
26 clock p +30m
40 clock 0 right
41 clock 0 -10m
60 ? generation g = {generation}
60 ? generation h = {epoch}
60 ? quorum-epoch = {quorum}
60 ? epoch orders/0 = {leader}
60 ? gone g SessionTimeout = 0
60 ? gone h SessionTimeout = 0
60 ? fencings = 0
60 ? refused OUT_OF_ORDER_SEQUENCE_NUMBER = 0
60 ? start 0 orders/0 = 0
60 stop p
61 ? failed = 0
130 ? lag g = 0
130 ? whole
