partita story 1
seed 6
brokers 3
# Six partitions and three consumers; then more consumers than partitions, and one of them is idle.
4 topic orders partitions=6 replicas=2
5 producer shop topic=orders rate=6 keys=a,b,c,d,e,f,g,h
6 consumer c1 group=billing topic=orders auto.offset.reset=earliest
6.2 consumer c2 group=billing topic=orders auto.offset.reset=earliest
6.4 consumer c3 group=billing topic=orders auto.offset.reset=earliest
18 consumer c4 group=billing topic=orders auto.offset.reset=earliest
18.2 consumer c5 group=billing topic=orders auto.offset.reset=earliest
18.4 consumer c6 group=billing topic=orders auto.offset.reset=earliest
18.6 consumer c7 group=billing topic=orders auto.offset.reset=earliest
32 leave c2
45 end
