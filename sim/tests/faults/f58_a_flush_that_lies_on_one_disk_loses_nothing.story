partita story 1
seed 75
brokers 3
controllers 3
# F58: one disk lies about its flushes and loses its power: the others have everything, and it fetches what it lost.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config flush.messages=1
5 producer p topic=orders linger.ms=0 rate=10 keys=a count=100
5.2 disk 0 flush-lies
10 poweroff 0
11 disk 0 mend
11 restart 0
50 ? failed = 0
50 ? records orders = 100
115 ? isr orders/0 = 0,1,2
115 ? log 0 orders/0 = 100
115 ? whole
