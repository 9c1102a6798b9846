//! The promises about reassignments: none is half forgotten, whoever is the active controller then, and each gets there.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_core::disk::MemoryDisk;
use partita_core::{Moving, Node};
use partita_view::{Finding, PartitionView};
use partita_wire::Uuid;

use super::promises::broken;

/// Reassignments under way, as the active controller knew them last.
#[derive(Clone, Debug, Default)]
pub(super) struct Moves {
    /// The life and the revision of the metadata of each node when it was looked at.
    looked_at: BTreeMap<i32, (u32, u64)>,
    /// How much of the metadata was seen.
    offset: i64,
    moving: BTreeMap<(Uuid, i32), Moving>,
}

impl Moves {
    /// Looks at the active controller's metadata, if it changed.
    pub(super) fn look(
        &mut self,
        id: i32,
        node: &Node<MemoryDisk>,
        incarnation: u32,
        found: &mut Vec<Finding>,
    ) {
        let now = (incarnation, node.metadata_revision());
        if !node.config().is_controller || self.looked_at.insert(id, now) == Some(now) {
            return;
        }
        let offset = node.metadata_offset();
        // Others follow the leader's log, and a leader that has not read as far as another had says nothing new.
        if offset < self.offset || node.quorum_view().leader != Some(id) {
            return;
        }
        self.offset = offset;
        self.see(id, node.moving().collect(), |topic, partition| node.partition_of(topic, partition), found);
    }

    /// C5 for what the active controller knows now. `state` gives a partition as it is, if its topic is there still.
    pub(super) fn see(
        &mut self,
        node: i32,
        now: Vec<Moving>,
        state: impl Fn(Uuid, i32) -> Option<PartitionView>,
        found: &mut Vec<Finding>,
    ) {
        let now: BTreeMap<(Uuid, i32), Moving> =
            now.into_iter().map(|moving| ((moving.topic_id, moving.partition), moving)).collect();
        let mut report = |moving: &Moving, seen: String| {
            let about = Some((moving.topic.clone(), moving.partition));
            found.push(Finding { about, node: Some(node), ..broken("C5", seen) });
        };
        for moving in now.values() {
            if let Some(missing) =
                moving.adding.iter().chain(&moving.removing).find(|id| !moving.replicas.contains(id))
            {
                let seen = format!(
                    "{}-{} is reassigned, and {missing} is none of its replicas {:?}.",
                    moving.topic, moving.partition, moving.replicas
                );
                report(moving, seen);
            }
        }
        for (key, before) in &self.moving {
            if now.contains_key(key) {
                continue;
            }
            // A topic that is gone has nothing to move.
            let Some(after) = state(key.0, key.1) else { continue };
            if let Some(seen) = ended_wrong(before, &after) {
                report(before, seen);
            }
        }
        self.moving = now;
    }
}

/// What is wrong with the end of a reassignment, if anything is: it ends where it was to go, once every new replica is in
/// sync, or where it came from.
fn ended_wrong(before: &Moving, after: &PartitionView) -> Option<String> {
    let without = |gone: &[i32]| -> BTreeSet<i32> {
        before.replicas.iter().copied().filter(|id| !gone.contains(id)).collect()
    };
    let changes = i64::from(after.partition_epoch) - i64::from(before.partition_epoch);
    let replicas: BTreeSet<i32> = after.assignment.iter().copied().collect();
    let place = format!("{}-{}", before.topic, before.partition);
    if changes <= 0 {
        return Some(format!(
            "The reassignment of {place} is forgotten; its replicas are {:?}.",
            after.assignment
        ));
    }
    // Between two looks there may have been several: the next was given, and ended too.
    if changes > 1 {
        return None;
    }
    let arrived = replicas == without(&before.removing);
    let in_sync = before.adding.iter().all(|id| after.in_sync.contains(id));
    if (arrived && in_sync && !after.in_sync.is_empty()) || replicas == without(&before.adding) {
        return None;
    }
    // Another was given in its place, to replicas that are all in sync already: that one ends with the change that begins it.
    let was_there = |id: &i32| before.replicas.contains(id) && after.in_sync.contains(id);
    if !replicas.is_empty() && replicas.iter().all(was_there) {
        return None;
    }
    Some(format!(
        "The reassignment of {place} from {:?} ended with replicas {:?} and the ISR {:?}.",
        before.replicas, after.assignment, after.in_sync
    ))
}

/// V7.
pub(super) fn done(moving: impl Iterator<Item = Moving>, found: &mut Vec<Finding>) {
    for moving in moving {
        let seen = format!(
            "{}-{} is reassigned still: {:?} are to come and {:?} to go.",
            moving.topic, moving.partition, moving.adding, moving.removing
        );
        found.push(Finding { about: Some((moving.topic, moving.partition)), ..broken("V7", seen) });
    }
}
