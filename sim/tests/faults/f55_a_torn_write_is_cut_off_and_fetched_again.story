partita story 1
seed 94
brokers 3
controllers 3
# F55: a loss of power tears what was not flushed: recovery cuts at the first bad batch, the rest is fetched again.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=10 keys=a
9 disk 2 tear
10 poweroff 2
12 cut 2 0
12 cut 2 1
12 restart 2
# What was torn is cut off; a half of what was not flushed is there, and the rest is fetched once the others are reached.
22 ? log 2 orders/0 > 0
22 ? log 2 orders/0 < 50
23 heal 2 0
23 heal 2 1
50 stop p
60 ? failed = 0
115 ? log 2 orders/0 = {log 0 orders/0}
115 ? isr orders/0 = 0,1,2
115 ? whole
