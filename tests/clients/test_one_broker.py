"""One broker, and clients of four families: each writes, each reads what it wrote."""

import asyncio
import subprocess

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from confluent_kafka import Consumer, Producer
from kafka import KafkaConsumer, KafkaProducer

from served import Served

COUNT = 200


def test_kcat():
    with Served() as served:
        listed = subprocess.run(
            ["kcat", "-b", served.bootstrap, "-L"], capture_output=True, text=True, check=True, timeout=30
        )
        assert "1 brokers" in listed.stdout
        lines = "".join(f"k{number}:v{number}\n" for number in range(COUNT))
        subprocess.run(
            ["kcat", "-b", served.bootstrap, "-P", "-t", "lines", "-K", ":"], input=lines, text=True, check=True, timeout=60
        )
        read = subprocess.run(
            ["kcat", "-b", served.bootstrap, "-C", "-t", "lines", "-K", ":", "-o", "beginning", "-e", "-q"],
            capture_output=True, text=True, check=True, timeout=60,
        )
        assert read.stdout == lines


def test_librdkafka_compresses():
    with Served() as served:
        for codec in ("none", "gzip", "lz4", "snappy"):
            topic = f"codec-{codec}"
            producer = Producer({"bootstrap.servers": served.bootstrap, "compression.type": codec, "linger.ms": 50})
            values = [f"value {number}".encode() * 20 for number in range(COUNT)]
            for value in values:
                producer.produce(topic, value=value)
            assert producer.flush(30) == 0
            consumer = Consumer(
                {"bootstrap.servers": served.bootstrap, "group.id": codec, "auto.offset.reset": "earliest"}
            )
            consumer.subscribe([topic])
            read = consumer.consume(COUNT, timeout=30)
            assert [message.value() for message in read] == values
            consumer.close()


def test_kafka_python():
    with Served() as served:
        producer = KafkaProducer(bootstrap_servers=served.bootstrap, acks="all")
        for number in range(COUNT):
            producer.send("python", key=b"k", value=b"%d" % number)
        producer.flush(30)
        consumer = KafkaConsumer(
            "python",
            bootstrap_servers=served.bootstrap,
            group_id="python",
            auto_offset_reset="earliest",
            consumer_timeout_ms=15000,
        )
        read = []
        for message in consumer:
            read.append(int(message.value))
            if len(read) == COUNT:
                break
        consumer.close()
        producer.close()
        assert read == list(range(COUNT))


def test_aiokafka():
    async def converse(bootstrap):
        producer = AIOKafkaProducer(bootstrap_servers=bootstrap, enable_idempotence=True)
        await producer.start()
        for number in range(COUNT):
            await producer.send_and_wait("aio", b"%d" % number, key=b"k")
        await producer.stop()
        consumer = AIOKafkaConsumer(
            "aio", bootstrap_servers=bootstrap, group_id="aio", auto_offset_reset="earliest"
        )
        await consumer.start()
        read = [int((await asyncio.wait_for(consumer.getone(), 30)).value) for _ in range(COUNT)]
        await consumer.stop()
        return read

    with Served() as served:
        assert asyncio.run(converse(served.bootstrap)) == list(range(COUNT))
