partita story 1
seed 38
brokers 3
controllers 3
# F8: a produce request to a broker that does not lead: NOT_LEADER_OR_FOLLOWER, and the client asks for metadata.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
5.5 send p k one
6 stop 0
15 send p k two
17 ? acked orders = 2
17 restart 0
30 run elect: kafka-leader-election.sh --bootstrap-server localhost:9092 --election-type preferred --topic orders --partition 0
32 ? leader orders/0 = 0
32 send p k three
36 ? retried NOT_LEADER_OR_FOLLOWER >= 1
36 ? acked orders = 3
36 ? records orders = 3
100 ? whole
