//! `validate_only`: the answer is the one that the change would get, and the metadata log has not grown.

mod host;

use host::Host;
use partita_machine::Event;
use partita_wire::messages::alter_client_quotas_request::{
    AlterClientQuotasRequest, EntityData, EntryData, OpData,
};
use partita_wire::messages::alter_configs_request as replace;
use partita_wire::messages::create_partitions_request::{CreatePartitionsRequest, CreatePartitionsTopic};
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::incremental_alter_configs_request as alter;
use partita_wire::messages::update_features_request::{FeatureUpdateKey, UpdateFeaturesRequest};
use partita_wire::{ErrorCode, F64Bits, Request, Response};

const TOPIC: i8 = 2;

/// A broker with the topic `orders`, whose controller appends nothing of itself.
fn booted() -> Host {
    let mut host = Host::with_properties(1, &[("metadata.max.idle.interval.ms", "100000000")]);
    host.run_until("the broker is unfenced", |host| {
        host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(0))
    });
    host.run_ms(2_000);
    assert_eq!(code(&mut host, create("orders", 1, false)), 0);
    host.run_ms(2_000);
    host
}

fn create(name: &str, replication_factor: i16, validate_only: bool) -> Request {
    let topic =
        CreatableTopic { name: name.into(), num_partitions: 1, replication_factor, ..Default::default() };
    CreateTopicsRequest { topics: vec![topic], validate_only, ..Default::default() }.into()
}

fn grow(count: i32, validate_only: bool) -> Request {
    let topic = CreatePartitionsTopic { name: "orders".into(), count, assignments: None };
    CreatePartitionsRequest { topics: vec![topic], validate_only, ..Default::default() }.into()
}

fn replace(value: &str, validate_only: bool) -> Request {
    let config = replace::AlterableConfig { name: "retention.ms".into(), value: Some(value.into()) };
    let resource = replace::AlterConfigsResource {
        resource_type: TOPIC,
        resource_name: "orders".into(),
        configs: vec![config],
    };
    replace::AlterConfigsRequest { resources: vec![resource], validate_only }.into()
}

fn alter(value: &str, validate_only: bool) -> Request {
    let config = alter::AlterableConfig {
        name: "segment.bytes".into(),
        config_operation: 0,
        value: Some(value.into()),
    };
    let resource = alter::AlterConfigsResource {
        resource_type: TOPIC,
        resource_name: "orders".into(),
        configs: vec![config],
    };
    alter::IncrementalAlterConfigsRequest { resources: vec![resource], validate_only }.into()
}

fn quota(key: &str, validate_only: bool) -> Request {
    let entity = EntityData { entity_type: "user".into(), entity_name: Some("u".into()) };
    let op = OpData { key: key.into(), value: F64Bits(1_000_f64.to_bits()), remove: false };
    let entry = EntryData { entity: vec![entity], ops: vec![op] };
    AlterClientQuotasRequest { entries: vec![entry], validate_only }.into()
}

fn feature(level: i16, validate_only: bool) -> Request {
    let update = FeatureUpdateKey {
        feature: "group.version".into(),
        max_version_level: level,
        upgrade_type: 2,
        ..Default::default()
    };
    UpdateFeaturesRequest { feature_updates: vec![update], validate_only, ..Default::default() }.into()
}

/// The error of the only thing that a request is about.
fn code(host: &mut Host, request: Request) -> i16 {
    match host.ask(0, request) {
        Response::CreateTopics(answer) => answer.topics[0].error_code,
        Response::CreatePartitions(answer) => answer.results[0].error_code,
        Response::AlterConfigs(answer) => answer.responses[0].error_code,
        Response::IncrementalAlterConfigs(answer) => answer.responses[0].error_code,
        Response::AlterClientQuotas(answer) => answer.entries[0].error_code,
        Response::UpdateFeatures(answer) => answer.error_code,
        answer => panic!("{answer:?}"),
    }
}

/// Error of a request, and by how much the metadata log has grown then.
fn grown(host: &mut Host, request: Request) -> (i16, i64) {
    let before = host.node(0).quorum_view().high_watermark;
    let code = code(host, request);
    host.run_ms(1_000);
    (code, host.node(0).quorum_view().high_watermark - before)
}

#[test]
fn while_the_same_for_good_is_written() {
    let requests: [fn(bool) -> Request; 6] = [
        |only| create("more", 1, only),
        |only| grow(2, only),
        |only| replace("60000", only),
        |only| alter("1048576", only),
        |only| quota("producer_byte_rate", only),
        |only| feature(0, only),
    ];
    let mut host = booted();
    for request in requests {
        let api = request(true).api_key();
        assert_eq!(grown(&mut host, request(true)), (0, 0), "{api:?}");
        let (code, by) = grown(&mut host, request(false));
        assert_eq!((code, by > 0), (0, true), "{api:?}");
    }
}

#[test]
fn and_what_could_not_be_done_is_refused() {
    let mut host = booted();
    let cases = [
        (create("orders", 1, true), ErrorCode::TopicAlreadyExists),
        (create("more", 2, true), ErrorCode::InvalidReplicationFactor),
        (grow(1, true), ErrorCode::InvalidPartitions),
        (replace("soon", true), ErrorCode::InvalidConfig),
        (alter("1", true), ErrorCode::InvalidConfig),
        (quota("no_such_quota", true), ErrorCode::InvalidRequest),
        (feature(9, true), ErrorCode::InvalidUpdateVersion),
    ];
    for (request, error) in cases {
        let api = request.api_key();
        assert_eq!(grown(&mut host, request), (error as i16, 0), "{api:?}");
    }
}
