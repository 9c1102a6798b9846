//! A snapshot of an image makes the same image.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::messages::client_quota_record::{ClientQuotaRecord, EntityData};
use partita_wire::messages::config_record::ConfigRecord;
use partita_wire::messages::feature_level_record::FeatureLevelRecord;
use partita_wire::messages::no_op_record::NoOpRecord;
use partita_wire::messages::partition_change_record::PartitionChangeRecord;
use partita_wire::messages::partition_record::PartitionRecord;
use partita_wire::messages::producer_ids_record::ProducerIdsRecord;
use partita_wire::messages::register_broker_record::{BrokerEndpoint, BrokerFeature, RegisterBrokerRecord};
use partita_wire::messages::register_controller_record::RegisterControllerRecord;
use partita_wire::messages::topic_record::TopicRecord;
use partita_wire::records::{BatchBuilder, BatchView, Codec};
use partita_wire::{F64Bits, MetadataRecord, Uuid};

use super::{Image, METADATA_BATCH_LEN_MAX, TOPIC, records_of};

fn broker(id: i32) -> MetadataRecord {
    let end_point = |name: &str, port| BrokerEndpoint {
        name: name.into(),
        host: "127.0.0.1".into(),
        port,
        security_protocol: 0,
    };
    MetadataRecord::RegisterBroker(RegisterBrokerRecord {
        broker_id: id,
        incarnation_id: Uuid([u8::try_from(id).unwrap(); 16]),
        broker_epoch: 7,
        end_points: vec![end_point("PLAINTEXT", 9_092), end_point("INTERNAL", 19_092)],
        features: vec![BrokerFeature {
            name: "metadata.version".into(),
            min_supported_version: 7,
            max_supported_version: 30,
        }],
        rack: Some("a".into()),
        fenced: id == 2,
        in_controlled_shutdown: id == 3,
        log_dirs: vec![Uuid([9; 16])],
        ..RegisterBrokerRecord::default()
    })
}

fn history() -> Vec<MetadataRecord> {
    let (orders, paid) = (Uuid([5; 16]), Uuid([4; 16]));
    let topic = |name: &str, topic_id| MetadataRecord::Topic(TopicRecord { name: name.into(), topic_id });
    let partition = |partition_id| {
        MetadataRecord::Partition(PartitionRecord {
            partition_id,
            topic_id: orders,
            replicas: vec![1, 2, 3],
            isr: vec![1, 2],
            adding_replicas: vec![3],
            leader: 1,
            directories: vec![Uuid([9; 16]); 3],
            ..PartitionRecord::default()
        })
    };
    let quota = |value| ClientQuotaRecord {
        entity: vec![
            EntityData { entity_type: "user".into(), entity_name: Some("alice".into()) },
            EntityData { entity_type: "client-id".into(), entity_name: None },
        ],
        key: "producer_byte_rate".into(),
        value: F64Bits(value),
        remove: false,
    };
    let feature = |name: &str, feature_level| {
        MetadataRecord::FeatureLevel(FeatureLevelRecord { name: name.into(), feature_level })
    };
    vec![
        feature("group.version", 1),
        feature("metadata.version", 30),
        broker(1),
        broker(2),
        broker(3),
        MetadataRecord::RegisterController(RegisterControllerRecord {
            controller_id: 100,
            ..RegisterControllerRecord::default()
        }),
        topic("orders", orders),
        partition(0),
        partition(1),
        topic("paid", paid),
        MetadataRecord::PartitionChange(PartitionChangeRecord {
            partition_id: 1,
            topic_id: orders,
            isr: Some(vec![]),
            leader: -1,
            leader_recovery_state: 1,
            eligible_leader_replicas: Some(vec![1, 2]),
            last_known_elr: Some(vec![1]),
            ..PartitionChangeRecord::default()
        }),
        MetadataRecord::Config(ConfigRecord {
            resource_type: TOPIC,
            resource_name: "orders".into(),
            name: "retention.ms".into(),
            value: Some("1".into()),
        }),
        MetadataRecord::ClientQuota(quota(0x40f0_0000_0000_0000)),
        MetadataRecord::ProducerIds(ProducerIdsRecord {
            broker_id: 1,
            broker_epoch: 7,
            next_producer_id: 3_000,
        }),
    ]
}

fn replayed(records: &[MetadataRecord]) -> Image {
    let mut image = Image::default();
    for record in records {
        image.apply(record);
    }
    image
}

#[test]
fn at_every_moment_of_a_history() {
    let history = history();
    for length in 0..=history.len() {
        let image = replayed(&history[..length]);
        assert_eq!(replayed(&image.records()), image, "after {length} records");
    }
}

#[test]
fn the_version_of_the_metadata_comes_first() {
    let records = replayed(&history()).records();
    let MetadataRecord::FeatureLevel(first) = &records[0] else { panic!() };
    assert_eq!(first.name, "metadata.version");
}

#[test]
fn a_quota_that_is_removed_leaves_nothing() {
    let mut image = replayed(&history());
    assert_eq!(image.quotas.len(), 1);
    let entity: BTreeMap<Name, Option<Name>> = image.quotas.keys().next().unwrap().clone();
    image.apply(&MetadataRecord::ClientQuota(ClientQuotaRecord {
        entity: super::entity_of(&entity),
        key: "producer_byte_rate".into(),
        value: F64Bits(0),
        remove: true,
    }));
    assert!(image.quotas.is_empty());
}

#[test]
fn a_batch_that_unpacks_to_more_than_the_cap_says_nothing_and_takes_little() {
    let batch = |len: usize| {
        let mut record = MetadataRecord::NoOp(NoOpRecord {});
        let mut builder = BatchBuilder::new(Codec::Gzip);
        builder.append(0, None, Some(&record.encode(0).unwrap()), &[]).unwrap();
        builder.append(0, None, Some(&vec![0; len]), &[]).unwrap();
        BatchView::read(builder.build(0, 0).unwrap()).unwrap()
    };
    assert_eq!(records_of(&batch(1_000)).len(), 1);
    let bomb = batch(METADATA_BATCH_LEN_MAX + 1);
    assert!(bomb.bytes().len() < METADATA_BATCH_LEN_MAX / 500, "it is small where it is packed");
    let mut records = Vec::new();
    let taken = allocation_counter::measure(|| records = records_of(&bomb));
    assert_eq!(records, []);
    let most = 3 * METADATA_BATCH_LEN_MAX as u64;
    assert!(taken.bytes_max < most, "{} bytes", taken.bytes_max);
}
