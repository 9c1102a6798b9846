partita story 1
seed 95
brokers 3
controllers 3
# F56: a bit flips in a follower's log: after its restart the log ends there and is fetched again; the ISR is whole.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=10 keys=a count=40
12 kill 2
13 disk 2 flip orders-0/00000000000000000000.log 300
14 restart 2
50 ? log 2 orders/0 = 40
80 ? isr orders/0 = 0,1,2
80 ? whole
