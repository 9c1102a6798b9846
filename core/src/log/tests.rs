//! A log on a memory disk: appended, read, cut, opened again.

use alloc::vec;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::DiskError;
use partita_wire::records::{BatchBuilder, CheckedBatch, Codec, Records};

use super::{Log, LogError, LogSettings, Retention};
use crate::disk::{Disk, FileName, MemoryDisk};

const DIR: &str = "orders-0";

/// Small segments and an index entry for nearly each batch, so that a few batches show everything.
const SETTINGS: LogSettings = LogSettings {
    segment_bytes: 400,
    segment_ms: 100_000,
    index_interval_bytes: 100,
    ..LogSettings::DEFAULT
};

fn batch(values: &[&str], timestamp: i64) -> CheckedBatch {
    built(BatchBuilder::new(Codec::None), values, timestamp)
}

fn built(mut builder: BatchBuilder, values: &[&str], timestamp: i64) -> CheckedBatch {
    for (n, value) in values.iter().enumerate() {
        builder.append(timestamp + n as i64, Some(b"k"), Some(value.as_bytes()), &[]).unwrap();
    }
    CheckedBatch::from_client(builder.build(0, -1).unwrap()).unwrap()
}

fn open(disk: &mut MemoryDisk) -> Log {
    Log::open(disk, DIR, SETTINGS).unwrap()
}

/// Twenty batches of two records each, epoch 0 for the first ten and 3 for the others.
fn filled(disk: &mut MemoryDisk) -> Log {
    let mut log = open(disk);
    for n in 0..20 {
        let epoch = if n < 10 { 0 } else { 3 };
        log.append_as_leader(disk, &batch(&["a", "b"], 1_000 * n), epoch).unwrap();
    }
    log
}

/// What a reader gets of a log.
fn read(
    log: &Log,
    disk: &MemoryDisk,
    from: i64,
    max_bytes: u32,
    below: i64,
    first_whole: bool,
) -> Result<Records, LogError> {
    match log.locate(disk, from, max_bytes, below, first_whole)? {
        Some(span) => Ok(disk.read_now(&span.file, span.position, span.len)?),
        None => Ok(Records::new()),
    }
}

/// A log but for what it cannot share with one that is opened anew: what it has flushed and set aside.
fn as_opened(log: &Log, opened: &Log) -> Log {
    let (cuts, revision, recovery_point) = (opened.cuts, opened.revision, opened.recovery_point);
    Log { cuts, revision, recovery_point, deleted: Vec::new(), ..log.clone() }
}

/// Base offset and epoch of the batches in `records`.
fn placed(records: &Records) -> Vec<(i64, i32)> {
    records
        .batches()
        .map(|batch| {
            let batch = batch.unwrap();
            batch.check_crc().unwrap();
            (batch.header().base_offset, batch.header().leader_epoch)
        })
        .collect()
}

#[test]
fn a_leader_gives_offsets_and_stamps_its_epoch() {
    let mut disk = MemoryDisk::new();
    let mut log = open(&mut disk);
    let first = log.append_as_leader(&mut disk, &batch(&["a", "b", "c"], 5), 4).unwrap();
    let second = log.append_as_leader(&mut disk, &batch(&["d"], 6), 4).unwrap();
    assert_eq!((first.base_offset, first.last_offset), (0, 2));
    assert_eq!((second.base_offset, second.last_offset), (3, 3));
    assert_eq!((log.log_start(), log.log_end()), (0, 4));
    assert_eq!(placed(&read(&log, &disk, 0, 1_000, 4, false).unwrap()), [(0, 4), (3, 4)]);
}

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
fn a_follower_takes_batches_as_they_are() {
    let mut disk = MemoryDisk::new();
    let log = filled(&mut disk);
    let mut copy_disk = MemoryDisk::new();
    let mut copy = open(&mut copy_disk);
    while copy.log_end() < log.log_end() {
        let read = read(&log, &disk, copy.log_end(), 250, 40, true).unwrap();
        copy.append_as_follower(&mut copy_disk, &read).unwrap().expect("a whole batch");
    }
    assert_eq!(copy.epochs(), log.epochs());
    assert_eq!(copy.batches(&copy_disk, 0, 99).unwrap(), log.batches(&disk, 0, 99).unwrap());
    let again = read(&log, &disk, 0, 100, 40, true).unwrap();
    let refused = copy.append_as_follower(&mut copy_disk, &again);
    assert_eq!(refused, Err(LogError::OffsetsOverlap(0, 40)));
}

