partita story 1
seed 7
brokers 3
# The exercise kafkatask: a topic of three partitions on three brokers, two producers, two groups.
4 topic kafkatask partitions=3 replicas=2
5 producer Producer-1 topic=kafkatask rate=2 keys=key1,key2
5.1 producer Producer-2 topic=kafkatask rate=2 keys=key3,key4
5.2 consumer Consumer-11 group=consumergroup1 topic=kafkatask auto.offset.reset=earliest
5.3 consumer Consumer-21 group=consumergroup1 topic=kafkatask auto.offset.reset=earliest
5.4 consumer Consumer-31 group=consumergroup1 topic=kafkatask auto.offset.reset=earliest
5.6 consumer Consumer-21b group=consumergroup2 topic=kafkatask auto.offset.reset=earliest
20 leave Consumer-11
30 consumer Consumer-22 group=consumergroup2 topic=kafkatask auto.offset.reset=earliest
40 kill 1
60 restart 1
80 end
