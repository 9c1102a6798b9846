//! A whole node on a damaged disk: metadata log, snapshots of it, `quorum-state`, checkpoints, `meta.properties`, logs. Whatever it
//! finds, it starts or ends itself, answers in shape, and does so again in its next life.

use std::sync::OnceLock;

use partita_core::disk::MemoryDisk;
use partita_machine::Listener;
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::init_producer_id_request::InitProducerIdRequest;
use partita_wire::messages::list_offsets_request::{
    ListOffsetsPartition, ListOffsetsRequest, ListOffsetsTopic,
};
use partita_wire::messages::metadata_request::MetadataRequest;

use super::damage::harm_a_file;
use super::host::Host;
use super::input::Input;
use super::script::produce;

/// A snapshot of the metadata is made soon, and everything is written down.
const PROPERTIES: [(&str, &str); 3] = [
    ("metadata.log.max.record.bytes.between.snapshots", "2000"),
    ("log.flush.offset.checkpoint.interval.ms", "1000"),
    ("log.flush.start.offset.checkpoint.interval.ms", "1000"),
];
/// Most pieces of damage.
const DAMAGES_MAX: u32 = 24;
/// Where damage is looked for: the small files most of all.
const PLACES: [&str; 8] = [
    "",
    "__cluster_metadata-0/",
    "__cluster_metadata-0/quorum-state",
    "recovery-point",
    "replication-offset",
    "log-start",
    "meta.properties",
    "t-",
];

/// What a life leaves that ended in order, and one that did not.
fn images() -> &'static [MemoryDisk; 2] {
    static IMAGES: OnceLock<[MemoryDisk; 2]> = OnceLock::new();
    IMAGES.get_or_init(|| [image(true), image(false)])
}

fn image(in_order: bool) -> MemoryDisk {
    let mut host = Host::with_properties(1, &PROPERTIES);
    host.run_ms(2_000);
    for name in ["t", "u", "v"] {
        let topic = CreatableTopic {
            name: name.into(),
            num_partitions: 2,
            replication_factor: 1,
            ..CreatableTopic::default()
        };
        host.ask(0, CreateTopicsRequest { topics: vec![topic], timeout_ms: 1_000, validate_only: false });
    }
    for n in 0..20 {
        let _ = host.ask_in(0, Listener::Broker, 12, produce(n));
    }
    host.run_ms(40_000);
    if in_order {
        host.terminate(0);
        host.run_ms(5_000);
    } else {
        host.kill(0);
    }
    host.take_disk(0).expect("it has ended")
}

/// Damages a disk as the bytes say, and has a node live on it, twice.
pub fn live(bytes: &[u8]) {
    let mut input = Input::new(bytes);
    let mut disk = images()[usize::from(input.byte() % 2)].clone();
    for _ in 0..DAMAGES_MAX {
        if input.is_empty() {
            break;
        }
        let place = PLACES[usize::from(input.byte()) % PLACES.len()];
        harm_a_file(&mut disk, place, &mut input, |input| {
            let log = ["__cluster_metadata-0", "t-0", "u-1"][input.below(3)];
            let suffix = [".log", ".index", "-0000000001.checkpoint", ".snapshot"][input.below(4)];
            format!("{log}/{:020}{suffix}", input.byte() % 64)
        });
    }
    let mut host = Host::on_disk(disk, &PROPERTIES);
    use_it(&mut host);
    if host.running().is_empty() {
        host.start(0);
    } else {
        host.terminate(0);
        host.run_ms(3_000);
        if !host.running().is_empty() {
            host.kill(0);
        }
        host.start(0);
    }
    use_it(&mut host);
}

/// Whatever is answered, or nothing if the node has ended itself.
fn use_it(host: &mut Host) {
    host.run_ms(1_500);
    host.send(0, Listener::Broker, 12, MetadataRequest { topics: None, ..MetadataRequest::default() });
    host.send(0, Listener::Broker, 12, produce(1));
    host.send(0, Listener::Broker, 4, InitProducerIdRequest::default());
    let partitions = (0..2).map(|partition_index| ListOffsetsPartition {
        partition_index,
        timestamp: 5,
        ..ListOffsetsPartition::default()
    });
    let topic = ListOffsetsTopic { name: "t".into(), partitions: partitions.collect() };
    let topics = vec![topic];
    host.send(0, Listener::Broker, 7, ListOffsetsRequest { topics, ..ListOffsetsRequest::default() });
    host.run_ms(1_500);
}