#[test]
fn a_follower_refuses_damaged_batches_whole() {
    let mut disk = MemoryDisk::new();
    let log = filled(&mut disk);
    let mut bytes = read(&log, &disk, 0, 1_000, 40, true).unwrap().to_bytes().to_vec();
    *bytes.last_mut().unwrap() ^= 1;
    let mut copy_disk = MemoryDisk::new();
    let mut copy = open(&mut copy_disk);
    let refused = copy.append_as_follower(&mut copy_disk, &Records::from(Bytes::from(bytes)));
    assert!(matches!(refused, Err(LogError::Batch(_))), "{refused:?}");
    assert_eq!(copy.log_end(), 0);
}

#[test]
fn a_batch_sent_twice_is_stored_once() {
    let mut disk = MemoryDisk::new();
    let mut log = open(&mut disk);
    let first = built(BatchBuilder::new(Codec::None).producer(7, 0, 0), &["a", "b"], 1);
    let second = built(BatchBuilder::new(Codec::None).producer(7, 0, 2), &["c"], 1);
    log.append_as_leader(&mut disk, &batch(&["x"], 1), 0).unwrap();
    log.append_as_leader(&mut disk, &first, 0).unwrap();
    log.append_as_leader(&mut disk, &second, 0).unwrap();
    let again = log.append_as_leader(&mut disk, &first, 0).unwrap();
    assert_eq!((again.base_offset, again.last_offset, again.duplicate), (1, 2, true));
    assert_eq!(log.log_end(), 4);
    assert_eq!(open(&mut disk).producers(), log.producers());
}

#[test]
fn opening_finds_everything_again() {
    let mut disk = MemoryDisk::new();
    let log = filled(&mut disk);
    let opened = open(&mut disk);
    assert_eq!(opened, as_opened(&log, &opened));
    assert_eq!(opened.epochs().entries(), [(0, 0), (3, 20)]);
}

#[test]
fn the_first_bad_batch_ends_the_log() {
    let mut disk = MemoryDisk::new();
    let log = filled(&mut disk);
    let third: Vec<&FileName> = log.files().collect();
    disk.flip(third[2], 150).unwrap();
    let mut opened = open(&mut disk);
    assert!(!opened.take_deleted().is_empty());
    let base = log.segments().nth(2).unwrap();
    assert_eq!(opened.log_end(), base + 2);
    assert_eq!(opened.segments().count(), 3);
    assert_eq!(disk.list(DIR).iter().filter(|name| name.as_str().ends_with(".log")).count(), 3);
    assert_eq!(open(&mut disk), opened);
}

#[test]
fn a_torn_tail_goes() {
    let mut disk = MemoryDisk::new();
    let mut log = open(&mut disk);
    log.append_as_leader(&mut disk, &batch(&["a"], 1), 0).unwrap();
    let file = log.files().next().unwrap().clone();
    disk.append(&file, &[&[0; 30]]).unwrap();
    assert_eq!(open(&mut disk).log_end(), 1);
    assert_eq!(disk.len(&file), Some(log.size()));
}

#[test]
fn cutting_the_end() {
    for offset in [0, 1, 7, 20, 22, 39] {
        let mut disk = MemoryDisk::new();
        let mut log = filled(&mut disk);
        assert!(log.truncate_to(&mut disk, offset).unwrap());
        assert_eq!(log.log_end(), offset / 2 * 2);
        let epochs: &[(i32, i64)] = match offset {
            0 | 1 => &[],
            7 | 20 => &[(0, 0)],
            _ => &[(0, 0), (3, 20)],
        };
        assert_eq!(log.epochs().entries(), epochs, "cut at {offset}");
        let opened = open(&mut disk);
        assert_eq!(opened, as_opened(&log, &opened), "cut at {offset}");
        log.append_as_leader(&mut disk, &batch(&["new"], 1), 5).unwrap();
        assert_eq!(log.epochs().latest(), Some(5));
    }
}

