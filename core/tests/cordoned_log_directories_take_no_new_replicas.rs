//! `cordoned.log.dirs` (KIP-1066): a broker tells the controller which of its log directories take no new replicas; one whose
//! directories are all cordoned gets none.

mod host;

use host::Host;
use partita_core::records_on;
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::describe_log_dirs_request::DescribeLogDirsRequest;
use partita_wire::messages::incremental_alter_configs_request::{
    AlterConfigsResource, AlterableConfig, IncrementalAlterConfigsRequest,
};
use partita_wire::{ErrorCode, MetadataRecord, Response};

const BROKER: i8 = 4;
const CORDONED: &str = "cordoned.log.dirs";

fn resource(broker: &str, name: &str, value: &str) -> AlterConfigsResource {
    let operation = AlterableConfig { name: name.into(), config_operation: 0, value: Some(value.into()) };
    AlterConfigsResource { resource_type: BROKER, resource_name: broker.into(), configs: vec![operation] }
}

/// Codes and texts, by the resource.
fn alter(host: &mut Host, to: i32, resources: Vec<AlterConfigsResource>) -> Vec<(String, i16, String)> {
    let body = IncrementalAlterConfigsRequest { resources, validate_only: false };
    let Response::IncrementalAlterConfigs(answer) = host.ask(to, body) else { panic!() };
    let mut told: Vec<_> = answer
        .responses
        .into_iter()
        .map(|told| (told.resource_name, told.error_code, told.error_message.unwrap_or_default()))
        .collect();
    told.sort();
    told
}

fn cordon(host: &mut Host, value: &str) {
    assert_eq!(alter(host, 0, vec![resource("0", CORDONED, value)]), [("0".into(), 0, String::new())]);
    host.run_ms(100);
}

fn create(host: &mut Host, name: &str, num_partitions: i32) -> (i16, String) {
    let topic =
        CreatableTopic { name: name.into(), num_partitions, replication_factor: 1, ..Default::default() };
    let body = CreateTopicsRequest { topics: vec![topic], timeout_ms: 1_000, validate_only: false };
    let Response::CreateTopics(answer) = host.ask(0, body) else { panic!() };
    host.run_ms(1_000);
    let told = &answer.topics[0];
    (told.error_code, told.error_message.clone().unwrap_or_default())
}

/// Each directory of broker 0: its path, whether it is cordoned, and how many partitions are in it.
fn directories(host: &mut Host) -> Vec<(String, bool, usize)> {
    let Response::DescribeLogDirs(answer) = host.ask(0, DescribeLogDirsRequest { topics: None }) else {
        panic!()
    };
    let told = answer.results.into_iter().map(|result| {
        let partitions = result.topics.iter().map(|topic| topic.partitions.len()).sum();
        (result.log_dir, result.is_cordoned, partitions)
    });
    told.collect()
}

fn two_directories() -> Host {
    let mut host = Host::with_properties(1, &[("log.dirs", "/a,/b")]);
    host.run_ms(3_000);
    host
}

#[test]
fn new_replicas_go_elsewhere() {
    let mut host = two_directories();
    cordon(&mut host, "/a");
    assert_eq!(create(&mut host, "orders", 3).0, 0);
    assert_eq!(directories(&mut host), [("/a".into(), true, 0), ("/b".into(), false, 3)]);
    cordon(&mut host, "");
    assert_eq!(create(&mut host, "others", 2).0, 0);
    assert_eq!(directories(&mut host), [("/a".into(), false, 2), ("/b".into(), false, 3)]);
}

#[test]
fn a_broker_without_any_other_gets_none() {
    let mut host = two_directories();
    for all in ["*", "/a, /b"] {
        cordon(&mut host, all);
        let text = "Unable to replicate the partition 1 time(s): All brokers are currently fenced, or have all their log \
                    directories cordoned.";
        let refused = (ErrorCode::InvalidReplicationFactor as i16, text.to_string());
        assert_eq!(create(&mut host, "orders", 1), refused, "{all}");
    }
    cordon(&mut host, "/b");
    assert_eq!(create(&mut host, "orders", 1).0, 0);
}

#[test]
fn only_its_own_directories_are_cordoned() {
    let mut host = Host::with_properties(2, &[("log.dirs", "/a,/b")]);
    host.run_ms(3_000);
    let unknown = "requirement failed: All entries in cordoned.log.dirs must be present in log.dirs or log.dir. Missing \
                   entries : /c";
    let other = "Unexpected broker id, expected 0, but received 1";
    let invalid = ErrorCode::InvalidRequest as i16;
    // What the broker refuses by itself does not keep the rest from being changed.
    let asked = vec![
        resource("0", CORDONED, "/a,/c"),
        resource("1", CORDONED, "/a"),
        resource("", "log.cleaner.backoff.ms", "5000"),
    ];
    assert_eq!(
        alter(&mut host, 0, asked),
        [
            ("".into(), 0, String::new()),
            ("0".into(), invalid, unknown.into()),
            ("1".into(), invalid, other.into())
        ]
    );
    let word = alter(&mut host, 0, vec![resource("zero", CORDONED, "/a")]);
    assert_eq!(word[0].2, "Node id must be an integer, but it is: zero");
    let twice = alter(&mut host, 0, vec![resource("0", CORDONED, "/a"), resource("0", CORDONED, "/b")]);
    assert!(twice.iter().all(|told| told.2 == "Each resource must appear at most once."), "{twice:?}");
}

/// A real 4.3.1 has such a record after each registration, of 19 bytes: `dump-log.txt`, offset 18.
#[test]
fn each_life_of_a_broker_tells_what_is_cordoned() {
    let mut host = two_directories();
    let told = |host: &mut Host| {
        let records = records_on(host.disk_under(0), "__cluster_metadata", 0, 0, 1_000);
        let change = |value: &[u8]| match MetadataRecord::decode(value.to_vec().into()).ok()? {
            (MetadataRecord::BrokerRegistrationChange(change), version) => {
                change.cordoned_log_dirs.map(|dirs| (version, value.len(), dirs.len()))
            }
            _ => None,
        };
        let told = records.iter().filter_map(|record| change(record.value.as_deref()?));
        told.collect::<Vec<_>>()
    };
    assert_eq!(told(&mut host), [(3, 19, 0)]);
    cordon(&mut host, "/a");
    assert_eq!(told(&mut host), [(3, 19, 0), (3, 35, 1)]);
    host.terminate(0);
    host.run_ms(5_000);
    host.start(0);
    host.run_ms(15_000);
    assert_eq!(told(&mut host), [(3, 19, 0), (3, 35, 1), (3, 35, 1)]);
}
