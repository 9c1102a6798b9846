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
        oldest().take_while(is_old).count().max(oldest().take_while(is_too_much).count())
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
