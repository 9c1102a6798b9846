partita story 1
seed 11
brokers 2
controllers 1
# acks=1 and a leader that loses its power while its follower stands still: what was acknowledged is gone, and Kafka allows it.
4 topic orders partitions=1 replicas=2
6 producer shop topic=orders rate=20 keys=k1,k2,k3 acks=1 enable.idempotence=false
10 pause 1
14 kill 0
14.2 resume 1
30 restart 0
45 end
