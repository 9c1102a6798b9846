//! A member without heartbeats is removed after its own `session.timeout.ms`; the others join again.

mod consumers;
mod host;

use consumers::{SESSION_MS, cluster, heartbeat, joined, send_join, stable};

#[test]
fn the_other_one_gets_the_next_generation() {
    let (mut host, coordinator) = cluster(1);
    let [alive, silent] = stable(&mut host, coordinator);
    let session_ms = u64::try_from(SESSION_MS).unwrap();
    let mut passed = 0;
    while heartbeat(&mut host, coordinator, &alive, 1) == 0 {
        host.run_ms(500);
        passed += 500;
        assert!(passed < session_ms + 2_000, "the silent member is still in");
    }
    assert!(passed >= session_ms - 1_500, "after {passed} ms already");
    assert_eq!(heartbeat(&mut host, coordinator, &silent, 1), 25);
    let again = send_join(&mut host, coordinator, &alive);
    host.run_ms(100);
    let answer = joined(&mut host, again).expect("nobody else is waited for");
    assert_eq!((answer.generation_id, answer.members.len()), (2, 1));
}
