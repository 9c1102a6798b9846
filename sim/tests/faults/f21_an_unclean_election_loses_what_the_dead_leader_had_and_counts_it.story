partita story 1
seed 49
brokers 3
controllers 3
# F21: the same with unclean.leader.election.enable: a replica outside the ISR leads, the committed tail is lost and said to be.
# A consumer that had read it finds that the log is another one (KIP-320) and reads the new records from there on.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config unclean.leader.election.enable=true
5 producer p topic=orders linger.ms=0
5.2 consumer c topic=orders auto.offset.reset=earliest
5.5 send p k one
7 kill 2
7 kill 1
20 send p k two
21 ? acked orders = 2
21 ? processed c = 2
21 pause c
21 kill 0
32 restart 2
45 ? leader orders/0 = 2
45 ? unclean = 1
45 ? records orders = 1
46 restart 0
46 restart 1
# Who asks without an epoch for what was lost is beyond the end, and begins as its reset policy says.
46 consumer e topic=orders auto.offset.reset=earliest
46.5 seek e orders 0 2
47 producer q topic=orders linger.ms=0
47.9 ? answered Fetch OFFSET_OUT_OF_RANGE e >= 1
47.9 ? reset e >= 1
48 send q k three
49 send q k four
50 ? records orders = 3
50 ? cut-found c = 0
51 resume c
60 allows R2 an unclean election
60 allows P2 an unclean election
60 ? cut-found c = 1
60 ? processed c = 4
60 ? processed e >= 3
110 ? log 0 orders/0 = 3
110 ? whole
