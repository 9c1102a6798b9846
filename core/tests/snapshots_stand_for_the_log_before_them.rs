//! Snapshots of the metadata log (KIP-630): made by every node, fetched by whoever is further behind than the log
//! reaches, loaded by a node that starts.

mod host;

use host::Host;
use partita_core::disk::{Disk, FileName, MemoryDisk};
use partita_machine::{Event, Listener};
use partita_wire::Response;
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::fetch_snapshot_request::{
    FetchSnapshotRequest, PartitionSnapshot, SnapshotId, TopicSnapshot,
};
use partita_wire::messages::metadata_request::MetadataRequest;
use partita_wire::records::control::ControlType;

/// A snapshot after every kilobyte, segments of two, and nothing kept that need not be.
const OFTEN: [(&str, &str); 4] = [
    ("metadata.log.max.record.bytes.between.snapshots", "1024"),
    ("metadata.log.segment.bytes", "2048"),
    ("metadata.max.retention.bytes", "1024"),
    ("controller.quorum.fetch.snapshot.max.bytes", "300"),
];

fn create(host: &mut Host, node: i32, name: &str) {
    let topic = CreatableTopic {
        name: name.into(),
        num_partitions: 1,
        replication_factor: 1,
        ..CreatableTopic::default()
    };
    let body = CreateTopicsRequest { topics: vec![topic], ..CreateTopicsRequest::default() };
    let Response::CreateTopics(answer) = host.ask(node, body) else { panic!() };
    assert_eq!(answer.topics[0].error_code, 0);
}

fn topics(host: &mut Host, node: i32) -> Vec<String> {
    let body = MetadataRequest { topics: None, ..MetadataRequest::default() };
    let Response::Metadata(answer) = host.ask(node, body) else { panic!() };
    let mut names: Vec<String> = answer.topics.into_iter().filter_map(|topic| topic.name).collect();
    names.sort();
    names
}

fn boot(nodes: i32) -> Host {
    let mut host = Host::with_properties(nodes, &OFTEN);
    host.run_until("brokers are unfenced", |host| {
        (0..nodes).all(|id| host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(id)))
    });
    host
}

fn files(disk: &MemoryDisk, ending: &str) -> Vec<FileName> {
    let all = disk.list("__cluster_metadata-0/").into_iter();
    all.filter(|file| file.as_str().ends_with(ending)).collect()
}

/// Makes the log move on, and old snapshots go.
fn live(host: &mut Host, node: i32, names: &mut Vec<String>, count: usize) {
    for _ in 0..count {
        let name = format!("topic{:03}", names.len());
        create(host, node, &name);
        names.push(name);
    }
    host.run_ms(130_000);
}

#[test]
fn a_node_that_starts_loads_the_snapshot_then_the_log() {
    let mut host = boot(1);
    let mut names = Vec::new();
    live(&mut host, 0, &mut names, 20);
    create(&mut host, 0, "last");
    names.insert(0, "last".into());
    let segments = files(host.node(0).disk(), ".log");
    assert!(
        !segments.iter().any(|file| file.as_str().ends_with("/00000000000000000000.log")),
        "{segments:?}"
    );
    host.kill(0);
    host.start(0);
    host.run_ms(20_000);
    assert_eq!(topics(&mut host, 0), names);
    create(&mut host, 0, "topic999");
}

#[test]
fn a_snapshot_has_kafkas_header_and_footer() {
    let mut host = boot(1);
    live(&mut host, 0, &mut Vec::new(), 20);
    let disk = host.node(0).disk();
    for file in files(disk, ".checkpoint") {
        let len = disk.len(&file).unwrap();
        let content = disk.read_now(&file, 0, u32::try_from(len).unwrap()).unwrap();
        let batches: Vec<_> = content.batches().map(Result::unwrap).collect();
        let control = |at: usize| {
            let batch = &batches[at];
            assert!(batch.header().attributes.is_control());
            ControlType::of(&batch.records(9).unwrap().next().unwrap().unwrap())
        };
        assert_eq!(control(0), Some(ControlType::SnapshotHeader));
        assert_eq!(control(batches.len() - 1), Some(ControlType::SnapshotFooter));
        let mut next = 0;
        for batch in &batches {
            assert_eq!((batch.check_crc(), batch.header().base_offset), (Ok(()), next));
            next = batch.header().next_offset();
        }
    }
}

