//! Metadata: which topics a request names and how (none, all, by name, by id), what is said of those that are not there, and
//! what is told only to who asks for it. DescribeTopicPartitions tells the same page by page (KIP-966).

mod host;
mod records;

use host::Host;
use partita_machine::Listener;
use partita_wire::messages::describe_topic_partitions_request::{
    Cursor, DescribeTopicPartitionsRequest, TopicRequest,
};
use partita_wire::messages::metadata_request::{MetadataRequest, MetadataRequestTopic};
use partita_wire::messages::metadata_response::{MetadataResponse, MetadataResponseTopic};
use partita_wire::{ApiKey, Response, Uuid};
use records::TOPIC;

/// Authorized operations that were not asked for: the smallest number there is.
const NOT_ASKED: i32 = i32::MIN;

fn named(names: &[&str]) -> MetadataRequest {
    let topic =
        |name: &&str| MetadataRequestTopic { name: Some((*name).into()), ..MetadataRequestTopic::default() };
    MetadataRequest { topics: Some(names.iter().map(topic).collect()), ..MetadataRequest::default() }
}

fn newest() -> i16 {
    ApiKey::Metadata.versions().1
}

fn ask(host: &mut Host, node: i32, version: i16, body: MetadataRequest) -> MetadataResponse {
    let Some(Response::Metadata(answer)) = host.ask_in(node, Listener::Broker, version, body) else {
        panic!()
    };
    answer
}

fn names(topics: &[MetadataResponseTopic]) -> Vec<(&str, i16)> {
    topics.iter().map(|topic| (topic.name.as_deref().unwrap_or("-"), topic.error_code)).collect()
}

#[test]
fn all_none_and_by_name() {
    let mut host = records::three_with_topic(&[]);
    let oldest = ApiKey::Metadata.versions().0;
    let all = MetadataRequest { topics: None, ..MetadataRequest::default() };
    let none = named(&[]);
    for version in [1.max(oldest), 9, newest()] {
        assert_eq!(names(&ask(&mut host, 0, version, all.clone()).topics), [(TOPIC, 0)], "null, {version}");
        assert_eq!(names(&ask(&mut host, 0, version, none.clone()).topics), [], "empty, {version}");
    }
    if oldest == 0 {
        assert_eq!(names(&ask(&mut host, 0, 0, none).topics), [(TOPIC, 0)], "version 0 has no null");
    }
    let told = ask(&mut host, 1, newest(), named(&[TOPIC]));
    let part = &told.topics[0].partitions[0];
    assert_eq!((part.error_code, part.leader_id, part.leader_epoch), (0, 0, 0));
    assert_eq!((&part.replica_nodes[..], &part.isr_nodes[..]), (&[0, 1, 2][..], &[0, 1, 2][..]));
    let brokers: Vec<i32> = told.brokers.iter().map(|broker| broker.node_id).collect();
    assert_eq!(brokers, [0, 1, 2]);
}

#[test]
fn by_id_since_version_12() {
    let mut host = records::three_with_topic(&[]);
    let id = ask(&mut host, 0, newest(), named(&[TOPIC])).topics[0].topic_id;
    let by_id = |topic_id| MetadataRequest {
        topics: Some(vec![MetadataRequestTopic { topic_id, name: None }]),
        ..MetadataRequest::default()
    };
    let found = ask(&mut host, 2, newest(), by_id(id));
    assert_eq!(names(&found.topics), [(TOPIC, 0)]);
    let other = ask(&mut host, 2, newest(), by_id(Uuid([9; 16])));
    assert_eq!(names(&other.topics), [("-", 100)], "UNKNOWN_TOPIC_ID");
    assert_eq!(other.topics[0].topic_id, Uuid([9; 16]), "it is told which");
}

#[test]
fn topics_that_are_not_there_are_made_only_for_who_wants_that() {
    let mut host = records::three_with_topic(&[]);
    let asking = |name: &str, allow| MetadataRequest { allow_auto_topic_creation: allow, ..named(&[name]) };
    let told = ask(&mut host, 0, newest(), asking("payments", false));
    assert_eq!(names(&told.topics), [("payments", 3)], "UNKNOWN_TOPIC_OR_PARTITION");
    host.run_ms(3_000);
    assert_eq!(names(&ask(&mut host, 0, newest(), asking("payments", false)).topics), [("payments", 3)]);
    let told = ask(&mut host, 0, newest(), asking("pay ments", true));
    assert_eq!(names(&told.topics), [("pay ments", 17)], "INVALID_TOPIC_EXCEPTION");
    let told = ask(&mut host, 0, newest(), asking("payments", true));
    assert!([3, 5].contains(&told.topics[0].error_code), "it is on its way: {told:?}");
    host.run_ms(3_000);
    assert_eq!(names(&ask(&mut host, 0, newest(), asking("payments", false)).topics), [("payments", 0)]);
}

#[test]
fn operations_are_told_to_who_asks() {
    let mut host = records::three_with_topic(&[]);
    let told = ask(&mut host, 0, newest(), named(&[TOPIC]));
    assert_eq!(told.topics[0].topic_authorized_operations, NOT_ASKED);
    let body = MetadataRequest { include_topic_authorized_operations: true, ..named(&[TOPIC]) };
    let told = ask(&mut host, 0, newest(), body);
    // READ, WRITE, CREATE, DELETE, ALTER, DESCRIBE, DESCRIBE_CONFIGS, ALTER_CONFIGS by their numbers.
    let of_topic = [3, 4, 5, 6, 7, 8, 10, 11].iter().fold(0, |bits, operation| bits | (1 << operation));
    assert_eq!(told.topics[0].topic_authorized_operations, of_topic);
    // Of the cluster Metadata tells since version 8, and since 11 DescribeCluster does.
    let body = MetadataRequest { include_cluster_authorized_operations: true, ..named(&[]) };
    let told = ask(&mut host, 0, 10, body);
    let of_cluster = [5, 7, 8, 9, 10, 11, 12, 13].iter().fold(0, |bits, operation| bits | (1 << operation));
    assert_eq!(told.cluster_authorized_operations, of_cluster);
    assert_eq!(ask(&mut host, 0, 10, named(&[])).cluster_authorized_operations, NOT_ASKED);
}

