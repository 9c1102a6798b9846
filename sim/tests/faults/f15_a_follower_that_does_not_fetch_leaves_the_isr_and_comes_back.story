partita story 1
seed 44
brokers 3
controllers 3
# F15: a follower that stops fetching for replica.lag.time.max.ms leaves the ISR; the high watermark goes on without it.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
5.5 send p k one
6 cut 2 > 0
6.5 send p k two
20 ? records orders = 1
55 ? isr orders/0 = 0,1
55 ? fenced 2 = false
55 ? records orders = 2
55 heal 2 > 0
130 ? isr orders/0 = 0,1,2
130 ? whole
