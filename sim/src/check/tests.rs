//! Each promise broken once on purpose: a checker that does not see it is no checker.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use partita_machine::{Event, Name};
use partita_view::{Finding, PartitionView, Party};

use super::ghost::{Ghost, POWER, UNCLEAN};
use super::quorum::{Quorum, VoterSeen};
use super::sight::{BatchSeen, ReplicaSeen, SequenceSeen, Sight};

/// A replica as a test sets it up.
#[derive(Clone, Debug, Default)]
struct Planted {
    incarnation: u32,
    lost_power: Option<u32>,
    leads: bool,
    leader_epoch: i32,
    log_start: i64,
    high_watermark: i64,
    log: Vec<BatchSeen>,
    in_sync: Vec<i32>,
    offered: Option<Vec<i32>>,
    epochs: Vec<(i32, i64)>,
    /// What it remembers of its producers, where that is not what its log says.
    remembered: Option<(i16, i32)>,
    /// What a lookup by time finds, where that is not what its log says.
    found_by_time: Option<i64>,
}

/// Three replicas of one partition: broker 0 leads in epoch 0, everything is in order.
#[derive(Clone, Debug, Default)]
struct Cluster {
    replicas: BTreeMap<i32, Planted>,
    state: PartitionView,
    ghost: Option<Ghost>,
}

impl Sight for Cluster {
    fn replica(&self, node: i32, _: &str, _: i32) -> Option<ReplicaSeen<'_>> {
        let replica = self.replicas.get(&node)?;
        Some(ReplicaSeen {
            incarnation: replica.incarnation,
            lost_power: replica.lost_power,
            leads: replica.leads,
            leader_epoch: replica.leader_epoch,
            log_start: replica.log_start,
            high_watermark: replica.high_watermark,
            log_end: replica.log.last().map_or(0, |last| last.last_offset + 1),
            in_sync: &replica.in_sync,
            offered: replica.offered.as_deref(),
            epochs: &replica.epochs,
        })
    }

    fn batches(&self, node: i32, _: &str, _: i32, from: i64, until: i64) -> Vec<BatchSeen> {
        let within = |batch: &&BatchSeen| (from..until).contains(&batch.base_offset);
        self.replicas[&node].log.iter().filter(within).copied().collect()
    }

    fn last_sequence(&self, node: i32, _: &str, _: i32, _: i64) -> Option<(i16, i32)> {
        let replica = self.replicas.get(&node)?;
        let logged = replica.log.iter().rev().find_map(|batch| batch.producer);
        replica.remembered.or(logged.map(|sequence| (sequence.epoch, sequence.last)))
    }

    fn by_time(&self, node: i32, _: &str, _: i32, timestamp: i64) -> Result<Option<i64>, ()> {
        let replica = &self.replicas[&node];
        let first = replica.log.iter().find(|batch| batch.max_timestamp >= timestamp);
        Ok(replica.found_by_time.or(first.map(|batch| batch.base_offset)))
    }

    fn times(&self, node: i32, _: &str, _: i32, base_offset: i64) -> Vec<(i64, i64)> {
        let batch = self.replicas[&node].log.iter().find(|batch| batch.base_offset == base_offset);
        batch.map(|batch| (base_offset, batch.max_timestamp)).into_iter().collect()
    }

    fn state(&self, _: &str, _: i32) -> Option<PartitionView> {
        Some(self.state.clone())
    }

    fn settings(&self, _: &str) -> (i32, bool) {
        (2, false)
    }
}

/// The batch that stands at an offset, one record each.
fn batch(offset: i64) -> BatchSeen {
    let sequence = i32::try_from(offset).unwrap();
    BatchSeen {
        base_offset: offset,
        last_offset: offset,
        leader_epoch: 0,
        crc: 100 + sequence.unsigned_abs(),
        max_timestamp: 1_000 + offset,
        sound: true,
        producer: Some(SequenceSeen { id: 7, epoch: 0, first: sequence, last: sequence }),
    }
}

impl Cluster {
    /// Five records on all three, all committed and acknowledged with acks=all.
    fn new() -> Self {
        let replica = |leads: bool| Planted {
            leads,
            high_watermark: 5,
            log: (0..5).map(batch).collect(),
            in_sync: vec![0, 1, 2],
            epochs: vec![(0, 0)],
            ..Planted::default()
        };
        let replicas = (0..3).map(|id| (id, replica(id == 0))).collect();
        let state = PartitionView {
            leader: Some(0),
            assignment: vec![0, 1, 2],
            in_sync: vec![0, 1, 2],
            ..PartitionView::default()
        };
        let mut cluster = Self { replicas, state, ghost: Some(Ghost::new("orders".into(), 0)) };
        assert_eq!(cluster.look(), []);
        assert_eq!(cluster.hear(&acked(0, 5, -1)), []);
        cluster
    }

