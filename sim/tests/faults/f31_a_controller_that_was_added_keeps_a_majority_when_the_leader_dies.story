partita story 1
seed 853
brokers 3
controllers 3
quorum dynamic
# KIP-853: a fourth controller follows, gets a vote by Kafka's tool, and the four have a majority without the leader.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=2 keys=a
6 ? voters = 100,101,102
6 controller 103
9 ? part 103 = Observer
9 quorum add 103
12 ? printed quorum-add-103 Added controller 103 with directory id
12 ? printed quorum-add-103 and endpoints: CONTROLLER://localhost:19193
12 ? voters = 100,101,102,103
12 ? part 103 = Follower
12 run again: kafka-metadata-quorum.sh --bootstrap-server localhost:9092 --command-config controller-103.properties add-controller
15 ? printed again org.apache.kafka.common.errors.DuplicateVoterException
15 let old = {controller}
15 kill {old}
22 ? controller != none
22 ? controller != {old}
22 run more: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic more
25 ? printed more Created topic more.
# Of four voters two are no majority: nothing more is agreed on until one is back.
25 let next = {controller}
25 kill {next}
40 ? controller = none
40 restart {old}
50 ? controller != none
50 run third: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic third
53 ? printed third Created topic third.
53 restart {next}
60 stop p
125 ? failed = 0
125 ? whole
