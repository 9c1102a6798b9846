# A follower comes back from a term of its own, and its leader has more than it by now. Judged by its offset alone it reads on, and keeps what the leader never had.
# bug KIP-320
# caught by R1
partita story 1
seed 80
brokers 3
controllers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 1:0
5 producer p topic=orders linger.ms=0 acks=1 enable.idempotence=false
6 send p k one
7 stop 1
12 restart 1
22 ? leader orders/0 = 0
22 ? isr orders/0 = 0,1
23 cut 0 1
23.1 send p k two
23.2 send p k three
24 run elect: kafka-leader-election.sh --bootstrap-server localhost:9092 --election-type preferred --topic orders --partition 0
26 ? leader orders/0 = 1
26 send p k other-two
26.1 send p k other-three
26.2 send p k other-four
28 stop 1
31 ? leader orders/0 = 0
32 send p k four
32.1 send p k five
32.2 send p k six
33 heal 0 1
33 restart 1
60 ? isr orders/0 = 0,1
60 ? records orders = 6
60 allows P2 acks=1
