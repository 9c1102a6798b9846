partita story 1
seed 64
brokers 3
controllers 3
# F48: the coordinator dies: another loads the group; generation, members and offsets survive.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2,1:2:0
5 producer p topic=orders linger.ms=0 rate=5 keys=a,b
6 consumer c group=g topic=orders auto.offset.reset=earliest
20 ? group g = Stable
20 let generation = {generation g}
20 let old = {coordinator g}
20 kill {old}
50 ? group g = Stable
50 ? generation g = {generation}
50 restart {old}
70 stop p
140 ? lag g = 0
140 ? whole
