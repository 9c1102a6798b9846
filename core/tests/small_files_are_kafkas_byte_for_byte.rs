//! `meta.properties`, `partition.metadata` and `.kafka_cleanshutdown` beside those that Kafka wrote.

mod host;
mod records;

use std::collections::BTreeMap;
use std::str::FromStr;

use partita_core::disk::{Disk, FileName, MemoryDisk, read_whole};
use partita_core::{NodeConfig, format};
use partita_machine::Address;
use partita_wire::Uuid;
use partita_wire::messages::metadata_request::{MetadataRequest, MetadataRequestTopic};
use partita_wire::{Request, Response};
use records::TOPIC;

const GOLDEN: &str = include_str!("../../tests/golden/files.txt");
/// Sat Nov 21 01:38:50 UTC 2026.
const FORMATTED_MS: i64 = 1_795_225_130_000;

/// A file as Kafka wrote it.
fn golden(file: &str) -> String {
    let line = GOLDEN.lines().find_map(|line| line.strip_prefix(file)?.strip_prefix('\t'));
    line.expect("it is recorded").replace("\\n", "\n")
}

fn text(disk: &dyn Disk, file: &str) -> String {
    String::from_utf8(read_whole(disk, &FileName::new(file)).unwrap()).unwrap()
}

fn config(cluster: &str, directory: &str) -> NodeConfig {
    let id = |text: &str| Uuid::from_str(text).unwrap();
    NodeConfig {
        node_id: 0,
        is_broker: true,
        is_controller: true,
        rack: None,
        broker_address: Address::new("node0", 9_092),
        controller_address: Address::new("node0", 9_093),
        voters: BTreeMap::new(),
        bootstrap: Vec::new(),
        cluster_id: id(cluster),
        directory_id: id(directory),
        properties: BTreeMap::new(),
        seed: 1,
    }
}

#[test]
fn what_formatting_writes() {
    let mut disk = MemoryDisk::new();
    let config = config("aj0R3-RUTL6eiprOwzGP6A", "gBh_6FxgQHaKTHnm7aouYw");
    format(&mut disk, &config, FORMATTED_MS).unwrap();
    assert_eq!(text(&disk, "meta.properties"), golden("meta.properties"));
}

#[test]
fn what_a_broker_writes_while_it_runs_and_when_it_stops() {
    let mut host = records::three_with_topic(&[]);
    let topics = vec![MetadataRequestTopic { name: Some(TOPIC.into()), ..Default::default() }];
    let request: Request = MetadataRequest { topics: Some(topics), ..Default::default() }.into();
    let Response::Metadata(told) = host.ask(0, request) else { panic!() };
    let topic_id = told.topics[0].topic_id.to_string();
    let epoch = host.node(2).node_view().broker_epoch;
    host.terminate(2);
    host.run_until("it has stopped", |host| !host.running().contains(&2));
    let disk = host.take_disk(2).unwrap();
    let expected = golden("partition.metadata").replace("964edxTJTqSmntTgTFMp3A", &topic_id);
    assert_eq!(text(&disk, &format!("{TOPIC}-0/partition.metadata")), expected);
    let expected = golden(".kafka_cleanshutdown").replace("16", &epoch.to_string());
    assert_eq!(text(&disk, ".kafka_cleanshutdown"), expected);
}
