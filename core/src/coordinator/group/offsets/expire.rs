//! Offsets that nobody needs any more: they go `offsets.retention.minutes` after the group became empty, or after their
//! commit where nobody subscribes to the topic; a group without members goes with its last offset (KIP-211).

use alloc::vec::Vec;

use partita_machine::Name;

use super::{Change, Commit, NONE, Offsets};
use crate::coordinator::group::classic::{Group, State};
use crate::coordinator::group::{After, GroupState, GroupStep, Timer, records};

/// Most tombstones that one step writes, and about how many bytes of them; what is left goes once these are committed.
const TOMBSTONES_MAX: usize = 1_000;
const TOMBSTONE_BYTES_MAX: usize = 256 << 10;
/// A tombstone without the names in it, at most.
const TOMBSTONE_BYTES: usize = 64;

/// What a step may still write.
struct Room {
    records: usize,
    bytes: usize,
}

impl Room {
    /// Takes room for `records` tombstones that hold names of so many bytes, if there is any.
    fn take(&mut self, records: usize, names: usize) -> bool {
        let bytes = records * (TOMBSTONE_BYTES + names);
        // One that is larger than all the room goes alone.
        let fits = self.records >= records && (self.bytes >= bytes || self.bytes == TOMBSTONE_BYTES_MAX);
        if fits {
            self.records -= records;
            self.bytes = self.bytes.saturating_sub(bytes);
        } else {
            self.records = 0;
        }
        fits
    }

    fn is_full(&self) -> bool {
        self.records == 0
    }
}

impl GroupState {
    /// Looks for offsets to let go, as every `offsets.retention.check.interval.ms`.
    pub(crate) fn expire_offsets(&mut self, step: &mut GroupStep<'_>) {
        let mut expired_by_group: Vec<(Name, Vec<Change>)> = Vec::new();
        let mut room = Room { records: TOMBSTONES_MAX, bytes: TOMBSTONE_BYTES_MAX };
        for group in self.groups.values() {
            if room.is_full() {
                break;
            }
            let Some(mut since) = group.retention_begins() else { continue };
            if step.settings.expires_by_commit {
                since = |_, commit| commit.commit_timestamp;
            }
            let in_use = |topic: &str| group.is_subscribed_to(topic);
            let (changes, all) = expired(
                &group.offsets,
                step,
                (&mut room, group.id.len()),
                |commit| since(group, commit),
                in_use,
            );
            step.out.records.extend(changes.iter().map(|change| records::offset(&group.id, change)));
            if all && group.state == State::Empty && room.take(1, group.id.len()) {
                step.out.records.push(records::tombstone(&group.id));
            }
            if !changes.is_empty() {
                expired_by_group.push((group.id.clone(), changes));
            }
        }
        for group in self.consumers.values() {
            if room.is_full() {
                break;
            }
            let since = |commit: &Commit| commit.commit_timestamp;
            let in_use = |topic: &str| group.is_subscribed_to(topic);
            let (changes, all) = expired(&group.offsets, step, (&mut room, group.id.len()), since, in_use);
            step.out.records.extend(changes.iter().map(|change| records::offset(&group.id, change)));
            if all && group.members.is_empty() && room.take(2, group.id.len()) {
                step.out.records.extend(group.tombstones());
            }
            if !changes.is_empty() {
                expired_by_group.push((group.id.clone(), changes));
            }
        }
        // What cannot be written now is tried again at the next look, however much is left.
        step.set_timer(Timer::Expiry, step.settings.offsets_retention_check_interval_ms);
        if !step.out.records.is_empty() {
            step.out.after = Some(After::Expired { changes: expired_by_group, is_all: !room.is_full() });
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

/// Offsets whose time is over, as many as there is room for beside the group's name, and whether none is left without them.
fn expired(
    offsets: &Offsets,
    step: &GroupStep<'_>,
    (room, group_len): (&mut Room, usize),
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
            if in_use
                || !over
                || offsets.is_pending(topic, partition)
                || !room.take(1, group_len + topic.len())
            {
                all = false;
            } else {
                changes.push(Change { topic: topic.clone(), partition, commit: None });
            }
        }
    }
    (changes, all)
}
