partita story 1
seed 4
brokers 3
# A group grows from one consumer to four; the fourth crashes and its partition waits until the session has timed out.
4 topic first_topic partitions=4 replicas=3
5 producer app topic=first_topic rate=4 keys=k1,k2,k3,k4,k5
6 consumer consumer-1 group=my-first-application topic=first_topic auto.offset.reset=earliest
12 consumer consumer-2 group=my-first-application topic=first_topic auto.offset.reset=earliest
18 consumer consumer-3 group=my-first-application topic=first_topic auto.offset.reset=earliest
24 consumer consumer-4 group=my-first-application topic=first_topic auto.offset.reset=earliest
32 kill consumer-4
90 end
