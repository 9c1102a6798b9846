//! The first story, played on for twenty minutes: what the engine remembers stays below a budget of counted bytes, and every
//! moment can still be gone to.

use partita_sim::Engine;
use partita_view::{Engine as _, Past, Progress};

const MINUTE: u64 = 60_000_000;
/// What copies of the past may take.
const COPIES_MAX: u64 = 32 << 20;
/// What events and printed lines may take.
const TOLD_MAX: u64 = 20 << 20;
/// What the story's own logs come to in twenty minutes: two producers with two records a second.
const DISKS_MAX: u64 = 4 << 20;
/// Most deliveries that are played again to get anywhere.
const AGAIN_MAX: u64 = 8_192;

fn engine() -> Engine {
    Engine::from_text(include_str!("../../stories/kafkatask.story")).unwrap()
}

fn sum(past: Past) -> u64 {
    past.copies_bytes + past.told_bytes + past.disk_bytes
}

#[test]
fn it_stays_below_its_budget_and_nothing_is_out_of_reach() {
    let mut engine = engine();
    let mut taken = Vec::new();
    for minute in [5, 10, 20] {
        engine.run(minute * MINUTE, u32::MAX);
        let past = engine.past();
        assert!(past.copies_bytes <= COPIES_MAX, "{minute} minutes: {past:?}");
        assert!(past.told_bytes <= TOLD_MAX, "{minute} minutes: {past:?}");
        assert!(past.disk_bytes <= DISKS_MAX, "{minute} minutes: {past:?}");
        taken.push(sum(past));
    }
    // What more there is after ten minutes are events and the story's own logs.
    assert!(taken[2] <= taken[1] * 2, "{taken:?}");
    let end = engine.digest();
    for minute in [3, 11] {
        let mut slices = 0;
        while let Progress::Working(_) = engine.seek(minute * MINUTE, 64) {
            slices += 1;
        }
        assert!(slices * 64 <= AGAIN_MAX, "{slices} slices to minute {minute}");
    }
    engine.seek(20 * MINUTE, u32::MAX);
    assert_eq!(engine.digest(), end);
}

#[test]
fn what_is_counted_is_the_same_for_the_same_run() {
    let (mut once, mut twice) = (engine(), engine());
    once.run(MINUTE, u32::MAX);
    while let Progress::Working(_) = twice.run(MINUTE, 100) {}
    assert_eq!(once.past(), twice.past());
    assert_eq!(once.past().close_from, 0, "nothing was thinned yet");
}
