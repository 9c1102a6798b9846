//! The ISR: who leaves it, who joins, and what that does to the high watermark.

use partita_wire::ErrorCode;

use super::three;

#[test]
fn a_silent_follower_leaves_and_comes_back() {
    let mut bench = three();
    bench.pause(3);
    let sent = bench.produce(1, 1, &["a"]);
    bench.run_ms(29_000);
    assert_eq!((bench.outcome(sent).unwrap().0, bench.ends(1)), (ErrorCode::None, (1, 0)));
    bench.run_ms(16_500);
    assert_eq!(bench.in_sync(), [1, 2]);
    assert_eq!(bench.ends(1), (1, 1));
    bench.resume(3);
    bench.publish();
    bench.run_ms(2_000);
    assert_eq!(bench.in_sync(), [1, 2, 3]);
    assert_eq!(bench.values(3), ["a"]);
    assert_eq!(bench.offers, [alloc::vec![1, 2], alloc::vec![1, 2, 3]]);
}

#[test]
fn a_follower_that_has_everything_stays() {
    let mut bench = three();
    bench.produce(1, -1, &["a"]);
    bench.run_ms(1_000);
    bench.pause(3);
    bench.run_ms(120_000);
    assert_eq!(bench.in_sync(), [1, 2, 3]);
}

#[test]
fn until_the_controller_agrees_the_larger_isr_counts() {
    let mut bench = three();
    bench.controller_is_deaf = true;
    bench.pause(3);
    let sent = bench.produce(1, 1, &["a"]);
    bench.run_ms(60_000);
    assert!(bench.outcome(sent).is_some());
    assert_eq!(bench.offers[0], [1, 2]);
    assert_eq!(bench.ends(1), (1, 0));
}

#[test]
fn one_offer_is_under_way_at_a_time() {
    let mut bench = three();
    bench.controller_is_deaf = true;
    bench.pause(3);
    bench.produce(1, 1, &["a"]);
    bench.run_ms(50_000);
    assert_eq!(bench.offers.len(), 1);
}

#[test]
fn an_offer_against_an_old_epoch_waits_for_the_metadata() {
    let mut bench = three();
    bench.pause(1);
    bench.pause(3);
    // The leader does not hear of this change before it makes its offer.
    bench.change(|state| state.replicas.reverse());
    let stale = bench.image.clone();
    bench.image = alloc::sync::Arc::new((*stale).clone());
    bench.resume(1);
    bench.produce(1, 1, &["a"]);
    bench.run_ms(46_000);
    assert_eq!(bench.in_sync(), [1, 2]);
}

#[test]
fn nothing_is_committed_below_the_minimum() {
    let mut bench = three();
    bench.configure("orders", "min.insync.replicas", "3");
    bench.pause(3);
    let waiting = bench.produce(1, -1, &["a"]);
    bench.run_ms(1_000);
    assert_eq!(bench.outcome(waiting), None);
    bench.run_ms(46_000);
    assert_eq!(bench.in_sync(), [1, 2]);
    assert_eq!(bench.ends(1), (1, 0));
    assert_eq!(bench.outcome(waiting).unwrap().0, ErrorCode::RequestTimedOut);
    let refused = bench.produce(1, -1, &["b"]);
    assert_eq!(bench.outcome(refused).unwrap().0, ErrorCode::NotEnoughReplicas);
}
