partita story 1
seed 62
brokers 3
controllers 3
# F46: a commit that comes when the group is a generation further is refused (ILLEGAL_GENERATION), whatever it says; one that comes
# while members join anew is taken with the generation that still holds. Nothing that was committed after it is put back.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2,1:2:0
5 producer p topic=orders linger.ms=0 rate=20 keys=a,b
6 consumer c group=g topic=orders auto.offset.reset=earliest commit=after-batch
15 ? group g = Stable
15 let generation = {generation g}
# Its commit is held up until another member has joined.
15 late {call c OffsetCommit} 15s
15.1 consumer d group=g topic=orders auto.offset.reset=earliest commit=after-batch
28 ? group g = Stable
28 ? generation g > {generation}
40 ? answered OffsetCommit ILLEGAL_GENERATION c >= 1
40 stop p
105 ? lag g = 0
105 ? whole
