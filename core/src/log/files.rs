//! The files beside a segment's batches, byte for byte as Kafka writes them: the sparse indexes by offset and by time, and
//! the producers as they were where the segment begins.
//!
//! A log finds its batches by what it has in memory; the files are for tools and for brokers that read a log after us.

use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::DiskError;

use super::segment::{SUFFIX, Segment};
use crate::disk::{Disk, FileName, read_whole};

const INDEX: &str = ".index";
const TIME_INDEX: &str = ".timeindex";
const SNAPSHOT: &str = ".snapshot";

/// Entries for the indexes of one segment.
#[derive(Debug, Default)]
pub(super) struct Entries {
    offsets: Vec<u8>,
    times: Vec<u8>,
}

impl Entries {
    /// The batch with this last offset begins at `position`. Both numbers are relative to the segment.
    pub(super) fn offset(&mut self, segment: &Segment, last_offset: i64, position: u32) {
        self.offsets.extend_from_slice(&relative(segment, last_offset).to_be_bytes());
        self.offsets.extend_from_slice(&position.to_be_bytes());
    }

    /// No record up to `offset` is newer than `timestamp`.
    pub(super) fn time(&mut self, segment: &Segment, timestamp: i64, offset: i64) {
        self.times.extend_from_slice(&timestamp.to_be_bytes());
        self.times.extend_from_slice(&relative(segment, offset).to_be_bytes());
    }

    /// Adds them to the files of a segment that grows.
    pub(super) fn append(&self, disk: &mut dyn Disk, segment: &Segment) -> Result<(), DiskError> {
        for (suffix, bytes) in [(INDEX, &self.offsets), (TIME_INDEX, &self.times)] {
            if !bytes.is_empty() {
                disk.append(&beside(segment, suffix), &[bytes])?;
            }
        }
        Ok(())
    }

    /// Makes them the only ones in the files of a segment, whatever was there.
    pub(super) fn replace(&self, disk: &mut dyn Disk, segment: &Segment) -> Result<(), DiskError> {
        for (suffix, bytes) in [(INDEX, &self.offsets), (TIME_INDEX, &self.times)] {
            let file = beside(segment, suffix);
            let is_right = disk.len(&file) == Some(bytes.len() as u64) && read_whole(disk, &file)? == *bytes;
            if !is_right {
                disk.replace(&file, bytes)?;
            }
        }
        Ok(())
    }
}

/// Makes the files of a new segment.
pub(super) fn create(disk: &mut dyn Disk, segment: &Segment) -> Result<(), DiskError> {
    disk.replace(&segment.file, &[])?;
    disk.replace(&beside(segment, INDEX), &[])?;
    disk.replace(&beside(segment, TIME_INDEX), &[])
}

/// Deletes the files of a segment, the batches first.
pub(super) fn delete(disk: &mut dyn Disk, segment: &Segment) -> Result<(), DiskError> {
    disk.delete(&segment.file)?;
    for suffix in [INDEX, TIME_INDEX, SNAPSHOT] {
        let file = beside(segment, suffix);
        if disk.len(&file).is_some() {
            disk.delete(&file)?;
        }
    }
    Ok(())
}

/// Keeps the producers as they are where a segment begins.
pub(super) fn keep_snapshot(disk: &mut dyn Disk, segment: &Segment, bytes: &[u8]) -> Result<(), DiskError> {
    disk.replace(&beside(segment, SNAPSHOT), bytes)
}

/// The producers as they were where a segment begins, if that was kept.
pub(super) fn snapshot(disk: &dyn Disk, segment: &Segment) -> Option<Vec<u8>> {
    read_whole(disk, &beside(segment, SNAPSHOT)).ok()
}

fn beside(segment: &Segment, suffix: &str) -> FileName {
    let name = segment.file.as_str();
    let mut name = String::from(name.strip_suffix(SUFFIX).unwrap_or(name));
    name.push_str(suffix);
    name.into()
}

/// A segment spans at most 2^31-1 offsets.
fn relative(segment: &Segment, offset: i64) -> i32 {
    i32::try_from(offset.saturating_sub(segment.base_offset)).unwrap_or(i32::MAX)
}
