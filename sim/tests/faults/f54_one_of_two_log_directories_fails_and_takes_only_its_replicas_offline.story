partita story 1
seed 94
brokers 3
controllers 3
set log.dirs=/d1,/d2
# F54: of two log directories one fails: its replicas are offline, leadership of those moves through the controller (KIP-858), and the broker leads on what lies in the other.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2,0:1:2
5 producer p topic=orders linger.ms=0 rate=20 keys=a,b,c,d
10 ? leader orders/0 = 0
10 ? leader orders/1 = 0
10 disk 0 fail /d2
20 ? answered Produce KAFKA_STORAGE_ERROR p >= 1
20 ? process 0 = Running
20 ? leader orders/0 = 0
20 ? isr orders/0 = 0,1,2
20 ? leader orders/1 = 1
20 ? isr orders/1 = 1,2
30 disk 0 mend
30 kill 0
32 restart 0
50 stop p
60 ? failed = 0
115 ? isr orders/0 = 0,1,2
115 ? isr orders/1 = 0,1,2
115 ? whole
