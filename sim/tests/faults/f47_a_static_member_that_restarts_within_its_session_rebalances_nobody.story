partita story 1
seed 62
brokers 3
controllers 3
# F47: a static member dies and starts again within its session: no rebalance.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2,1:2:0
5 producer p topic=orders linger.ms=0 rate=5 keys=a,b
6 consumer c group=g topic=orders group.instance.id=one auto.offset.reset=earliest
6 consumer d group=g topic=orders group.instance.id=two auto.offset.reset=earliest
20 ? group g = Stable
20 let generation = {generation g}
20 kill c
25 consumer c group=g topic=orders group.instance.id=one auto.offset.reset=earliest
45 ? group g = Stable
45 ? generation g = {generation}
45 stop p
115 ? lag g = 0
115 ? whole
