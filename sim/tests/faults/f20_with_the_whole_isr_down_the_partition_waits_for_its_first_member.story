partita story 1
seed 48
brokers 3
controllers 3
# F20: the whole ISR is down, unclean elections are off: no leader; the last known
# leader leads when it is back. It was killed, so that nobody knows whether it lost something: that election counts as unclean
# (KIP-966); it lost nothing.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
5.5 send p k one
7 kill 2
20 send p k two
21 ? acked orders = 2
21 kill 1
35 send p k three
36 ? acked orders = 3
36 ? isr orders/0 = 0
36 kill 0
48 ? leader orders/0 = none
48 restart 2
60 ? leader orders/0 = none
60 restart 0
75 ? leader orders/0 = 0
75 ? unclean = 1
75 ? records orders = 3
75 restart 1
140 ? whole
