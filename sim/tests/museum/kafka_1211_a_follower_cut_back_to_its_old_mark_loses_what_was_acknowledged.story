# A follower hears of the new leader before it heard of the newest high watermark. The bug cuts its log there; when the new leader dies too, what was acknowledged is gone.
# bug KAFKA-1211
# caught by R2 P2
partita story 1
seed 80
brokers 3
controllers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
5.5 send p k one
6 slow 0 > 2 500ms
7 send p k two
7.8 ? acked orders = 2
7.8 cut 0 > 2
7.8 cut 1 > 2
7.8 kill 0
20 ? leader orders/0 = 1
21 kill 1
34 ? leader orders/0 = 2
35 ? log 2 orders/0 = 2
