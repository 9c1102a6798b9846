//! The promises about one partition: a ghost of what was committed and acknowledged, beside the logs that are there.
//!
//! The ghost is driven by what changed: a replica is looked at when its node says that it is another than before, and then
//! only what is new in it is read. Whatever is compared is state; an event is only an occasion.
//!
//! It remembers as much as the logs hold: what every running replica has deleted is forgotten (`ghost/memory.rs`).

mod acked;
mod by_time;
mod committed;
mod in_sync;
mod log;
mod memory;
mod unheard;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use partita_core::SharedList;
use partita_machine::{Event, Name};
use partita_view::{Finding, Party};
use partita_wire::Uuid;

use super::promises::broken;
use super::replica::Replica;
use super::sight::{BatchSeen, ReplicaSeen, Sight};
use acked::Acked;
use unheard::Unheard;

/// What allows a loss once a replica led that was neither in ISR nor in ELR. That takes no setting: with both empty, the last
/// known leader is elected when it comes back from an unclean shutdown (KIP-966).
pub(super) const UNCLEAN: &str = "an unclean election";
/// What allows a loss once as many disks lost data as `min.insync.replicas` asks for copies.
pub(super) const POWER: &str = "a loss of power or a damaged disk";
/// What allows that the last member of an ISR leads again without what it had not flushed: nobody was kept as eligible (KIP-966).
pub(super) const NO_ELR: &str = "eligible.leader.replicas.version=0";

/// What was seen of a partition.
#[derive(Clone, Debug)]
pub(super) struct Ghost {
    pub(super) topic: Name,
    pub(super) partition: i32,
    pub(super) topic_id: Option<Uuid>,
    /// Every batch below the highest high watermark a leader had, by offset.
    committed: SharedList<BatchSeen>,
    pub(super) committed_end: i64,
    /// The same, whatever was lost later: nobody may have read beyond.
    readable_end: i64,
    leaders: BTreeMap<i32, i32>,
    pub(super) replicas: BTreeMap<i32, Replica>,
    /// Last sequence of each producer id and epoch in the committed log, and its offset.
    sequences: BTreeMap<(i64, i16), (i32, i64)>,
    acked: SharedList<Acked>,
    /// End of the acknowledged records that nobody has missed yet.
    acked_end: i64,
    unheard: Unheard,
    /// There was an unclean election: from then on losses are allowed.
    pub(super) unclean: bool,
    /// What allowed that committed records were lost, once some were.
    lost: Option<&'static str>,
    /// Brokers whose disks lost what was not flushed, and that were not in the ISR since.
    lossy: BTreeSet<i32>,
    /// Newest leader epoch and partition epoch of the metadata.
    pub(super) epochs: (i32, i32),
}

impl Ghost {
    pub(super) fn new(topic: Name, partition: i32) -> Self {
        Self {
            topic,
            partition,
            topic_id: None,
            committed: SharedList::default(),
            committed_end: 0,
            readable_end: 0,
            leaders: BTreeMap::new(),
            replicas: BTreeMap::new(),
            sequences: BTreeMap::new(),
            acked: SharedList::default(),
            acked_end: 0,
            unheard: Unheard::default(),
            unclean: false,
            lost: None,
            lossy: BTreeSet::new(),
            epochs: (-1, -1),
        }
    }

    /// Hears what somebody told, before the replicas are looked at.
    pub(super) fn hear(&mut self, sight: &dyn Sight, party: &Party, event: &Event, found: &mut Vec<Finding>) {
        match (party, event) {
            (Party::Node(node), Event::Truncated { to, .. }) => self.truncated(*node, *to, found),
            (Party::Node(node), Event::Compacted { .. }) => self.compacted(sight, *node, found),
            (_, Event::LeaderElected { unclean, .. }) => {
                self.unclean |= unclean;
                self.sets(sight, found);
            }
            (_, Event::InSyncChanged { now, .. }) => {
                self.lossy.retain(|id| !now.contains(id));
                self.sets(sight, found);
            }
            (_, Event::Acked { base_offset, records, acks, .. }) => match *acks {
                0 => self.sent_unheard(*records, sight.now()),
                _ => self.acknowledged(*base_offset, *records, *acks, found),
            },
            (Party::Client(name), Event::Processed { last, .. }) => self.processed(*last, name, found),
            _ => {}
        }
    }

