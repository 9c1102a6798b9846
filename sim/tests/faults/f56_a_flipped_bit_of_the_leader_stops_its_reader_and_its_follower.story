partita story 1
seed 95
brokers 3
controllers 3
# F56: a bit flips in a closed segment of the leader, which serves its bytes unchecked. The consumer's CRC check fails, a follower
# that has to fetch it rejects the batch and stalls: nobody takes it for what was written. Another leader has it whole.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config segment.ms=2000
5 producer p topic=orders linger.ms=0 rate=10 keys=a count=60
14 ? acked orders = 60
14 disk 0 flip orders-0/00000000000000000000.log 300
15 consumer c group=g topic=orders auto.offset.reset=earliest check.crcs=true
15 kill 2
16 disk 2 replace
17 restart 2
40 ? processed c < 10
40 ? committed g orders/0 < 10
40 ? log 2 orders/0 < 10
40 ? isr orders/0 = 0,1
40 ? stopped c = 1
41 stop 0
60 ? leader orders/0 = 1
60 ? log 2 orders/0 = 60
60 consumer d group=h topic=orders auto.offset.reset=earliest
70 ? processed d = 60
# What is damaged stays so until its disk is another one; then everything is fetched.
71 disk 0 replace
72 restart 0
110 ? log 0 orders/0 = 60
150 ? isr orders/0 = 0,1,2
150 ? whole
