//! Reading a log, by offset and by time.

use alloc::vec::Vec;

use partita_wire::records::{BatchView, CHECK_DECOMPRESSED_LEN_MAX, TimestampType};

use super::segment::{Placed, Segment};
use super::{Log, LogError};
use crate::disk::{Disk, FileName};

/// A record that was looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundOffset {
    /// Its offset.
    pub offset: i64,
    /// Its timestamp, milliseconds since 1970.
    pub timestamp: i64,
    /// Epoch of the leader that appended it.
    pub leader_epoch: i32,
}

/// Where bytes of a log lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The file of their segment.
    pub file: FileName,
    /// Where they begin in it.
    pub position: u64,
    /// How many there are; at least one.
    pub len: u32,
}

impl Log {
    /// Where to read batches from the one with offset `from` on, out of one segment, at most `max_bytes`; none of them has an offset at or
    /// above `below`. The limit cuts where it falls, as Kafka's does; but with `first_whole`, the first batch comes whole
    /// whatever its size (KIP-74), and without it a first batch that does not fit is left out.
    pub fn locate(
        &self,
        disk: &dyn Disk,
        from: i64,
        max_bytes: u32,
        below: i64,
        first_whole: bool,
    ) -> Result<Option<Span>, LogError> {
        if from < self.log_start || from > self.log_end() {
            return Err(LogError::OutOfRange(from, self.log_start, self.log_end()));
        }
        if from >= below {
            return Ok(None);
        }
        let Some((segment, first)) = self.find(disk, from)? else { return Ok(None) };
        let end = if below >= segment.next_offset {
            segment.len
        } else {
            segment.find(disk, below)?.map_or(segment.len, |placed| placed.position)
        };
        let size = first.end() - first.position;
        if end <= first.position || (size > max_bytes && !first_whole) {
            return Ok(None);
        }
        let end = end.min(first.position.saturating_add(max_bytes.max(size)));
        let (position, len) = (u64::from(first.position), end - first.position);
        Ok(Some(Span { file: segment.file.clone(), position, len }))
    }

    /// At most `max` whole batches, from the one with offset `from` on, across segments; from the log start where `from` lies
    /// below it. For views and checkers.
    pub fn batches(&self, disk: &dyn Disk, from: i64, max: usize) -> Result<Vec<BatchView>, LogError> {
        let mut batches = Vec::new();
        let mut from = from.max(self.log_start);
        while batches.len() < max {
            let Some((segment, first)) = self.find(disk, from)? else { break };
            let mut next = Some(first);
            while let Some(placed) = next.filter(|_| batches.len() < max) {
                batches.push(segment.whole(disk, placed)?);
                from = placed.header.next_offset();
                next = segment.placed(disk, placed.end())?;
            }
        }
        Ok(batches)
    }

    /// The first record at or after the log start with this timestamp or a later one.
    pub fn offset_for_timestamp(
        &self,
        disk: &dyn Disk,
        timestamp: i64,
    ) -> Result<Option<FoundOffset>, LogError> {
        for segment in &self.segments {
            let mut next = segment.find_time(disk, timestamp)?;
            while let Some(placed) = next {
                let batch = segment.whole(disk, placed)?;
                if let Some(found) = first_at(&batch, timestamp, self.log_start)? {
                    return Ok(Some(found));
                }
                next = segment.placed(disk, placed.end())?;
            }
        }
        Ok(None)
    }

    /// The first record that has the largest timestamp of the log (KIP-734); none if the log is empty.
    pub fn offset_of_max_timestamp(&self, disk: &dyn Disk) -> Result<Option<FoundOffset>, LogError> {
        let mut newest: Option<&Segment> = None;
        for segment in self.segments.iter().filter(|segment| segment.len > 0) {
            if newest.is_none_or(|newest| segment.max_timestamp > newest.max_timestamp) {
                newest = Some(segment);
            }
        }
        let Some(segment) = newest else { return Ok(None) };
        let Some(placed) = segment.newest(disk)? else { return Ok(None) };
        let batch = segment.whole(disk, placed)?;
        first_at(&batch, segment.max_timestamp, i64::MIN)
    }

    /// The batch that has `offset`, or the first one after it.
    fn find(&self, disk: &dyn Disk, offset: i64) -> Result<Option<(&Segment, Placed)>, LogError> {
        let after = self.segments.partition_point(|segment| segment.base_offset <= offset);
        for segment in &self.segments[after.saturating_sub(1)..] {
            if let Some(placed) = segment.find(disk, offset)? {
                return Ok(Some((segment, placed)));
            }
        }
        Ok(None)
    }
}

/// The first record of a batch at or after both `timestamp` and `offset`.
fn first_at(batch: &BatchView, timestamp: i64, offset: i64) -> Result<Option<FoundOffset>, LogError> {
    let header = batch.header();
    let found = |offset, timestamp| FoundOffset { offset, timestamp, leader_epoch: header.leader_epoch };
    let is_stamped = header.attributes.timestamp_type() == TimestampType::LogAppendTime;
    let append_time = is_stamped.then_some(header.max_timestamp);
    // Where some of its records were cleaned away, those that are left say which they are.
    let is_whole = i64::from(header.records_count) == i64::from(header.last_offset_delta) + 1;
    if let Some(time) = append_time.filter(|_| is_whole) {
        let has_any = time >= timestamp && header.last_offset() >= offset;
        return Ok(has_any.then(|| found(header.base_offset.max(offset), time)));
    }
    for record in batch.records(CHECK_DECOMPRESSED_LEN_MAX)? {
        let record = record?;
        let time = append_time.unwrap_or(record.timestamp);
        if time >= timestamp && record.offset >= offset {
            return Ok(Some(found(record.offset, time)));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use partita_wire::records::{BatchBuilder, Codec};

    use super::*;

    /// Records at the offsets 10, 11 and 12 whose leader appended them at 5,000.
    fn stamped() -> BatchView {
        let mut builder = BatchBuilder::new(Codec::None).log_append_time(5_000);
        for key in [b"a", b"b", b"c"] {
            builder.append(1, Some(key), Some(b"v"), &[]).unwrap();
        }
        BatchView::read(builder.build(10, 3).unwrap()).unwrap()
    }

    fn offset(batch: &BatchView, timestamp: i64, from: i64) -> Option<i64> {
        let found = first_at(batch, timestamp, from).unwrap();
        found.map(|found| {
            assert_eq!((found.timestamp, found.leader_epoch), (5_000, 3));
            found.offset
        })
    }

    #[test]
    fn of_a_stamped_batch_the_first_record_that_is_left_is_found() {
        let whole = stamped();
        assert_eq!(offset(&whole, 5_000, 0), Some(10));
        assert_eq!(offset(&whole, 4_000, 11), Some(11));
        assert_eq!(offset(&whole, 5_001, 0), None);
        let records: Vec<_> = whole.records(1_000).unwrap().map(Result::unwrap).collect();
        let cleaned = whole.retaining(&records[1..2], None).unwrap();
        assert_eq!(offset(&cleaned, 5_000, 0), Some(11));
        assert_eq!(offset(&cleaned, 5_000, 12), None);
        assert_eq!(offset(&cleaned, 5_001, 0), None);
        assert_eq!(offset(&whole.emptied().unwrap(), 5_000, 0), None);
    }
}