#[test]
fn cutting_at_or_beyond_the_end_removes_nothing() {
    let mut disk = MemoryDisk::new();
    let mut log = filled(&mut disk);
    assert!(!log.truncate_to(&mut disk, 41).unwrap());
    assert!(!log.truncate_to(&mut disk, 40).unwrap());
    assert_eq!(log.log_end(), 40);
}

#[test]
fn an_epoch_without_records_is_forgotten_by_a_restart() {
    let mut disk = MemoryDisk::new();
    let mut log = filled(&mut disk);
    log.begin_epoch(&mut disk, 9).unwrap();
    assert_eq!(log.epochs().end_offset_for(3, 40), (3, 40));
    assert_eq!(open(&mut disk).epochs().entries(), [(0, 0), (3, 20)]);
    let mut disk = MemoryDisk::new();
    open(&mut disk).begin_epoch(&mut disk, 0).unwrap();
    assert_eq!(open(&mut disk).epochs().entries(), []);
}

#[test]
fn deleting_records_moves_the_start() {
    let mut disk = MemoryDisk::new();
    let mut log = filled(&mut disk);
    log.delete_records_to(&mut disk, 21).unwrap();
    assert_eq!(log.log_start(), 21);
    assert_eq!(log.epochs().entries(), [(3, 21)]);
    assert!(log.segments().next().unwrap() > 0);
    assert_eq!(read(&log, &disk, 20, 99, 40, true), Err(LogError::OutOfRange(20, 21, 40)));
    assert_eq!(placed(&read(&log, &disk, 21, 1, 40, true).unwrap()), [(20, 3)]);
    log.delete_records_to(&mut disk, 3).unwrap();
    assert_eq!(log.log_start(), 21);
    let refused = log.delete_records_to(&mut disk, 41);
    assert_eq!(refused, Err(LogError::OutOfRange(41, 21, 40)));
}

