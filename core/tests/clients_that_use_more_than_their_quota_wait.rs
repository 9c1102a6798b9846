//! Client quotas (KIP-13, KIP-219, KIP-546): set, told, kept by the brokers, known to the next controller.

mod host;
mod quotas;
mod records;

use host::Host;
use partita_machine::Listener;
use partita_wire::Response;
use partita_wire::messages::describe_client_quotas_request::{ComponentData, DescribeClientQuotasRequest};
use quotas::{client, part, set};
use records::TOPIC;

/// A client id, or `None` for the default, and its quotas.
type Quotas = (Option<String>, Vec<(String, f64)>);

/// All quotas of client ids.
fn told(host: &mut Host, node: i32) -> Vec<Quotas> {
    let any = ComponentData { entity_type: "client-id".into(), match_type: 2, r#match: None };
    let body = DescribeClientQuotasRequest { components: vec![any], strict: true };
    let Response::DescribeClientQuotas(answer) = host.ask(node, body) else { panic!() };
    assert_eq!(answer.error_code, 0);
    let entries = answer.entries.unwrap().into_iter();
    entries
        .map(|entry| {
            let values = entry.values.into_iter().map(|value| (value.key, f64::from_bits(value.value.0)));
            (entry.entity[0].entity_name.clone(), values.collect())
        })
        .collect()
}

/// Produces some bytes; gives how long the client is throttled.
fn produce(host: &mut Host, bytes: usize) -> i32 {
    let request = records::produce_request(1, &"x".repeat(bytes), 30_000);
    let answer = host.ask_in(0, Listener::Broker, 12, request);
    let Some(Response::Produce(answer)) = answer else { panic!() };
    assert_eq!(answer.responses[0].partition_responses[0].error_code, 0);
    answer.throttle_time_ms
}

#[test]
fn as_long_as_kafkas_formula_says() {
    let mut host = records::three_with_topic(&[]);
    assert_eq!(produce(&mut host, 50_000), 0);
    assert_eq!(set(&mut host, 1, vec![client(Some("test"))], "producer_byte_rate", Some(1_024.0)), (0, None));
    let throttled = produce(&mut host, 20_480);
    // 20 seconds' worth and some bytes of headers, ten seconds of which are allowed for.
    assert!((10_000..10_200).contains(&throttled), "{throttled}");
    assert!(produce(&mut host, 1_024) > throttled);
    assert_eq!(set(&mut host, 1, vec![client(Some("test"))], "producer_byte_rate", None), (0, None));
    assert_eq!(produce(&mut host, 20_480), 0);
}

#[test]
fn and_are_sent_no_records_meanwhile() {
    let mut host = records::three_with_topic(&[]);
    produce(&mut host, 50_000);
    set(&mut host, 1, vec![client(None)], "consumer_byte_rate", Some(1_000.0));
    let fetch = |host: &mut Host| {
        let answer = host.ask_in(0, Listener::Broker, 12, records::fetch_request(0, 0));
        let Some(Response::Fetch(answer)) = answer else { panic!() };
        (answer.throttle_time_ms, answer.responses.len())
    };
    let (throttled, topics) = fetch(&mut host);
    assert!((40_000..40_200).contains(&throttled), "{throttled}");
    assert_eq!(topics, 0);
    assert!(host.node(1).replica_view(TOPIC, 0).unwrap().log_end > 0, "followers are no clients");
}

#[test]
fn under_the_next_controller_too() {
    let mut host = records::three_with_topic(&[]);
    set(&mut host, 0, vec![client(Some("a"))], "producer_byte_rate", Some(1.0));
    set(&mut host, 0, vec![client(None)], "consumer_byte_rate", Some(2.5e3));
    let expected = vec![
        (None, vec![("consumer_byte_rate".into(), 2_500.0)]),
        (Some("a".into()), vec![("producer_byte_rate".into(), 1.0)]),
    ];
    assert_eq!(told(&mut host, 0), expected);
    let old = host.controller().unwrap();
    host.kill(old);
    host.run_until("another leads", |host| host.controller().is_some());
    let other = host.running()[0];
    assert_eq!(told(&mut host, other), expected);
    assert_eq!(set(&mut host, other, vec![client(Some("a"))], "producer_byte_rate", None), (0, None));
    assert_eq!(told(&mut host, other), expected[..1]);
}

#[test]
fn if_the_quota_makes_sense() {
    let mut host = records::three_with_topic(&[]);
    let cases = [
        (vec![], "producer_byte_rate", "Invalid empty client quota entity"),
        (vec![client(Some(""))], "producer_byte_rate", "Empty client-id not supported"),
        (vec![client(Some("c1"))], "foo", "Invalid configuration key foo"),
        (vec![part("group", None)], "producer_byte_rate", "Unhandled client quota entity type: group"),
        (
            vec![part("ip", Some("nowhere at all"))],
            "connection_creation_rate",
            "nowhere at all is not a valid IP or resolvable host.",
        ),
    ];
    for (entity, key, message) in cases {
        assert_eq!(set(&mut host, 0, entity, key, Some(1.0)), (42, Some(message.into())));
    }
    assert!(told(&mut host, 0).is_empty());
}

/// Creates a topic in a version of the request. Gives the error and how long the client is throttled.
fn create(host: &mut Host, version: i16, name: &str, partitions: i32) -> (i16, i32) {
    use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};

    let topic = CreatableTopic {
        name: name.into(),
        num_partitions: partitions,
        replication_factor: 1,
        ..CreatableTopic::default()
    };
    let body = CreateTopicsRequest { topics: vec![topic], ..CreateTopicsRequest::default() };
    let Some(Response::CreateTopics(answer)) = host.ask_in(0, Listener::Broker, version, body) else {
        panic!()
    };
    (answer.topics[0].error_code, answer.throttle_time_ms)
}

#[test]
fn who_changes_too_much_is_refused_or_waits() {
    const QUOTA_EXCEEDED: i16 = 89;
    let mut host = records::three_with_topic(&[]);
    assert_eq!(set(&mut host, 0, vec![client(Some("test"))], "controller_mutation_rate", Some(1.0)).0, 0);
    // A whole window of 11 s may go at once, and the last of it may owe.
    assert_eq!(create(&mut host, 7, "first", 20), (0, 0));
    let (code, throttle_ms) = create(&mut host, 7, "second", 1);
    assert_eq!(code, QUOTA_EXCEEDED);
    assert!((8_000..=9_000).contains(&throttle_ms), "{throttle_ms}");
    // A client that does not know the error is served, and waits.
    let (code, throttle_ms) = create(&mut host, 5, "third", 1);
    assert_eq!(code, 0);
    assert!((9_000..=10_000).contains(&throttle_ms), "{throttle_ms}");
    host.run_ms(11_000);
    assert_eq!(create(&mut host, 7, "second", 1), (0, 0));
    assert_eq!(set(&mut host, 0, vec![client(Some("test"))], "controller_mutation_rate", None).0, 0);
    assert_eq!(create(&mut host, 7, "fourth", 100), (0, 0));
    assert_eq!(create(&mut host, 7, "fifth", 1), (0, 0));
}
