//! What was committed and acknowledged stays, and is the same everywhere: P2, R1, R2, R5, R6, R8.

use alloc::vec;
use alloc::vec::Vec;

use partita_machine::Event;
use partita_view::Party;

use super::super::ghost::{Ghost, NO_ELR, POWER, UNCLEAN};
use super::super::sight::BatchSeen;
use super::{Cluster, acked, batch, promises};

#[test]
fn r1_another_batch_below_the_high_watermark() {
    let mut cluster = Cluster::new();
    cluster.planted(2).log.truncate(3);
    cluster.planted(2).high_watermark = 3;
    cluster.look();
    cluster.planted(2).log.push(BatchSeen { crc: 1, ..batch(3) });
    let found = cluster.look();
    assert_eq!(promises(&found), ["R1"]);
    assert_eq!((found[0].offset, found[0].node), (Some(3), Some(2)));
}

#[test]
fn r1_what_a_follower_kept_is_not_what_was_committed() {
    let mut cluster = Cluster::new();
    cluster.planted(0).log.push(batch(5));
    cluster.planted(2).log.push(BatchSeen { crc: 1, ..batch(5) });
    assert_eq!(cluster.look(), [], "nobody said yet that it is committed");
    cluster.planted(1).log.push(batch(5));
    cluster.planted(0).high_watermark = 6;
    assert_eq!(cluster.look(), []);
    cluster.planted(2).high_watermark = 6;
    let found = cluster.look();
    assert_eq!((promises(&found), found[0].offset, found[0].node), (vec!["R1"], Some(5), Some(2)));
}

#[test]
fn r2_and_p2_a_leader_without_what_was_committed() {
    let mut cluster = Cluster::new();
    cluster.planted(1).log.truncate(4);
    cluster.fail_over();
    let found = cluster.look();
    assert_eq!(promises(&found), ["R2", "P2"]);
    assert!(
        found[1].seen.starts_with("Offsets 0 to 4 of orders-0 were acknowledged with acks=all; broker 1")
    );
    assert_eq!(found[1].allowed_by, None);
    assert_eq!(cluster.look(), [], "told once");
}

#[test]
fn p2_an_acknowledgement_from_before_the_topic_was_made_anew_is_told_once() {
    let mut cluster = Cluster::new();
    cluster.ghost = Some(Ghost::new("orders".into(), 0));
    assert_eq!(promises(&cluster.hear(&acked(117, 1, -1))), ["P2"]);
    assert_eq!(cluster.look(), []);
}

#[test]
fn p2_a_leader_that_loses_records_without_a_word() {
    let mut cluster = Cluster::new();
    cluster.planted(0).log.truncate(4);
    cluster.planted(0).high_watermark = 4;
    assert!(promises(&cluster.look()).contains(&"P2"));
}

#[test]
fn p2_what_acks_1_and_an_unclean_election_allow() {
    let mut cluster = Cluster::new();
    cluster.planted(0).log.push(batch(5));
    cluster.look();
    assert_eq!(cluster.hear(&acked(5, 1, 1)), []);
    cluster.fail_over();
    let found = cluster.look();
    assert_eq!((promises(&found), found[0].allowed_by), (vec!["P2"], Some("acks=1")));

    let mut cluster = Cluster::new();
    let elected = Event::LeaderElected {
        topic: "orders".into(),
        partition: 0,
        leader: Some(1),
        leader_epoch: 1,
        unclean: true,
    };
    cluster.hear(&elected);
    cluster.planted(1).log.truncate(2);
    cluster.fail_over();
    assert!(cluster.look().iter().all(|finding| finding.allowed_by == Some(UNCLEAN)));
}

