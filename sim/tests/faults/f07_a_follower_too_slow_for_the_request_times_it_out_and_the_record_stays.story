partita story 1
seed 53
brokers 3
controllers 3
# F7: a member of the ISR is slower than the request may wait. The record stays, and is committed when that member has it.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 request.timeout.ms=3000 delivery.timeout.ms=60000
5.5 send p k one
6 cut 2 > 0
6.5 send p k two
12 ? retried REQUEST_TIMED_OUT >= 1
12 ? acked orders = 1
12 ? log 0 orders/0 = 2
12 ? records orders = 1
12 heal 2 > 0
30 ? acked orders = 2
30 ? records orders = 2
30 ? log 2 orders/0 = 2
125 ? whole
