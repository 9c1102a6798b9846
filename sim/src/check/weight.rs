//! How much memory a copy of what the checkers remember takes for itself.

use alloc::sync::Arc;

use super::Watch;

/// A partition's place.
const PLACE_BYTES: u64 = 80;
/// What is remembered of a partition without its batches, and the last few batches, which copies do not share.
const GHOST_BYTES: u64 = 600;
/// What is remembered of a replica, and its last few batches.
const REPLICA_BYTES: u64 = 2_500;
/// What was looked at of a topic, and of each of its replicas.
const TOPIC_BYTES: u64 = 56;
const LOOKED_BYTES: u64 = 16;

impl Watch {
    /// About how many bytes it does not share with an earlier copy of it; with none, how many it takes.
    pub(crate) fn bytes_beside(&self, before: Option<&Self>) -> u64 {
        let ghosts = self.partitions.iter().map(|(place, ghost)| {
            let before = before.and_then(|before| before.partitions.get(place));
            let shared = before.is_some_and(|before| Arc::ptr_eq(before, ghost));
            let own = GHOST_BYTES + REPLICA_BYTES * (ghost.replicas.len() + 1) as u64;
            PLACE_BYTES + if shared { 0 } else { own }
        });
        let topics = self.looked_at.values().flat_map(|looked| &looked.topics);
        let looked = topics.map(|topic| TOPIC_BYTES + topic.replicas.len() as u64 * LOOKED_BYTES);
        ghosts.sum::<u64>() + looked.sum::<u64>()
    }
}
