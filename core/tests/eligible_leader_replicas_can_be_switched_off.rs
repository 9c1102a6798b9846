//! `eligible.leader.replicas.version` at level 0 and back at 1 (KIP-966), and what that means for `min.insync.replicas`.

mod host;
mod records;

use host::Host;
use partita_wire::messages::describe_configs_request::{DescribeConfigsRequest, DescribeConfigsResource};
use partita_wire::messages::describe_topic_partitions_request::{
    DescribeTopicPartitionsRequest, TopicRequest,
};
use partita_wire::messages::incremental_alter_configs_request::{
    AlterConfigsResource, AlterableConfig, IncrementalAlterConfigsRequest,
};
use partita_wire::messages::update_features_request::{FeatureUpdateKey, UpdateFeaturesRequest};
use partita_wire::{ErrorCode, Response};
use records::TOPIC;

const BROKER: i8 = 4;
const UPGRADE: i8 = 1;
const SAFE_DOWNGRADE: i8 = 2;
/// Sources of configs.
const DYNAMIC_BROKER: i8 = 2;
const DYNAMIC_DEFAULT_BROKER: i8 = 3;

fn set_level(host: &mut Host, level: i16, upgrade_type: i8) -> i16 {
    let update = FeatureUpdateKey {
        feature: "eligible.leader.replicas.version".into(),
        max_version_level: level,
        upgrade_type,
        ..FeatureUpdateKey::default()
    };
    let body = UpdateFeaturesRequest { feature_updates: vec![update], ..UpdateFeaturesRequest::default() };
    let Response::UpdateFeatures(answer) = host.ask(1, body) else { panic!() };
    host.run_ms(100);
    answer.error_code
}

/// Sets `min.insync.replicas` of a broker, or of all, or takes it back.
fn set_minimum(host: &mut Host, broker: &str, value: Option<&str>) -> i16 {
    let operation = AlterableConfig {
        name: "min.insync.replicas".into(),
        config_operation: i8::from(value.is_none()),
        value: value.map(Into::into),
    };
    let resource = AlterConfigsResource {
        resource_type: BROKER,
        resource_name: broker.into(),
        configs: vec![operation],
    };
    let body = IncrementalAlterConfigsRequest { resources: vec![resource], validate_only: false };
    let Response::IncrementalAlterConfigs(answer) = host.ask(1, body) else { panic!() };
    host.run_ms(100);
    answer.responses[0].error_code
}

/// What counts as `min.insync.replicas` of broker 1, and where that comes from.
fn minimum(host: &mut Host) -> (Option<String>, i8) {
    let resource = DescribeConfigsResource {
        resource_type: BROKER,
        resource_name: "1".into(),
        configuration_keys: Some(vec!["min.insync.replicas".into()]),
    };
    let body = DescribeConfigsRequest { resources: vec![resource], ..Default::default() };
    let Response::DescribeConfigs(answer) = host.ask(1, body) else { panic!() };
    let config = answer.results.into_iter().next().unwrap().configs.into_iter().next().unwrap();
    (config.value, config.config_source)
}

/// ISR, ELR and last known leader of the partition.
fn state(host: &mut Host) -> (Vec<i32>, Vec<i32>, Vec<i32>) {
    let topics = vec![TopicRequest { name: TOPIC.into() }];
    let body = DescribeTopicPartitionsRequest { topics, ..Default::default() };
    let Response::DescribeTopicPartitions(answer) = host.ask(1, body) else { panic!() };
    let partition = answer.topics.into_iter().next().unwrap().partitions.into_iter().next().unwrap();
    (
        partition.isr_nodes,
        partition.eligible_leader_replicas.unwrap_or_default(),
        partition.last_known_elr.unwrap_or_default(),
    )
}

#[test]
fn an_isr_below_its_minimum_has_no_elr_then() {
    let mut host = records::three_with_topic(&[("min.insync.replicas", "3")]);
    assert_eq!(set_level(&mut host, 0, SAFE_DOWNGRADE), 0);
    host.kill(0);
    host.run_until("broker 0 is out", |host| {
        host.controller().is_some() && !records::in_sync(host).contains(&0)
    });
    host.run_ms(100);
    assert_eq!(state(&mut host), (vec![1, 2], vec![], vec![]));

    assert_eq!(set_level(&mut host, 1, UPGRADE), 0);
    host.kill(2);
    host.start(0);
    host.run_ms(60_000);
    let (in_sync, eligible, _) = state(&mut host);
    assert_eq!((in_sync, eligible), (vec![0, 1], vec![2]));
}

#[test]
fn a_broker_may_have_its_own_minimum_only_without_elr() {
    let mut host = records::three_with_topic(&[]);
    let refused = ErrorCode::InvalidConfig as i16;
    assert_eq!(set_minimum(&mut host, "1", Some("2")), refused);
    assert_eq!(set_minimum(&mut host, "", None), refused);

    assert_eq!(set_level(&mut host, 0, SAFE_DOWNGRADE), 0);
    assert_eq!(set_minimum(&mut host, "1", Some("2")), 0);
    assert_eq!(set_minimum(&mut host, "", None), 0);
    assert_eq!(minimum(&mut host), (Some("2".into()), DYNAMIC_BROKER));

    // Switched on again, the cluster has one minimum, and no broker another.
    assert_eq!(set_level(&mut host, 1, UPGRADE), 0);
    assert_eq!(minimum(&mut host), (Some("1".into()), DYNAMIC_DEFAULT_BROKER));
}
