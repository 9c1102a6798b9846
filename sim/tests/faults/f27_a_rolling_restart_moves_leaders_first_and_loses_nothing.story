partita story 1
seed 55
brokers 3
controllers 3
# F27: every broker is stopped in order and started again: leaders move first, nothing acknowledged is lost.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=10 keys=a,b
10 stop 0
18 ? process 0 = Stopped
18 ? leader orders/0 != 0
18 restart 0
30 ? isr orders/0 = 0,1,2
30 stop 1
38 ? process 1 = Stopped
38 restart 1
50 ? isr orders/0 = 0,1,2
50 stop 2
58 ? process 2 = Stopped
58 restart 2
70 stop p
75 ? failed = 0
75 ? unclean = 0
140 ? whole
