partita story 1
seed 2
brokers 3
# Topic-A has three partitions and Topic-B two, each with two replicas. A broker fails, and the two others serve everything.
4 topic Topic-A partitions=3 replicas=2
4.5 topic Topic-B partitions=2 replicas=2
6 producer writer-a topic=Topic-A rate=3 keys=a,b,c,d
6.2 producer writer-b topic=Topic-B rate=2 keys=e,f
7 consumer reader group=both topic=Topic-A,Topic-B auto.offset.reset=earliest
16 kill 1
32 restart 1
45 end
