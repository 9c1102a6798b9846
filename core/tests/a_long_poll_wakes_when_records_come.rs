//! A consumer that waits at the end gets a record as soon as it is committed, and nothing before.

mod host;
mod records;

use partita_machine::Listener;
use partita_wire::{ErrorCode, Response};
use records::{fetch_request, post, produce, three_with_topic};

#[test]
fn in_milliseconds() {
    let mut host = three_with_topic(&[]);
    let waits = host.send_in(0, Listener::Broker, 12, fetch_request(0, 20_000));
    host.run_ms(3_000);
    assert!(host.take(waits).is_none());
    let before = host.at_ms();
    assert_eq!(produce(&mut host, 0, -1, "a"), (ErrorCode::None, 0));
    let Some(Some(Response::Fetch(answer))) = host.take(waits) else { panic!("it still waits") };
    assert!(host.at_ms() - before <= 10);
    let data = &answer.responses[0].partitions[0];
    assert_eq!((data.error_code, data.high_watermark), (0, 1));
    assert_eq!(data.records.as_ref().unwrap().batches().count(), 1);
}

#[test]
fn but_not_for_what_is_not_committed() {
    let mut host = three_with_topic(&[]);
    host.pause(2);
    let waits = host.send_in(0, Listener::Broker, 12, fetch_request(0, 2_000));
    post(&mut host, 0, 1, "a");
    host.run_ms(2_100);
    let Some(Some(Response::Fetch(answer))) = host.take(waits) else { panic!("its time is over") };
    assert!(answer.responses[0].partitions[0].records.as_ref().unwrap().is_empty());
}
