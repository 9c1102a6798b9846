partita story 1
seed 12
brokers 3
# min.insync.replicas=2 and a follower that is gone: a producer with acks=all is refused, and nothing is lost.
4 topic kafkatask partitions=3 replicas=2 min.insync.replicas=2
6 producer Producer-1 topic=kafkatask rate=2 keys=key1,key2 acks=1 enable.idempotence=false
6.2 producer Producer-2 topic=kafkatask rate=2 keys=key3,key4 acks=all
8 consumer Consumer-11 group=consumergroup1 topic=kafkatask auto.offset.reset=earliest
15 kill 2
40 restart 2
55 end
