//! Offsets that nobody needs any more: they go `offsets.retention.minutes` after the group became empty, or after their
//! commit where nobody subscribes to the topic; a group without members goes with its last offset (KIP-211).

use alloc::vec::Vec;

use partita_machine::Name;

use super::{Change, Commit, NONE};
use crate::coordinator::group::classic::{Group, State};
use crate::coordinator::group::{After, GroupState, GroupStep, Timer, records};

/// Most tombstones that one step writes; what is left goes in the next one, at once.
const TOMBSTONES_MAX: usize = 1_000;

impl GroupState {
    /// Looks for offsets to let go, as every `offsets.retention.check.interval.ms`.
    pub(crate) fn expire_offsets(&mut self, step: &mut GroupStep<'_>) {
        let mut expired: Vec<(Name, Vec<Change>)> = Vec::new();
        let mut left = TOMBSTONES_MAX;
        for group in self.groups.values() {
            if left == 0 {
                break;
            }
            let (changes, all) = group.expired(step.now.wall_ms, step.settings.offsets_retention_ms, left);
            left -= changes.len();
            step.out.records.extend(changes.iter().map(|change| records::offset(&group.id, change)));
            if all && group.state == State::Empty && left > 0 {
                step.out.records.push(records::tombstone(&group.id));
                left -= 1;
            }
            if !changes.is_empty() {
                expired.push((group.id.clone(), changes));
            }
        }
        let next_ms = if left == 0 { 0 } else { step.settings.offsets_retention_check_interval_ms };
        step.set_timer(Timer::Expiry, next_ms);
        if !expired.is_empty() {
            step.out.after = Some(After::Expired { changes: expired });
        }
    }
}

impl Group {
    /// At most `max` offsets whose time is over, and whether none is left without them.
    fn expired(&self, now_ms: i64, retention_ms: i64, max: usize) -> (Vec<Change>, bool) {
        let Some(since) = self.retention_begins() else { return (Vec::new(), false) };
        let mut changes = Vec::new();
        let mut all = true;
        for (topic, partitions) in &self.offsets.written {
            let in_use = self.is_subscribed_to(topic);
            for (&partition, commit) in partitions {
                let over = match commit.expire_timestamp {
                    NONE => now_ms.saturating_sub(since(self, commit)) >= retention_ms,
                    moment => now_ms >= moment,
                };
                if in_use || !over || changes.len() >= max {
                    all = false;
                } else {
                    changes.push(Change { topic: topic.clone(), partition, commit: None });
                }
            }
        }
        (changes, all)
    }

    /// From when on the retention of an offset counts; `None` while nothing expires.
    fn retention_begins(&self) -> Option<fn(&Group, &Commit) -> i64> {
        if self.protocol_type.is_none() {
            return Some(|_, commit| commit.commit_timestamp);
        }
        match self.state {
            State::Empty => Some(|group, commit| match group.state_since_ms {
                -1 => commit.commit_timestamp,
                since => since,
            }),
            State::Stable { .. } if self.is_of_consumers() && self.subscribed.is_some() => {
                Some(|_, commit| commit.commit_timestamp)
            }
            _ => None,
        }
    }
}