#[test]
fn a_node_that_was_away_fetches_the_snapshot() {
    let mut host = boot(3);
    let controller = host.controller().unwrap();
    let away = (0..3).find(|&id| id != controller).unwrap();
    let stays = (0..3).find(|&id| id != controller && id != away).unwrap();
    let mut names = Vec::new();
    live(&mut host, stays, &mut names, 1);
    host.kill(away);
    live(&mut host, stays, &mut names, 20);
    host.start(away);
    host.run_ms(20_000);
    assert_eq!(topics(&mut host, away), names);
    assert!(files(host.node(away).disk(), ".part").is_empty());
    // It has all it needs to lead the quorum.
    host.kill(controller);
    host.run_until("another leads", |host| host.controller().is_some());
    host.run_ms(20_000);
    create(&mut host, away, "topic999");
}

#[test]
fn a_new_disk_is_filled_although_the_controller_dies_meanwhile() {
    let mut host = boot(5);
    let mut names = Vec::new();
    let controller = host.controller().unwrap();
    let fresh = (0..5).find(|&id| id != controller).unwrap();
    let stays = (0..5).find(|&id| id != controller && id != fresh).unwrap();
    live(&mut host, stays, &mut names, 20);
    host.kill(fresh);
    host.wipe(fresh);
    host.start(fresh);
    host.run_until("it fetches a snapshot", |host| !files(host.node(fresh).disk(), ".part").is_empty());
    host.kill(controller);
    host.run_until("another leads", |host| host.controller().is_some());
    host.run_ms(30_000);
    assert_eq!(topics(&mut host, fresh), names);
}

#[test]
fn snapshots_are_served_by_the_leader_alone_and_in_pieces() {
    let mut host = boot(3);
    live(&mut host, 0, &mut Vec::new(), 20);
    let leader = host.controller().unwrap();
    let epoch = host.node(leader).quorum_view().epoch;
    let newest = files(host.node(leader).disk(), ".checkpoint").pop().unwrap();
    let size = i64::try_from(host.node(leader).disk().len(&newest).unwrap()).unwrap();
    let name = newest.as_str().strip_prefix("__cluster_metadata-0/").unwrap();
    let (end, rest) = name.split_once('-').unwrap();
    let snapshot_id = SnapshotId { end_offset: end.parse().unwrap(), epoch: rest[..10].parse().unwrap() };
    let mut ask = |node: i32, epoch: i32, id: SnapshotId, position: i64| {
        let part = PartitionSnapshot {
            current_leader_epoch: epoch,
            snapshot_id: id,
            position,
            ..PartitionSnapshot::default()
        };
        let topic = TopicSnapshot { name: "__cluster_metadata".into(), partitions: vec![part] };
        let body = FetchSnapshotRequest {
            replica_id: -1,
            max_bytes: 100,
            topics: vec![topic],
            ..FetchSnapshotRequest::default()
        };
        let answer = host.ask_in(node, Listener::Controller, 1, body);
        let Some(Response::FetchSnapshot(answer)) = answer else { panic!() };
        let part = answer.topics[0].partitions[0].clone();
        (part.error_code, part.size, part.unaligned_records.unwrap().len())
    };
    assert_eq!(ask(leader, epoch, snapshot_id.clone(), 0), (0, size, 100));
    assert_eq!(ask(leader, epoch, snapshot_id.clone(), size - 7), (0, size, 7));
    assert_eq!(ask(leader, epoch, snapshot_id.clone(), size).0, 99, "POSITION_OUT_OF_RANGE");
    assert_eq!(ask(leader, epoch, SnapshotId { end_offset: 1, epoch: 1 }, 0).0, 98, "SNAPSHOT_NOT_FOUND");
    assert_eq!(ask(leader, epoch - 1, snapshot_id.clone(), 0).0, 74, "FENCED_LEADER_EPOCH");
    let other = (0..3).find(|&id| id != leader).unwrap();
    assert_eq!(ask(other, epoch, snapshot_id, 0).0, 6, "NOT_LEADER_OR_FOLLOWER");
}
