partita story 1
seed 72
brokers 3
controllers 3
# F57: all brokers die at once; high watermarks were written down seconds ago, or are gone: they begin lower, nothing is lost.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=10 keys=a count=80
14 ? acked orders = 80
14 kill 0
14 kill 1
14 kill 2
15 disk 0 lose replication-offset-checkpoint
15 disk 1 flip replication-offset-checkpoint 0
16 restart 0
16 restart 1
16 restart 2
60 ? records orders = 80
60 ? isr orders/0 = 0,1,2
115 ? whole
