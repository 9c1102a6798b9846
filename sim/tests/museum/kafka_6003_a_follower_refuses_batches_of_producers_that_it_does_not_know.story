# Retention has removed the first batches of a producer; a follower that begins with what is left knows nothing of it and refuses the rest.
# bug KAFKA-6003
# caught by V2
partita story 1
seed 80
brokers 3
controllers 3
set log.retention.check.interval.ms=2000
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config retention.ms=5000 --config segment.ms=1000
5 producer p topic=orders linger.ms=0 rate=10 keys=a
20 poweroff 2
40 restart 2
125 ? isr orders/0 = 0,1,2
125 ? whole
