//! Whether the sparse indexes of a log say what its batches say, as a scan of these finds it.

use alloc::format;
use alloc::string::String;

use super::segment::Segment;
use super::{Log, files};
use crate::disk::Disk;

impl Log {
    /// Looks for an entry of an index, in memory or in its file, that the batches do not bear out: each leads to a batch that ends
    /// at its offset, and one by time to the first batch that is as new. What a disk does not give is passed over.
    #[must_use]
    pub fn false_index_entry(&self, disk: &dyn Disk) -> Option<String> {
        self.segments.iter().find_map(|segment| segment.false_entry(disk))
    }
}

impl Segment {
    fn false_entry(&self, disk: &dyn Disk) -> Option<String> {
        if let Some(kept) = files::read_indexes(disk, self, self.len)
            && kept != (self.offsets.clone(), self.times.clone())
        {
            return Some(format!("the index files of {} are not what its broker knows", self.file.as_str()));
        }
        let (mut offsets, mut times) = (self.offsets.iter().peekable(), self.times.iter().peekable());
        let (mut position, mut newest) = (0, -1);
        while let Ok(Some(placed)) = self.placed(disk, position) {
            let (last, timestamp) = (placed.header.last_offset(), placed.header.max_timestamp);
            if offsets.next_if(|entry| entry.position == position).is_some_and(|entry| entry.offset != last) {
                return Some(format!("the index of {} is wrong at position {position}", self.file.as_str()));
            }
            let is_newer = timestamp > newest;
            if times
                .next_if(|entry| entry.offset == last)
                .is_some_and(|entry| !is_newer || entry.timestamp != timestamp)
            {
                return Some(format!(
                    "the index by time of {} is wrong at offset {last}",
                    self.file.as_str()
                ));
            }
            newest = newest.max(timestamp);
            position = placed.end();
        }
        // Only where all batches could be read is what is left over an entry for none of them.
        let is_whole = position >= self.len;
        if is_whole && (offsets.peek().is_some() || times.peek().is_some()) {
            return Some(format!("an index of {} names a batch that is not there", self.file.as_str()));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use partita_wire::records::{BatchBuilder, CheckedBatch, Codec};

    use super::super::segment::{OffsetEntry, TimeEntry};
    use super::super::{Left, LogSettings};
    use super::*;
    use crate::disk::{FileName, MemoryDisk};

    const SETTINGS: LogSettings =
        LogSettings { index_interval_bytes: 100, segment_bytes: 2_000, ..LogSettings::DEFAULT };

    fn log(disk: &mut MemoryDisk) -> Log {
        let mut log = Log::open(disk, "t-0", SETTINGS).unwrap();
        for n in 0..40 {
            let mut batch = BatchBuilder::new(Codec::None);
            batch.append(1_000 + n % 7, None, Some(b"value"), &[]).unwrap();
            let batch = CheckedBatch::from_client(batch.build(0, -1).unwrap()).unwrap();
            log.append_as_leader(disk, &batch, 0).unwrap();
        }
        log
    }

    #[test]
    fn an_index_made_again_is_the_one_that_was_there() {
        let mut disk = MemoryDisk::new();
        let mut log = log(&mut disk);
        assert_eq!(log.false_index_entry(&disk), None);
        log.close(&mut disk).unwrap();
        let entries = |log: &Log| {
            log.segments
                .iter()
                .map(|one| (one.offsets.clone(), one.times.clone()))
                .collect::<alloc::vec::Vec<_>>()
        };
        assert!(log.segments.len() > 1 && log.segments.iter().all(|segment| !segment.offsets.is_empty()));
        for file in disk.list("t-0/").iter().filter(|file| file.as_str().contains("index")) {
            disk.delete(file).unwrap();
        }
        let left = Left { clean: true, recovery_point: log.log_end(), log_start: 0 };
        let again = Log::open_after(&mut disk, "t-0", SETTINGS, left).unwrap();
        assert_eq!(entries(&again), entries(&log));
        assert_eq!(again.false_index_entry(&disk), None);
    }

    #[test]
    fn a_false_entry_is_found() {
        let mut disk = MemoryDisk::new();
        let whole = log(&mut disk);
        let file = FileName::new("t-0/00000000000000000000.index");
        let found_of = |change: &dyn Fn(&mut Segment)| {
            let (mut changed, mut disk) = (whole.clone(), disk.clone());
            change(alloc::sync::Arc::make_mut(&mut changed.segments[0]));
            disk.delete(&file).unwrap();
            changed.false_index_entry(&disk)
        };
        assert_eq!(found_of(&|_| {}), None);
        assert!(found_of(&|segment| segment.offsets[1].offset += 1).is_some());
        assert!(found_of(&|segment| segment.offsets[1].position += 1).is_some());
        assert!(found_of(&|segment| segment.times[0].timestamp -= 1).is_some());
        let beyond = OffsetEntry { offset: 900, position: whole.segments[0].len };
        assert!(found_of(&|segment| segment.offsets.push(beyond)).is_some());
        let never = TimeEntry { timestamp: 9_000, offset: 900 };
        assert!(found_of(&|segment| segment.times.push(never)).is_some());
    }
}
