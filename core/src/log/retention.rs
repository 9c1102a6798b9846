//! Which old segments may go, by age and by size (`cleanup.policy=delete`).

use super::segment::Segment;
use super::{Log, LogError};
use crate::disk::Disk;

/// How much of a log is kept. Negative numbers set no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// `retention.ms`.
    pub ms: i64,
    /// `retention.bytes`.
    pub bytes: i64,
}

impl Log {
    /// How many of the oldest segments are older or more than `retention` keeps. Only what lies below `committed` may go.
    #[must_use]
    pub fn past_retention(&self, retention: Retention, now_ms: i64, committed: i64) -> usize {
        let last = self.active().base_offset;
        let may_go = |segment: &&Segment| {
            (segment.len > 0 || segment.base_offset < last) && segment.next_offset <= committed
        };
        let oldest = || self.segments.iter().map(|segment| &**segment).take_while(may_go);
        // A segment of which damage has left nothing holds nobody up.
        let is_old = |segment: &&Segment| {
            let newest = segment.newest_ms();
            let is_past = (0..=now_ms).contains(&newest) && now_ms - newest > retention.ms;
            retention.ms >= 0 && (is_past || segment.len == 0)
        };
        let mut excess = i64::try_from(self.size()).unwrap_or(i64::MAX).saturating_sub(retention.bytes);
        let is_too_much = |segment: &&Segment| {
            excess -= i64::from(segment.len);
            retention.bytes >= 0 && excess >= 0
        };
        // First by size, then by age what is left: a young one that is too much does not keep the old ones behind it.
        let by_size = oldest().take_while(is_too_much).count();
        by_size + oldest().skip(by_size).take_while(is_old).count()
    }

    /// Whether the oldest segment is the one that grows, and its largest timestamp: what has to go first where memory is
    /// short. None if nothing below `committed` may go.
    #[must_use]
    pub fn oldest(&self, committed: i64) -> Option<(bool, i64)> {
        let first = &self.segments[0];
        let has_any = first.len > 0 || self.segments.len() > 1;
        let may_go = has_any && first.next_offset <= committed;
        may_go.then_some((self.segments.len() == 1, first.max_timestamp))
    }

    /// Removes the oldest `count` segments, and moves the log start up. Where all of them go, a new one begins.
    pub fn remove_oldest(&mut self, disk: &mut dyn Disk, count: usize) -> Result<(), LogError> {
        if count >= self.segments.len() {
            let log_end = self.log_end();
            self.roll(disk, log_end)?;
        }
        let start = self.segments.get(count).map_or(self.log_end(), |segment| segment.base_offset);
        self.delete_records_to(disk, start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::MemoryDisk;
    use crate::log::LogSettings;
    use partita_wire::records::{BatchBuilder, CheckedBatch, Codec};

    /// A log with a segment of one record for each of these times.
    fn log(times: &[i64]) -> Log {
        let mut disk = MemoryDisk::new();
        let settings = LogSettings { segment_bytes: 1, ..LogSettings::DEFAULT };
        let mut log = Log::open(&mut disk, "orders-0", settings).unwrap();
        for &time in times {
            let mut builder = BatchBuilder::new(Codec::None);
            builder.append(time, Some(b"k"), Some(b"v"), &[]).unwrap();
            let batch = CheckedBatch::from_client(builder.build(0, -1).unwrap()).unwrap();
            log.append_as_leader(&mut disk, &batch, 0).unwrap();
        }
        log
    }

    #[test]
    fn what_is_too_much_goes_before_what_is_old() {
        let log = log(&[9_000, 1_000, 1_000, 9_000]);
        let len = i64::try_from(log.size()).unwrap() / 4;
        let old = Retention { ms: 5_000, bytes: -1 };
        assert_eq!(log.past_retention(old, 10_000, 4), 0, "a young one keeps the old ones behind it");
        let both = Retention { bytes: 3 * len, ..old };
        assert_eq!(log.past_retention(both, 10_000, 4), 3, "unless it is too much");
        assert_eq!(log.past_retention(both, 10_000, 2), 2, "as far as it is committed");
        let much = Retention { ms: -1, bytes: len + 1 };
        assert_eq!(log.past_retention(much, 10_000, 4), 2);
    }
}
