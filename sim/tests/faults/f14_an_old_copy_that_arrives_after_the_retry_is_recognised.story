partita story 1
seed 42
brokers 3
controllers 3
# F14: a request of a dead connection is processed after the client has tried again on a new one: an idempotent producer's copy is recognised.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
5.5 send p k one
6 send p k two
6 late {message p} 3s
8 ? acked orders = 2
8 ? records orders = 2
# The copy is answered as the retry was, with the old offset; nobody hears that any more.
12 ? answered Produce NONE p = 3
12 ? records orders = 2
75 ? whole
