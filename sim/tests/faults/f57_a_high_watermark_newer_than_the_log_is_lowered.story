partita story 1
seed 72
brokers 3
controllers 3
# F57: the high watermark is written down every five seconds, the records below it are not flushed: after a loss of power it is
# newer than the log, and is lowered to its end.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=10 keys=a count=80
25 ? mark 2 orders/0 = 80
25 poweroff 2
26 cut 2 0
26 cut 2 1
26 restart 2
45 ? log 2 orders/0 = 0
45 ? mark 2 orders/0 = 0
46 heal 2 0
46 heal 2 1
60 ? log 2 orders/0 = 80
60 ? mark 2 orders/0 = 80
115 ? isr orders/0 = 0,1,2
115 ? whole