    /// Looks at a replica that may be another than before. Says whether its node has begun another life since.
    pub(super) fn look(&mut self, sight: &dyn Sight, node: i32, found: &mut Vec<Finding>) -> bool {
        let Some(seen) = sight.replica(node, &self.topic, self.partition) else { return false };
        let mut replica = self.replicas.remove(&node).unwrap_or_else(|| Replica {
            incarnation: seen.incarnation,
            log_end: seen.log_start,
            log_start: seen.log_start,
            leader_epoch: -1,
            ..Replica::default()
        });
        let begins_anew = replica.incarnation != seen.incarnation;
        if begins_anew {
            self.recovered(sight, node, &seen, &mut replica, found);
        }
        self.bounds(node, &seen, &replica, found);
        let deletes = seen.log_start > replica.log_start;
        if seen.log_end < replica.log_end {
            replica.cut(seen.log_end);
        }
        let grows = seen.log_end > replica.log_end;
        if grows {
            self.grown(sight, node, &seen, &mut replica, found);
        }
        let begins = seen.leads && (!replica.leads || replica.leader_epoch != seen.leader_epoch);
        let moved = seen.high_watermark != replica.high_watermark;
        let led = replica.leads && !seen.leads;
        if moved && !seen.leads {
            self.agrees(sight, node, &replica, seen.high_watermark, found);
        }
        replica.leads = seen.leads;
        replica.leader_epoch = seen.leader_epoch;
        replica.log_start = seen.log_start;
        replica.high_watermark = seen.high_watermark;
        replica.flushed = seen.flushed;
        if begins {
            replica.looked_up = None;
            self.notes_epoch(node, &seen, found);
            self.leads(node, seen.leader_epoch, found);
            self.complete(sight, node, &replica, found);
        } else if seen.leads && seen.log_end < self.committed_end.max(self.acked_end) {
            self.complete(sight, node, &replica, found);
        }
        if seen.leads {
            if grows || begins {
                self.found_by_time(sight, node, &mut replica, found);
            }
            if seen.high_watermark > self.committed_end {
                self.commit(sight, node, &replica, found);
            }
            if moved || begins {
                self.members_hold(sight, node, &seen, found);
            }
            self.offers(sight, node, &seen, &mut replica, found);
        } else if led && moved && seen.high_watermark > self.committed_end {
            // The last it did as a leader, in the same step.
            self.commit(sight, node, &replica, found);
        }
        self.replicas.insert(node, replica);
        if deletes {
            self.forget_deleted(sight);
        }
        begins_anew
    }

    /// Whether a replica may lack what it had because its power was gone.
    pub(super) fn lacks(&self, node: i32, seen: &ReplicaSeen<'_>) -> bool {
        let known = self.replicas.get(&node).map_or(0, |replica| replica.incarnation);
        self.lossy.contains(&node)
            || (known < seen.incarnation && seen.lost_power.is_some_and(|life| life >= known))
    }

    /// Where the longest log that was seen of it ends.
    pub(super) fn seen_end(&self) -> i64 {
        self.replicas.values().map(|replica| replica.log_end).max().unwrap_or(0).max(self.readable_end)
    }

    /// The newest leader that runs, and its log.
    pub(super) fn led_by<'a>(&self, sight: &'a dyn Sight) -> Option<(i32, ReplicaSeen<'a>)> {
        let leaders = self.replicas.iter().filter(|(_, replica)| replica.leads);
        let (&node, _) = leaders.max_by_key(|(_, replica)| replica.leader_epoch)?;
        Some((node, sight.replica(node, &self.topic, self.partition)?))
    }

    /// What allows that something of it is lost, if anything happened that does.
    pub(super) fn excuse(&self) -> Option<&'static str> {
        self.unclean.then_some(UNCLEAN).or(self.lost).or((!self.lossy.is_empty()).then_some(POWER))
    }

    pub(super) fn finding(
        &self,
        promise: &'static str,
        offset: Option<i64>,
        node: i32,
        seen: String,
    ) -> Finding {
        Finding {
            about: Some((self.topic.clone(), self.partition)),
            offset,
            node: Some(node),
            ..broken(promise, seen)
        }
    }
}

/// Whether two batches are the same, byte for byte.
fn same(a: &BatchSeen, b: &BatchSeen) -> bool {
    alike(a, b) && a.crc == b.crc
}

/// Whether a batch may be what cleaning left of another.
fn alike(a: &BatchSeen, b: &BatchSeen) -> bool {
    a.last_offset == b.last_offset && a.leader_epoch == b.leader_epoch
}
