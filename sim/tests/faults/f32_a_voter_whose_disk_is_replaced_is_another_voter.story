partita story 1
seed 855
brokers 3
controllers 3
quorum dynamic
# F32: a controller comes back on a new disk. Its old self could have voted in this epoch, so the new one has no vote until
# the old one's is taken and it is given its own.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=2 keys=a
8 kill 101
9 disk 101 replace
10 restart 101
14 ? part 101 = Observer
14 ? voters = 100,101,102
14 quorum add 101
17 ? printed quorum-add-101 org.apache.kafka.common.errors.DuplicateVoterException: The voter id for ReplicaKey(id=101
17 quorum remove 101
20 ? voters = 100,102
20 run add: kafka-metadata-quorum.sh --bootstrap-server localhost:9092 --command-config controller-101.properties add-controller
24 ? printed add Added controller 101
24 ? voters = 100,101,102
24 ? part 101 = Follower
# It counts now: with it and one more there is a majority.
24 kill 102
32 ? controller != none
32 run more: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic more
36 ? printed more Created topic more.
36 restart 102
60 stop p
125 ? failed = 0
125 ? whole
