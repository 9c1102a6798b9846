# A batch is too large for its topic and is split; its parts are written. When the time of the whole is over the sender stumbles over it, again and again, and sends nothing any more.
# bug KAFKA-8325
# of the client
# caught by V4
partita story 1
seed 80
brokers 3
controllers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 --config max.message.bytes=300
5 producer p topic=orders linger.ms=2000 request.timeout.ms=8000 delivery.timeout.ms=20000
10 send p k one-that-is-about-a-hundred-bytes-long-so-that-four-of-them-are-too-much-for-one-batch-of-this-topic
10.1 send p k two-that-is-about-a-hundred-bytes-long-so-that-four-of-them-are-too-much-for-one-batch-of-this-topic
10.2 send p k three-that-is-about-a-hundred-bytes-long-so-that-four-of-them-are-too-much-for-one-batch-of-this-topic
10.3 send p k four-that-is-about-a-hundred-bytes-long-so-that-four-of-them-are-too-much-for-one-batch-of-this-topic
50 send p k five
60 ? acked orders = 5
150 ? whole
