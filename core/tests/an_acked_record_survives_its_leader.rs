//! What acks=all promises when the leader's process is killed, and what acks=1 does not.

mod host;
mod records;

use partita_machine::Event;
use partita_wire::ErrorCode;
use records::{consume, in_sync, leader, produce, three_with_topic, values};

#[test]
fn with_acks_all() {
    let mut host = three_with_topic(&[]);
    assert_eq!(leader(&host), Some(0));
    assert_eq!(produce(&mut host, 0, -1, "paid"), (ErrorCode::None, 0));
    host.kill(0);
    host.run_until("another leads", |host| leader(host).is_some_and(|leader| leader != 0));
    let new = leader(&host).unwrap();
    host.run_ms(1_000);
    assert_eq!(consume(&mut host, new, 0), ["paid"]);
    assert_eq!(produce(&mut host, new, -1, "more"), (ErrorCode::None, 1));
}

#[test]
fn and_the_old_leader_comes_back_as_a_follower() {
    let mut host = three_with_topic(&[]);
    produce(&mut host, 0, -1, "paid");
    host.kill(0);
    host.run_until("another leads", |host| leader(host).is_some_and(|leader| leader != 0));
    let new = leader(&host).unwrap();
    host.run_ms(1_000);
    assert_eq!(produce(&mut host, new, -1, "more"), (ErrorCode::None, 1));
    host.start(0);
    host.run_until("it is in sync again", |host| in_sync(host).contains(&0));
    host.run_ms(1_000);
    assert_eq!(values(&host, 0), ["paid", "more"]);
    let led_again = |(_, id, event): &(_, i32, Event)| {
        *id == 0 && matches!(event, Event::BecameLeader { leader_epoch, .. } if *leader_epoch > 0)
    };
    assert!(!host.events.iter().any(led_again));
}
