partita story 1
seed 64
brokers 3
controllers 3
# F48: the coordinator dies: another loads the group; generation, members and offsets survive.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2,1:2:0
5 producer p topic=orders linger.ms=0 rate=5 keys=a,b
6 consumer c group=g topic=orders auto.offset.reset=earliest
18 stop p
20 ? group g = Stable
20 let generation = {generation g}
20 let old = {coordinator g}
# Its log is read slowly: who asks meanwhile is to come again (COORDINATOR_LOAD_IN_PROGRESS). Nothing is produced then, as a
# broker that reads records for a Fetch answers nothing else on that connection.
20 disk 0 slow 4s
20 disk 1 slow 4s
20 disk 2 slow 4s
20 kill {old}
40 ? answered OffsetCommit COORDINATOR_LOAD_IN_PROGRESS c >= 1
40 disk 0 mend
40 disk 1 mend
40 disk 2 mend
41 producer q topic=orders linger.ms=0 rate=5 keys=a,b
50 ? group g = Stable
50 ? generation g = {generation}
50 restart {old}
# It leads its partition again, and whoever asks the other one is told so (NOT_COORDINATOR).
60 run elect: kafka-leader-election.sh --bootstrap-server localhost:9092 --election-type preferred --all-topic-partitions
68 ? coordinator g = {old}
68 ? answered Heartbeat NOT_COORDINATOR c >= 1
68 ? group g = Stable
68 ? generation g = {generation}
70 stop q
140 ? lag g = 0
140 ? whole
