# A consumer gets its member id and dies before it joins with it. When its time is over nobody looks whether the others wait for it alone.
# bug KAFKA-9752
# caught by G3
partita story 1
seed 80
brokers 3
controllers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
6 consumer c group=g topic=orders auto.offset.reset=earliest
15 ? group g = Stable
15 consumer d group=g topic=orders session.timeout.ms=20000
15 slow d 0 300ms
15 slow d 1 300ms
15 slow d 2 300ms
15 let first = {answer d JoinGroup}
15 kill d
18 consumer e group=g topic=orders auto.offset.reset=earliest
19 heal d 0
19 heal d 1
19 heal d 2
30 ? group g = PreparingRebalance
90 ? group g = Stable
90 ? whole
