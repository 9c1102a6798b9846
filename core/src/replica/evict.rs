//! Making room where a disk has a budget: the oldest records of all partitions go first.

use alloc::sync::Arc;

use partita_machine::{Event, Name};

use super::{Partition, Replicas};
use crate::cx::Cx;

impl Replicas {
    /// Lets the oldest segments go until `more` bytes fit into the disk's budget, or nothing is left that may go.
    pub(super) fn make_room(&mut self, cx: &mut Cx<'_>, more: usize) {
        let more = u64::try_from(more).unwrap_or(u64::MAX);
        // What is to be deleted anyway goes before records that can still be read.
        while self.is_short_of(cx, more) {
            let Some((topic, partition)) = self.oldest() else { return };
            let Some(replica) = self.partition_mut(&topic, partition) else { return };
            // A disk that does not even delete has no room to make.
            if replica.log.remove_oldest(cx.disk, 1).is_err() {
                return;
            }
            // What is short is short now.
            if replica.log.take_deleted().iter().any(|file| cx.disk.delete(file).is_err()) {
                return;
            }
            replica.revision += 1;
            let log_start = replica.log.log_start();
            cx.tell(Event::Evicted { topic: topic.clone(), partition, log_start });
            self.changed.insert((topic, partition));
        }
    }

    /// Whether `more` bytes do not fit into the disk's budget, even without what is to be deleted anyway.
    pub(super) fn is_short_of(&mut self, cx: &mut Cx<'_>, more: u64) -> bool {
        if cx.disk.is_tight(more) {
            self.delete_all_removed(cx);
        }
        cx.disk.is_tight(more)
    }

    /// The partition whose first segment is to go first: of topics that delete old records anyway, of one that no longer
    /// grows, the oldest.
    fn oldest(&self) -> Option<(Name, i32)> {
        let replicas = self.by_topic().flat_map(|(_, of_topic)| of_topic.values());
        let ranked = replicas.filter_map(|replica| Some((rank(replica)?, replica)));
        let (_, oldest) = ranked.min_by_key(|(rank, _)| *rank)?;
        Some((oldest.topic.clone(), oldest.partition))
    }
}

/// Coordinators cannot do without their records.
fn rank(replica: &Arc<Partition>) -> Option<(bool, bool, i64)> {
    if crate::broker::metadata::is_internal(&replica.topic) {
        return None;
    }
    let (grows, timestamp) = replica.log.oldest(replica.high_watermark)?;
    Some((!replica.config.is_deletable, grows, timestamp))
}