#[test]
fn p2_what_was_sent_with_acks_0_and_is_nowhere() {
    let sent = |records: u32| Event::Acked {
        topic: "orders".into(),
        partition: 0,
        base_offset: -1,
        records,
        acks: 0,
    };
    let look = |cluster: &mut Cluster| {
        let mut found = Vec::new();
        cluster.ghost.as_mut().unwrap().look_for_unheard(&mut found);
        found
    };
    let mut cluster = Cluster::new();
    assert_eq!(cluster.hear(&sent(3)), []);
    assert!(!cluster.ghost.as_ref().unwrap().may_miss_unheard(50_000_000), "it may be on its way");
    assert!(cluster.ghost.as_ref().unwrap().may_miss_unheard(61_000_000));
    cluster.planted(0).log.extend([batch(5), batch(6)]);
    cluster.look();
    let found = look(&mut cluster);
    assert_eq!((promises(&found), found[0].allowed_by), (vec!["P2"], Some("acks=0")));
    assert!(found[0].seen.starts_with("1 of 3 records sent to orders-0 with acks=0"), "{}", found[0].seen);
    assert_eq!(look(&mut cluster), [], "told once");
    cluster.hear(&sent(1));
    cluster.planted(0).log.push(batch(7));
    cluster.look();
    assert_eq!(look(&mut cluster), [], "all of the others are there");
}

#[test]
fn p2_an_acknowledgement_of_what_was_never_committed() {
    let mut cluster = Cluster::new();
    cluster.planted(0).log.push(batch(5));
    cluster.look();
    assert_eq!(promises(&cluster.hear(&acked(5, 1, -1))), ["P2"]);
}

#[test]
fn r5_one_disk_that_lost_its_tail_loses_nothing_two_may() {
    let lose = |cluster: &mut Cluster, id: i32| {
        let replica = cluster.planted(id);
        replica.incarnation = 1;
        replica.lost_power = Some(0);
        replica.log.truncate(2);
        (replica.high_watermark, replica.leads) = (2, false);
        replica.in_sync = vec![];
    };
    let mut cluster = Cluster::new();
    lose(&mut cluster, 1);
    cluster.planted(0).in_sync = vec![0];
    cluster.fail_over();
    let found = cluster.look();
    assert_eq!(promises(&found), ["R5", "P2"]);
    assert_eq!(found[0].allowed_by, None, "min.insync.replicas is 2");

    let mut cluster = Cluster::new();
    lose(&mut cluster, 0);
    lose(&mut cluster, 1);
    assert_eq!(cluster.look(), []);
    cluster.fail_over();
    let found = cluster.look();
    assert_eq!(promises(&found), ["R5", "P2"]);
    assert!(found.iter().all(|finding| finding.allowed_by == Some(POWER)));
}

#[test]
fn r6_a_follower_that_cuts_below_its_high_watermark() {
    let mut cluster = Cluster::new();
    let cut = Event::Truncated { topic: "orders".into(), partition: 0, from: 5, to: 3 };
    assert_eq!(promises(&cluster.hear_of(&Party::Node(2), &cut)), ["R6"]);
}

#[test]
fn r8_a_record_that_is_not_committed_is_read() {
    let mut cluster = Cluster::new();
    let processed = |last: i64| Event::Processed {
        topic: "orders".into(),
        partition: 0,
        first: 0,
        last,
        leader_epoch: 0,
    };
    assert_eq!(cluster.hear(&processed(4)), []);
    assert_eq!(promises(&cluster.hear(&processed(5))), ["R8"]);
}

#[test]
fn r8_another_record_than_the_one_that_was_committed_is_read() {
    let cluster = Cluster::new();
    let ghost = cluster.ghost.as_ref().unwrap();
    let served = |batch: BatchSeen, high_watermark: i64, is_sound: bool| {
        let found: Vec<_> =
            ghost.served(&cluster, 1, &batch, high_watermark, || is_sound).into_iter().collect();
        promises(&found)
    };
    assert_eq!(served(batch(4), 5, true), [""; 0]);
    let other = BatchSeen { crc: 1, ..batch(4) };
    assert_eq!(served(other, 5, true), ["R8"]);
    assert_eq!(served(other, 5, false), [""; 0], "whoever reads it finds it damaged");
    assert_eq!(served(other, 4, true), [""; 0], "a follower gets what is not committed yet");
    assert_eq!(served(BatchSeen { base_offset: 3, ..batch(4) }, 5, true), ["R8"], "other offsets");
    assert_eq!(served(batch(5), 6, true), ["R8"], "its high watermark is beyond that of every leader");
}

