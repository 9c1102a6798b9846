partita story 1
seed 73
brokers 3
controllers 3
# F58: a flush fails: it is not tried again, the leader's only log directory is offline, the broker halts, leadership moves.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config flush.messages=1
5 producer p topic=orders linger.ms=0 rate=10 keys=a
10 disk 0 flush-fails
25 ? answered Produce KAFKA_STORAGE_ERROR p >= 1
25 ? process 0 != Running
25 ? leader orders/0 = 1
26 disk 0 mend
26 restart 0
50 stop p
60 ? failed = 0
115 ? isr orders/0 = 0,1,2
115 ? whole
