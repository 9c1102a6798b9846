partita story 1
seed 53
brokers 3
controllers 3
# F24 with flush.messages=1: all replicas lose their power at once, and nothing that was acknowledged is lost.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config flush.messages=1
5 producer p topic=orders linger.ms=0
5.5 send p k one
7 ? acked orders = 1
7 poweroff 0
7 poweroff 1
7 poweroff 2
9 restart 0
9 restart 1
9 restart 2
40 ? records orders = 1
105 ? whole
