partita story 1
seed 37
brokers 3
controllers 3
# F6: the ISR shrinks below min.insync.replicas between append and answer. The high watermark does not pass the record then, with
# ELR or without (KIP-966), so that the request waits until its time is over and is tried again; the record stays, and is written
# once. NOT_ENOUGH_REPLICAS_AFTER_APPEND is left to a shrinking that comes when the record has passed.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config min.insync.replicas=2
5 producer p topic=orders linger.ms=0 request.timeout.ms=8000
5.5 send p k one
7 kill 2
20 ? isr orders/0 = 0,1
20 pause 1
20.1 send p k two
20.5 ? log 0 orders/0 = 2
29 ? answered Produce REQUEST_TIMED_OUT p >= 1
40 ? isr orders/0 = 0
40 ? retried REQUEST_TIMED_OUT >= 1
40 ? acked orders = 1
40 ? records orders = 1
40 ? log 0 orders/0 = 2
41 resume 1
60 ? acked orders = 2
60 ? records orders = 2
60 restart 2
125 ? whole
