partita story 1
seed 94
brokers 3
controllers 3
# F55: a loss of power tears what was not flushed: recovery cuts at the first bad batch, the rest is fetched again.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=10 keys=a
9 disk 2 tear
10 poweroff 2
12 restart 2
50 stop p
60 ? failed = 0
115 ? isr orders/0 = 0,1,2
115 ? whole
