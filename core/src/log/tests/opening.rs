//! What a start finds on the disk, and in which files it is.

use alloc::vec::Vec;

use partita_wire::records::{BatchBuilder, Codec};

use super::super::{Log, LogSettings};
use super::{DIR, SETTINGS, as_opened, batch, built, filled, open};
use crate::disk::{Disk, FileName, MemoryDisk};

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
