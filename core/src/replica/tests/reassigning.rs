//! Replicas that come and go.

use alloc::vec;

use partita_wire::ErrorCode;

use super::bench::Bench;
use super::three;

/// Four brokers; `orders-0` lies on 1, 2 and 3 and has two records.
fn four() -> Bench {
    let mut bench = Bench::new(4);
    bench.topic("orders", vec![1, 2, 3]);
    bench.produce(1, -1, &["a"]);
    bench.produce(1, -1, &["b"]);
    bench.run_ms(1_100);
    bench
}

#[test]
fn a_new_replica_fetches_everything_and_joins_and_the_old_one_goes() {
    let mut bench = four();
    bench.change(|state| {
        (state.replicas, state.adding, state.removing) = (vec![2, 3, 4, 1], vec![4], vec![1]);
    });
    bench.run_ms(1_100);
    assert_eq!(bench.in_sync(), [1, 2, 3, 4]);
    assert_eq!(bench.values(4), ["a", "b"]);
    // The controller's last step: the old leader is no replica any more.
    bench.change(|state| {
        (state.replicas, state.adding, state.removing) = (vec![2, 3, 4], vec![], vec![]);
        (state.leader, state.leader_epoch, state.in_sync) = (2, 1, vec![2, 3, 4]);
    });
    bench.run_ms(1_100);
    let sent = bench.produce(2, -1, &["c"]);
    bench.run_ms(1_100);
    assert_eq!(bench.outcome(sent), Some((ErrorCode::None, 2)));
    assert_eq!(bench.values(4), ["a", "b", "c"]);
    let sent = bench.produce(1, 1, &["d"]);
    assert_eq!(bench.outcome(sent), Some((ErrorCode::NotLeaderOrFollower, -1)));
    assert_eq!(bench.dirs(1), ["orders-0.-delete"]);
    bench.run_ms(60_000);
    assert!(bench.dirs(1).is_empty());
    assert_eq!(bench.dirs(4), ["orders-0"]);
}

#[test]
fn a_reassignment_that_is_cancelled_leaves_the_old_replicas() {
    let mut bench = four();
    bench.change(|state| (state.replicas, state.adding) = (vec![1, 2, 3, 4], vec![4]));
    bench.run_ms(1_100);
    assert_eq!(bench.in_sync(), [1, 2, 3, 4]);
    bench.change(|state| {
        (state.replicas, state.adding, state.in_sync) = (vec![1, 2, 3], vec![], vec![1, 2, 3]);
    });
    let sent = bench.produce(1, -1, &["c"]);
    bench.run_ms(1_100);
    assert_eq!(bench.outcome(sent), Some((ErrorCode::None, 2)));
    assert_eq!(bench.dirs(4), ["orders-0.-delete"]);
}

#[test]
fn who_is_no_replica_is_not_served_as_one() {
    let mut bench = four();
    bench.change(|state| (state.replicas, state.in_sync) = (vec![1, 2], vec![1, 2]));
    let stranger = bench.fetch_as_follower(1, 3, (2, 103));
    let error = |bench: &Bench, id| ErrorCode::from_i16(bench.fetched(id).unwrap().error_code).unwrap();
    assert_eq!(error(&bench, stranger), ErrorCode::NotLeaderOrFollower);
    let mut request = bench.fetch_request(2, 0);
    (request.replica_state.replica_id, request.replica_state.replica_epoch) = (3, 103);
    request.topics[0].partitions[0].current_leader_epoch = 0;
    let stranger = bench.send(1, request);
    assert_eq!(error(&bench, stranger), ErrorCode::UnknownLeaderEpoch, "it may know more than we do");
}

#[test]
fn an_unfinished_deletion_goes_on_after_a_restart() {
    let mut bench = three();
    bench.produce(1, -1, &["a"]);
    bench.run_ms(600);
    bench.delete_topic("orders");
    bench.run_ms(30_000);
    bench.topic("orders", vec![2, 3, 1]);
    assert_eq!(bench.ends(1), (0, 0));
    bench.restart(1);
    assert_eq!(bench.dirs(1), ["orders-0", "orders-0.-delete"]);
    bench.run_ms(60_000);
    assert_eq!(bench.dirs(1), ["orders-0"]);
}

#[test]
fn a_replica_that_was_taken_away_meanwhile_is_set_aside() {
    let mut bench = three();
    bench.produce(1, -1, &["a"]);
    bench.run_ms(600);
    bench.pause(3);
    bench.change(|state| (state.replicas, state.in_sync) = (vec![1, 2], vec![1, 2]));
    bench.resume_on_old_metadata(3);
    bench.restart(3);
    assert_eq!(bench.dirs(3), ["orders-0.-stray"]);
    bench.run_ms(120_000);
    assert_eq!(bench.dirs(3), ["orders-0.-stray"], "nobody deletes it");
    bench.change(|state| state.replicas = vec![1, 2, 3]);
    bench.run_ms(1_100);
    assert_eq!(bench.values(3), ["a"]);
    assert_eq!(bench.dirs(3), ["orders-0", "orders-0.-stray"]);
}
