partita story 1
seed 51
brokers 3
controllers 3
# F23: an unclean restart within the session: out of the ISR by its registration, then it fetches what it lost.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
5.5 send p k one
5.6 send p k two
8 poweroff 2
10 restart 2
20 ? left-isr orders/0 2 = 1
20 send p k three
40 ? isr orders/0 = 0,1,2
40 ? log 2 orders/0 = 3
40 ? acked orders = 3
105 ? whole
