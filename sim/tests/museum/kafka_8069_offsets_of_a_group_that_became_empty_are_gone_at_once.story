# The last member leaves long after the last commit. The offsets' retention is counted from that commit and not from the moment in which the group became empty.
# bug KAFKA-8069
# caught by G4
partita story 1
seed 80
brokers 3
controllers 3
set offsets.retention.minutes=1
set offsets.retention.check.interval.ms=5000
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=20 keys=a count=100
6 consumer c group=g topic=orders auto.offset.reset=earliest commit=after-batch
20 ? committed g orders/0 = 100
20 let old = {coordinator g}
100 leave c
115 ? group g = Empty
116 kill {old}
135 consumer d group=g topic=orders auto.offset.reset=earliest
145 ? committed g orders/0 = 100
