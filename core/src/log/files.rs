//! The files beside a segment's batches, byte for byte as Kafka writes them: the sparse indexes by offset and by time, and
//! the producers as they were where the segment begins.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::DiskError;

use super::segment::{OffsetEntry, SUFFIX, Segment, TimeEntry};
use crate::disk::{Disk, FileName, read_whole};

pub(super) const INDEX: &str = ".index";
pub(super) const TIME_INDEX: &str = ".timeindex";
pub(super) const SNAPSHOT: &str = ".snapshot";
/// Ends the name of a file that is deleted after a while.
pub(super) const DELETED: &str = ".deleted";
/// Bytes of an entry of each index.
pub(super) const OFFSET_ENTRY_LEN: usize = 8;
pub(super) const TIME_ENTRY_LEN: usize = 12;

/// How many entries the indexes of a segment have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Indexed {
    offsets: usize,
    times: usize,
}

impl Indexed {
    pub(super) fn of(segment: &Segment) -> Self {
        Self { offsets: segment.offsets.len(), times: segment.times.len() }
    }

    /// Adds what a segment's indexes have beyond these to its files.
    pub(super) fn append_to(self, disk: &mut dyn Disk, segment: &Segment) -> Result<(), DiskError> {
        let offsets = offset_bytes(segment, &segment.offsets[self.offsets..]);
        let times = time_bytes(segment, &segment.times[self.times..]);
        for (suffix, bytes) in [(INDEX, offsets), (TIME_INDEX, times)] {
            if !bytes.is_empty() {
                disk.append(&beside(segment, suffix), &[&bytes])?;
            }
        }
        Ok(())
    }
}

/// Makes the index files of a segment right, whatever was there.
pub(super) fn write_indexes(disk: &mut dyn Disk, segment: &Segment) -> Result<(), DiskError> {
    let offsets = offset_bytes(segment, &segment.offsets);
    let times = time_bytes(segment, &segment.times);
    for (suffix, bytes) in [(INDEX, offsets), (TIME_INDEX, times)] {
        let file = beside(segment, suffix);
        let is_right = disk.len(&file) == Some(bytes.len() as u64) && read_whole(disk, &file)? == bytes;
        if !is_right {
            disk.replace(&file, &bytes)?;
        }
    }
    Ok(())
}

/// What a segment's index files have, if there are both and they can be what was written: everything grows, and nothing lies
/// beyond `len` bytes of batches.
pub(super) fn read_indexes(
    disk: &dyn Disk,
    segment: &Segment,
    len: u32,
) -> Option<(Vec<OffsetEntry>, Vec<TimeEntry>)> {
    let offsets = read_whole(disk, &beside(segment, INDEX)).ok()?;
    let times = read_whole(disk, &beside(segment, TIME_INDEX)).ok()?;
    if offsets.len() % OFFSET_ENTRY_LEN != 0 || times.len() % TIME_ENTRY_LEN != 0 {
        return None;
    }
    let absolute = |bytes: &[u8]| {
        let relative = i32::from_be_bytes(*bytes.first_chunk()?);
        (relative >= 0).then(|| segment.base_offset.saturating_add(i64::from(relative)))
    };
    let offsets: Option<Vec<OffsetEntry>> = offsets
        .chunks_exact(OFFSET_ENTRY_LEN)
        .map(|entry| {
            let position = u32::from_be_bytes(*entry.get(4..)?.first_chunk()?);
            Some(OffsetEntry { offset: absolute(entry)?, position }).filter(|entry| entry.position < len)
        })
        .collect();
    let times: Option<Vec<TimeEntry>> = times
        .chunks_exact(TIME_ENTRY_LEN)
        .map(|entry| {
            let timestamp = i64::from_be_bytes(*entry.first_chunk()?);
            Some(TimeEntry { timestamp, offset: absolute(entry.get(8..)?)? })
        })
        .collect();
    let (offsets, times) = (offsets?, times?);
    let grows = offsets.is_sorted_by(|a, b| a.offset < b.offset && a.position < b.position)
        && times.is_sorted_by(|a, b| a.timestamp < b.timestamp && a.offset < b.offset);
    grows.then_some((offsets, times))
}

