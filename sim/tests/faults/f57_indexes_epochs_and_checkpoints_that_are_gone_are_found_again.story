partita story 1
seed 71
brokers 3
controllers 3
# F57: after an orderly end indexes and checkpoints are gone or damaged: what is missing is made again from the log.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=40 keys=a count=200
15 stop 2
20 ? process 2 != Running
20 disk 2 lose orders-0/00000000000000000000.index
20 disk 2 lose orders-0/00000000000000000000.timeindex
20 disk 2 flip orders-0/leader-epoch-checkpoint 4
20 disk 2 lose orders-0/00000000000000000200.snapshot
20 disk 2 lose recovery-point-offset-checkpoint
20 disk 2 flip replication-offset-checkpoint 0
21 restart 2
60 ? failed = 0
115 ? isr orders/0 = 0,1,2
115 ? log 2 orders/0 = 200
115 ? producers 2 orders/0 = 1
115 ? whole
