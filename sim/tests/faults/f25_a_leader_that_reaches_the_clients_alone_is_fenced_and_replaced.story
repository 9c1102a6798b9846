partita story 1
seed 54
brokers 3
controllers 3
# F25: a leader cannot reach the controllers: it is fenced and replaced although its clients reach it.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=2 keys=a
8 cut 0 100
8 cut 0 101
8 cut 0 102
22 ? fenced 0 = true
22 ? leader orders/0 = 1
24 heal 0 100
24 heal 0 101
24 heal 0 102
40 stop p
120 ? fenced 0 = false
120 ? failed = 0
120 ? whole
