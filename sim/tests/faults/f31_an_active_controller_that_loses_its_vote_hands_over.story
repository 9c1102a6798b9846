partita story 1
seed 854
brokers 3
controllers 3
quorum dynamic
# KIP-853: the leader of the quorum takes its own vote, resigns once that is committed, and follows without one.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=2 keys=a
8 let old = {controller}
8 let epoch = {quorum-epoch}
8 quorum remove {old}
12 ? printed quorum-remove-{old} Removed  KRaft controller {old}
14 ? controller != {old}
14 ? controller != none
14 ? quorum-epoch > {epoch}
14 ? part {old} = Observer
16 kill {old}
20 ? controller != none
20 run more: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic more
24 ? printed more Created topic more.
24 restart {old}
30 quorum add {old}
34 ? voters = 100,101,102
34 ? part {old} = Follower
60 stop p
125 ? failed = 0
125 ? whole