/// Whether a segment's index is there. Kafka looks at no more before it scans (`LogSegment.sanityCheck` of 4.3.1).
pub(super) fn has_index(disk: &dyn Disk, segment: &Segment) -> bool {
    disk.len(&beside(segment, INDEX)).is_some()
}

/// Makes the files of a new segment.
pub(super) fn create(disk: &mut dyn Disk, segment: &Segment) -> Result<(), DiskError> {
    disk.replace(&segment.file, &[])?;
    disk.replace(&beside(segment, INDEX), &[])?;
    disk.replace(&beside(segment, TIME_INDEX), &[])
}

/// Makes all of a segment survive a loss of power.
pub(super) fn flush(disk: &mut dyn Disk, segment: &Segment) -> Result<(), DiskError> {
    disk.flush(&segment.file)?;
    for suffix in [INDEX, TIME_INDEX] {
        let file = beside(segment, suffix);
        if disk.len(&file).is_some() {
            disk.flush(&file)?;
        }
    }
    Ok(())
}

/// Gives the files of a segment that is no longer part of its log other names, the batches last: after a crash on the way here
/// it is found again. Gives these names.
pub(super) fn set_aside(disk: &mut dyn Disk, segment: &Segment) -> Result<Vec<FileName>, DiskError> {
    set_aside_files(disk, segment, &[SNAPSHOT, INDEX, TIME_INDEX, SUFFIX])
}

/// The same for one in whose place another comes: the producers are still as they were where it begins.
pub(super) fn set_aside_batches(disk: &mut dyn Disk, segment: &Segment) -> Result<Vec<FileName>, DiskError> {
    set_aside_files(disk, segment, &[INDEX, TIME_INDEX, SUFFIX])
}

fn set_aside_files(
    disk: &mut dyn Disk,
    segment: &Segment,
    suffixes: &[&str],
) -> Result<Vec<FileName>, DiskError> {
    let mut aside = Vec::new();
    for suffix in suffixes {
        let file = beside(segment, suffix);
        if disk.len(&file).is_some() {
            let other = FileName::from(format!("{file}{DELETED}"));
            disk.rename(&file, &other)?;
            aside.push(other);
        }
    }
    Ok(aside)
}

/// Where the producers as they were at `offset` are kept.
pub(super) fn snapshot_file(dir: &str, offset: i64) -> FileName {
    format!("{dir}/{offset:020}{SNAPSHOT}").into()
}

/// The offset in the name of a file of the log in `dir`, if it ends with `suffix`.
pub(super) fn offset_of(dir: &str, file: &FileName, suffix: &str) -> Option<i64> {
    let name = file.as_str().strip_prefix(dir)?.strip_prefix('/')?.strip_suffix(suffix)?;
    let is_offset = name.len() == 20 && name.bytes().all(|digit| digit.is_ascii_digit());
    if is_offset { name.parse().ok() } else { None }
}

/// All files in the directory of a log.
pub(super) fn all(disk: &dyn Disk, dir: &str) -> Vec<FileName> {
    disk.list(&(String::from(dir) + "/"))
}

fn beside(segment: &Segment, suffix: &str) -> FileName {
    let name = segment.file.as_str();
    let mut name = String::from(name.strip_suffix(SUFFIX).unwrap_or(name));
    name.push_str(suffix);
    name.into()
}

fn offset_bytes(segment: &Segment, entries: &[OffsetEntry]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(entries.len() * OFFSET_ENTRY_LEN);
    for entry in entries {
        bytes.extend_from_slice(&relative(segment, entry.offset).to_be_bytes());
        bytes.extend_from_slice(&entry.position.to_be_bytes());
    }
    bytes
}

fn time_bytes(segment: &Segment, entries: &[TimeEntry]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(entries.len() * TIME_ENTRY_LEN);
    for entry in entries {
        bytes.extend_from_slice(&entry.timestamp.to_be_bytes());
        bytes.extend_from_slice(&relative(segment, entry.offset).to_be_bytes());
    }
    bytes
}

/// A segment spans at most 2^31-1 offsets.
fn relative(segment: &Segment, offset: i64) -> i32 {
    i32::try_from(offset.saturating_sub(segment.base_offset)).unwrap_or(i32::MAX)
}
