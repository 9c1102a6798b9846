partita story 1
seed 60
brokers 3
controllers 3
# F44: max.poll.interval.ms is exceeded: the member leaves, its partition moves, its late commit is refused, records are processed twice.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=100 keys=a count=20
6 consumer c group=g topic=orders auto.offset.reset=earliest commit=after-batch process.ms=2000 max.poll.interval.ms=6000
8 consumer d group=g topic=orders auto.offset.reset=earliest commit=after-batch
40 ? gone g Left >= 1
40 ? owns d orders/0
40 ? processed d >= 1
85 leave c
90 ? committed g orders/0 = 20
# A commit that arrives when the group is a generation further (ILLEGAL_GENERATION): its connection broke, and the copy comes late.
90 send p a more
90 late {call d OffsetCommit} 20s
91 consumer e group=g topic=orders auto.offset.reset=earliest commit=after-batch
120 ? answered OffsetCommit ILLEGAL_GENERATION d >= 1
180 ? whole
