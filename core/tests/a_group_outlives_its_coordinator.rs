//! A group's coordinator moves with the leader of its partition of `__consumer_offsets`: members, generation and offsets
//! are in the log.

mod consumers;
mod host;

use consumers::{cluster, commit, fetch, find, heartbeat, joined, send_join, stable};
use partita_machine::Event;

#[test]
fn the_coordinators_process_is_killed() {
    let (mut host, coordinator) = cluster(3);
    let ids = stable(&mut host, coordinator);
    assert_eq!(commit(&mut host, coordinator, &ids[1], 1, 7), 0);
    let other = (0..3).find(|&id| id != coordinator).unwrap();
    assert_eq!(heartbeat(&mut host, other, &ids[0], 1), 16, "another broker is not the coordinator");

    host.kill(coordinator);
    host.run_ms(15_000);
    let next = find(&mut host, other);
    assert_ne!(next, coordinator);
    // Sessions began anew when the coordinator moved.
    for id in &ids {
        assert_eq!(heartbeat(&mut host, next, id, 1), 0, "the same generation");
    }
    assert_eq!(fetch(&mut host, next), (0, 7));
    assert_eq!(commit(&mut host, next, &ids[0], 1, 8), 0);
    assert_eq!(fetch(&mut host, next), (0, 8));
}

/// The next coordinator reads the group's log first, and a disk may take its time for that. Heartbeats alone are answered as if
/// nothing were: nobody is to join again for it.
#[test]
fn who_comes_while_the_log_is_read_is_to_come_again() {
    let (mut host, coordinator) = cluster(3);
    let ids = stable(&mut host, coordinator);
    assert_eq!(commit(&mut host, coordinator, &ids[1], 1, 7), 0);
    host.run_ms(1_000);
    host.kill(coordinator);
    host.run_until("it is fenced", |host| {
        host.events.iter().any(|(_, _, event)| *event == Event::BrokerFenced(coordinator))
    });
    let others: Vec<i32> = (0..3).filter(|&id| id != coordinator).collect();
    for &id in &others {
        host.disk_under(id).set_delay_us(1_000);
    }
    host.run_ms(1_000);
    let next = find(&mut host, others[0]);
    let loading = 14;
    assert_eq!(fetch(&mut host, next).0, loading, "OffsetFetch");
    assert_eq!(commit(&mut host, next, &ids[0], 1, 8), loading, "OffsetCommit");
    let join = send_join(&mut host, next, &ids[0]);
    host.run_ms(100);
    assert_eq!(joined(&mut host, join).expect("an answer at once").error_code, loading, "JoinGroup");
    assert_eq!(heartbeat(&mut host, next, &ids[0], 1), 0);
    host.bring_late(next);
    host.run_ms(100);
    assert_eq!(fetch(&mut host, next), (0, 7), "what was committed is there, and nothing else");
    for id in others {
        host.disk_under(id).set_delay_us(0);
        host.bring_late(id);
    }
    host.run_ms(1_000);
    for id in &ids {
        assert_eq!(heartbeat(&mut host, next, id, 1), 0, "the same generation");
    }
    assert_eq!(commit(&mut host, next, &ids[0], 1, 8), 0);
}

#[test]
fn all_of_the_cluster_is_killed_and_starts_again() {
    let (mut host, coordinator) = cluster(1);
    let ids = stable(&mut host, coordinator);
    assert_eq!(commit(&mut host, coordinator, &ids[0], 1, 9), 0);
    host.kill(0);
    host.start(0);
    // The controller takes the new process for the old one until that one's session has ended.
    for _ in 0..40 {
        host.run_ms(500);
        if heartbeat(&mut host, coordinator, &ids[0], 1) == 0 {
            break;
        }
    }
    assert_eq!(heartbeat(&mut host, coordinator, &ids[0], 1), 0);
    assert_eq!(fetch(&mut host, coordinator), (0, 9));
}
