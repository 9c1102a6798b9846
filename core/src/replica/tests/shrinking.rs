//! The ISR: who leaves it, who joins, and what that does to the high watermark.

use partita_wire::ErrorCode;

use super::bench::Bench;
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

/// KIP-903: a follower joins as the incarnation that fetched, and what an earlier one sends late does not count.
#[test]
fn an_incarnation_joins_for_itself() {
    let mut bench = three();
    bench.pause(3);
    bench.produce(1, 1, &["a"]);
    bench.run_ms(46_000);
    assert_eq!(bench.in_sync(), [1, 2]);
    bench.resume(3);
    bench.publish();
    bench.run_ms(10);
    // The metadata shows another incarnation before the fetches of this one have ended.
    bench.change_broker(3, |broker| broker.broker_epoch += 100);
    let late = bench.fetch_as_follower(1, 3, (0, 103));
    let code =
        |bench: &super::bench::Bench, id| ErrorCode::from_i16(bench.fetched(id).unwrap().error_code).unwrap();
    assert_eq!(code(&bench, late), ErrorCode::NotLeaderOrFollower);
    let before = bench.offers.len();
    let unknown = bench.fetch_as_follower(1, 3, (1, 204));
    assert_eq!(code(&bench, unknown), ErrorCode::None);
    assert_eq!(bench.offers.len(), before, "nobody knows that incarnation yet");
    bench.change_broker(3, |broker| broker.broker_epoch += 1);
    let now = bench.fetch_as_follower(1, 3, (1, 204));
    assert_eq!(code(&bench, now), ErrorCode::None);
    bench.run_ms(100);
    assert_eq!(bench.offers.last(), Some(&alloc::vec![1, 2, 3]));
}

/// KIP-903: an offer that is sent again names the incarnation that had caught up, whoever fetches by then.
#[test]
fn an_offer_stays_that_of_the_same_incarnations() {
    let mut bench = three();
    bench.controller_is_deaf = true;
    bench.change(|state| state.in_sync = alloc::vec![1, 2]);
    bench.run_ms(1_000);
    assert_eq!((&*bench.offers, &*bench.last_epochs), (&[alloc::vec![1, 2, 3]][..], &[103][..]));
    // Broker 3 begins another life, and with nothing.
    bench.pause(3);
    bench.change_broker(3, |broker| broker.broker_epoch += 100);
    bench.fetch_as_follower(1, 3, (0, 203));
    bench.run_ms(31_000);
    assert_eq!(bench.last_epochs, [103, 103]);
}

#[test]
fn brokers_that_are_fenced_or_on_their_way_out_do_not_join() {
    for unfit in [(|broker| broker.fenced = true) as fn(&mut crate::image::BrokerImage), |broker| {
        broker.in_controlled_shutdown = true
    }] {
        let mut bench = three();
        bench.change(|state| state.in_sync = alloc::vec![1, 2]);
        bench.change_broker(3, unfit);
        bench.offers.clear();
        bench.produce(1, 1, &["a"]);
        bench.run_ms(5_000);
        assert_eq!(bench.ends(3), (1, 1));
        assert!(bench.offers.is_empty());
        bench.change_broker(3, |broker| (broker.fenced, broker.in_controlled_shutdown) = (false, false));
        bench.run_ms(1_000);
        assert_eq!(bench.in_sync(), [1, 2, 3]);
    }
}

#[test]
fn a_follower_that_catches_up_is_waited_for_before_it_joins() {
    let mut bench = three();
    bench.change(|state| state.in_sync = alloc::vec![1, 2]);
    bench.run_ms(600);
    assert_eq!(bench.in_sync(), [1, 2, 3]);
    bench.controller_is_deaf = true;
    bench.change(|state| state.in_sync = alloc::vec![1, 2]);
    bench.pause(3);
    bench.produce(1, 1, &["a"]);
    bench.run_ms(1_000);
    assert_eq!(bench.ends(1), (1, 0), "3 had everything a moment ago");
    bench.run_ms(31_000);
    bench.produce(1, 1, &["b"]);
    bench.run_ms(1_000);
    assert_eq!(bench.ends(1), (2, 2));
}

#[test]
fn who_rejoins_has_reached_the_high_watermark() {
    let mut bench = three();
    bench.change(|state| state.in_sync = alloc::vec![1, 2]);
    bench.pause(3);
    for _ in 0..3 {
        bench.produce(1, 1, &["a"]);
        bench.run_ms(20_000);
    }
    assert_eq!(bench.ends(1), (3, 3));
    bench.offers.clear();
    for offset in 0..3 {
        let id = bench.fetch_as_follower(1, 3, (offset, 103));
        assert_eq!(bench.fetched(id).unwrap().error_code, 0);
        assert!(bench.offers.is_empty(), "at {offset}");
    }
    bench.fetch_as_follower(1, 3, (3, 103));
    assert_eq!(bench.offers, [alloc::vec![1, 2, 3]]);
}

#[test]
fn a_follower_that_had_nothing_to_ask_for_lags_from_its_last_fetch_on() {
    let mut bench = three();
    bench.run_ms(60_000);
    let rests = |bench: &Bench| bench.replica(1).leader().unwrap().followers.get(&2).unwrap().rests;
    assert!(rests(&bench), "its fetches name nothing");
    bench.pause(2);
    bench.produce(1, 1, &["a"]);
    assert!(!rests(&bench));
    bench.run_ms(29_000);
    assert_eq!(bench.in_sync(), [1, 2, 3]);
    bench.run_ms(17_000);
    assert_eq!(bench.in_sync(), [1, 3]);
}
