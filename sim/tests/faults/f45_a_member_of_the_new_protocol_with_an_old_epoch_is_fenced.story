partita story 1
seed 61
brokers 3
controllers 3
set group.consumer.session.timeout.ms=45000
# F45 with group.protocol=consumer: a member is not heard for longer than the session and is removed: its next heartbeat learns it
# (UNKNOWN_MEMBER_ID). One whose heartbeat comes late, with the epoch before, is fenced (FENCED_MEMBER_EPOCH), and begins anew.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2,1:2:0
5 producer p topic=orders linger.ms=0 rate=5 keys=a,b
6 consumer c group=g group.protocol=consumer topic=orders auto.offset.reset=earliest
6 consumer d group=g group.protocol=consumer topic=orders auto.offset.reset=earliest
20 ? group g = Stable
20 pause c
75 ? gone g SessionTimeout = 1
76 resume c
90 ? answered ConsumerGroupHeartbeat UNKNOWN_MEMBER_ID c >= 1
90 ? lost c >= 1
100 ? group g = Stable
100 late {call c ConsumerGroupHeartbeat} 15s
100.1 consumer e group=g group.protocol=consumer topic=orders auto.offset.reset=earliest
120 leave e
140 ? answered ConsumerGroupHeartbeat FENCED_MEMBER_EPOCH c >= 1
140 ? group g = Stable
140 stop p
210 ? lag g = 0
210 ? whole
