//! Brokers that have told this client to wait, because it uses more than a quota allows (KIP-219). Until then nothing that can
//! wait is sent to them, as Java's clients do: a broker reads nothing of such a connection meanwhile, and a request that stands
//! before a closed door would be given up after its timeout.

use alloc::collections::BTreeMap;

use partita_machine::{Instant, Now};
use partita_wire::Response;

use crate::net::LinkKey;

/// Until when each link rests.
#[derive(Clone, Debug, Default)]
pub(crate) struct Throttled {
    until: BTreeMap<LinkKey, Instant>,
}

impl Throttled {
    /// Looks at an answer that has come over a link.
    pub(crate) fn note(&mut self, now: Now, key: &LinkKey, answer: &Response) {
        let ms = u64::try_from(throttle_time_ms(answer)).unwrap_or(0);
        if ms > 0 {
            self.until.insert(key.clone(), now.at.after_ms(ms));
        }
    }

    /// For how long a link still rests, milliseconds.
    pub(crate) fn left_ms(&self, now: Now, key: &LinkKey) -> u64 {
        self.until.get(key).filter(|until| **until > now.at).map_or(0, |until| until.ms_since(now.at).max(1))
    }

    /// Forgets links that have rested long enough.
    pub(crate) fn forget_past(&mut self, now: Now) {
        self.until.retain(|_, until| *until > now.at);
    }

    /// When the first link has.
    pub(crate) fn wake_at(&self) -> Option<Instant> {
        self.until.values().min().copied()
    }
}

/// What an answer tells of that; 0 where it has no place for it, or where nothing more is asked afterwards.
fn throttle_time_ms(answer: &Response) -> i32 {
    match answer {
        Response::Produce(answer) => answer.throttle_time_ms,
        Response::Fetch(answer) => answer.throttle_time_ms,
        Response::Metadata(answer) => answer.throttle_time_ms,
        Response::ListOffsets(answer) => answer.throttle_time_ms,
        Response::OffsetForLeaderEpoch(answer) => answer.throttle_time_ms,
        Response::FindCoordinator(answer) => answer.throttle_time_ms,
        Response::JoinGroup(answer) => answer.throttle_time_ms,
        Response::SyncGroup(answer) => answer.throttle_time_ms,
        Response::Heartbeat(answer) => answer.throttle_time_ms,
        Response::LeaveGroup(answer) => answer.throttle_time_ms,
        Response::ConsumerGroupHeartbeat(answer) => answer.throttle_time_ms,
        Response::OffsetCommit(answer) => answer.throttle_time_ms,
        Response::OffsetFetch(answer) => answer.throttle_time_ms,
        Response::InitProducerId(answer) => answer.throttle_time_ms,
        Response::CreateTopics(answer) => answer.throttle_time_ms,
        Response::DeleteTopics(answer) => answer.throttle_time_ms,
        Response::CreatePartitions(answer) => answer.throttle_time_ms,
        _ => 0,
    }
}
