//! Offsets that transactions have written and that are not decided yet (KIP-98, KIP-447): who asks for stable offsets gets
//! UNSTABLE_OFFSET_COMMIT for their partitions until a marker says whether they count.

use alloc::collections::BTreeMap;

use partita_machine::Name;

use super::{Change, Commit, Offsets, apply};

/// An offset that one transaction has written for one partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pending {
    commit: Commit,
    /// Its place among all that transactions of the group wrote.
    number: u64,
    /// Something that stands behind it in the log counts already.
    overtaken: bool,
}

/// By producer id, then by topic and partition.
pub(crate) type ByProducer = BTreeMap<i64, BTreeMap<(Name, i32), Pending>>;

impl Offsets {
    /// A transaction has written an offset.
    pub(crate) fn write_pending(&mut self, producer_id: i64, topic: Name, partition: i32, commit: Commit) {
        let number = self.pending_written;
        self.pending_written += 1;
        let pending = Pending { commit, number, overtaken: false };
        self.pending.entry(producer_id).or_default().insert((topic, partition), pending);
    }

    /// The transaction of a producer has ended: what it wrote counts now, or never did.
    pub(crate) fn end_transaction(&mut self, producer_id: i64, commit: bool) {
        let Some(ended) = self.pending.remove(&producer_id).filter(|_| commit) else { return };
        for ((topic, partition), pending) in ended {
            if pending.overtaken {
                continue;
            }
            for other in self.others(&topic, partition) {
                other.overtaken |= other.number < pending.number;
            }
            let change = Change { topic, partition, commit: Some(pending.commit) };
            apply(&mut self.written, change.clone());
            apply(&mut self.committed, change);
        }
    }

    /// Whether a transaction that is not decided yet has written an offset of a partition.
    pub(crate) fn is_pending(&self, topic: &str, partition: i32) -> bool {
        let mut written = self.pending.values().flat_map(BTreeMap::keys);
        written.any(|(of, number)| &**of == topic && *number == partition)
    }

    /// Whether a transaction that is not decided yet has written any offset.
    pub(super) fn has_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Notes what a plain commit, or the removal of one, is to transactions that wrote before it.
    pub(super) fn overtake(&mut self, change: &Change) {
        for pending in self.others(&change.topic, change.partition) {
            pending.overtaken = change.commit.is_some();
        }
    }

    fn others(&mut self, topic: &Name, partition: i32) -> impl Iterator<Item = &mut Pending> {
        let all = self.pending.values_mut().flatten();
        all.filter(move |((of, number), _)| of == topic && *number == partition).map(|(_, pending)| pending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use partita_wire::Uuid;

    fn commit(offset: i64) -> Commit {
        Commit {
            offset,
            leader_epoch: -1,
            metadata: alloc::string::String::new(),
            commit_timestamp: 0,
            expire_timestamp: super::super::NONE,
            topic_id: Uuid::ZERO,
        }
    }

    fn plain(offset: Option<i64>) -> Change {
        Change { topic: "t".into(), partition: 0, commit: offset.map(commit) }
    }

    fn offset(offsets: &Offsets) -> Option<i64> {
        offsets.written.get("t").and_then(|of| of.get(&0)).map(|commit| commit.offset)
    }

    #[test]
    fn only_a_committed_transaction_counts() {
        let mut offsets = Offsets::default();
        offsets.write(plain(Some(1)));
        offsets.write_pending(7, "t".into(), 0, commit(5));
        assert!(offsets.is_pending("t", 0) && !offsets.is_pending("t", 1) && !offsets.is_pending("u", 0));
        assert_eq!(offset(&offsets), Some(1));
        offsets.end_transaction(8, true);
        assert!(offsets.is_pending("t", 0), "that was another producer");
        offsets.end_transaction(7, false);
        assert_eq!((offset(&offsets), offsets.is_pending("t", 0)), (Some(1), false));
        offsets.write_pending(7, "t".into(), 0, commit(6));
        offsets.end_transaction(7, true);
        assert_eq!((offset(&offsets), offsets.is_pending("t", 0)), (Some(6), false));
        assert_eq!(offsets.committed, offsets.written);
    }

    #[test]
    fn what_stands_behind_it_in_the_log_stays() {
        let mut offsets = Offsets::default();
        offsets.write_pending(7, "t".into(), 0, commit(5));
        offsets.write(plain(Some(9)));
        offsets.end_transaction(7, true);
        assert_eq!(offset(&offsets), Some(9), "a plain commit came after it");
        offsets.write_pending(7, "t".into(), 0, commit(10));
        offsets.write_pending(8, "t".into(), 0, commit(11));
        offsets.end_transaction(8, true);
        offsets.end_transaction(7, true);
        assert_eq!(offset(&offsets), Some(11), "the other transaction wrote later");
        offsets.write_pending(7, "t".into(), 0, commit(12));
        offsets.write(plain(None));
        offsets.end_transaction(7, true);
        assert_eq!(offset(&offsets), Some(12), "nothing is behind it that counts");
    }
}
