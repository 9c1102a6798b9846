//! Dynamic configs of brokers that the rooms of a node obey from then on.

mod host;
mod records;

use host::Host;
use partita_wire::messages::describe_producers_request::{DescribeProducersRequest, TopicRequest};
use partita_wire::messages::incremental_alter_configs_request::{
    AlterConfigsResource, AlterableConfig, IncrementalAlterConfigsRequest,
};
use partita_wire::records::{BatchBuilder, Codec};
use partita_wire::{ErrorCode, Response};
use records::TOPIC;

const BROKER: i8 = 4;

/// Sets a config of a broker, or of all. Code and text.
fn set(host: &mut Host, broker: &str, name: &str, value: &str) -> (i16, String) {
    let operation = AlterableConfig { name: name.into(), config_operation: 0, value: Some(value.into()) };
    let resource = AlterConfigsResource {
        resource_type: BROKER,
        resource_name: broker.into(),
        configs: vec![operation],
    };
    let body = IncrementalAlterConfigsRequest { resources: vec![resource], validate_only: false };
    let Response::IncrementalAlterConfigs(answer) = host.ask(0, body) else { panic!() };
    let answer = answer.responses.into_iter().next().unwrap();
    (answer.error_code, answer.error_message.unwrap_or_default())
}

/// Idempotent producers that broker 0 remembers.
fn producers(host: &mut Host) -> Vec<i64> {
    let topics = vec![TopicRequest { name: TOPIC.into(), partition_indexes: vec![0] }];
    let Response::DescribeProducers(answer) = host.ask(0, DescribeProducersRequest { topics }) else {
        panic!()
    };
    answer.topics[0].partitions[0].active_producers.iter().map(|producer| producer.producer_id).collect()
}

/// `producer.id.expiration.ms`: a day is the default.
#[test]
fn producers_are_forgotten_as_it_is_set_now() {
    let mut host = records::three_with_topic(&[]);
    let produce = |host: &mut Host, id: i64| {
        let batch = BatchBuilder::new(Codec::None).producer(id, 0, 0);
        // Its timestamp is what counts as the producer's last sign.
        let request = records::batch_request(-1, batch, "v", 30_000);
        assert_eq!(records::send(host, 0, request).0, ErrorCode::None);
    };
    produce(&mut host, 4_000);
    assert_eq!(producers(&mut host), [4_000]);
    assert_eq!(set(&mut host, "", "producer.id.expiration.ms", "60000"), (0, String::new()));
    host.run_ms(601_000);
    assert_eq!(producers(&mut host), []);
}

/// The same at a start, and not only when the broker looks through them after ten minutes.
#[test]
fn producers_that_expired_are_not_taken_from_a_snapshot() {
    let left_after = |ms| {
        let mut host = Host::with_properties(1, &[("producer.id.expiration.ms", "60000")]);
        host.run_ms(5_000);
        records::create(&mut host, &[0], &[]);
        host.run_ms(1_000);
        let mut batch = BatchBuilder::new(Codec::None).producer(4_000, 0, 0);
        batch.append(1_795_000_000_000, Some(b"k"), Some(b"v"), &[]).unwrap();
        let request = records::batch_request(-1, batch, "v", 30_000);
        assert_eq!(records::send(&mut host, 0, request).0, ErrorCode::None);
        host.run_ms(ms);
        host.terminate(0);
        host.run_until("it has ended", |host| host.exits.contains_key(&0));
        host.start(0);
        host.run_ms(5_000);
        producers(&mut host)
    };
    assert_eq!(left_after(10_000), [4_000]);
    assert_eq!(left_after(70_000), []);
}

/// `log.cleaner.backoff.ms`: 15 s is the default.
#[test]
fn a_cleaner_rests_as_long_as_it_is_set_now() {
    let kept = |backoff_ms: Option<&str>| {
        let configs =
            [("cleanup.policy", "compact"), ("segment.ms", "1000"), ("min.cleanable.dirty.ratio", "0.01")];
        let mut host = records::three_with_topic(&configs);
        if let Some(backoff_ms) = backoff_ms {
            assert_eq!(set(&mut host, "", "log.cleaner.backoff.ms", backoff_ms), (0, String::new()));
        }
        // The rest that was under way ends, and another one begins.
        host.run_ms(20_000);
        for n in 0..4 {
            let mut batch = BatchBuilder::new(Codec::None);
            batch.append(1_795_000_000_000 + n * 5_000, Some(b"k"), Some(b"older"), &[]).unwrap();
            assert_eq!(
                records::send(&mut host, 0, records::batch_request(-1, batch, "v", 30_000)).0,
                ErrorCode::None
            );
        }
        host.run_ms(40_000);
        records::values(&host, 0).len()
    };
    assert!(kept(None) < 8 && kept(Some("5000")) < 8, "cleaned");
    assert_eq!(kept(Some("3600000")), 8, "it rests for an hour");
}

#[test]
fn what_is_of_one_broker_alone_has_no_default_of_the_cluster() {
    let mut host = records::three_with_topic(&[]);
    assert_eq!(
        set(&mut host, "", "listeners", "PLAINTEXT://:9092"),
        (
            ErrorCode::InvalidRequest as i16,
            "Cannot update these configs at default cluster level, broker id must be specified: [listeners]"
                .into()
        )
    );
}
