partita story 1
seed 52
brokers 3
controllers 3
# F24: all replicas lose their power at once and nothing was flushed: even acks=all is lost, and said to be.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
5.5 send p k one
7 ? acked orders = 1
7 poweroff 0
7 poweroff 1
7 poweroff 2
9 restart 0
9 restart 1
9 restart 2
40 ? records orders = 0
40 send p k two
40 ? unclean = 1
60 allows R5 an unclean election
60 allows P2 an unclean election
110 ? whole
