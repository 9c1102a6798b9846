//! C1 to C3, and C4 of a broker.

use alloc::vec::Vec;

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
