//! The first join phase of a group lasts `group.initial.rebalance.delay.ms`, and once more if somebody came meanwhile.

mod consumers;
mod host;

use consumers::{cluster, heartbeat, join, joined, stable};

#[test]
fn one_after_three_seconds() {
    let (mut host, coordinator) = cluster(1);
    let (id, waiting) = join(&mut host, coordinator);
    let began = host.at_ms();
    host.run_ms(2_900);
    assert_eq!(joined(&mut host, waiting), None);
    host.run_ms(200);
    let answer = joined(&mut host, waiting).expect("3 s have passed");
    assert_eq!((answer.error_code, answer.generation_id), (0, 1));
    assert_eq!((answer.leader, answer.members.len()), (id, 1));
    assert_eq!(host.at_ms() - began, 3_100);
}

#[test]
fn two_after_six() {
    let (mut host, coordinator) = cluster(3);
    let ids = stable(&mut host, coordinator);
    for id in &ids {
        assert_eq!(heartbeat(&mut host, coordinator, id, 1), 0);
    }
}
