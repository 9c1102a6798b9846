partita story 1
seed 8
brokers 3
controllers 3
# Three controllers apart from the brokers. Two of them are killed: records still flow, but nothing can be changed.
4 topic payments partitions=3 replicas=3
6 producer bank topic=payments rate=3 keys=k1,k2,k3 acks=all
7 consumer ledger group=ledger topic=payments auto.offset.reset=earliest
15 kill 100
24 kill 101
30 run late: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic too_late
45 restart 100
60 end
