//! Which leader epoch begins at which offset: what followers and consumers find the end of a common past by (KIP-101).

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// Kafka's "no epoch" and "no offset".
const UNDEFINED: (i32, i64) = (-1, -1);
/// Version of the checkpoint's text.
const CHECKPOINT_VERSION: &str = "0";

/// Leader epochs with their first offsets; both grow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EpochCache {
    entries: Vec<(i32, i64)>,
}

impl EpochCache {
    /// All entries: epoch and first offset.
    #[must_use]
    pub fn entries(&self) -> &[(i32, i64)] {
        &self.entries
    }

    /// The newest epoch.
    #[must_use]
    pub fn latest(&self) -> Option<i32> {
        self.entries.last().map(|&(epoch, _)| epoch)
    }

    /// Epoch of the record at `offset`.
    #[must_use]
    pub fn epoch_of(&self, offset: i64) -> Option<i32> {
        self.entries.iter().rev().find(|&&(_, start)| start <= offset).map(|&(epoch, _)| epoch)
    }

    /// First offset of an epoch that is in the log.
    #[must_use]
    pub fn start_of(&self, epoch: i32) -> Option<i64> {
        self.entries.iter().find(|&&(known, _)| known == epoch).map(|&(_, start)| start)
    }

    /// Notes that `epoch` begins at `start`, unless it began before. Entries that contradict it go: a batch on the disk
    /// is worth more than what was noted. Says whether anything changed.
    pub fn assign(&mut self, epoch: i32, start: i64) -> bool {
        if epoch < 0 || self.entries.last().is_some_and(|&(last, from)| last == epoch && from <= start) {
            return false;
        }
        self.entries.retain(|&(known, from)| known < epoch && from < start);
        self.entries.push((epoch, start));
        true
    }

    /// The same epochs, each from where `noted` has it begin, if that is between the epoch before and what is known here.
    /// The first may begin at `first` or after it.
    #[must_use]
    pub fn with_starts_of(&self, noted: &Self, first: i64) -> Self {
        let mut free = first;
        let mut entries = self.entries.clone();
        for (epoch, start) in &mut entries {
            let earlier = noted.start_of(*epoch).filter(|noted| (free..*start).contains(noted));
            free = *start + 1;
            *start = earlier.unwrap_or(*start);
        }
        Self { entries }
    }

    /// The largest epoch at or below `epoch`, and where it ends. The newest one ends at `log_end`; an epoch that is not
    /// known yet, or -1, gives (-1, -1); one before the first gives itself and the first start.
    #[must_use]
    pub fn end_offset_for(&self, epoch: i32, log_end: i64) -> (i32, i64) {
        let Some(&(latest, _)) = self.entries.last() else { return UNDEFINED };
        if epoch == latest {
            return (epoch, log_end);
        }
        if epoch < 0 || epoch > latest {
            return UNDEFINED;
        }
        let higher = self.entries.partition_point(|&(known, _)| known <= epoch);
        let end = self.entries[higher].1;
        let known = higher.checked_sub(1).map_or(epoch, |floor| self.entries[floor].0);
        (known, end)
    }

    /// Forgets epochs that begin at or after `offset`. Says whether there were any.
    pub fn truncate_from_end(&mut self, offset: i64) -> bool {
        let before = self.entries.len();
        self.entries.retain(|&(_, start)| start < offset);
        before != self.entries.len()
    }

    /// Forgets epochs that end at or before `offset`; the one that goes on there begins there now.
    pub fn truncate_from_start(&mut self, offset: i64) -> bool {
        let past = self.entries.partition_point(|&(_, start)| start <= offset);
        if past == 0 || (past == 1 && self.entries[0].1 == offset) {
            return false;
        }
        self.entries.drain(..past - 1);
        self.entries[0].1 = offset;
        true
    }

    /// The text of `leader-epoch-checkpoint`, as Kafka writes it.
    #[must_use]
    pub fn to_checkpoint(&self) -> String {
        let mut text = format!("{CHECKPOINT_VERSION}\n{}\n", self.entries.len());
        for (epoch, start) in &self.entries {
            text.push_str(&format!("{epoch} {start}\n"));
        }
        text
    }

    /// Reads that text. A damaged one gives no epochs: they are found again in the log.
    #[must_use]
    pub fn from_checkpoint(text: &str) -> Self {
        let mut lines = text.lines();
        let count = lines.next().filter(|&version| version == CHECKPOINT_VERSION).and(lines.next());
        let mut cache = Self::default();
        for line in lines {
            let parsed = line.split_once(' ').and_then(|(e, s)| Some((e.parse().ok()?, s.parse().ok()?)));
            let Some((epoch, start)) = parsed else { return Self::default() };
            cache.assign(epoch, start);
        }
        let expected = count.and_then(|count| count.parse().ok());
        if expected == Some(cache.entries.len()) { cache } else { Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache() -> EpochCache {
        let mut cache = EpochCache::default();
        for (epoch, start) in [(0, 0), (2, 5), (4, 9)] {
            assert!(cache.assign(epoch, start));
        }
        cache
    }

    #[test]
    fn where_epochs_end() {
        let ends: Vec<_> = (-1..=5).map(|epoch| cache().end_offset_for(epoch, 12)).collect();
        assert_eq!(ends, [(-1, -1), (0, 5), (0, 5), (2, 9), (2, 9), (4, 12), (-1, -1)]);
    }

    #[test]
    fn an_epoch_before_the_first_ends_where_that_begins() {
        let mut cache = EpochCache::default();
        cache.assign(3, 40);
        assert_eq!(cache.end_offset_for(1, 50), (1, 40));
        assert_eq!(EpochCache::default().end_offset_for(0, 50), (-1, -1));
    }

    #[test]
    fn what_is_assigned_last_is_right() {
        let mut cache = cache();
        assert!(!cache.assign(4, 11));
        assert!(cache.assign(5, 7));
        assert_eq!(cache.entries(), [(0, 0), (2, 5), (5, 7)]);
        assert_eq!(cache.epoch_of(6), Some(2));
    }

    #[test]
    fn both_ends_can_be_cut() {
        let mut cache = cache();
        assert!(cache.truncate_from_end(9));
        assert_eq!(cache.entries(), [(0, 0), (2, 5)]);
        assert!(cache.truncate_from_start(6));
        assert_eq!(cache.entries(), [(2, 6)]);
        assert!(!cache.truncate_from_start(6));
    }

    #[test]
    fn the_checkpoint_is_kafkas_text() {
        let text = cache().to_checkpoint();
        assert_eq!(text, "0\n3\n0 0\n2 5\n4 9\n");
        assert_eq!(EpochCache::from_checkpoint(&text), cache());
        for damaged in ["", "0\n3\n0 0\n2 5\n", "1\n1\n0 0\n", "0\n1\nzero 0\n"] {
            assert_eq!(EpochCache::from_checkpoint(damaged), EpochCache::default(), "{damaged:?}");
        }
    }
}