    /// Looks at all replicas.
    fn look(&mut self) -> Vec<Finding> {
        let mut ghost = self.ghost.take().unwrap();
        let mut found = Vec::new();
        (0..3).for_each(|id| ghost.look(self, id, &mut found));
        self.ghost = Some(ghost);
        found
    }

    fn hear(&mut self, event: &Event) -> Vec<Finding> {
        self.hear_of(&Party::Client("c".into()), event)
    }

    fn hear_of(&mut self, party: &Party, event: &Event) -> Vec<Finding> {
        let mut ghost = self.ghost.take().unwrap();
        let mut found = Vec::new();
        ghost.hear(self, party, event, &mut found);
        self.ghost = Some(ghost);
        found
    }

    fn planted(&mut self, id: i32) -> &mut Planted {
        self.replicas.get_mut(&id).unwrap()
    }

    /// Broker 1 leads from now on in epoch 1.
    fn fail_over(&mut self) {
        self.planted(0).leads = false;
        let log_end = i64::try_from(self.planted(1).log.len()).unwrap();
        let next = self.planted(1);
        (next.leads, next.leader_epoch) = (true, 1);
        next.high_watermark = next.high_watermark.min(log_end);
        next.epochs.push((1, log_end));
    }
}

fn acked(base_offset: i64, records: u32, acks: i16) -> Event {
    Event::Acked { topic: "orders".into(), partition: 0, base_offset, records, acks }
}

fn promises(found: &[Finding]) -> Vec<&'static str> {
    let mut promises: Vec<&str> = found.iter().map(|finding| finding.promise).collect();
    promises.dedup();
    promises
}

#[test]
fn nothing_is_wrong_where_nothing_is() {
    let mut cluster = Cluster::new();
    cluster.planted(0).log.push(batch(5));
    assert_eq!(cluster.look(), []);
    cluster.fail_over();
    assert_eq!(cluster.look(), []);
}

#[test]
fn l1_offsets_that_do_not_grow() {
    let mut cluster = Cluster::new();
    let twice = BatchSeen { base_offset: 5, last_offset: 4, producer: None, ..batch(5) };
    cluster.planted(0).log.extend([twice, BatchSeen { producer: None, ..batch(6) }]);
    assert_eq!(promises(&cluster.look()), ["L1"]);
}

#[test]
fn l2_a_high_watermark_beyond_the_log_or_back() {
    let mut cluster = Cluster::new();
    cluster.planted(0).high_watermark = 9;
    assert_eq!(promises(&cluster.look())[0], "L2");
    let mut cluster = Cluster::new();
    cluster.planted(0).high_watermark = 3;
    assert_eq!(promises(&cluster.look()), ["L2"]);
}

#[test]
fn l3_an_epoch_that_the_cache_does_not_know() {
    let mut cluster = Cluster::new();
    cluster.planted(0).log.push(BatchSeen { leader_epoch: 4, ..batch(5) });
    assert_eq!(promises(&cluster.look()), ["L3"]);
}

#[test]
fn l4_a_batch_that_does_not_match_its_checksum() {
    let mut cluster = Cluster::new();
    cluster.planted(0).log.push(BatchSeen { sound: false, ..batch(5) });
    assert_eq!(promises(&cluster.look()), ["L4"]);
}

#[test]
fn l5_a_lookup_that_passes_the_first_record_of_a_time() {
    let mut cluster = Cluster::new();
    cluster.planted(0).log.push(batch(5));
    cluster.planted(0).found_by_time = Some(5);
    let found = cluster.look();
    assert_eq!((promises(&found), found[0].offset), (vec!["L5"], Some(3)));

    let mut cluster = Cluster::new();
    cluster.planted(0).log.push(BatchSeen { max_timestamp: 1_001, ..batch(5) });
    assert_eq!(cluster.look(), [], "an old record behind newer ones is not the first of its time");
    cluster.planted(1).log.push(BatchSeen { max_timestamp: 1_001, ..batch(5) });
    cluster.planted(1).found_by_time = Some(5);
    cluster.fail_over();
    assert_eq!(promises(&cluster.look()), ["L5"], "asked when it begins to lead");
}

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
fn s1_a_killed_broker_that_forgets_what_it_wrote() {
    let mut cluster = Cluster::new();
    let replica = cluster.planted(2);
    replica.incarnation = 1;
    replica.log.truncate(2);
    replica.high_watermark = 2;
    assert_eq!(promises(&cluster.look()), ["S1"]);
}

