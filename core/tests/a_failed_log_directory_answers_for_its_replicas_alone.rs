//! KAFKA_STORAGE_ERROR (56): one of two log directories of a broker fails, and Produce, Fetch and ListOffsets are answered so for
//! the partitions in it, while those in the other go on (KIP-112).

mod host;
mod records;

use host::Host;
use partita_machine::Listener;
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::list_offsets_request::{
    ListOffsetsPartition, ListOffsetsRequest, ListOffsetsTopic,
};
use partita_wire::{ErrorCode, Response};
use records::TOPIC;

const LATEST: i64 = -1;

/// Two partitions, the second in the second directory.
fn two_directories() -> Host {
    let mut host = Host::with_properties(1, &[("log.dirs", "/a,/b")]);
    host.run_ms(3_000);
    let topic = CreatableTopic {
        name: TOPIC.into(),
        num_partitions: 2,
        replication_factor: 1,
        ..CreatableTopic::default()
    };
    host.ask(0, CreateTopicsRequest { topics: vec![topic], timeout_ms: 1_000, validate_only: false });
    host.run_ms(1_000);
    host
}

fn produce(host: &mut Host, partition: i32) -> ErrorCode {
    let mut request = records::produce_request(-1, "value", 1_000);
    request.topic_data[0].partition_data[0].index = partition;
    records::send(host, 0, request).0
}

fn fetch(host: &mut Host, partition: i32) -> (ErrorCode, i64) {
    let mut request = records::fetch_request(0, 0);
    request.topics[0].partitions[0].partition = partition;
    let Some(Response::Fetch(answer)) = host.ask_in(0, Listener::Broker, 12, request) else { panic!() };
    let data = &answer.responses[0].partitions[0];
    (ErrorCode::from_i16(data.error_code).unwrap(), data.high_watermark)
}

fn list_offset(host: &mut Host, partition: i32) -> (ErrorCode, i64) {
    let asked = ListOffsetsPartition { partition_index: partition, timestamp: LATEST, ..Default::default() };
    let topic = ListOffsetsTopic { name: TOPIC.into(), partitions: vec![asked] };
    let body = ListOffsetsRequest { replica_id: -1, topics: vec![topic], ..Default::default() };
    let Response::ListOffsets(answer) = host.ask(0, body) else { panic!() };
    let found = &answer.topics[0].partitions[0];
    (ErrorCode::from_i16(found.error_code).unwrap(), found.offset)
}

#[test]
fn others_go_on() {
    let mut host = two_directories();
    for partition in 0..2 {
        assert_eq!(produce(&mut host, partition), ErrorCode::None);
        assert_eq!(fetch(&mut host, partition), (ErrorCode::None, 1));
    }
    host.disk_under(0).fail_dir(1);
    // Who writes finds out; after that nobody is served from there.
    for _ in 0..2 {
        assert_eq!(produce(&mut host, 1), ErrorCode::KafkaStorageError);
        assert_eq!(fetch(&mut host, 1), (ErrorCode::KafkaStorageError, -1));
        assert_eq!(list_offset(&mut host, 1), (ErrorCode::KafkaStorageError, -1));
        host.run_ms(2_000);
    }
    for offset in 2..4 {
        assert_eq!(produce(&mut host, 0), ErrorCode::None);
        assert_eq!(fetch(&mut host, 0), (ErrorCode::None, offset));
        assert_eq!(list_offset(&mut host, 0), (ErrorCode::None, offset));
    }
    assert_eq!(host.exits.get(&0), None, "a directory is left, so the broker stays");
}
