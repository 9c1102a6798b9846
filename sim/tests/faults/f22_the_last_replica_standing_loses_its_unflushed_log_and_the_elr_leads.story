partita story 1
seed 50
brokers 3
controllers 3
# F22: the last member of the ISR loses its page cache: the ELR member leads, nothing is lost.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config min.insync.replicas=2
5 producer p topic=orders linger.ms=0
5.5 send p k one
5.6 send p k two
7 kill 2
20 ? isr orders/0 = 0,1
20 stop 1
33 ? isr orders/0 = 0
33 ? elr orders/0 = 1
33 poweroff 0
36 restart 0
38 restart 1
60 ? leader orders/0 = 1
60 ? records orders = 2
60 ? unclean = 0
60 restart 2
130 ? log 0 orders/0 = 2
130 ? whole