#[test]
fn r5_without_elr_the_last_member_of_the_isr_may_have_lost_it() {
    let lost = |without_elr: bool| {
        let mut cluster = Cluster::new();
        cluster.without_elr = without_elr;
        let replica = cluster.planted(1);
        (replica.incarnation, replica.lost_power) = (1, Some(0));
        replica.log.truncate(3);
        replica.high_watermark = 3;
        assert_eq!(cluster.look(), []);
        cluster.fail_over();
        let found = cluster.look();
        assert_eq!(promises(&found), ["R5", "P2"]);
        found[0].allowed_by
    };
    assert_eq!((lost(false), lost(true)), (None, Some(NO_ELR)));
}

#[test]
fn what_every_replica_deleted_is_forgotten_and_nothing_else() {
    let mut cluster = Cluster::new();
    let size = cluster.ghost.as_ref().unwrap().size();
    let delete = |cluster: &mut Cluster, id: i32| {
        cluster.planted(id).log_start = 4;
        cluster.planted(id).log.drain(..4);
        assert_eq!(cluster.look(), []);
    };
    delete(&mut cluster, 0);
    delete(&mut cluster, 1);
    let partly = cluster.ghost.as_ref().unwrap().size();
    assert_eq!(size - partly, 8, "two replicas hold four batches less");
    delete(&mut cluster, 2);
    assert_eq!(
        partly - cluster.ghost.as_ref().unwrap().size(),
        8,
        "the third as well, and what was committed"
    );
    // What is left is still watched.
    cluster.planted(1).log.clear();
    cluster.planted(1).log_start = 3;
    cluster.fail_over();
    cluster.planted(1).log.push(BatchSeen { leader_epoch: 1, producer: None, ..batch(3) });
    let found = promises(&cluster.look());
    assert!(found.contains(&"R2") && found.contains(&"P2"), "{found:?}");
}

#[test]
fn a_long_run_takes_no_more_memory_than_its_logs() {
    let mut cluster = Cluster::new();
    let mut most = 0;
    for offset in 5..2_000 {
        for id in 0..3 {
            let replica = cluster.planted(id);
            replica.log.push(batch(offset));
            if replica.log.len() > 20 {
                replica.log.drain(..10);
                replica.log_start = replica.log[0].base_offset;
            }
        }
        assert_eq!(cluster.look(), []);
        (0..3).for_each(|id| cluster.planted(id).high_watermark = offset + 1);
        assert_eq!(cluster.look(), []);
        assert_eq!(cluster.hear(&acked(offset, 1, -1)), []);
        most = most.max(cluster.ghost.as_ref().unwrap().size());
    }
    assert!(most < 150, "{most}");
}

/// A leader that was paused may write once more before it hears that another one leads.
#[test]
fn r1_leaves_alone_what_a_former_leader_writes_beyond_its_own_high_watermark() {
    let mut cluster = Cluster::new();
    cluster.fail_over();
    cluster.state.in_sync = vec![1, 2];
    cluster.planted(1).in_sync = vec![1, 2];
    cluster.look();
    let of_new_leader = BatchSeen { leader_epoch: 1, ..batch(5) };
    for id in [1, 2] {
        cluster.planted(id).log.push(of_new_leader);
        cluster.planted(id).high_watermark = 6;
    }
    cluster.planted(2).epochs.push((1, 5));
    assert_eq!(cluster.look(), []);
    cluster.planted(0).log.push(BatchSeen { crc: 1, ..batch(5) });
    assert_eq!(cluster.look(), [], "it will be cut away");
    cluster.planted(0).high_watermark = 6;
    assert_eq!(promises(&cluster.look()), ["R1"], "unless it takes it for committed");
}

/// What a node does at one input: it acknowledges, and then leads no more.
#[test]
fn p2_the_last_that_a_leader_commits_counts() {
    let mut cluster = Cluster::new();
    cluster.planted(0).log.push(batch(5));
    cluster.planted(1).log.push(batch(5));
    cluster.planted(2).log.push(batch(5));
    let leader = cluster.planted(0);
    (leader.high_watermark, leader.leads) = (6, false);
    assert_eq!(cluster.look(), []);
    assert_eq!(cluster.hear(&acked(5, 1, -1)), []);
}
