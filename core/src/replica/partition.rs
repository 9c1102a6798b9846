//! One replica of one partition: its log, its high watermark, and whether it leads or follows.

use alloc::sync::Arc;

use partita_machine::{Instant, Name};
use partita_wire::{ErrorCode, Uuid};

use super::configs::TopicConfig;
use super::leader::Leader;
use super::throttle::Throttled;
use crate::image::{Image, PartitionState};
use crate::log::Log;

/// A replica of a partition on this broker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Partition {
    pub(crate) topic: Name,
    pub(crate) topic_id: Uuid,
    pub(crate) partition: i32,
    pub(crate) log: Log,
    /// Everything below is on all in-sync replicas. A follower's is what its leader told it.
    pub(crate) high_watermark: i64,
    /// As the metadata log has it, or newer: as the controller answered to an offer of ours.
    pub(crate) state: Arc<PartitionState>,
    pub(crate) role: Role,
    pub(crate) config: TopicConfig,
    pub(crate) throttled: Throttled,
    /// Grows with every change that a view shows.
    pub(crate) revision: u64,
}

/// What a replica does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Leader(Leader),
    Follower(Follower),
}

/// A replica that copies its leader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Follower {
    /// After an error: not asked for before this moment.
    pub(crate) retry_at: Option<Instant>,
    /// Its offset is out of the leader's range: this end of the range is asked for before the next fetch.
    pub(crate) out_of_range: Option<RangeEnd>,
    /// How far it was behind the leader's high watermark after its last fetch.
    pub(crate) lag: Option<i64>,
}

/// What a follower out of its leader's range asks for: first where the leader's log ends, then where it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RangeEnd {
    LogEnd,
    LogStart,
}

impl RangeEnd {
    /// As a ListOffsets timestamp.
    pub(crate) fn timestamp(self) -> i64 {
        match self {
            Self::LogEnd => -1,
            Self::LogStart => -2,
        }
    }
}

/// What a leader needs beyond the partition to move its high watermark.
#[derive(Clone, Copy)]
pub(crate) struct Surroundings<'a> {
    pub(crate) now: Instant,
    pub(crate) image: &'a Image,
    /// `replica.lag.time.max.ms`.
    pub(crate) lag_max_ms: u64,
}

impl Partition {
    /// Leader epoch that this replica knows.
    pub(crate) fn leader_epoch(&self) -> i32 {
        self.state.leader_epoch
    }

    /// Its leader's part, if it leads.
    pub(crate) fn leader(&self) -> Option<&Leader> {
        match &self.role {
            Role::Leader(leader) => Some(leader),
            Role::Follower(_) => None,
        }
    }

    /// The same, to change it.
    pub(crate) fn leader_mut(&mut self) -> Option<&mut Leader> {
        match &mut self.role {
            Role::Leader(leader) => Some(leader),
            Role::Follower(_) => None,
        }
    }

    /// Offset below which everything is committed and no transaction is open.
    pub(crate) fn last_stable_offset(&self) -> i64 {
        let unstable = self.log.producers().first_unstable(self.high_watermark);
        // A transaction may have begun with records that were deleted since.
        unstable.map_or(self.high_watermark, |first| first.max(self.log.log_start()).min(self.high_watermark))
    }

    /// `min.insync.replicas`, but never more than there are replicas (since 3.7).
    pub(crate) fn effective_min_in_sync(&self) -> usize {
        let min = usize::try_from(self.config.min_in_sync).unwrap_or(1);
        min.min(self.state.replicas.len())
    }

    /// Whether the committed ISR is too small: acks=all is refused and the high watermark stands (KIP-966).
    pub(crate) fn is_under_min_in_sync(&self) -> bool {
        self.state.in_sync.len() < self.effective_min_in_sync()
    }

    /// Compares the epoch that a client or follower believes in with ours; -1 asks for no check (KIP-320).
    pub(crate) fn check_epoch(&self, current_leader_epoch: i32) -> Result<(), ErrorCode> {
        match current_leader_epoch {
            -1 => Ok(()),
            epoch if epoch < self.leader_epoch() => Err(ErrorCode::FencedLeaderEpoch),
            epoch if epoch > self.leader_epoch() => Err(ErrorCode::UnknownLeaderEpoch),
            _ => Ok(()),
        }
    }

    /// The same, and that this replica leads.
    pub(crate) fn check_leader(&self, current_leader_epoch: i32) -> Result<&Leader, ErrorCode> {
        self.check_epoch(current_leader_epoch)?;
        self.leader().ok_or(ErrorCode::NotLeaderOrFollower)
    }

    /// Moves a leader's high watermark up to the smallest log end of itself, the maximal ISR and those about to join. Says
    /// whether it moved.
    pub(crate) fn advance_high_watermark(&mut self, around: Surroundings<'_>) -> bool {
        let Role::Leader(leader) = &self.role else { return false };
        if self.is_under_min_in_sync() {
            return false;
        }
        let log_end = self.log.log_end();
        let mut high_watermark = log_end;
        for (&id, follower) in leader.followers.iter() {
            let waits_for_it = || {
                follower.is_caught_up(log_end, around.now, around.lag_max_ms)
                    && is_eligible(around.image, id, follower.broker_epoch)
            };
            let counts = leader.may_be_in_sync(&self.state, id) || waits_for_it();
            if follower.log_end < high_watermark && counts {
                high_watermark = follower.log_end;
            }
        }
        if high_watermark <= self.high_watermark {
            return false;
        }
        self.high_watermark = high_watermark;
        self.log.note_committed(high_watermark);
        self.revision += 1;
        true
    }

    /// Whether a follower may be offered for the ISR: it has everything that is committed and the beginning of this epoch
    /// (KAFKA-7128), and its broker is fit.
    pub(crate) fn may_join(&self, image: &Image, id: i32) -> bool {
        let Some(leader) = self.leader() else { return false };
        let Some(follower) = leader.followers.get(&id) else { return false };
        leader.proposal.is_none()
            && !self.state.in_sync.contains(&id)
            && follower.log_end >= self.high_watermark
            && follower.log_end >= leader.epoch_start
            && is_eligible(image, id, follower.broker_epoch)
    }
}

/// Whether a broker may be in an ISR: not fenced, not shutting down, and the same incarnation that fetched (KIP-841, KIP-903).
fn is_eligible(image: &Image, id: i32, fetched_epoch: Option<i64>) -> bool {
    image.alive(id).is_some_and(|broker| {
        !broker.in_controlled_shutdown
            && fetched_epoch.is_some_and(|epoch| epoch == -1 || epoch == broker.broker_epoch)
    })
}
