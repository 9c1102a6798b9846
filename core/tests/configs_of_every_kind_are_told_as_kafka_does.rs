//! DescribeConfigs, IncrementalAlterConfigs and ListConfigResources for brokers, groups and clients' metrics.

mod host;
mod records;

use host::Host;
use partita_wire::Response;
use partita_wire::messages::describe_configs_request::{DescribeConfigsRequest, DescribeConfigsResource};
use partita_wire::messages::describe_configs_response::DescribeConfigsResourceResult;
use partita_wire::messages::incremental_alter_configs_request::{
    AlterConfigsResource, AlterableConfig, IncrementalAlterConfigsRequest,
};
use partita_wire::messages::list_config_resources_request::ListConfigResourcesRequest;

const TOPIC: i8 = 2;
const BROKER: i8 = 4;
const CLIENT_METRICS: i8 = 16;
const GROUP: i8 = 32;

fn describe(host: &mut Host, of: i8, name: &str) -> Vec<DescribeConfigsResourceResult> {
    let resource =
        DescribeConfigsResource { resource_type: of, resource_name: name.into(), configuration_keys: None };
    let body = DescribeConfigsRequest {
        resources: vec![resource],
        include_synonyms: true,
        ..DescribeConfigsRequest::default()
    };
    let Response::DescribeConfigs(mut answer) = host.ask(0, body) else { panic!() };
    answer.results.remove(0).configs
}

fn set(host: &mut Host, of: i8, name: &str, config: &str, value: &str) -> (i16, Option<String>) {
    let config = AlterableConfig { name: config.into(), config_operation: 0, value: Some(value.into()) };
    let resource =
        AlterConfigsResource { resource_type: of, resource_name: name.into(), configs: vec![config] };
    let body = IncrementalAlterConfigsRequest { resources: vec![resource], validate_only: false };
    let Response::IncrementalAlterConfigs(answer) = host.ask(0, body) else { panic!() };
    host.run_ms(100);
    (answer.responses[0].error_code, answer.responses[0].error_message.clone())
}

#[test]
fn all_of_a_brokers() {
    let mut host = records::three_with_topic(&[]);
    let configs = describe(&mut host, BROKER, "0");
    assert_eq!(configs.len(), 340);
    let of = |name: &str| configs.iter().find(|config| config.name == name).unwrap();
    let window = of("quota.window.num");
    assert_eq!((window.value.as_deref(), window.config_type, window.read_only), (Some("11"), 3, true));
    let password = of("ssl.keystore.password");
    assert!(password.is_sensitive && password.value.is_none() && !password.read_only);
    let threads = of("num.io.threads");
    assert_eq!((threads.config_source, threads.read_only), (5, false));
    assert!(configs.is_sorted_by(|a, b| a.name < b.name));
}

#[test]
fn changed_while_it_runs() {
    let mut host = records::three_with_topic(&[]);
    assert_eq!(set(&mut host, BROKER, "0", "num.io.threads", "4"), (0, None));
    let configs = describe(&mut host, BROKER, "0");
    let threads = configs.iter().find(|config| config.name == "num.io.threads").unwrap();
    assert_eq!((threads.value.as_deref(), threads.config_source), (Some("4"), 2));
    let fixed = set(&mut host, BROKER, "0", "quota.window.num", "4");
    assert_eq!(fixed, (42, Some("Cannot update these configs dynamically: [quota.window.num]".into())));
    let no_name = set(&mut host, BROKER, "x", "num.io.threads", "4");
    assert_eq!(no_name, (42, Some("Node id must be an integer, but it is: x".into())));
}

/// Value, source and synonyms of a topic's config.
type Told = (String, i8, Vec<(String, String, i8)>);

/// A topic's configs at a broker with these properties.
fn of_a_topic(properties: &[(&str, &str)], names: &[&str]) -> Vec<Told> {
    let mut host = Host::with_properties(1, properties);
    host.run_ms(5_000);
    records::create(&mut host, &[0], &[]);
    host.run_ms(1_000);
    let configs = describe(&mut host, TOPIC, records::TOPIC);
    let told = |name: &&str| {
        let config = configs.iter().find(|config| config.name == **name).unwrap();
        let synonyms = config.synonyms.iter();
        let synonyms = synonyms
            .map(|synonym| (synonym.name.clone(), synonym.value.clone().unwrap_or_default(), synonym.source));
        (config.value.clone().unwrap(), config.config_source, synonyms.collect())
    };
    names.iter().map(told).collect()
}

