"""Kafka's own Java tools, in their own process each, against three brokers."""

import json
import os
import re
import subprocess

from served import BINARY, Served, within

TOPICS = "org.apache.kafka.tools.TopicCommand"
PRODUCER = "org.apache.kafka.tools.ConsoleProducer"
CONSUMER = "org.apache.kafka.tools.consumer.ConsoleConsumer"
QUORUM = "org.apache.kafka.tools.MetadataQuorumCommand"
CLUSTER = "org.apache.kafka.tools.ClusterTool"
GROUPS = "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand"
REASSIGN = "org.apache.kafka.tools.reassign.ReassignPartitionsCommand"
DELETE_RECORDS = "org.apache.kafka.tools.DeleteRecordsCommand"
LOG_DIRS = "org.apache.kafka.tools.LogDirsCommand"
API_VERSIONS = "org.apache.kafka.tools.BrokerApiVersionsCommand"
FEATURES = "org.apache.kafka.tools.FeatureCommand"
LIST_GROUPS = "org.apache.kafka.tools.GroupsCommand"
TRANSACTIONS = "org.apache.kafka.tools.TransactionsCommand"
CONFIGS = "kafka.admin.ConfigCommand"
# Our tools by the classes that they stand for.
OURS = {
    REASSIGN: "reassign",
    DELETE_RECORDS: "delete-records",
    LOG_DIRS: "log-dirs",
    API_VERSIONS: "api-versions",
    FEATURES: "features",
    LIST_GROUPS: "all-groups",
    TRANSACTIONS: "transactions",
}


def ours(served, tool, *arguments):
    """Our own tool of that class: what it prints, without looking at its status."""
    command = [BINARY, OURS[tool], "--bootstrap-server", served.bootstrap]
    return subprocess.run(command + list(arguments), capture_output=True, text=True, timeout=120).stdout


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


def test_kafkas_tools_of_administration(tmp_path):
    with Served(brokers=3) as served:
        run(served, TOPICS, "--create", "--topic", "move", "--replica-assignment", "0:1,1:2,2:0")
        run(served, PRODUCER, "--topic", "move", typed="".join(f"value {number}\n" for number in range(30)))

        # What brokers serve, their features and their directories: Kafka's tool and ours say the same.
        for tool, arguments in [
            (API_VERSIONS, []),
            (FEATURES, ["version-mapping"]),
            (LOG_DIRS, ["--describe", "--topic-list", "move"]),
            (LIST_GROUPS, ["--list"]),
            (TRANSACTIONS, ["list"]),
            (TRANSACTIONS, ["describe-producers", "--topic", "move", "--partition", "0"]),
        ]:
            # Brokers come in the order of a hash map of Java's, which is chance where they collide.
            told = [re.split(r"(?<=\n\)\n)", tell(served, tool, *arguments)) for tell in (ours, run)]
            assert sorted(told[0]) == sorted(told[1]), tool
        described = run(served, FEATURES, "describe")
        epoch = re.compile(r"Epoch: \d+")
        assert epoch.sub("Epoch", ours(served, FEATURES, "describe")) == epoch.sub("Epoch", described)
        assert "Feature: metadata.version " in described and "FinalizedVersionLevel: 4.3-IV0 " in described

        # Records before an offset go, by Kafka's tool and by ours.
        offsets = tmp_path / "offsets.json"
        begun = "Executing records delete operation\nRecords delete operation completed:\n"
        for offset in [0, 1]:
            places = [{"topic": "move", "partition": partition, "offset": offset} for partition in range(3)]
            offsets.write_text(json.dumps({"version": 1, "partitions": places}))
            told = [delete(served, DELETE_RECORDS, "--offset-json-file", str(offsets)) for delete in (run, ours)]
            # Kafka's tool tells of the partitions as their leaders answer.
            assert told[0].startswith(begun) and sorted(told[0].splitlines()) == sorted(told[1].splitlines())
            assert f"low_watermark: {offset}\n" in told[0], told[0]

        # A third replica everywhere, and back by what the tool said to save.
        plan = tmp_path / "plan.json"
        places = [{"topic": "move", "partition": partition, "replicas": [0, 1, 2]} for partition in range(3)]
        plan.write_text(json.dumps({"version": 1, "partitions": places}))
        started = run(served, REASSIGN, "--execute", "--reassignment-json-file", str(plan), "--throttle", "10000000")
        assert "The inter-broker throttle limit was set to 10000000 B/s" in started
        assert "Successfully started partition reassignments for move-0,move-1,move-2" in started

        def verified():
            return run(served, REASSIGN, "--verify", "--reassignment-json-file", str(plan)).count("is completed.") == 3

        within(30, verified, "three replicas of each partition")
        assert run(served, REASSIGN, "--list") == "No partition reassignments found.\n"
        again = [REASSIGN, "--verify", "--reassignment-json-file", str(plan)]
        assert ours(served, *again) == run(served, *again)
        assert "ReplicationFactor: 3" in run(served, TOPICS, "--describe", "--topic", "move")
        topics = tmp_path / "topics.json"
        topics.write_text('{"version":1,"topics":[{"topic":"move"}]}')
        generate = [
            REASSIGN, "--generate", "--topics-to-move-json-file", str(topics), "--broker-list", "0,1,2",
        ]
        current = [tell(served, *generate).split("\n\n")[0] for tell in (run, ours)]
        assert current[0] == current[1]