#[test]
fn r3_a_member_of_the_isr_that_lags_behind() {
    let mut cluster = Cluster::new();
    let leader = cluster.planted(0);
    leader.log.push(batch(5));
    leader.high_watermark = 6;
    assert_eq!(promises(&cluster.look()), ["R3"]);
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
fn r6_a_follower_that_cuts_below_its_high_watermark() {
    let mut cluster = Cluster::new();
    let cut = Event::Truncated { topic: "orders".into(), partition: 0, from: 5, to: 3 };
    assert_eq!(promises(&cluster.hear_of(&Party::Node(2), &cut)), ["R6"]);
}

#[test]
fn r7_two_leaders_in_an_epoch() {
    let mut cluster = Cluster::new();
    cluster.planted(1).leads = true;
    assert_eq!(promises(&cluster.look()), ["R7"]);
}

#[test]
fn r8_a_record_that_is_not_committed_is_read() {
    let mut cluster = Cluster::new();
    let processed = |last: i64| Event::Processed { topic: "orders".into(), partition: 0, first: 0, last };
    assert_eq!(cluster.hear(&processed(4)), []);
    assert_eq!(promises(&cluster.hear(&processed(5))), ["R8"]);
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

    let mut cluster = Cluster::new();
    let changed = Event::InSyncChanged { topic: "orders".into(), partition: 0, before: vec![], now: vec![] };
    cluster.state.partition_epoch = 4;
    assert_eq!(cluster.hear(&changed), []);
    cluster.state.partition_epoch = 3;
    assert_eq!(promises(&cluster.hear(&changed)), ["C4"]);
}

#[test]
fn p1_and_p3_sequences_with_a_gap_and_forgotten_ones() {
    let mut cluster = Cluster::new();
    let gap = SequenceSeen { id: 7, epoch: 0, first: 8, last: 8 };
    for id in 0..3 {
        cluster.planted(id).log.push(BatchSeen { producer: Some(gap), ..batch(5) });
    }
    cluster.look();
    cluster.planted(0).high_watermark = 6;
    assert_eq!(promises(&cluster.look()), ["P1"]);

    let mut cluster = Cluster::new();
    cluster.planted(1).log.push(batch(5));
    cluster.planted(1).remembered = Some((0, 3));
    assert_eq!(promises(&cluster.look()), ["P3"]);
}

mod groups {
    use super::super::groups::GroupSeen;
    use super::*;
    use partita_view::{GroupOffset, GroupView};

    fn place(partition: i32) -> (Name, i32) {
        ("orders".into(), partition)
    }

    #[test]
    fn g1_two_owners() {
        let mut group = GroupSeen::default();
        let mut found = Vec::new();
        group.assigned(&"g".into(), 3, &"a".into(), &[place(0), place(1)], &mut found);
        assert_eq!(found, []);
        group.assigned(&"g".into(), 3, &"b".into(), &[place(1)], &mut found);
        assert_eq!(promises(&found), ["G1"]);
    }

    #[test]
    fn g2_a_generation_back() {
        let mut group = GroupSeen::default();
        let mut found = Vec::new();
        group.changed(&"g".into(), 0, "Stable", 4, &mut found);
        group.changed(&"g".into(), 1, "PreparingRebalance", 3, &mut found);
        assert_eq!(promises(&found), ["G2"]);
    }

    #[test]
    fn g4_a_commit_beyond_the_log_and_one_that_is_forgotten() {
        let mut group = GroupSeen::default();
        let mut found = Vec::new();
        let name: Name = "g".into();
        group.moved(&name, 0, None, None, None, &mut found);
        group.committed(&name, 0, place(0), 6, Some(5), &mut found);
        assert_eq!(promises(&found), ["G4"]);
        found.clear();
        let known = GroupOffset { topic: "orders".into(), partition: 0, committed: 2, lag: None };
        let view = GroupView { offsets: vec![known], ..GroupView::default() };
        group.moved(&name, 1, Some(&view), None, None, &mut found);
        assert_eq!(promises(&found), ["G4"]);
    }

    #[test]
    fn g5_a_commit_of_what_nobody_got() {
        let mut group = GroupSeen::default();
        let mut found = Vec::new();
        assert_eq!(
            group.committed(&"g".into(), 0, place(0), 3, Some(9), &mut found),
            None,
            "where it begins"
        );
        let skipped = group.committed(&"g".into(), 0, place(0), 7, Some(9), &mut found).unwrap();
        assert_eq!((skipped.promise, skipped.offset), ("G5", Some(7)));
    }
}