#[test]
fn starting_anew_keeps_nothing_but_the_offset() {
    let mut disk = MemoryDisk::new();
    let mut log = filled(&mut disk);
    log.start_anew(&mut disk, 500).unwrap();
    assert_eq!((log.log_start(), log.log_end()), (500, 500));
    assert_eq!(open(&mut disk).log_end(), 500);
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

#[test]
fn a_segment_ends_when_its_time_is_over() {
    let mut disk = MemoryDisk::new();
    let mut log = open(&mut disk);
    for time in [0, 100_000, 100_001] {
        log.append_as_leader(&mut disk, &batch(&["v"], time), 0).unwrap();
    }
    assert_eq!(log.segments().collect::<Vec<_>>(), vec![0, 2]);
}

#[test]
fn a_full_disk_changes_nothing() {
    let mut disk = MemoryDisk::new();
    let mut log = open(&mut disk);
    log.append_as_leader(&mut disk, &batch(&["a"], 1), 0).unwrap();
    disk.set_bytes_max(disk.bytes() + 20);
    let refused = log.append_as_leader(&mut disk, &batch(&["b"], 1), 0);
    assert_eq!(refused, Err(LogError::Disk(DiskError::Full)));
    assert_eq!(log.log_end(), 1);
    assert_eq!(open(&mut disk).log_end(), 1);
}

#[test]
fn old_segments_go() {
    let mut disk = MemoryDisk::new();
    let mut log = filled(&mut disk);
    let keep = |ms, bytes| Retention { ms, bytes };
    let bases: Vec<i64> = log.segments().collect();
    assert_eq!(log.past_retention(keep(-1, -1), i64::MAX, 40), 0);
    assert_eq!(log.past_retention(keep(10_000, -1), 0, 40), 0, "a future timestamp is never old");
    // The second segment ends with record `bases[2] - 1`, a batch of time `(bases[2] - 2) / 2` seconds and a bit.
    let now = (bases[2] / 2 - 1) * 1_000 + 1 + 10_001;
    assert_eq!(log.past_retention(keep(10_000, -1), now, 40), 2);
    assert_eq!(log.past_retention(keep(10_000, -1), now, bases[2] - 1), 1, "only what is committed");
    log.remove_oldest(&mut disk, 2).unwrap();
    assert_eq!(log.segments().collect::<Vec<_>>(), bases[2..]);
    assert_eq!(log.log_start(), bases[2]);
    assert_eq!(open(&mut disk).log_start(), bases[2]);
}

#[test]
fn too_many_bytes_go() {
    let mut disk = MemoryDisk::new();
    let mut log = filled(&mut disk);
    let size = i64::try_from(log.size()).unwrap();
    let count = log.past_retention(Retention { ms: -1, bytes: size - 500 }, 0, 40);
    assert_eq!(count, 1, "never below the limit");
    let all = log.past_retention(Retention { ms: 0, bytes: -1 }, 1_000_000, 40);
    assert_eq!(all, log.segments().count());
    log.remove_oldest(&mut disk, all).unwrap();
    assert_eq!((log.log_start(), log.log_end(), log.size()), (40, 40, 0));
    assert_eq!(open(&mut disk).log_end(), 40);
}

#[test]
fn indexes_and_snapshots_are_kafkas_files() {
    let mut disk = MemoryDisk::new();
    let mut log = filled(&mut disk);
    let whole = |disk: &MemoryDisk, file: &str| crate::disk::read_whole(disk, &FileName::new(file)).unwrap();
    // Batches of 79 bytes and two records: an entry once more than 100 bytes lie before it.
    let index = "orders-0/00000000000000000010.index";
    assert_eq!(whole(&disk, index), [0, 0, 0, 5, 0, 0, 0, 158, 0, 0, 0, 9, 0, 0, 1, 60]);
    let times = "orders-0/00000000000000000010.timeindex";
    assert_eq!(whole(&disk, times)[..12], [0, 0, 0, 0, 0, 0, 0x1b, 0x59, 0, 0, 0, 5]);
    assert_eq!(whole(&disk, "orders-0/00000000000000000010.snapshot").len(), 10, "no producer");
    // Damaged or missing, they are made again.
    let before = (whole(&disk, index), whole(&disk, times));
    disk.flip(&FileName::new(index), 3).unwrap();
    disk.delete(&FileName::new(times)).unwrap();
    open(&mut disk);
    assert_eq!((whole(&disk, index), whole(&disk, times)), before);
    log.delete_records_to(&mut disk, 20).unwrap();
    let aside = log.take_deleted();
    let mut last = aside[aside.len() - 4..].to_vec();
    last.sort();
    assert_eq!(disk.list("orders-0/00000000000000000010"), last, "they go with their segment");
    assert!(aside.iter().all(|file| file.as_str().ends_with(".deleted")));
    open(&mut disk);
    assert!(
        disk.list("orders-0/00000000000000000010").is_empty(),
        "what was set aside does not outlive a life"
    );
}

#[test]
fn producers_outlive_their_batches() {
    let mut disk = MemoryDisk::new();
    let mut log = open(&mut disk);
    log.append_as_leader(&mut disk, &built(BatchBuilder::new(Codec::None).producer(7, 1, 0), &["a"], 1), 0)
        .unwrap();
    for n in 0..10 {
        log.append_as_leader(&mut disk, &batch(&["a", "b"], n), 0).unwrap();
    }
    let active = log.segments().last().unwrap();
    log.delete_records_to(&mut disk, active).unwrap();
    assert_eq!(open(&mut disk).producers(), log.producers());
    assert_eq!(log.producers().by_id()[&7].last_sequence(), Some(0));
}

#[test]
fn what_is_flushed_survives_a_loss_of_power() {
    let mut disk = MemoryDisk::new();
    let mut log = Log::open(&mut disk, DIR, LogSettings { flush_messages: 4, ..SETTINGS }).unwrap();
    for n in 0..3 {
        log.append_as_leader(&mut disk, &batch(&["a", "b"], n), 0).unwrap();
    }
    disk.power_off();
    assert_eq!(open(&mut disk).log_end(), 4);
}