/// A broker of a KRaft cluster tells no controller: it names any broker that lives, so that what is sent there is forwarded.
#[test]
fn the_controller_is_any_broker_that_lives() {
    let mut host = Host::apart(3, 3);
    host.run_ms(10_000);
    host.kill(2);
    host.run_ms(15_000);
    let told: Vec<i32> = (0..20).map(|_| ask(&mut host, 0, newest(), named(&[])).controller_id).collect();
    assert!(told.iter().all(|id| [0, 1].contains(id)), "neither one of 100 to 102 nor a dead one: {told:?}");
    assert!(told.contains(&0) && told.contains(&1), "not always the same: {told:?}");
}

#[test]
fn a_partition_without_a_leader_says_so() {
    let mut host = Host::combined(3);
    host.run_ms(5_000);
    records::create(&mut host, &[2], &[]);
    host.run_ms(1_000);
    host.kill(2);
    host.run_ms(15_000);
    let told = ask(&mut host, 0, newest(), named(&[TOPIC]));
    let part = &told.topics[0].partitions[0];
    assert_eq!(
        (told.topics[0].error_code, part.error_code, part.leader_id),
        (0, 5, -1),
        "LEADER_NOT_AVAILABLE"
    );
    assert_eq!((&part.replica_nodes[..], &part.offline_replicas[..]), (&[2][..], &[2][..]));
    if ApiKey::Metadata.versions().0 == 0 {
        // Clients of version 0 fail on replicas that are not in the list of brokers.
        let told = ask(&mut host, 0, 0, named(&[TOPIC]));
        assert!(told.topics[0].partitions[0].replica_nodes.is_empty());
    }
}

/// Topics with the numbers of their partitions, and where the next page begins.
type Page = (Vec<(String, Vec<i32>)>, Option<(String, i32)>);

fn page(host: &mut Host, names: &[&str], limit: i32, from: Option<(&str, i32)>) -> Page {
    let body = DescribeTopicPartitionsRequest {
        topics: names.iter().map(|name| TopicRequest { name: (*name).into() }).collect(),
        response_partition_limit: limit,
        cursor: from.map(|(topic, partition_index)| Cursor { topic_name: topic.into(), partition_index }),
    };
    let Response::DescribeTopicPartitions(answer) = host.ask(0, body) else { panic!() };
    let told = answer.topics.iter().map(|topic| {
        let numbers = topic.partitions.iter().map(|partition| partition.partition_index).collect();
        (topic.name.clone().unwrap(), numbers)
    });
    (told.collect(), answer.next_cursor.map(|cursor| (cursor.topic_name, cursor.partition_index)))
}

fn topics(host: &mut Host, names: &[&str]) {
    for name in names {
        let body = MetadataRequest { allow_auto_topic_creation: true, ..named(&[name]) };
        ask(host, 0, newest(), body);
    }
    host.run_ms(3_000);
}

#[test]
fn page_by_page_with_a_cursor() {
    let mut host = Host::with_properties(1, &[("num.partitions", "3")]);
    host.run_ms(10_000);
    topics(&mut host, &["b", "a"]);
    let told = |name: &str, numbers: &[i32]| (name.to_owned(), numbers.to_vec());
    assert_eq!(page(&mut host, &[], 100, None), (vec![told("a", &[0, 1, 2]), told("b", &[0, 1, 2])], None));
    // Two at a time, over the border of a topic.
    let (first, next) = page(&mut host, &[], 2, None);
    assert_eq!((first, next), (vec![told("a", &[0, 1])], Some(("a".into(), 2))));
    let (second, next) = page(&mut host, &[], 2, Some(("a", 2)));
    assert_eq!((second, next), (vec![told("a", &[2]), told("b", &[0])], Some(("b".into(), 1))));
    assert_eq!(page(&mut host, &[], 2, Some(("b", 1))), (vec![told("b", &[1, 2])], None));
    // A page that ends with a topic goes on with the next one's first.
    assert_eq!(page(&mut host, &[], 3, None), (vec![told("a", &[0, 1, 2])], Some(("b".into(), 0))));
    // Topics are told in the order of their names; what lies before the cursor is not told again.
    assert_eq!(page(&mut host, &["b", "a"], 3, Some(("b", 0))), (vec![told("b", &[0, 1, 2])], None));
    // A topic that was deleted meanwhile does not hold the pages up.
    assert_eq!(page(&mut host, &[], 100, Some(("aa", 1))), (vec![told("b", &[0, 1, 2])], None));
}

#[test]
fn a_broker_gives_no_more_than_its_own_limit() {
    let limit = [("num.partitions", "3"), ("max.request.partition.size.limit", "2")];
    let mut host = Host::with_properties(1, &limit);
    host.run_ms(10_000);
    topics(&mut host, &["a"]);
    let (told, next) = page(&mut host, &["a"], 2_000, None);
    assert_eq!((told, next), (vec![("a".to_owned(), vec![0, 1])], Some(("a".into(), 2))));
}
