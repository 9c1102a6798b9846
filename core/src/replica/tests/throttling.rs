//! Replication that is held back (KIP-73).

use alloc::vec::Vec;

use super::bench::Bench;

/// Size of each batch.
const BATCH: i64 = 72;

/// Three brokers; 3 is out of sync by 40 batches, of which it gets four at a time.
fn lagging(configs: &[(&str, &str, &str)]) -> Bench {
    let mut bench = Bench::with_properties(3, &[("replica.fetch.max.bytes", "300")]);
    bench.topic("orders", alloc::vec![1, 2, 3]);
    bench.run_ms(1_000);
    for (of, name, value) in configs {
        match *of {
            "orders" => bench.configure(of, name, value),
            broker => bench.configure_broker(broker, name, value),
        }
    }
    bench.change(|state| state.in_sync = alloc::vec![1, 2]);
    bench.pause(3);
    for _ in 0..40 {
        bench.produce(1, 1, &["v"]);
    }
    bench.run_ms(31_000);
    assert_eq!(bench.ends(2), (40, 40), "who is in sync is not held back");
    bench
}

/// Lets 3 go on; gives its log end after each second until it is in sync.
fn ends_by_second(bench: &mut Bench) -> Vec<i64> {
    bench.resume(3);
    let mut ends = Vec::new();
    while bench.in_sync() != [1, 2, 3] {
        assert!(ends.len() < 60, "{ends:?}");
        bench.run_ms(1_000);
        ends.push(bench.ends(3).0);
    }
    ends
}

fn keeps_to_200_bytes_a_second(ends: &[i64]) {
    for (second, end) in (1..).zip(ends) {
        assert!(end * BATCH <= 200 * second + 2 * 300, "{end} batches after {second} s: {ends:?}");
    }
    assert!((11..=25).contains(&ends.len()), "{ends:?}");
}

#[test]
fn a_leader_gives_followers_that_lag_no_more_than_its_rate() {
    let mut bench = lagging(&[
        ("orders", "leader.replication.throttled.replicas", "0:1"),
        ("1", "leader.replication.throttled.rate", "200"),
    ]);
    keeps_to_200_bytes_a_second(&ends_by_second(&mut bench));
}

#[test]
fn a_follower_that_lags_asks_for_no_more_than_its_rate() {
    let mut bench = lagging(&[
        ("orders", "follower.replication.throttled.replicas", "*"),
        ("3", "follower.replication.throttled.rate", "200"),
    ]);
    keeps_to_200_bytes_a_second(&ends_by_second(&mut bench));
}

#[test]
fn a_rate_for_other_replicas_holds_nobody_back() {
    for replicas in ["0:2,1:1", ""] {
        let mut bench = lagging(&[
            ("orders", "leader.replication.throttled.replicas", replicas),
            ("", "leader.replication.throttled.rate", "200"),
        ]);
        assert!(ends_by_second(&mut bench).len() <= 2);
    }
}
