"""Groups of the consumer protocol (KIP-848) over TCP with librdkafka: who gets what, handover, a member that goes, a
regular expression, a coordinator that dies, and a group that changes its protocol while it runs."""

import time

from confluent_kafka import Consumer, Producer
from confluent_kafka.admin import AdminClient, NewTopic

from served import Served, within


class Member:
    def __init__(self, served, group, topics, protocol="consumer", **settings):
        self.owned, self.seen, self.lost = set(), [], 0
        if protocol == "classic":
            settings = {"partition.assignment.strategy": "cooperative-sticky", "session.timeout.ms": 6000, **settings}
        self.consumer = Consumer(
            {
                "bootstrap.servers": served.bootstrap,
                "group.id": group,
                "group.protocol": protocol,
                "auto.offset.reset": "earliest",
                **settings,
            }
        )
        self.consumer.subscribe(topics, on_assign=self.assigned, on_revoke=self.revoked, on_lost=self.gone)

    def assigned(self, _, partitions):
        self.owned |= {(one.topic, one.partition) for one in partitions}

    def revoked(self, _, partitions):
        self.owned -= {(one.topic, one.partition) for one in partitions}

    def gone(self, consumer, partitions):
        self.lost += 1
        self.revoked(consumer, partitions)

    def poll(self):
        message = self.consumer.poll(0.05)
        if message is not None and not message.error():
            self.seen.append((message.topic(), message.partition(), message.offset()))

    def close(self):
        self.consumer.close()


def create(served, topic, partitions, replicas=1):
    admin = AdminClient({"bootstrap.servers": served.bootstrap})
    made = admin.create_topics([NewTopic(topic, partitions, replicas)])
    for future in made.values():
        future.result(30)
    time.sleep(0.5)


def produce(served, topic, count, partitions):
    producer = Producer({"bootstrap.servers": served.bootstrap, "acks": "all"})
    for number in range(count):
        producer.produce(topic, value=b"%d" % number, partition=number % partitions)
    assert producer.flush(60) == 0


def owns(members, *counts):
    for member in members:
        member.poll()
    owned = [one for member in members for one in member.owned]
    return len(owned) == len(set(owned)) and sorted(len(member.owned) for member in members) == sorted(counts)


def test_members_come_and_go():
    with Served() as served:
        create(served, "orders", 3)
        produce(served, "orders", 30, 3)
        first = Member(served, "g", ["orders"])
        within(20, lambda: owns([first], 3), "the first has all")
        within(20, lambda: first.poll() or len(first.seen) == 30, "it reads all")
        second = Member(served, "g", ["orders"])
        within(30, lambda: owns([first, second], 1, 2), "they share")
        third = Member(served, "g", ["orders"], **{"group.remote.assignor": "range"})
        within(30, lambda: owns([first, second, third], 1, 1, 1), "one each")
        assert first.lost == second.lost == 0
        produce(served, "orders", 30, 3)
        members = [first, second, third]
        within(30, lambda: owns(members, 1, 1, 1) and sum(len(one.seen) for one in members) == 60, "each record once")
        second.close()
        within(30, lambda: owns([first, third], 1, 2), "the others take over")
        admin = AdminClient({"bootstrap.servers": served.bootstrap})
        listed = admin.list_consumer_groups().result(30)
        assert [(group.group_id, group.type.name) for group in listed.valid] == [("g", "CONSUMER")], listed.errors
        first.close()
        third.close()


def test_static_members_and_regular_expressions():
    with Served() as served:
        create(served, "eu-1", 1)
        create(served, "us-1", 1)
        member = Member(served, "g", ["^eu-.*"], **{"group.instance.id": "i1"})
        within(30, lambda: owns([member], 1), "what matches")
        create(served, "eu-2", 1)
        within(60, lambda: owns([member], 2), "what matches later")
        member.close()
        again = Member(served, "g", ["^eu-.*"], **{"group.instance.id": "i1"})
        within(30, lambda: owns([again], 2), "the same at once")
        again.close()


def test_the_coordinator_dies():
    with Served(brokers=3) as served:
        create(served, "orders", 4, 3)
        produce(served, "orders", 100, 4)
        members = [Member(served, "g", ["orders"]) for _ in range(2)]
        within(60, lambda: owns(members, 2, 2), "they share")
        for broker in range(3):
            served.control("kill", str(broker))
            time.sleep(3)
            for member in members:
                member.poll()
            served.control("restart", str(broker))
            produce(served, "orders", 100, 4)
            within(90, lambda: owns(members, 2, 2), f"they share after broker {broker}")
        read = lambda: len({one for member in members for one in member.seen})
        within(90, lambda: owns(members, 2, 2) and read() == 400, "every record was read")
        for member in members:
            member.close()


def test_a_running_group_changes_its_protocol_and_back():
    with Served() as served:
        create(served, "orders", 4)
        old = Member(served, "g", ["orders"], protocol="classic")
        within(30, lambda: owns([old], 4), "the classic one has all")
        new = Member(served, "g", ["orders"])
        within(60, lambda: owns([old, new], 2, 2), "they share")
        produce(served, "orders", 40, 4)
        within(30, lambda: owns([old, new], 2, 2) and len(old.seen) + len(new.seen) == 40, "each record once")
        new.close()
        within(60, lambda: owns([old], 4), "the classic one has all again")
        assert old.lost == 0
        old.close()