#[test]
fn those_of_a_topic_by_what_stands_in_for_milliseconds() {
    let names = ["retention.ms", "segment.ms", "segment.jitter.ms", "flush.ms"];
    let told = |value: &str| (value.to_string(), 5, Vec::new());
    let properties = [
        ("log.retention.hours", "1"),
        ("log.roll.hours", "2"),
        ("log.roll.jitter.hours", "3"),
        ("log.flush.scheduler.interval.ms", "500"),
    ];
    assert_eq!(
        of_a_topic(&properties, &names),
        [told("3600000"), told("7200000"), told("10800000"), told("500")],
        "and no synonym is told where the first is not set, as Kafka does"
    );
    let minutes = [("log.retention.minutes", "5"), properties[0]];
    assert_eq!(of_a_topic(&minutes, &names[..1]), [told("300000")], "minutes before hours");
    assert_eq!(of_a_topic(&[("log.retention.hours", "-2")], &names[..1]), [told("-1")]);
    let synonym = |name: &str, value: &str, source| (name.to_string(), value.to_string(), source);
    let all = vec![
        synonym("log.retention.ms", "7000", 4),
        synonym("log.retention.hours", "1", 4),
        synonym("log.retention.hours", "168", 5),
    ];
    let both = [("log.retention.ms", "7000"), properties[0]];
    assert_eq!(of_a_topic(&both, &names[..1]), [("7000".to_string(), 4, all)]);
}

#[test]
fn those_of_groups() {
    let mut host = records::three_with_topic(&[]);
    assert_eq!(describe(&mut host, GROUP, "g1").len(), 17);
    assert_eq!(set(&mut host, GROUP, "g1", "consumer.session.timeout.ms", "50000"), (0, None));
    let configs = describe(&mut host, GROUP, "g1");
    let session = configs.iter().find(|config| config.name == "consumer.session.timeout.ms").unwrap();
    let places: Vec<(&str, &str, i8)> = session
        .synonyms
        .iter()
        .map(|synonym| (&*synonym.name, synonym.value.as_deref().unwrap(), synonym.source))
        .collect();
    assert_eq!(
        places,
        [("consumer.session.timeout.ms", "50000", 8), ("group.consumer.session.timeout.ms", "45000", 5)]
    );
    let cases = [
        ("no.such", "1", "Unknown group config name: no.such"),
        (
            "consumer.session.timeout.ms",
            "60001",
            "consumer.session.timeout.ms must be less than or equal to group.consumer.max.session.timeout.ms",
        ),
    ];
    for (name, value, message) in cases {
        assert_eq!(set(&mut host, GROUP, "g1", name, value), (40, Some(message.into())));
    }
    let no_name = set(&mut host, GROUP, "", "consumer.session.timeout.ms", "50000");
    assert_eq!(no_name, (42, Some("Default group resources are not allowed.".into())));
}

#[test]
fn and_those_of_clients_metrics() {
    let mut host = records::three_with_topic(&[]);
    assert!(describe(&mut host, CLIENT_METRICS, "basic").is_empty());
    assert_eq!(set(&mut host, CLIENT_METRICS, "basic", "interval.ms", "5000"), (0, None));
    assert_eq!(describe(&mut host, CLIENT_METRICS, "basic").len(), 3);
    let (code, message) = set(&mut host, CLIENT_METRICS, "basic", "interval.ms", "1");
    assert_eq!(code, 42);
    assert!(message.unwrap().starts_with("Invalid value 1 for interval.ms"));
    let body = ListConfigResourcesRequest { resource_types: vec![CLIENT_METRICS, 2, BROKER] };
    let Response::ListConfigResources(answer) = host.ask(0, body) else { panic!() };
    let listed: Vec<(i8, &str)> = answer
        .config_resources
        .iter()
        .map(|resource| (resource.resource_type, &*resource.resource_name))
        .collect();
    assert_eq!(listed, [(2, "orders"), (4, "0"), (4, "1"), (4, "2"), (16, "basic")]);
}
