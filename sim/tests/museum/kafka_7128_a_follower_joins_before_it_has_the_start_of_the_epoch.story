# A new leader's high watermark is behind the start of its epoch; a follower that reached the mark alone is offered for the ISR.
# bug KAFKA-7128
# caught by R9
partita story 1
seed 80
brokers 4
controllers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2:3
5 producer p topic=orders linger.ms=0
5.5 send p k one
6 kill 3
20 ? isr orders/0 = 0,1,2
21 slow 0 > 1 500ms
22 send p k two
22.8 ? acked orders = 2
22.8 cut 0 > 1
22.8 cut 1 2
22.8 kill 0
23 restart 3
45 ? leader orders/0 = 1
