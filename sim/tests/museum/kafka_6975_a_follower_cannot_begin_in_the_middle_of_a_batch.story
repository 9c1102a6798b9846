# Records were deleted up to the middle of a batch; a follower that has nothing is given the whole batch and does not know what to do with its first half.
# bug KAFKA-6975
# caught by V2
partita story 1
seed 80
brokers 3
controllers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=1000 keys=a rate=20 count=40
15 ? records orders = 40
20 poweroff 2
34 run delete: kafka-delete-records.sh --bootstrap-server localhost:9092,localhost:9093 --offset-json-file '{"partitions":[{"topic":"orders","partition":0,"offset":27}],"version":1}'
38 ? start 0 orders/0 = 27
40 restart 2
110 ? isr orders/0 = 0,1,2
110 ? whole
