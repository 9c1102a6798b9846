partita story 1
seed 48
brokers 3
controllers 3
# F20: the whole ISR ends in order, one after the other; unclean elections are off. The last one is in the ISR alone and stays there,
# those before it are behind: they wait. When the last is back it leads at once, cleanly, and nothing is lost.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
5 consumer c topic=orders auto.offset.reset=earliest
5.5 send p k one
7 stop 2
12 ? process 2 != Running
12 send p k two
15 stop 1
20 ? process 1 != Running
20 ? isr orders/0 = 0
20 send p k three
21 ? acked orders = 3
22 stop 0
40 ? process 0 != Running
40 ? leader orders/0 = none
40 send p k four
41 restart 1
55 ? leader orders/0 = none
55 restart 0
65 ? leader orders/0 = 0
65 ? unclean = 0
70 ? acked orders = 4
70 ? records orders = 4
70 restart 2
90 ? isr orders/0 = 0,1,2
90 ? truncated orders/0 = 0
140 ? processed c = 4
140 ? failed = 0
140 ? whole
