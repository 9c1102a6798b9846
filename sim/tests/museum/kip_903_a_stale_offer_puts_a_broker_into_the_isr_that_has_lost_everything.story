# A leader offers a follower for the ISR; before the controller reads that, the follower loses its disk's cache and comes back. It is in the ISR without what was acknowledged, and leads.
# bug KIP-903
# caught by P2
partita story 1
seed 80
brokers 3
controllers 3
set broker.session.timeout.ms=3000
set broker.heartbeat.interval.ms=500
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config min.insync.replicas=2
5 producer p topic=orders linger.ms=0
6 send p k one
6.5 send p k two
8 kill 2
15 ? isr orders/0 = 0,1
15 restart 2
15 let offer = {call 0 AlterPartition}
15 delay {offer} 7s
17 poweroff 2
18 restart 2
18 cut 2 0
18 cut 2 1
27 kill 1
27 kill 0
45 heal 2 0
45 heal 2 1
60 ? leader orders/0 = none
