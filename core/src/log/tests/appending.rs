//! What a leader writes and a follower takes over, and when a segment ends.

use alloc::vec;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::DiskError;
use partita_wire::records::{BatchBuilder, Codec, Records};

use super::super::LogError;
use super::{batch, built, filled, open, placed, read};
use crate::disk::MemoryDisk;

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
