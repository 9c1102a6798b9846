partita story 1
seed 44
brokers 3
controllers 3
set producer.id.expiration.ms=20000
set producer.id.expiration.check.interval.ms=10000
# F13: after producer.id.expiration.ms the brokers know a producer no more: whatever sequence it goes on with is its first one, and is accepted.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0
5.5 send p k one
5.6 send p k two
10 ? producers 0 orders/0 = 1
50 ? producers 0 orders/0 = 0
50 ? producers 2 orders/0 = 0
50 send p k three
51 ? acked orders = 3
51 ? records orders = 3
51 ? producers 0 orders/0 = 1
51 ? refused UNKNOWN_PRODUCER_ID = 0
51 ? refused OUT_OF_ORDER_SEQUENCE_NUMBER = 0
51 ? failed = 0
120 ? whole
