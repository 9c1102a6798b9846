partita story 1
seed 21
brokers 3
# The exercise kafkatask as one types it: Kafka's own command lines, two producers, two groups.
4 run create: kafka-topics.sh --create --topic kafkatask --bootstrap-server localhost:9092 --partitions 3 --replication-factor 2
5 run Producer-1: kafka-console-producer.sh --bootstrap-server localhost:9092 --topic kafkatask --producer-property acks=all --property parse.key=true --property key.separator=::
5 run Producer-2: kafka-console-producer.sh --bootstrap-server localhost:9092 --topic kafkatask --producer-property acks=all --property parse.key=true --property key.separator=::
6 run Consumer-11: kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic kafkatask --group consumergroup1 --from-beginning --consumer-property client.id=Consumer-11
6.1 run Consumer-21: kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic kafkatask --group consumergroup1 --from-beginning --consumer-property client.id=Consumer-21
6.2 run Consumer-31: kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic kafkatask --group consumergroup1 --from-beginning --consumer-property client.id=Consumer-31
6.3 run Second-21: kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic kafkatask --group consumergroup2 --from-beginning --consumer-property client.id=Consumer-21
14 Producer-1> key1::one
14.1 Producer-1> key2::two
14.2 Producer-2> key3::three
14.3 Producer-2> key4::four
16 run describe: kafka-topics.sh --bootstrap-server localhost:9092 --describe --topic kafkatask
20.5 run lag: kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe --group consumergroup1
22 interrupt Consumer-11
30 run lag2: kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe --group consumergroup1
32 run Second-22: kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic kafkatask --group consumergroup2 --from-beginning --consumer-property client.id=Consumer-22
40 run lag3: kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe --group consumergroup2 --members --verbose
42 kill 1
43 Producer-1> key1::after the kill
55 run describe2: kafka-topics.sh --bootstrap-server localhost:9092 --describe --topic kafkatask
58 restart 1
75 run describe3: kafka-topics.sh --bootstrap-server localhost:9092 --describe --topic kafkatask
80 end
