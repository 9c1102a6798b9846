partita story 1
seed 61
brokers 3
controllers 3
# F45: heartbeats stop for longer than session.timeout.ms: the member is removed; its next heartbeat learns it and it joins again.
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2,1:2:0
5 producer p topic=orders linger.ms=0 rate=5 keys=a,b
6 consumer c group=g topic=orders auto.offset.reset=earliest commit=after-record
6 consumer d group=g topic=orders auto.offset.reset=earliest
20 pause c
60 ? gone g SessionTimeout = 0
75 ? gone g SessionTimeout = 1
76 resume c
90 ? answered Heartbeat UNKNOWN_MEMBER_ID c >= 1
90 ? lost c >= 1
100 ? group g = Stable
100 ? generation g >= 3
100 stop p
170 ? lag g = 0
170 ? whole
