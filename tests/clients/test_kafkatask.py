"""The exercise kafkatask over TCP with librdkafka: placement, two groups, a broker killed and started again."""

from confluent_kafka import Consumer, KafkaException, Producer
from confluent_kafka.admin import AdminClient, NewTopic

from served import Served, within

TOPIC = "kafkatask"
# Where Java's murmur2 puts the four keys on three partitions.
PLACES = {"key1": 2, "key2": 2, "key3": 1, "key4": 0}


def produce(served, records, **settings):
    """Sends (key, value) pairs; gives key, value, partition and offset of each as the broker said."""
    # librdkafka's own default is CRC-32; this is Java's.
    producer = Producer(
        {"bootstrap.servers": served.bootstrap, "partitioner": "murmur2_random", "acks": "all", **settings}
    )
    sent, failed = [], []

    def told(error, message):
        if error:
            failed.append(error)
        else:
            sent.append((message.key().decode(), message.value().decode(), message.partition(), message.offset()))

    for key, value in records:
        producer.produce(TOPIC, key=key, value=value, headers=[("h", b"1"), ("h", b"2")], on_delivery=told)
    assert producer.flush(60) == 0, "not all records were told about"
    assert not failed, failed
    return sent


class Member:
    def __init__(self, served, group, client):
        self.consumer = Consumer(
            {
                "bootstrap.servers": served.bootstrap,
                "group.id": group,
                "client.id": client,
                "auto.offset.reset": "earliest",
                "enable.auto.commit": False,
            }
        )
        self.owned, self.seen = [], []
        self.consumer.subscribe([TOPIC], on_assign=self.assigned, on_revoke=self.revoked)

    def assigned(self, _, partitions):
        self.owned = sorted(partition.partition for partition in partitions)

    def revoked(self, *_):
        self.owned = []

    def poll(self):
        message = self.consumer.poll(0.1)
        if message is None:
            return
        if message.error():
            raise KafkaException(message.error())
        assert message.headers() == [("h", b"1"), ("h", b"2")]
        self.seen.append((message.key().decode(), message.value().decode(), message.partition(), message.offset()))
        self.consumer.commit(message, asynchronous=False)


def settled(members):
    for member in members:
        member.poll()
    return sorted(partition for member in members for partition in member.owned) == [0, 1, 2]


def read(members):
    return sorted(record for member in members for record in member.seen)


def poll_until(members, condition):
    for member in members:
        member.poll()
    return condition()


def in_sync(admin):
    partitions = admin.list_topics(TOPIC, timeout=10).topics[TOPIC].partitions
    return {number: (partition.leader, sorted(partition.isrs)) for number, partition in partitions.items()}


def test_kafkatask():
    with Served(brokers=3) as served:
        admin = AdminClient({"bootstrap.servers": served.bootstrap})
        topic = NewTopic(TOPIC, num_partitions=3, replication_factor=2)
        for future in admin.create_topics([topic]).values():
            future.result(20)

        assert TOPIC in admin.list_topics(timeout=10).topics, "all topics"

        first = produce(served, [(key, f"{key} one") for key in PLACES])
        assert {key: partition for key, _, partition, _ in first} == PLACES

        names = ("Consumer-11", "Consumer-21", "Consumer-31")
        group_1 = [Member(served, "consumergroup1", name) for name in names]
        group_2 = [Member(served, "consumergroup2", "Consumer-21")]
        within(60, lambda: settled(group_1) and settled(group_2), "both groups own all partitions")
        assert all(len(member.owned) == 1 for member in group_1)
        second = produce(served, [(key, f"{key} two") for key in PLACES])
        everything = sorted(first + second)
        for group in (group_1, group_2):
            within(30, lambda: poll_until(group, lambda: read(group) == everything), "every record is read")

        group_1.pop(0).consumer.close()
        within(60, lambda: settled(group_1), "two members own all partitions")
        group_2.append(Member(served, "consumergroup2", "Consumer-22"))
        within(60, lambda: settled(group_2) and all(member.owned for member in group_2), "Consumer-22 owns some")

        # Broker 1 is killed: acks=all loses nothing, and its leaderships move.
        before = in_sync(admin)
        served.control("kill", "1")
        third = produce(served, [(f"k{number}", f"after {number}") for number in range(200)])
        within(30, lambda: all(leader != 1 for leader, _ in in_sync(admin).values()), "broker 1 leads nothing")
        within(30, lambda: all(1 not in members for _, members in in_sync(admin).values()), "broker 1 is in no ISR")
        served.control("restart", "1")
        whole = {number: members for number, (_, members) in before.items()}
        within(60, lambda: {n: members for n, (_, members) in in_sync(admin).items()} == whole, "the ISR is whole")

        everything = sorted(everything + third)
        reader = Member(served, "a third group", "reader")
        within(60, lambda: poll_until([reader], lambda: len(reader.seen) >= len(everything)), "all is read")
        assert sorted(reader.seen) == everything
        for member in [*group_1, *group_2, reader]:
            member.consumer.close()
