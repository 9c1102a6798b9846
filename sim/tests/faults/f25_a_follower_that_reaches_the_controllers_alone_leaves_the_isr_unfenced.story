partita story 1
seed 53
brokers 3
controllers 3
# F25: a follower cannot reach its leader and reaches the controllers: out of the ISR, not fenced.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=2 keys=a
8 cut 1 0
58 ? isr orders/0 = 0,2
58 ? fenced 1 = false
59 heal 1 0
70 stop p
135 ? isr orders/0 = 0,1,2
135 ? whole
