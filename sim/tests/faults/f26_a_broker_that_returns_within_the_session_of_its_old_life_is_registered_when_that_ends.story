partita story 1
seed 54
brokers 3
controllers 3
# F26: as long as an incarnation is taken for alive, another one with its id is not registered (DUPLICATE_BROKER_REGISTRATION),
# and does nothing: what was sent to all waits for it, though its process runs.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
5.5 send p k one
7 kill 2
7.5 restart 2
10 send p k two
13 ? fenced 2 = false
13 ? isr orders/0 = 0,1,2
13 ? answered BrokerRegistration DUPLICATE_BROKER_REGISTRATION 2 >= 1
13 ? acked orders = 1
13 ? log 0 orders/0 = 2
30 ? acked orders = 2
30 ? isr orders/0 = 0,1,2
30 ? fenced 2 = false
125 ? whole
