# After an unclean election the log has other records where the consumer has read. It does not ask, reads on where it was, and what was written below that it never sees.
# bug KIP-320
# of the client
# caught by G5
partita story 1
seed 49
brokers 3
controllers 3
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
45 ? records orders = 1
46 restart 0
46 restart 1
47 producer q topic=orders linger.ms=0
48 send q k three
49 send q k four
50 ? records orders = 3
51 resume c
60 ? cut-found c = 1
60 ? processed c = 4
60 allows R2 an unclean election
60 allows P2 an unclean election
110 ? whole
