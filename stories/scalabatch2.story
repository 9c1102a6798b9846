partita story 1
seed 5
brokers 3
# A broker is killed: its leaders move, the ISR shrinks, and later it is complete again.
4 topic scalabatch2 partitions=3 replicas=2
6 producer loader topic=scalabatch2 rate=4 keys=key1,key2,key3,key4 acks=all
8 consumer watcher group=watch topic=scalabatch2 auto.offset.reset=earliest
15 kill 0
35 restart 0
50 run elect: kafka-leader-election.sh --bootstrap-server localhost:9092 --election-type PREFERRED --all-topic-partitions
60 end
