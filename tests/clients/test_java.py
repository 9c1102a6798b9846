"""Kafka's own Java tools, in their own process each, against three brokers."""

import os
import subprocess

from served import Served, within

TOPICS = "org.apache.kafka.tools.TopicCommand"
PRODUCER = "org.apache.kafka.tools.ConsoleProducer"
CONSUMER = "org.apache.kafka.tools.consumer.ConsoleConsumer"
GROUPS = "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand"


def run(served, tool, *arguments, typed=""):
    command = ["java", "-cp", os.environ["KAFKA_JARS"] + "/*", tool, "--bootstrap-server", served.bootstrap]
    ran = subprocess.run(command + list(arguments), input=typed, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_kafkas_tools():
    with Served(brokers=3) as served:
        made = run(served, TOPICS, "--create", "--topic", "tools", "--partitions", "3", "--replication-factor", "2")
        assert made == "Created topic tools.\n"
        described = run(served, TOPICS, "--describe", "--topic", "tools")
        assert "PartitionCount: 3\tReplicationFactor: 2" in described
        lines = "".join(f"key{number % 4 + 1}::value {number}\n" for number in range(40))
        keyed = ["--reader-property", "parse.key=true", "--reader-property", "key.separator=::"]
        run(served, PRODUCER, "--topic", "tools", *keyed, typed=lines)
        read = run(
            served, CONSUMER, "--topic", "tools", "--group", "readers", "--from-beginning", "--max-messages", "40",
            "--formatter-property", "print.key=true", "--formatter-property", "print.partition=true",
            "--formatter-property", "key.separator=::",
        )
        places = {}
        for line in read.splitlines():
            partition, key, _ = line.split("::")
            places[key] = int(partition.removeprefix("Partition:"))
        assert len(read.splitlines()) == 40
        assert places == {"key1": 2, "key2": 2, "key3": 1, "key4": 0}, "murmur2's places"

        def lags():
            rows = [line.split() for line in run(served, GROUPS, "--describe", "--group", "readers").splitlines()]
            return [row[5] for row in rows if row[:2] == ["readers", "tools"]]

        within(20, lambda: lags() == ["0", "0", "0"], "a lag of 0 in all three partitions")
