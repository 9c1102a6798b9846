//! Each promise broken once on purpose: a checker that does not see it is no checker.

mod committed;
mod end;
mod groups;
mod log;
mod members;
mod moves;
mod quorum;
mod recovery;

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use partita_machine::Event;
use partita_view::{Finding, Micros, PartitionView, Party};

use super::ghost::Ghost;
use super::sight::{BatchSeen, ReplicaSeen, SequenceSeen, Sight};

/// A replica as a test sets it up.
#[derive(Clone, Debug, Default)]
struct Planted {
    incarnation: u32,
    lost_power: Option<u32>,
    flushed: i64,
    harmed: bool,
    leads: bool,
    leader_epoch: i32,
    log_start: i64,
    high_watermark: i64,
    log: Vec<BatchSeen>,
    in_sync: Vec<i32>,
    offered: Option<Vec<i32>>,
    epochs: Vec<(i32, i64)>,
    cleaned_to: i64,
    /// What it remembers of its producers, where that is not what its log says.
    remembered: Option<(i16, i32)>,
    /// What a lookup by time finds, where that is not what its log says.
    found_by_time: Option<i64>,
    /// What an index of it says that is not so.
    false_index_entry: Option<&'static str>,
}

/// Three replicas of one partition: broker 0 leads in epoch 0, everything is in order.
#[derive(Clone, Debug, Default)]
struct Cluster {
    replicas: BTreeMap<i32, Planted>,
    state: PartitionView,
    ghost: Option<Ghost>,
    now: Micros,
    fenced: Option<i32>,
    /// The controller keeps no ELR.
    without_elr: bool,
}

impl Sight for Cluster {
    fn now(&self) -> Micros {
        self.now
    }

    fn replica(&self, node: i32, _: &str, _: i32) -> Option<ReplicaSeen<'_>> {
        let replica = self.replicas.get(&node)?;
        Some(ReplicaSeen {
            incarnation: replica.incarnation,
            lost_power: replica.lost_power,
            keeps_flushed: !replica.harmed,
            flushed: replica.flushed,
            leads: replica.leads,
            leader_epoch: replica.leader_epoch,
            log_start: replica.log_start,
            high_watermark: replica.high_watermark,
            log_end: replica.log.last().map_or(0, |last| last.last_offset + 1),
            in_sync: &replica.in_sync,
            offered: replica.offered.as_deref(),
            cleaned_to: replica.cleaned_to,
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

    fn false_index_entry(&self, node: i32, _: &str, _: i32) -> Option<alloc::string::String> {
        self.replicas[&node].false_index_entry.map(Into::into)
    }

    fn keeps_eligible(&self) -> bool {
        !self.without_elr
    }

    fn times(&self, node: i32, _: &str, _: i32, base_offset: i64) -> Vec<(i64, i64)> {
        let batch = self.replicas[&node].log.iter().find(|batch| batch.base_offset == base_offset);
        batch.map(|batch| (base_offset, batch.max_timestamp)).into_iter().collect()
    }

    fn state(&self, _: &str, _: i32) -> Option<PartitionView> {
        Some(self.state.clone())
    }

    fn is_fenced(&self, broker: i32) -> bool {
        self.fenced == Some(broker)
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
        newest_first: true,
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
        let mut cluster =
            Self { replicas, state, ghost: Some(Ghost::new("orders".into(), 0)), ..Self::default() };
        assert_eq!(cluster.look(), []);
        assert_eq!(cluster.hear(&acked(0, 5, -1)), []);
        cluster
    }

    /// Looks at all replicas.
    fn look(&mut self) -> Vec<Finding> {
        let mut ghost = self.ghost.take().unwrap();
        let mut found = Vec::new();
        for id in 0..3 {
            ghost.look(self, id, &mut found);
        }
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
