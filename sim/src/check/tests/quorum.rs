//! C1 to C3, and C4 of a broker.

use alloc::vec::Vec;

use super::super::metadata::{self, Held, Metadata};
use super::super::quorum::{Quorum, VoterSeen};
use super::promises;

#[test]
fn c1_c2_and_c3_of_the_quorum() {
    let leader = VoterSeen {
        epoch: 3,
        voted: Some(1),
        leads: true,
        high_watermark: 5,
        log_end: 9,
        ..VoterSeen::default()
    };
    let after = |changed: VoterSeen, id: i32, end: i64| {
        let mut quorum = Quorum::default();
        let mut found = Vec::new();
        quorum.see(1, leader, &[1, 2, 3], |_| Some(5), &mut found);
        assert_eq!(found, []);
        quorum.see(id, changed, &[1, 2, 3], |_| Some(end), &mut found);
        promises(&found)
    };
    assert_eq!(after(VoterSeen { high_watermark: 6, ..leader }, 1, 6), [""; 0]);
    assert_eq!(after(leader, 2, 5), ["C1"], "two leaders");
    assert_eq!(after(VoterSeen { voted: Some(2), ..leader }, 1, 5), ["C1"], "two votes");
    assert_eq!(after(VoterSeen { epoch: 2, ..leader }, 1, 5), ["C1"], "an epoch back");
    assert_eq!(after(VoterSeen { high_watermark: 4, ..leader }, 1, 5), ["C2"], "back");
    assert_eq!(after(VoterSeen { high_watermark: 8, ..leader }, 1, 5), ["C2"], "held by one of three");
    assert_eq!(after(VoterSeen { incarnation: 1, ..leader }, 1, 5), ["C3"]);
    let snapshot = VoterSeen { log_start: 12, log_end: 12, ..leader };
    assert_eq!(after(snapshot, 1, 5), ["C3"], "a leader that loads a snapshot");
    assert_eq!(after(VoterSeen { log_end: 8, ..leader }, 1, 5), ["C3"], "a leader that cuts its log");
    assert_eq!(after(VoterSeen { log_start: 4, ..leader }, 1, 5), [""; 0], "its own snapshot stands for it");
}

#[test]
fn c2_another_batch_below_the_high_watermark_while_it_runs() {
    let held = |base: i64, crc: u32| Held { base, next: base + 2, crc };
    let mut metadata = Metadata::default();
    let mut look = |id: i32, life: u32, high_watermark: i64, log: &[Held]| {
        let mut found = Vec::new();
        let from = |offset: i64| log.iter().copied().filter(move |held| held.next > offset);
        metadata.look(id, life, high_watermark, from, &mut found);
        promises(&found)
    };
    let log = [held(0, 1), held(2, 2), held(4, 3)];
    assert_eq!(look(1, 0, 6, &log), [""; 0]);
    assert_eq!(look(2, 0, 4, &[log[0], log[1], held(4, 9)]), [""; 0], "the last is not committed there");
    assert_eq!(look(2, 0, 6, &[log[0], log[1], held(4, 9)]), ["C2"]);
    assert_eq!(look(3, 0, 6, &log[2..]), [""; 0], "a snapshot stands for what was before");
    assert_eq!(look(3, 1, 6, &[held(0, 7), log[1], log[2]]), ["C2"], "another one after a restart");
    assert_eq!(
        look(4, 0, 6, &[Held { base: 0, next: 3, crc: 1 }, Held { base: 3, next: 6, crc: 1 }]),
        ["C2"]
    );
}

#[test]
fn c2_metadata_that_is_applied_and_not_committed() {
    assert_eq!(metadata::applies(4, 9, 9), None);
    let found: Vec<_> = metadata::applies(4, 10, 9).into_iter().collect();
    assert_eq!(promises(&found), ["C2"]);
}

#[test]
fn c4_epochs_that_go_back() {
    let mut quorum = Quorum::default();
    let mut found = Vec::new();
    quorum.registered(100, 1, 40, &mut found);
    assert_eq!(found, []);
    quorum.registered(100, 1, 30, &mut found);
    assert_eq!(promises(&found), ["C4"]);
}

#[test]
fn c1_a_voter_that_stands_although_nobody_would_have_it() {
    let voters = [1, 2, 3];
    let at = |epoch: i32, voted: Option<i32>| VoterSeen { epoch, voted, ..VoterSeen::default() };
    let mut quorum = Quorum::default();
    let mut found = Vec::new();
    let mut see = |id: i32, seen: VoterSeen| {
        found.clear();
        quorum.see(id, seen, &voters, |_| None, &mut found);
        promises(&found)
    };
    for id in voters {
        assert_eq!(see(id, at(3, Some(1))), [""; 0]);
    }
    assert_eq!(see(2, at(4, Some(2))), [""; 0], "all of them were in epoch 3");
    assert_eq!(see(2, at(5, Some(2))), ["C1"], "nobody has heard of epoch 4");
    see(3, at(5, None));
    assert_eq!(see(2, at(6, Some(2))), [""; 0], "node 3 was in epoch 5");
}

#[test]
fn c1_a_leader_that_does_not_resign() {
    let mut quorum = Quorum::default();
    let mut found = Vec::new();
    for second in 0..=6 {
        quorum.leads_on(second * 1_000_000, 1, 3, 4, &mut found);
    }
    // It stood still for a while: that does not count.
    for second in 20..=26 {
        quorum.leads_on(second * 1_000_000, 1, 3, 4, &mut found);
    }
    assert_eq!(found, []);
    quorum.leads_on(26_000_001, 1, 3, 4, &mut found);
    quorum.leads_on(27_000_000, 1, 3, 4, &mut found);
    assert_eq!((promises(&found), found.len()), (alloc::vec!["C1"], 1), "told once");
}

#[test]
fn c4_a_life_with_two_epochs() {
    let mut quorum = Quorum::default();
    let mut found = Vec::new();
    for (life, epoch) in [(0, -1), (0, 8), (0, 8), (1, -1), (1, 20)] {
        quorum.lives_on(5, life, epoch, &mut found);
    }
    assert_eq!(found, []);
    quorum.lives_on(5, 1, 21, &mut found);
    assert_eq!(promises(&found), ["C4"]);
}
