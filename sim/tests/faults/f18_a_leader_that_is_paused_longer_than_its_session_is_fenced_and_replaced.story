partita story 1
seed 46
brokers 3
controllers 3
# F18: a leader paused for 13 s is fenced after 9 s; when it goes on it follows.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=5 keys=a
10 pause 0
15 ? leader orders/0 = 0
22 ? leader orders/0 = 1
22 ? fenced 0 = true
23 resume 0
40 stop p
120 ? isr orders/0 = 0,1,2
120 ? failed = 0
120 ? whole
