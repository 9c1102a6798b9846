//! What a reader gets, by offset and by time.

use super::super::LogError;
use super::{Log, batch, filled, open, placed, read};
use crate::disk::MemoryDisk;

#[test]
fn reading_begins_with_the_batch_that_has_the_offset() {
    let mut disk = MemoryDisk::new().with_chunk_len(64);
    let log = filled(&mut disk);
    assert!(log.segments().count() > 3);
    for offset in 0..40 {
        let read = read(&log, &disk, offset, 1, 40, true).unwrap();
        assert_eq!(placed(&read), [(offset / 2 * 2, if offset < 20 { 0 } else { 3 })]);
    }
    assert!(read(&log, &disk, 40, 1_000, 40, true).unwrap().is_empty());
    assert_eq!(read(&log, &disk, 41, 1_000, 40, true), Err(LogError::OutOfRange(41, 0, 40)));
    assert_eq!(read(&log, &disk, -1, 1_000, 40, true), Err(LogError::OutOfRange(-1, 0, 40)));
}

#[test]
fn nothing_at_or_above_the_bound_is_read() {
    let mut disk = MemoryDisk::new();
    let log = filled(&mut disk);
    assert_eq!(placed(&read(&log, &disk, 0, 1_000, 4, true).unwrap()), [(0, 0), (2, 0)]);
    // A bound in the middle of a batch leaves the whole batch out.
    assert_eq!(placed(&read(&log, &disk, 0, 1_000, 3, true).unwrap()), [(0, 0)]);
    assert!(read(&log, &disk, 4, 1_000, 4, true).unwrap().is_empty());
}

#[test]
fn a_limit_cuts_but_the_first_batch_comes_whole() {
    let mut disk = MemoryDisk::new();
    let log = filled(&mut disk);
    let size = batch(&["a", "b"], 0).size();
    let cut = read(&log, &disk, 0, u32::try_from(size + 30).unwrap(), 40, false).unwrap();
    assert_eq!((cut.len(), placed(&cut).len()), (size + 30, 1));
    assert_eq!(read(&log, &disk, 0, 10, 40, true).unwrap().len(), size);
    assert!(read(&log, &disk, 0, 10, 40, false).unwrap().is_empty());
}

#[test]
fn records_by_time() {
    let mut disk = MemoryDisk::new();
    let mut log = filled(&mut disk);
    let offset = |log: &Log, time| log.offset_for_timestamp(&disk, time).unwrap().map(|found| found.offset);
    assert_eq!(offset(&log, 0), Some(0));
    assert_eq!(offset(&log, 1), Some(1));
    assert_eq!(offset(&log, 2), Some(2));
    assert_eq!(offset(&log, 12_001), Some(25));
    assert_eq!(offset(&log, 19_001), Some(39));
    assert_eq!(offset(&log, 19_002), None);
    let newest = log.offset_of_max_timestamp(&disk).unwrap().unwrap();
    assert_eq!((newest.offset, newest.timestamp, newest.leader_epoch), (39, 19_001, 3));
    let mut other = disk.clone();
    log.delete_records_to(&mut other, 5).unwrap();
    assert_eq!(log.offset_for_timestamp(&other, 0).unwrap().unwrap().offset, 5);
}

#[test]
fn an_empty_log_has_no_newest_record() {
    let mut disk = MemoryDisk::new();
    let log = open(&mut disk);
    assert_eq!(log.offset_of_max_timestamp(&disk), Ok(None));
    assert_eq!(log.offset_for_timestamp(&disk, 0), Ok(None));
}

#[test]
fn old_timestamps_do_not_hide_newer_ones() {
    let mut disk = MemoryDisk::new();
    let mut log = open(&mut disk);
    for time in [50, 10, 90, 20, 90, 30] {
        log.append_as_leader(&mut disk, &batch(&["v"], time), 0).unwrap();
    }
    let offset = |time| log.offset_for_timestamp(&disk, time).unwrap().map(|found| found.offset);
    assert_eq!([offset(0), offset(51), offset(90), offset(91)], [Some(0), Some(2), Some(2), None]);
    assert_eq!(log.offset_of_max_timestamp(&disk).unwrap().unwrap().offset, 2);
}
