"""Kafka's own dump tool reads what a story left on the disks of its nodes."""

import glob
import os
import re
import subprocess

DUMP = "org.apache.kafka.tools.DumpLogSegments"
STORY = """partita story 1
seed 11
brokers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0:1:2 \
--config segment.bytes=1048576 --config index.interval.bytes=100
5 producer p topic=orders linger.ms=0 rate=50 keys=a,b size=20000 count=120
9 consumer c group=readers topic=orders auto.offset.reset=earliest
20 leave c
25 stop 1
30 end
"""


def dumped(path, *arguments):
    command = ["java", "-cp", os.environ["KAFKA_JARS"] + "/*", DUMP, "--files", str(path)]
    ran = subprocess.run(command + list(arguments), capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def disks(folder):
    story = folder / "dump.story"
    story.write_text(STORY.replace("\\\n", ""))
    ran = subprocess.run(
        [os.environ["PARTITA"], "story", str(story), "--quiet", "--disks", str(folder)],
        capture_output=True, text=True, timeout=120,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder / "1"


def test_kafka_reads_our_files(tmp_path):
    disk = disks(tmp_path)
    logs = sorted(glob.glob(f"{disk}/orders-0/*.log"))
    assert len(logs) >= 3, "the log has rolled"
    offsets = []
    for log in logs:
        text = dumped(log, "--deep-iteration")
        assert "isvalid: false" not in text
        offsets += [int(offset) for offset in re.findall(r"^\| offset: (\d+) ", text, re.M)]
        # The tool says so where an entry of an index does not meet the log.
        for suffix in ("index", "timeindex"):
            index = log.removesuffix("log") + suffix
            checked = dumped(index)
            assert not re.search("Mismatches|Non-sequential|Out of order|error", checked, re.I), checked
            assert "offset:" in checked, checked
            assert "passed sanity check" in dumped(index, "--index-sanity-check")
    assert offsets == list(range(120))


def test_kafka_reads_producers_metadata_and_offsets(tmp_path):
    disk = disks(tmp_path)
    snapshots = sorted(glob.glob(f"{disk}/orders-0/*.snapshot"))
    # The last one was made by the orderly end.
    assert snapshots[-1].endswith("/00000000000000000120.snapshot")
    assert re.search(r"producerId: \d+ producerEpoch: 0 .*lastSequence: 119", dumped(snapshots[-1]))
    metadata = dumped(glob.glob(f"{disk}/__cluster_metadata-0/*.log")[0], "--cluster-metadata-decoder")
    for record in ("REGISTER_BROKER_RECORD", "TOPIC_RECORD", "PARTITION_RECORD", "FEATURE_LEVEL_RECORD", "CONFIG_RECORD"):
        assert f'"type":"{record}"' in metadata, record
    assert '"name":"orders"' in metadata and "isvalid: false" not in metadata
    committed = ""
    for log in glob.glob(f"{tmp_path}/*/__consumer_offsets-*/*.log"):
        if os.path.getsize(log):
            committed += dumped(log, "--offsets-decoder")
    assert '"group":"readers","topic":"orders","partition":0' in committed
