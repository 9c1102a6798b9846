//! A controlled shutdown moves the leadership of `__consumer_offsets`, and with it the groups, before the process ends.

mod consumers;
mod host;

use consumers::{cluster, commit, fetch, find, heartbeat, joined, send_join, stable};

#[test]
fn members_go_on_elsewhere_within_a_second() {
    let (mut host, coordinator) = cluster(3);
    let [leader, follower] = stable(&mut host, coordinator);
    assert_eq!(commit(&mut host, coordinator, &leader, 1, 4), 0);
    // One that joins again waits for the other.
    let waiting = send_join(&mut host, coordinator, &leader);
    host.run_ms(100);
    assert_eq!(joined(&mut host, waiting), None);

    let other = (0..3).find(|&id| id != coordinator).unwrap();
    host.terminate(coordinator);
    host.run_ms(1_000);
    let answer = joined(&mut host, waiting).expect("it learns that the coordinator has moved");
    assert_eq!(answer.error_code, 16);
    let next = find(&mut host, other);
    assert_ne!(next, coordinator);
    assert_eq!(fetch(&mut host, next), (0, 4));
    // What was not in the log is forgotten: the group is stable, as the log has it.
    assert_eq!(heartbeat(&mut host, next, &leader, 1), 0);
    assert_eq!(heartbeat(&mut host, next, &follower, 1), 0);
}
