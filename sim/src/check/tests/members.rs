//! Leaders, the ISR and the ELR: R3, R4, R7, R9, and C4 of a partition.

use alloc::vec;

use partita_machine::Event;

use super::{Cluster, batch, promises};

#[test]
fn r3_a_member_of_the_isr_that_lags_behind() {
    let mut cluster = Cluster::new();
    let leader = cluster.planted(0);
    leader.log.push(batch(5));
    leader.high_watermark = 6;
    assert_eq!(promises(&cluster.look()), ["R3"]);
}

#[test]
fn r3_a_member_of_the_elr_that_lags_behind() {
    let changed = Event::InSyncChanged { topic: "orders".into(), partition: 0, before: vec![], now: vec![] };
    let mut cluster = Cluster::new();
    cluster.state.in_sync = vec![0];
    cluster.state.eligible = vec![2];
    cluster.planted(0).in_sync = vec![0];
    assert_eq!(cluster.hear(&changed), []);
    cluster.planted(2).log.truncate(3);
    let found = cluster.hear(&changed);
    assert_eq!((promises(&found), found[0].node), (vec!["R3"], Some(2)));
}

#[test]
fn r7_a_fenced_broker_in_the_isr() {
    let changed = Event::InSyncChanged { topic: "orders".into(), partition: 0, before: vec![], now: vec![] };
    let mut cluster = Cluster::new();
    cluster.fenced = Some(1);
    assert_eq!(promises(&cluster.hear(&changed)), ["R7"]);
    cluster.state.leader = None;
    assert_eq!(cluster.hear(&changed), [], "the last of an ISR that nobody leads");
}

#[test]
fn r4_and_r7_sets_that_do_not_fit() {
    let changed =
        || Event::InSyncChanged { topic: "orders".into(), partition: 0, before: vec![], now: vec![] };
    let mut cluster = Cluster::new();
    assert_eq!(cluster.hear(&changed()), []);
    cluster.planted(0).in_sync = vec![0, 1];
    assert_eq!(promises(&cluster.hear(&changed())), ["R4"]);
    cluster.planted(0).in_sync = vec![0, 1, 2];
    cluster.state.eligible = vec![2];
    assert_eq!(promises(&cluster.hear(&changed())), ["R7"]);
    cluster.state.eligible = vec![];
    cluster.state.in_sync = vec![1, 2];
    assert_eq!(promises(&cluster.hear(&changed())), ["R7"]);
}

#[test]
fn r7_a_member_of_the_elr_that_a_reassignment_took_away() {
    let changed =
        || Event::InSyncChanged { topic: "orders".into(), partition: 0, before: vec![], now: vec![] };
    let mut cluster = Cluster::new();
    cluster.state.in_sync = vec![0];
    cluster.planted(0).in_sync = vec![0];
    cluster.state.eligible = vec![3];
    assert_eq!(promises(&cluster.hear(&changed())), ["R7"], "it was never a replica");
    cluster.state.eligible = vec![2];
    assert_eq!(cluster.hear(&changed()), []);
    cluster.state.assignment = vec![0];
    assert_eq!(cluster.hear(&changed()), [], "it was a replica, and with Kafka it stays");
    cluster.state.in_sync = vec![0, 2];
    cluster.planted(0).in_sync = vec![0, 2];
    cluster.state.eligible = vec![];
    assert_eq!(promises(&cluster.hear(&changed())), ["R7"], "the ISR is another matter");
}

#[test]
fn r7_two_leaders_in_an_epoch() {
    let mut cluster = Cluster::new();
    cluster.planted(1).leads = true;
    assert_eq!(promises(&cluster.look()), ["R7"]);
}

#[test]
fn r9_an_offer_of_one_that_has_not_caught_up() {
    let mut cluster = Cluster::new();
    cluster.planted(2).log.truncate(3);
    cluster.planted(2).high_watermark = 3;
    cluster.planted(0).in_sync = vec![0, 1];
    cluster.look();
    cluster.planted(0).offered = Some(vec![0, 1, 2]);
    assert_eq!(promises(&cluster.look()), ["R9"]);
}

#[test]
fn c4_epochs_of_a_partition_that_go_back() {
    let mut cluster = Cluster::new();
    let changed = Event::InSyncChanged { topic: "orders".into(), partition: 0, before: vec![], now: vec![] };
    cluster.state.partition_epoch = 4;
    assert_eq!(cluster.hear(&changed), []);
    cluster.state.partition_epoch = 3;
    assert_eq!(promises(&cluster.hear(&changed)), ["C4"]);
}
