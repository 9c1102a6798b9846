# The last member of the ISR loses its whole disk and comes back with an empty one. The bug leaves it among those that may lead.
# bug KIP-966
# caught by P2
partita story 1
seed 80
brokers 3
controllers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config min.insync.replicas=2
5 producer p topic=orders linger.ms=0
5.5 send p k one
5.6 send p k two
7 kill 2
20 stop 1
33 ? isr orders/0 = 0
33 poweroff 0
34 disk 0 replace
36 restart 0
60 restart 1
80 ? leader orders/0 = 1
80 ? records orders = 2
80 restart 2
150 ? log 0 orders/0 = 2
150 ? whole
