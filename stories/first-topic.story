partita story 1
seed 1
brokers 1
# One broker, one topic, records M1 to M6 by hand: without keys they stay together as long as a batch is open.
4 topic first_topic partitions=3 replicas=1
6 producer typist topic=first_topic
6.5 send typist - M1
7 send typist - M2
7.5 send typist - M3
8 consumer reader group=my-first-application topic=first_topic auto.offset.reset=earliest
9 send typist key1 M4
9.5 send typist key2 M5
10 send typist key1 M6
20 end
