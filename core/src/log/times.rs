//! The wall clock of a log: where records have no timestamps, segments end and expire by when they were begun and last written.

use super::Log;
use super::segment::Segment;
use alloc::sync::Arc;
use partita_wire::records::BatchHeader;

/// What stands for a time that nobody has told.
pub(super) const UNKNOWN: i64 = -1;

impl Log {
    /// Tells the wall clock. To be called before something is appended or flushed.
    pub(crate) fn tell_time(&mut self, now_ms: i64) {
        self.now_ms = now_ms;
    }

    /// Tells the wall clock to a log that was just opened. A disk keeps no times of its files: what was there counts as written
    /// now, so that it expires too late rather than too early.
    pub(crate) fn opened_at(&mut self, now_ms: i64) {
        (self.now_ms, self.flushed_ms) = (now_ms, now_ms);
        for segment in &mut self.segments {
            let segment = Arc::make_mut(segment);
            (segment.created_ms, segment.modified_ms) = (now_ms, now_ms);
        }
    }

    /// Whether the segment that grows has grown for long enough when this batch comes: by the timestamps of both, or by the
    /// wall clock since it was begun where its first batch has none.
    pub(super) fn is_rolled_by_time(&self, header: &BatchHeader) -> bool {
        let active = self.active();
        let waited_ms = match active.first_timestamp.filter(|&first| first >= 0) {
            Some(first) => header.max_timestamp.saturating_sub(first),
            None if active.created_ms == UNKNOWN => 0,
            None => self.now_ms.saturating_sub(active.created_ms),
        };
        waited_ms > self.settings.segment_ms.saturating_sub(self.jitter_ms(active))
    }

    /// How much earlier a segment ends, so that not all logs of a broker begin new ones at once (`segment.jitter.ms`).
    fn jitter_ms(&self, segment: &Segment) -> i64 {
        let most = self.settings.segment_jitter_ms.min(self.settings.segment_ms);
        let Some(most) = u64::try_from(most).ok().filter(|&most| most > 0) else { return 0 };
        // FNV-1a over what tells segments apart: the same at each start, and another one at each broker.
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let seed = self.settings.jitter_seed.to_be_bytes();
        let base = segment.base_offset.to_be_bytes();
        let bytes = seed.iter().chain(self.dir.as_bytes()).chain(&base);
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash, &byte| mix(hash, byte));
        i64::try_from(hash % most).unwrap_or(0)
    }
}

impl Segment {
    /// Its largest timestamp; when it was last written where its records have none.
    pub(super) fn newest_ms(&self) -> i64 {
        if self.max_timestamp >= 0 { self.max_timestamp } else { self.modified_ms }
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::super::{Log, LogSettings, Retention};
    use crate::disk::MemoryDisk;
    use crate::log::Compaction;
    use partita_wire::records::{BatchBuilder, CheckedBatch, Codec};

    const SETTINGS: LogSettings = LogSettings { segment_ms: 10_000, ..LogSettings::DEFAULT };

    fn open(disk: &mut MemoryDisk, settings: LogSettings) -> Log {
        let mut log = Log::open(disk, "orders-0", settings).unwrap();
        log.opened_at(50_000);
        log
    }

    /// Appends a batch with this timestamp at this time; says how many segments there are then.
    fn append(log: &mut Log, disk: &mut MemoryDisk, timestamp: i64, now_ms: i64) -> usize {
        let mut builder = BatchBuilder::new(Codec::None);
        builder.append(timestamp, Some(b"k"), Some(b"v"), &[]).unwrap();
        let batch = CheckedBatch::from_client(builder.build(0, -1).unwrap()).unwrap();
        log.tell_time(now_ms);
        log.append_as_leader(disk, &batch, 0).unwrap();
        log.segments.len()
    }

    #[test]
    fn a_segment_without_timestamps_ends_by_the_wall_clock() {
        let mut disk = MemoryDisk::new();
        let mut log = open(&mut disk, SETTINGS);
        assert_eq!(append(&mut log, &mut disk, -1, 50_000), 1);
        // Its age is no timestamp plus one: a dated batch does not end it.
        assert_eq!(append(&mut log, &mut disk, 60_000, 60_000), 1);
        assert_eq!(append(&mut log, &mut disk, -1, 60_001), 2);
        assert_eq!(append(&mut log, &mut disk, -1, 70_001), 2, "since it was begun");
        assert_eq!(append(&mut log, &mut disk, -1, 70_002), 3);
    }

    #[test]
    fn a_dated_segment_ends_by_timestamps_alone() {
        let mut disk = MemoryDisk::new();
        let mut log = open(&mut disk, SETTINGS);
        append(&mut log, &mut disk, 50_000, 50_000);
        assert_eq!(append(&mut log, &mut disk, 60_000, 900_000), 1);
        assert_eq!(append(&mut log, &mut disk, 60_001, 900_000), 2);
    }

    #[test]
    fn segments_without_timestamps_expire_after_they_were_last_written() {
        let mut disk = MemoryDisk::new();
        let mut log = open(&mut disk, SETTINGS);
        append(&mut log, &mut disk, -1, 50_000);
        append(&mut log, &mut disk, -1, 55_000);
        append(&mut log, &mut disk, -1, 60_001);
        let keep = Retention { ms: 1_000, bytes: -1 };
        assert_eq!(log.past_retention(keep, 56_000, 3), 0);
        assert_eq!(log.past_retention(keep, 56_001, 3), 1);
        assert_eq!(log.past_retention(keep, 61_002, 3), 2);
        let mut again = Log::open(&mut disk, "orders-0", SETTINGS).unwrap();
        again.opened_at(100_000);
        assert_eq!(again.past_retention(keep, 101_000, 3), 0, "a start counts as writing");
        assert_eq!(again.past_retention(keep, 101_001, 3), 2);
    }

    #[test]
    fn cleaning_waits_for_no_timestamp() {
        let mut disk = MemoryDisk::new();
        let mut log = open(&mut disk, SETTINGS);
        append(&mut log, &mut disk, -1, 50_000);
        append(&mut log, &mut disk, -1, 60_001);
        let rules = Compaction {
            min_dirty_thousandths: 1_000,
            min_lag_ms: 0,
            max_lag_ms: 500,
            delete_retention_ms: 0,
            keys_max: 100,
        };
        assert_eq!(log.dirt(rules, 2, 900_000), None, "nobody knows that it is late");
        let eager = Compaction { min_dirty_thousandths: 0, min_lag_ms: 5_000, ..rules };
        assert_eq!(log.dirt(eager, 2, 54_999), None, "it was written too lately");
        assert!(log.dirt(eager, 2, 55_000).is_some());
    }

    #[test]
    fn with_jitter_segments_end_earlier_and_each_at_its_own_time() {
        let ends_after = |jitter_seed: u64| {
            let mut disk = MemoryDisk::new();
            let settings = LogSettings { segment_jitter_ms: 4_000, jitter_seed, ..SETTINGS };
            let mut log = open(&mut disk, settings);
            append(&mut log, &mut disk, 0, 50_000);
            (0..=10_001).step_by(100).find(|&at| append(&mut log, &mut disk, at, 50_000) == 2).unwrap()
        };
        let ends: Vec<i64> = (0..8).map(ends_after).collect();
        assert!(ends.iter().all(|end| (6_000..=10_000).contains(end)), "{ends:?}");
        assert!(ends.iter().any(|end| *end != ends[0]), "{ends:?}");
        assert_eq!(ends_after(3), ends[3], "the same at each start");
    }
}
