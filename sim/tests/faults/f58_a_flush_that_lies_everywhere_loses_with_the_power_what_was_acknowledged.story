partita story 1
seed 74
brokers 3
controllers 3
# F58: every record is flushed, but every disk lies: with the power what was acknowledged with acks=all is gone.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config flush.messages=1
5 producer p topic=orders linger.ms=0
5.2 disk 0 flush-lies
5.2 disk 1 flush-lies
5.2 disk 2 flush-lies
5.5 send p k one
7 ? acked orders = 1
7 poweroff 0
7 poweroff 1
7 poweroff 2
9 disk 0 mend
9 disk 1 mend
9 disk 2 mend
9 restart 0
9 restart 1
9 restart 2
40 ? records orders = 0
40 ? unclean = 1
60 allows R5 an unclean election
60 allows P2 an unclean election
110 ? whole
