# The answer to a registration is late, and the broker registers again. The controller takes that for another life of it.
# bug KAFKA-16952
# caught by V8
partita story 1
seed 80
brokers 3
controllers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
10 stop 2
25 restart 2
25 late {call 2 BrokerRegistration} 1s
70 ? isr orders/0 = 0,1,2
90 ? whole
