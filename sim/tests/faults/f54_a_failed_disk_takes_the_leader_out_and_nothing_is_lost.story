partita story 1
seed 93
brokers 3
controllers 3
# F54: the only log directory of the leader fails: the broker halts, leadership moves, nothing acknowledged is lost.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=10 keys=a
10 disk 0 fail
25 ? answered Produce KAFKA_STORAGE_ERROR p >= 1
25 ? process 0 != Running
25 ? leader orders/0 = 1
26 disk 0 mend
26 restart 0
50 stop p
60 ? failed = 0
115 ? isr orders/0 = 0,1,2
115 ? whole
