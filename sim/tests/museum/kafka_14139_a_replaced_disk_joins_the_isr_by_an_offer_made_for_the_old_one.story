# A leader offers a follower for the ISR, and the request is lost. Before it is sent again the follower's disk is gone, and another one in its place. The bug names the broker as it is by then: it joins with nothing, and leads.
# bug KAFKA-14139
# caught by P2
partita story 1
seed 80
brokers 3
controllers 3
set broker.session.timeout.ms=3000
set broker.heartbeat.interval.ms=500
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
6 send p k one
6.5 send p k two
8 kill 2
15 ? isr orders/0 = 0,1
15 restart 2
15 let offer = {call 0 AlterPartition}
15 drop {offer}
16 poweroff 2
16 disk 2 replace
21 restart 2
21 cut 2 0
21 cut 2 1
# Where it has the replica now would be another reason not to believe the offer: that comes later.
21 let told = {call 2 AssignReplicasToDirs}
21 delay {told} 27s
49 ? isr orders/0 = 0,1
49 kill 1
49 kill 0
70 heal 2 0
70 heal 2 1
80 ? leader orders/0 = none
