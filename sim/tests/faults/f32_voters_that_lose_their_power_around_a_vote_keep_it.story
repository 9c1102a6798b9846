partita story 1
seed 32
brokers 3
controllers 3
# F32: voters lose their power again and again while a leader is elected. A vote is on the disk before its answer leaves, so
# nobody votes twice in an epoch (C1 is watched all the time), and in the end there is one leader.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=2 keys=a
8 let old = {controller}
8 let voter = {voter}
8 poweroff {old}
9.2 poweroff {voter}
9.3 restart {voter}
9.6 restart {old}
10.4 poweroff {voter}
10.5 restart {voter}
10.9 poweroff {old}
11 restart {old}
11.6 poweroff {voter}
11.7 restart {voter}
30 ? controller != none
30 run more: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic more
34 ? printed more Created topic more.
60 stop p
125 ? failed = 0
125 ? whole
