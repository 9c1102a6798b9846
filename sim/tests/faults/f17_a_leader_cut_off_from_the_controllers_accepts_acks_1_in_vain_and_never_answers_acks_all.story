partita story 1
seed 45
brokers 3
controllers 3
# F17: a zombie leader: acks=1 is accepted and lost, acks=all waits; nothing that was committed is lost.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 acks=1 enable.idempotence=false
5 producer q topic=orders linger.ms=0 delivery.timeout.ms=20000 request.timeout.ms=10000
5.5 send p k one
5.5 send q k two
6 ? records orders = 2
6 cut 0 100
6 cut 0 101
6 cut 0 102
6 cut 0 1
6 cut 0 2
6 cut q 1
6 cut q 2
18 ? leader orders/0 = 1
18 send p k three
18 send q k four
19 ? acked-by p = 2
19 ? log 0 orders/0 >= 3
45 ? acked-by q = 1
45 ? failed = 1
45 heal 0 100
45 heal 0 101
45 heal 0 102
45 heal 0 1
45 heal 0 2
45 heal q 1
45 heal q 2
70 allows P2 acks=1
70 ? truncated orders/0 >= 1
125 ? log 0 orders/0 = 2
125 ? whole
# Who knows less than whom it asks is fenced: a consumer that stood still while leadership went to 1 and back. A leader that
# learns later than its followers asks them to wait.
126 consumer c group=g topic=orders auto.offset.reset=earliest
126 slow 0 {controller} 300ms
135 run elect: kafka-leader-election.sh --bootstrap-server localhost:9092 --election-type preferred --topic orders --partition 0
140 ? leader orders/0 = 0
140 ? answered Fetch UNKNOWN_LEADER_EPOCH >= 1
140 heal 0 {controller}
140 pause c
140.1 pause 0
155 resume 0
155 ? leader orders/0 = 1
165 run again: kafka-leader-election.sh --bootstrap-server localhost:9092 --election-type preferred --topic orders --partition 0
170 ? leader orders/0 = 0
170 resume c
175 ? answered Fetch FENCED_LEADER_EPOCH c >= 1
240 ? lag g = 0
240 ? whole
