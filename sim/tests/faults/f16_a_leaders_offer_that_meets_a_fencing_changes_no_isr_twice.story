partita story 1
seed 16
brokers 3
controllers 3
set replica.lag.time.max.ms=9000
# F16: the leader offers an ISR without the follower that stands still at the moment in which the controller fences it: the offer
# is of a partition epoch that is over (INVALID_UPDATE_VERSION), and the ISR is what the controller made of it.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2
5 producer p topic=orders linger.ms=0 rate=5 keys=a
8 ? isr orders/0 = 0,1,2
8 ? state orders/0 = Online
8 let controller = {controller}
8 slow 0 {controller} 2s
8 pause 2
24 ? isr orders/0 = 0,1
24 ? fenced 2 = true
24 ? leader orders/0 = 0
24 ? epoch orders/0 = 0
24 ? answered AlterPartition INVALID_UPDATE_VERSION 0 >= 1
24 heal 0 {controller}
24 resume 2
50 ? isr orders/0 = 0,1,2
# The same of a leader: what it offers when it goes on is of a leader epoch that is over (FENCED_LEADER_EPOCH).
50 pause 0
66 ? leader orders/0 != 0
66 ? isr orders/0 = 1,2
66 resume 0
90 ? answered AlterPartition FENCED_LEADER_EPOCH 0 >= 1
90 ? isr orders/0 = 0,1,2
90 stop p
155 ? failed = 0
155 ? whole
