//! Offsets that nobody needs any more: they go `offsets.retention.minutes` after the group became empty, or after their
//! commit where nobody subscribes to the topic; a group without members goes with its last offset (KIP-211).

use alloc::vec::Vec;

use partita_machine::Name;

use super::{Change, Commit, NONE, Offsets};
use crate::coordinator::group::classic::{Group, State};
use crate::coordinator::group::{After, GroupState, GroupStep, Timer, records};

/// Most tombstones that one step writes; what is left goes in the next one, at once.
const TOMBSTONES_MAX: usize = 1_000;

impl GroupState {
    /// Looks for offsets to let go, as every `offsets.retention.check.interval.ms`.
    pub(crate) fn expire_offsets(&mut self, step: &mut GroupStep<'_>) {
        let mut expired_by_group: Vec<(Name, Vec<Change>)> = Vec::new();
        let mut left = TOMBSTONES_MAX;
        for group in self.groups.values() {
            if left == 0 {
                break;
            }
            let Some(mut since) = group.retention_begins() else { continue };
            if step.settings.expires_by_commit {
                since = |_, commit| commit.commit_timestamp;
            }
            let in_use = |topic: &str| group.is_subscribed_to(topic);
            let (changes, all) = expired(&group.offsets, step, left, |commit| since(group, commit), in_use);
            left -= changes.len();
            step.out.records.extend(changes.iter().map(|change| records::offset(&group.id, change)));
            if all && group.state == State::Empty && left > 0 {
                step.out.records.push(records::tombstone(&group.id));
                left -= 1;
            }
            if !changes.is_empty() {
                expired_by_group.push((group.id.clone(), changes));
            }
        }
        for group in self.consumers.values() {
            if left == 0 {
                break;
            }
            let since = |commit: &Commit| commit.commit_timestamp;
            let in_use = |topic: &str| group.is_subscribed_to(topic);
            let (changes, all) = expired(&group.offsets, step, left, since, in_use);
            left -= changes.len();
            step.out.records.extend(changes.iter().map(|change| records::offset(&group.id, change)));
            if all && group.members.is_empty() && left > 1 {
                step.out.records.extend(group.tombstones());
                left -= 2;
            }
            if !changes.is_empty() {
                expired_by_group.push((group.id.clone(), changes));
            }
        }
        let next_ms = if left == 0 { 0 } else { step.settings.offsets_retention_check_interval_ms };
        step.set_timer(Timer::Expiry, next_ms);
        if !expired_by_group.is_empty() {
            step.out.after = Some(After::Expired { changes: expired_by_group });
        }
    }
}

impl Group {
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

/// At most `max` offsets whose time is over, and whether none is left without them.
fn expired(
    offsets: &Offsets,
    step: &GroupStep<'_>,
    max: usize,
    since: impl Fn(&Commit) -> i64,
    in_use: impl Fn(&str) -> bool,
) -> (Vec<Change>, bool) {
    let (now_ms, retention_ms) = (step.now.wall_ms, step.settings.offsets_retention_ms);
    let mut changes = Vec::new();
    // A group that a transaction has written for is not over, though nothing of it counts yet.
    let mut all = !offsets.has_pending();
    for (topic, partitions) in &offsets.written {
        let in_use = in_use(topic);
        for (&partition, commit) in partitions {
            let over = match commit.expire_timestamp {
                NONE => now_ms.saturating_sub(since(commit)) >= retention_ms,
                moment => now_ms >= moment,
            };
            if in_use || !over || changes.len() >= max || offsets.is_pending(topic, partition) {
                all = false;
            } else {
                changes.push(Change { topic: topic.clone(), partition, commit: None });
            }
        }
    }
    (changes, all)
}
