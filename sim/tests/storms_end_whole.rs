//! Storms: whatever happens to a small world, no promise of Kafka is broken on the way, and once everything is mended it is whole
//! again. A seed gives the world, its clients and its faults; one that fails is made as short as it can be and printed as a story.
//!
//! Beside storms of any kind there are those of Kafka's defaults, of acks=all with two replicas in sync, and of unclean elections.
//!
//! `KIND=10` makes half of the faults of a storm be of that kind (`storm/faults.rs` numbers them).
//!
//! `STORMS=1000 cargo test -p partita-sim --test storms_end_whole` plays so many seeds; `STORMS=17..18` that one.

mod storm;

use std::ops::Range;
use std::{env, thread};

use storm::Aim;

/// Storms that are played where nobody asks for more: of any kind, and of each other aim.
const SEEDS: Range<u64> = 0..8;
const SEEDS_OF_AN_AIM: Range<u64> = 0..2;

/// Which seeds are asked for: a number of them, or from one to another.
fn seeds(aim: Aim) -> Range<u64> {
    let Ok(asked) = env::var("STORMS") else {
        return if aim == Aim::Any { SEEDS } else { SEEDS_OF_AN_AIM };
    };
    let number = |text: &str| text.trim().parse::<u64>().expect("STORMS is a number, or FROM..TO");
    match asked.split_once("..") {
        Some((from, to)) => number(from)..number(to),
        None => 0..number(&asked),
    }
}

/// The kind of fault that is asked for.
fn kind() -> Option<u64> {
    env::var("KIND").ok().map(|kind| kind.trim().parse().expect("KIND is a number"))
}

#[test]
fn of_any_kind() {
    all_end_whole(Aim::Any);
}

#[test]
fn with_kafkas_defaults() {
    all_end_whole(Aim::Defaults);
}

#[test]
fn with_acks_all_and_two_replicas_in_sync() {
    all_end_whole(Aim::Durable);
}

#[test]
fn with_unclean_elections() {
    all_end_whole(Aim::Unclean);
}

fn all_end_whole(aim: Aim) {
    let all: Vec<u64> = seeds(aim).collect();
    assert!(!all.is_empty(), "no seed");
    let (even, odd): (Vec<u64>, Vec<u64>) = all.iter().partition(|seed| *seed % 2 == 0);
    let failed: Vec<String> = thread::scope(|scope| {
        let halves = [even, odd].map(|half| {
            let failure = move |seed| storm::failure(seed, aim);
            scope.spawn(move || half.into_iter().filter_map(failure).collect::<Vec<_>>())
        });
        halves.into_iter().flat_map(|half| half.join().unwrap()).collect()
    });
    assert!(failed.is_empty(), "{} of {} storms:\n{}", failed.len(), all.len(), failed.join("\n\n"));
}