def test_kafkas_tools_ask_the_controllers_themselves():
    with Served(brokers=3) as served:
        def ask(tool, *arguments):
            jars = os.environ["KAFKA_JARS"] + "/*"
            command = ["java", "-cp", jars, tool, *arguments, "--bootstrap-controller", served.controllers]
            if tool == QUORUM:
                command = ["java", "-cp", jars, tool, "--bootstrap-controller", served.controllers, *arguments]
            ran = subprocess.run(command, capture_output=True, text=True, timeout=120)
            assert ran.returncode == 0, ran.stdout + ran.stderr
            return ran.stdout

        status = ask(QUORUM, "describe", "--status")
        ends = served.controllers.split(",")
        for id, end in enumerate(ends):
            assert f'{{"id": {id}, "endpoints": ["CONTROLLER://{end}"]}}' in status
        replication = ask(QUORUM, "describe", "--replication").splitlines()
        assert [line.split()[-1] for line in replication[1:4]] == ["Leader", "Follower", "Follower"]
        listed = ask(CLUSTER, "list-endpoints").splitlines()[1:]
        assert [line.split()[0] + " " + ":".join(line.split()[1:3]) for line in listed] == [
            f"{id} {end}" for id, end in enumerate(ends)
        ]
        assert ask(CLUSTER, "cluster-id").startswith("Cluster ID: ")

        # Configs of a controller, as it says them itself (KIP-919): its own, and what all have.
        all_of_them = ["--entity-type", "brokers", "--entity-default"]
        changed = ask(CONFIGS, "--alter", *all_of_them, "--add-config", "log.cleaner.backoff.ms=20000")
        assert changed == "Completed updating default config for brokers in the cluster.\n"
        line = "  log.cleaner.backoff.ms=20000 sensitive=false synonyms={DYNAMIC_DEFAULT_BROKER_CONFIG:log.cleaner.backoff.ms=20000"

        def described(*arguments):
            return ask(CONFIGS, "--describe", *arguments)

        within(30, lambda: line in described(*all_of_them), "every controller has it")
        leader = re.search(r"LeaderId:\s+(\d+)", status).group(1)
        own = described("--entity-type", "brokers", "--entity-name", leader, "--all")
        assert own.startswith(f"All configs for broker {leader} are:\n") and line in own, own
        assert f"  node.id={leader} sensitive=false synonyms={{STATIC_BROKER_CONFIG:node.id={leader}}}" in own, own
