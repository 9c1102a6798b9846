partita story 1
seed 33
brokers 3
controllers 3
# F32: a voter that hears of no leader asks first whether it would be elected (KIP-996). It would not, and the epoch stays.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
8 let leader = {controller}
8 let voter = {voter}
8 let epoch = {quorum-epoch}
8 cut {voter} 100
8 cut {voter} 101
8 cut {voter} 102
15 ? part {voter} = Prospective
30 ? quorum-epoch = {epoch}
30 heal {voter} 100
30 heal {voter} 101
30 heal {voter} 102
40 ? part {voter} = Follower
40 ? controller = {leader}
40 ? quorum-epoch = {epoch}
40 kill {voter}
41 restart {voter}
45 ? quorum-epoch = {epoch}
45 ? part {voter} = Follower
105 ? whole
