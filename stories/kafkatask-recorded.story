partita story 1
seed 2
brokers 3
controllers 3
# The exercise kafkatask as it was recorded with Apache Kafka 4.3.1: 32 keyed records, then 14 more, two groups, a member
# that leaves, one that joins, a group without members, and every table of kafka-consumer-groups.sh on the way.
4 run create: kafka-topics.sh --bootstrap-server 127.0.0.1:9092 --create --topic kafkatask --partitions 3 --replication-factor 2
5 run topic: kafka-topics.sh --bootstrap-server 127.0.0.1:9092 --describe --topic kafkatask
6 run Typist: kafka-console-producer.sh --bootstrap-server 127.0.0.1:9092 --topic kafkatask --reader-property parse.key=true --reader-property key.separator=:
7 Typist> truck-1:pos 1
7.01 Typist> truck-2:pos 2
7.02 Typist> truck-3:pos 3
7.03 Typist> truck-4:pos 4
7.04 Typist> truck-5:pos 5
7.05 Typist> truck-6:pos 6
7.06 Typist> truck-0:pos 7
7.07 Typist> truck-1:pos 8
7.08 Typist> truck-2:pos 9
7.09 Typist> truck-3:pos 10
7.1 Typist> truck-4:pos 11
7.11 Typist> truck-5:pos 12
8 end Typist
10 run t04: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --list
12 run First-1: kafka-console-consumer.sh --bootstrap-server 127.0.0.1:9092 --topic kafkatask --group consumergroup1 --from-beginning
20 run First-2: kafka-console-consumer.sh --bootstrap-server 127.0.0.1:9092 --topic kafkatask --group consumergroup1 --from-beginning
24 run First-3: kafka-console-consumer.sh --bootstrap-server 127.0.0.1:9092 --topic kafkatask --group consumergroup1 --from-beginning
24.1 run Second-1: kafka-console-consumer.sh --bootstrap-server 127.0.0.1:9092 --topic kafkatask --group consumergroup2 --from-beginning
26 run Producer-A: kafka-console-producer.sh --bootstrap-server 127.0.0.1:9092 --topic kafkatask --reader-property parse.key=true --reader-property key.separator=:
26 run Producer-B: kafka-console-producer.sh --bootstrap-server 127.0.0.1:9092 --topic kafkatask --reader-property parse.key=true --reader-property key.separator=:
35 Producer-A> truck-0:pos 13
35.1 Producer-B> truck-0:pos 14
35.2 Producer-A> truck-1:pos 15
35.3 Producer-B> truck-1:pos 16
35.4 Producer-A> truck-5:pos 17
35.5 Producer-B> truck-5:pos 18
35.6 Producer-A> truck-7:pos 19
35.7 Producer-B> truck-7:pos 20
35.8 Producer-A> truck-9:pos 21
35.9 Producer-B> truck-9:pos 22
36 Producer-A> truck-11:pos 23
36.1 Producer-B> truck-11:pos 24
36.2 Producer-A> truck-12:pos 25
36.3 Producer-B> truck-12:pos 26
36.4 Producer-A> truck-2:pos 27
36.5 Producer-B> truck-2:pos 28
36.6 Producer-A> truck-3:pos 29
36.7 Producer-B> truck-3:pos 30
36.8 Producer-A> truck-4:pos 31
36.9 Producer-B> truck-4:pos 32
45 run t09: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup1
45.5 run t10: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup2
46 run t11: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup1 --offsets
46.5 run t12: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup1 --members
47 run t13: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup1 --members --verbose
47.5 run t14: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup1 --state
48 run t15: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup1 --state --verbose
48.5 run t16: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup1 --offsets --verbose
49 run t17: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup1 --verbose
49.5 run t18: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --all-groups
50 run t19: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --all-groups --state
50.5 run t20: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --all-groups --members
51 run t21: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --list
51.5 run t22: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --list --state
52 run t23: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --list --type
52.5 run t24: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --list --state --type
53 run t25: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --list --state Stable
53.5 run t26: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --list --state Empty
54 run t27: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --list --state foo
54.5 run t28: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --list --type classic
55 run t29: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --list --type consumer
55.5 run t30: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --list --type foo
60 interrupt First-2
60.05 run t31: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup1
70 run t32: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup1
76 run Second-2: kafka-console-consumer.sh --bootstrap-server 127.0.0.1:9092 --topic kafkatask --group consumergroup2
76.9 run t34: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup2 --state
84 run t35: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup2
90 run t36: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup2
92 interrupt Second-1
92.1 interrupt Second-2
95 Producer-A> truck-1:pos 33
95.1 Producer-B> truck-1:pos 34
95.2 Producer-A> truck-5:pos 35
95.3 Producer-B> truck-5:pos 36
95.4 Producer-A> truck-7:pos 37
95.5 Producer-B> truck-7:pos 38
95.6 Producer-A> truck-9:pos 39
95.7 Producer-B> truck-0:pos 40
95.8 Producer-A> truck-0:pos 41
95.9 Producer-B> truck-2:pos 42
96 Producer-A> truck-2:pos 43
96.1 Producer-B> truck-3:pos 44
96.2 Producer-A> truck-3:pos 45
96.3 Producer-B> truck-4:pos 46
98 end Producer-A
98 end Producer-B
105 run t37: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup2
106 run t38: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup2 --members
107 run t39: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup2 --state
108 run t40: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --list --state
109 run t41: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup1
110 run t42: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group nosuchgroup
111 run t43: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group nosuchgroup --members
112 run t44: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group nosuchgroup --state
113 run t45: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe
114 run t46: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092
115 run t47: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group consumergroup1 --members --state
116 run t48: kafka-consumer-groups.sh --list
117 run t49: kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group "consumer.*"
125 end
