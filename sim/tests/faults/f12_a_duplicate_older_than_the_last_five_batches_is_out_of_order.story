partita story 1
seed 43
brokers 3
controllers 3
# F12: a copy of a batch that is older than its producer's last five is refused with OUT_OF_ORDER_SEQUENCE_NUMBER (45); nothing is appended.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
5.5 send p k one
6 send p k two
6 late {message p} 3s
6.5 send p k three
6.6 send p k four
6.7 send p k five
6.8 send p k six
6.9 send p k seven
8 ? acked orders = 7
8 ? records orders = 7
12 ? refused OUT_OF_ORDER_SEQUENCE_NUMBER = 1
12 ? records orders = 7
12 ? failed = 0
75 ? whole
