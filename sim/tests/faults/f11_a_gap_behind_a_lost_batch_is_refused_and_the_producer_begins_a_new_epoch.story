partita story 1
seed 94
brokers 3
controllers 3
# F11: a loss of power took acknowledged batches of the only replica. What the producer sends next leaves a gap behind those that
# are there (OUT_OF_ORDER_SEQUENCE_NUMBER): it begins again with a new epoch.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0
5 producer p topic=orders linger.ms=0 request.timeout.ms=10000 rate=10 keys=a count=40
9.5 ? acked orders = 40
9.5 disk 0 tear
10 poweroff 0
12 restart 0
25 ? records orders > 0
25 ? records orders < 40
25 let there = {records orders/0}
25 send p a more
70 ? answered Produce OUT_OF_ORDER_SEQUENCE_NUMBER p = 1
70 ? refused OUT_OF_ORDER_SEQUENCE_NUMBER = 1
70 ? acked orders = 41
70 ? failed = 0
70 ? records orders > {there}
130 allows R2 an unclean election
130 allows P2 an unclean election
130 ? whole
