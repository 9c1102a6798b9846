//! `kafka-dump-log.sh` over the disks of a world: segments, indexes, and Kafka's own logs as JSON.

mod typed;

use partita_view::{Engine, Print};
use typed::{SERVER, brokers, run, tool};

#[test]
fn a_segment_and_its_index_are_dumped() {
    let mut sim = brokers(3);
    sim.command("topic small partitions=1 replicas=1 index.interval.bytes=1").unwrap();
    run(&mut sim, 1_000);
    sim.command("producer p topic=small acks=all").unwrap();
    for key in ["name", "city"] {
        sim.command(&format!("send p {key} value")).unwrap();
        run(&mut sim, 500);
    }
    let described = tool(&mut sim, "d", &format!("kafka-topics.sh {SERVER} --describe --topic small")).0;
    let leader = described.split("Leader: ").nth(1).and_then(|rest| rest.split('\t').next()).unwrap();
    let log = format!("/tmp/kafka-logs-{leader}/small-0/00000000000000000000.log");
    let (text, status) = tool(&mut sim, "l", &format!("kafka-dump-log.sh --print-data-log --files {log}"));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[..2], [format!("Dumping {log}").as_str(), "Log starting offset: 0"]);
    assert!(
        lines[2]
            .starts_with("baseOffset: 0 lastOffset: 0 count: 1 baseSequence: 0 lastSequence: 0 producerId: ")
    );
    assert!(lines[2].contains(
        " producerEpoch: 0 partitionLeaderEpoch: 0 isTransactional: false isControl: false deleteHorizonMs: \
         OptionalLong.empty position: 0 CreateTime: "
    ));
    assert!(
        lines[2].contains(" magic: 2 compresscodec: none crc: ") && lines[2].ends_with(" isvalid: true"),
        "{text}"
    );
    assert!(lines[3].starts_with("| offset: 0 CreateTime: "), "{text}");
    assert!(
        lines[3].ends_with(" keySize: 4 valueSize: 5 sequence: 0 headerKeys: [] key: name payload: value"),
        "{text}"
    );
    assert_eq!((lines.len(), status), (6, Some(0)));
    let index = log.replace(".log", ".index");
    let (text, status) = tool(&mut sim, "i", &format!("kafka-dump-log.sh --files {index}"));
    assert!(text.starts_with(&format!("Dumping {index}\noffset: 1 position: ")), "{text}");
    assert_eq!(status, Some(0));
    let missing = "kafka-dump-log.sh --files /tmp/kafka-logs-9/x-0/00000000000000000000.log";
    let (text, status) = tool(&mut sim, "m", missing);
    assert!(text.contains("java.nio.file.NoSuchFileException"), "{text}");
    assert_eq!(status, Some(1));
}

#[test]
fn the_records_of_kafkas_own_logs_are_dumped_as_json() {
    let mut sim = brokers(3);
    let create = format!("kafka-topics.sh {SERVER} --create --topic move --replica-assignment 0:1,1:2,2:0");
    assert_eq!(tool(&mut sim, "create", &create).1, Some(0));
    let log = "/tmp/kafka-logs-0/__cluster_metadata-0/00000000000000000000.log";
    let text = tool(&mut sim, "m", &format!("kafka-dump-log.sh --cluster-metadata-decoder --files {log}")).0;
    assert!(text.contains(" LeaderChange: {\"version\":"), "{text}");
    let level = "payload: {\"type\":\"FEATURE_LEVEL_RECORD\",\"version\":0,\"data\":{\"name\":\"metadata.version\",\
                 \"featureLevel\":30}}";
    assert!(text.contains(level), "{text}");
    assert!(text.contains("{\"type\":\"NO_OP_RECORD\",\"version\":0,\"data\":{}}"), "{text}");
    assert!(
        text.contains("{\"type\":\"TOPIC_RECORD\",\"version\":0,\"data\":{\"name\":\"move\",\"topicId\":\""),
        "{text}"
    );
    sim.command("consumer c group=dumpgroup topic=move").unwrap();
    run(&mut sim, 5_000);
    let mut found = String::new();
    for node in 0..3 {
        for partition in 0..50 {
            let log =
                format!("/tmp/kafka-logs-{node}/__consumer_offsets-{partition}/00000000000000000000.log");
            let name = format!("o{node}x{partition}");
            sim.command(&format!("run {name}: kafka-dump-log.sh --offsets-decoder --files {log}")).unwrap();
        }
    }
    run(&mut sim, 1_000);
    for printed in sim.printed(0) {
        if let Print::Out(line) = &printed.what {
            found.push_str(line);
        }
    }
    let key = "key: {\"type\":\"2\",\"data\":{\"group\":\"dumpgroup\"}} payload: {\"version\":\"3\",\"data\":{\
               \"protocolType\":\"consumer\",\"generation\":1,\"protocol\":\"range\",\"leader\":\"";
    assert!(
        found.contains(key),
        "{}",
        found.lines().filter(|line| line.contains("dumpgroup")).collect::<String>()
    );
}
