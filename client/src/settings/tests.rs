//! Defaults and error texts, as Kafka 4.3 has them.

use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use super::*;
use crate::consumer::assignors::Assignor;

const SERVERS: Pair<'_> = ("bootstrap.servers", "127.0.0.1:9092");

fn producer_error(pairs: &[Pair<'_>]) -> alloc::string::String {
    let all: Vec<Pair<'_>> = [SERVERS].iter().chain(pairs).copied().collect();
    ProducerSettings::new(&all).unwrap_err().to_string()
}

fn consumer_error(pairs: &[Pair<'_>]) -> alloc::string::String {
    let all: Vec<Pair<'_>> = [SERVERS].iter().chain(pairs).copied().collect();
    ConsumerSettings::new(&all).unwrap_err().to_string()
}

#[test]
fn a_producer_without_settings_has_kafkas_defaults() {
    let settings = ProducerSettings::new(&[SERVERS]).unwrap();
    assert_eq!((settings.acks, settings.idempotent, settings.retries), (-1, true, 2_147_483_647));
    assert_eq!((settings.batch_size, settings.linger_ms, settings.delivery_timeout_ms), (16_384, 5, 120_000));
    assert_eq!((settings.max_in_flight, settings.max_block_ms), (5, 60_000));
    assert_eq!(settings.common.client_id, "producer-1");
    assert_eq!(settings.common.changed, []);
}

#[test]
fn a_consumer_without_settings_has_kafkas_defaults() {
    let settings = ConsumerSettings::new(&[SERVERS, ("group.id", "g")]).unwrap();
    let times = (settings.session_timeout_ms, settings.heartbeat_interval_ms, settings.max_poll_interval_ms);
    assert_eq!(times, (45_000, 3_000, 300_000));
    assert_eq!((settings.auto_commit, settings.auto_commit_interval_ms), (true, 5_000));
    assert_eq!((settings.max_poll_records, settings.auto_offset_reset), (500, AutoOffsetReset::Latest));
    assert_eq!(settings.assignors, [Assignor::Range, Assignor::CooperativeSticky]);
    assert_eq!(settings.common.client_id, "consumer-g-1");
}

#[test]
fn values_that_do_not_fit_are_refused_in_kafkas_words() {
    let cases: [(&[Pair<'_>], &str); 6] = [
        (
            &[("linger.ms", "soon")],
            "Invalid value soon for configuration linger.ms: Not a number of type LONG",
        ),
        (&[("linger.ms", "-1")], "Invalid value -1 for configuration linger.ms: Value must be at least 0"),
        (&[("acks", "2")], "Invalid value 2 for configuration acks: String must be one of: all, -1, 0, 1"),
        (
            &[("enable.idempotence", "yes")],
            "Invalid value yes for configuration enable.idempotence: Expected value to be either true or false",
        ),
        (
            &[("max.in.flight.requests.per.connection", "6")],
            "To use the idempotent producer, max.in.flight.requests.per.connection must be set to at most 5. Current \
             value is 6.",
        ),
        (
            &[("delivery.timeout.ms", "1000")],
            "delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms",
        ),
    ];
    for (pairs, expected) in cases {
        assert_eq!(producer_error(pairs), expected);
    }
}

#[test]
fn a_wrong_reset_policy_is_refused_in_kafkas_words() {
    assert_eq!(
        consumer_error(&[("auto.offset.reset", "x")]),
        "Invalid value x for configuration auto.offset.reset: Invalid value `x` for configuration auto.offset.reset. \
         The value must be either 'earliest', 'latest', 'none' or of the format 'by_duration:<PnDTnHnMn.nS.>'."
    );
}

#[test]
fn acks_1_switches_idempotence_off_unless_somebody_asked_for_it() {
    let settings = ProducerSettings::new(&[SERVERS, ("acks", "1")]).unwrap();
    assert!(!settings.idempotent);
    assert_eq!(settings.common.changed, [("acks".to_string(), "1".to_string())]);
    let error = producer_error(&[("acks", "1"), ("enable.idempotence", "true")]);
    assert!(error.starts_with("Must set acks to all in order to use the idempotent producer."), "{error}");
}

#[test]
fn without_a_group_nothing_commits_by_itself() {
    assert!(!ConsumerSettings::new(&[SERVERS]).unwrap().auto_commit);
    let error = consumer_error(&[("enable.auto.commit", "true")]);
    assert_eq!(error, "enable.auto.commit cannot be set to true when default group id (null) is used.");
}

#[test]
fn unknown_names_are_kept_for_a_warning() {
    let settings = ProducerSettings::new(&[SERVERS, ("linger", "1"), ("ssl.protocol", "TLSv1.3")]).unwrap();
    assert_eq!(settings.common.unknown, ["linger"]);
}

#[test]
fn servers_are_read_as_kafka_reads_them() {
    let read = bootstrap_servers(" a:1, PLAINTEXT://b:2,[::1]:3").unwrap();
    let expected: Vec<_> =
        [("a", 1), ("b", 2), ("::1", 3)].map(|(host, port)| partita_machine::Address::new(host, port)).into();
    assert_eq!(read, expected);
    let error = |text| bootstrap_servers(text).unwrap_err().to_string();
    assert_eq!(error("localhost"), "Invalid url in bootstrap.servers: localhost");
    assert_eq!(error("localhost:x"), "Invalid url in bootstrap.servers: localhost:x");
    assert_eq!(error("localhost:70000"), "Invalid port in bootstrap.servers: localhost:70000");
    assert_eq!(error(""), "No resolvable bootstrap urls given in bootstrap.servers");
    assert_eq!(vec![error(",")], ["No resolvable bootstrap urls given in bootstrap.servers"]);
}
