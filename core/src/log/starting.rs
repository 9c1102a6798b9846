//! What a log does with what its last life left: little after one that ended in order, what is needed after any other.

use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

use partita_wire::records::{BatchBuilder, CheckedBatch, Codec};

use super::{Left, Log, LogSettings, Opening, Retention};
use crate::disk::{Disk, FileName, MemoryDisk, read_whole};

const DIR: &str = "orders-0";
const SETTINGS: LogSettings =
    LogSettings { segment_bytes: 400, index_interval_bytes: 100, ..LogSettings::DEFAULT };
const CLEAN: Left = Left { clean: true, recovery_point: 0, log_start: 0 };

/// A log of thirty batches of one idempotent producer, its epochs 0, 1 and 2 of ten batches each, closed.
fn closed() -> (MemoryDisk, Log) {
    let mut disk = MemoryDisk::new();
    let mut log = Log::open(&mut disk, DIR, SETTINGS).unwrap();
    for n in 0..30 {
        let mut builder = BatchBuilder::new(Codec::None).producer(7, 0, n);
        builder.append(1_000 + i64::from(n), Some(b"k"), Some(b"v"), &[]).unwrap();
        let batch = CheckedBatch::from_client(builder.build(0, -1).unwrap()).unwrap();
        log.append_as_leader(&mut disk, &batch, n / 10).unwrap();
    }
    log.close(&mut disk).unwrap();
    (disk, log)
}

fn open(disk: &mut MemoryDisk, left: Left) -> Log {
    Log::open_after(disk, DIR, SETTINGS, left).unwrap()
}

fn file(base_offset: i64, suffix: &str) -> FileName {
    FileName::from(format!("{DIR}/{base_offset:020}{suffix}"))
}

/// Flips a bit in a record of the segment with this number.
fn rot(disk: &mut MemoryDisk, log: &Log, number: usize) {
    let name = log.files().nth(number).unwrap();
    disk.flip(name, 68).unwrap();
}

/// What readers, followers and producers get of a log: offsets of its batches, what is found by time, epochs, the last
/// sequence of a producer.
type Shown = (Vec<i64>, Vec<Option<i64>>, Vec<(i32, i64)>, Option<i32>);

fn shown(log: &Log, disk: &MemoryDisk) -> Shown {
    let batches = log.batches(disk, 0, 100).unwrap();
    let offsets = batches.iter().map(|batch| batch.header().base_offset).collect();
    let found = |time| log.offset_for_timestamp(disk, time).unwrap().map(|found| found.offset);
    let times = (999..1_031).map(found).collect();
    let sequence = log.producers().by_id().get(&7).and_then(|state| state.last_sequence());
    (offsets, times, log.epochs().entries().to_vec(), sequence)
}

#[test]
fn after_an_orderly_end_nothing_is_scanned() {
    let (mut disk, log) = closed();
    rot(&mut disk, &log, 1);
    let before = disk.clone();
    let opened = open(&mut disk, CLEAN);
    assert_eq!(shown(&opened, &disk), shown(&log, &disk));
    assert_eq!((opened.log_end(), opened.recovery_point()), (30, 30));
    assert_eq!(disk, before, "nothing was written either");
}

#[test]
fn after_a_crash_everything_from_the_recovery_point_on_is_scanned() {
    let (mut disk, log) = closed();
    rot(&mut disk, &log, 1);
    let bases: Vec<i64> = log.segments().collect();
    let below = Left { recovery_point: bases[2] + 1, ..Left::default() };
    let opened = open(&mut disk.clone(), below);
    assert_eq!((opened.log_end(), opened.recovery_point()), (30, bases[2] + 1));
    // The segment that the recovery point lies in is scanned whole, and what comes behind the bad batch goes.
    let within = Left { recovery_point: bases[1] + 1, ..Left::default() };
    let opened = open(&mut disk, within);
    assert_eq!((opened.log_end(), opened.recovery_point()), (bases[1], bases[1]));
    assert_eq!(opened.segments().collect::<Vec<_>>(), bases[..2]);
    assert_eq!(disk.len(&file(bases[2], ".log")), None);
    let sequence = opened.producers().by_id()[&7].last_sequence();
    assert_eq!(sequence.map(i64::from), Some(bases[1] - 1), "no producer is newer than the log");
    assert!(opened.epochs().entries().iter().all(|&(_, start)| start < bases[1]));
}

#[test]
fn it_goes_in_steps() {
    for left in [CLEAN, Left::default()] {
        let (mut disk, log) = closed();
        let mut opening = Opening::begin(&mut disk, DIR, SETTINGS, left).unwrap();
        let mut steps = 1;
        while !opening.step(&mut disk, &mut { 100 }).unwrap() {
            steps += 1;
        }
        assert!(steps > 4, "{steps}");
        let opened = opening.finish();
        assert_eq!(opened, open(&mut disk, left));
        assert_eq!(shown(&opened, &disk), shown(&log, &disk));
    }
}

#[test]
fn an_index_that_is_missing_or_cannot_be_right_is_made_again() {
    for suffix in [".index", ".timeindex"] {
        for damage in 0..5 {
            let (mut disk, log) = closed();
            let name = file(log.segments().nth(1).unwrap(), suffix);
            let right = read_whole(&disk, &name).unwrap();
            let mut wrong = right.clone();
            match damage {
                0 => disk.delete(&name).unwrap(),
                1 => wrong.truncate(right.len() - 1),
                2 => wrong.rotate_left(4),
                3 => wrong.fill(0xff),
                // Of a longer log.
                _ => wrong.extend_from_slice(&[0x7f; 24][..if suffix == ".index" { 8 } else { 12 }]),
            }
            if damage > 0 {
                disk.replace(&name, &wrong).unwrap();
            }
            let opened = open(&mut disk, CLEAN);
            assert_eq!(shown(&opened, &disk), shown(&log, &disk), "{suffix} {damage}");
            assert_eq!(read_whole(&disk, &name), Ok(right), "{suffix} {damage}");
        }
    }
}

#[test]
fn an_index_that_lies_misleads_nobody() {
    let (mut disk, log) = closed();
    for base in log.segments() {
        let name = file(base, ".index");
        let mut wrong = read_whole(&disk, &name).unwrap();
        if let Some(position) = wrong.get_mut(7) {
            *position ^= 1;
            disk.replace(&name, &wrong).unwrap();
        }
        let name = file(base, ".timeindex");
        let mut wrong = read_whole(&disk, &name).unwrap();
        if wrong.len() > 12 {
            wrong[7] ^= 1;
            disk.replace(&name, &wrong).unwrap();
        }
    }
    let opened = open(&mut disk, CLEAN);
    for offset in 0..30 {
        assert_eq!(opened.batches(&disk, offset, 1).unwrap()[0].header().base_offset, offset);
    }
    assert_eq!(shown(&opened, &disk), shown(&log, &disk));
}

#[test]
fn epochs_are_found_again_where_the_checkpoint_is_wrong() {
    for text in [
        None,
        Some("0\n1\n0 0\n"),
        Some("0\n2\n0 0\n9 7\n"),
        Some("0\n4\n0 0\n1 10\n2 20\n5 30\n"),
        Some("?"),
    ] {
        for left in [CLEAN, Left { recovery_point: 25, ..Left::default() }] {
            let (mut disk, _) = closed();
            let name = super::epochs_file(DIR);
            match text {
                None => disk.delete(&name).unwrap(),
                Some(text) => disk.replace(&name, text.as_bytes()).unwrap(),
            }
            let opened = open(&mut disk, left);
            assert_eq!(opened.epochs().entries(), [(0, 0), (1, 10), (2, 20)], "{text:?} {left:?}");
            let kept = read_whole(&disk, &name).unwrap();
            assert_eq!(kept, opened.epochs().to_checkpoint().as_bytes());
        }
    }
}

#[test]
fn producers_are_found_again_where_their_snapshots_are_wrong() {
    for damage in 0..4 {
        let (mut disk, log) = closed();
        let snapshots: Vec<FileName> =
            disk.list(DIR).into_iter().filter(|file| file.as_str().ends_with(".snapshot")).collect();
        let newest = snapshots.last().unwrap().clone();
        match damage {
            0 => snapshots.iter().for_each(|file| disk.delete(file).unwrap()),
            1 => disk.flip(&newest, 20).unwrap(),
            // One that is newer than the log, and one that says it is older than it is.
            2 => disk.rename(&newest, &file(31, ".snapshot")).unwrap(),
            _ => disk.rename(&newest, &file(3, ".snapshot")).unwrap(),
        }
        let opened = open(&mut disk, CLEAN);
        assert_eq!(shown(&opened, &disk), shown(&log, &disk), "damage {damage}");
        assert_eq!(disk.len(&file(31, ".snapshot")), None);
        assert_eq!(disk.len(&file(3, ".snapshot")), None);
    }
}

#[test]
fn producers_of_a_log_that_was_begun_anew_are_forgotten_with_their_snapshots() {
    let (mut disk, mut log) = closed();
    log.start_anew(&mut disk, 25).unwrap();
    let another = LogSettings { segment_bytes: 10_000, ..SETTINGS };
    log.set_settings(another);
    for n in 0..10 {
        let mut builder = BatchBuilder::new(Codec::None).producer(8, 0, n);
        builder.append(1_000, Some(b"k"), Some(b"v"), &[]).unwrap();
        let batch = CheckedBatch::from_client(builder.build(0, -1).unwrap()).unwrap();
        log.append_as_leader(&mut disk, &batch, 3).unwrap();
    }
    let left = Left { clean: false, recovery_point: 25, log_start: 25 };
    let opened = Log::open_after(&mut disk, DIR, another, left).unwrap();
    let of = |log: &Log, id| log.producers().by_id().get(&id).and_then(|state| state.last_sequence());
    assert_eq!((opened.log_end(), of(&opened, 7), of(&opened, 8)), (35, None, Some(9)));
}

#[test]
fn a_log_that_ends_before_its_start_begins_there() {
    let (mut disk, _) = closed();
    let opened = open(&mut disk, Left { log_start: 500, ..CLEAN });
    assert_eq!((opened.log_start(), opened.log_end()), (500, 500));
    assert_eq!(opened.segments().collect::<Vec<_>>(), vec![500]);
    let (mut disk, log) = closed();
    let opened = open(&mut disk, Left { log_start: 13, ..CLEAN });
    assert_eq!((opened.log_start(), opened.log_end()), (13, 30));
    assert_eq!(opened.epochs().entries(), [(1, 13), (2, 20)]);
    assert!(opened.segments().count() < log.segments().count());
}

#[test]
fn a_segment_ends_when_an_index_is_full() {
    let (mut disk, _) = closed();
    let settings = LogSettings { segment_bytes: 1 << 20, segment_index_bytes: 24, ..SETTINGS };
    let mut log = Log::open_after(&mut disk, DIR, settings, CLEAN).unwrap();
    let before = log.segments().count();
    for n in 0..30 {
        let mut builder = BatchBuilder::new(Codec::None);
        builder.append(9_000 + n, Some(b"k"), Some(b"v"), &[]).unwrap();
        let batch = CheckedBatch::from_client(builder.build(0, -1).unwrap()).unwrap();
        log.append_as_leader(&mut disk, &batch, 2).unwrap();
    }
    assert!(log.segments().count() > before + 4);
    let index = |base| disk.len(&file(base, ".index")).unwrap();
    assert!(log.segments().skip(before).all(|base| index(base) <= 24));
}

#[test]
fn what_a_flush_has_told_survives_with_its_indexes() {
    let (mut disk, mut log) = closed();
    let end = log.log_end();
    assert_eq!(log.recovery_point(), end);
    disk.power_off();
    let opened = open(&mut disk, Left { recovery_point: end, ..Left::default() });
    assert_eq!(opened.log_end(), end);
    log.truncate_to(&mut disk, 12).unwrap();
    assert_eq!(log.recovery_point(), 12);
}

#[test]
fn a_batch_whose_flush_fails_was_not_taken() {
    let mut disk = MemoryDisk::new();
    let mut log = Log::open(&mut disk, DIR, LogSettings { flush_messages: 1, ..SETTINGS }).unwrap();
    let batch = |value: &[u8]| {
        let mut builder = BatchBuilder::new(Codec::None);
        builder.append(1, None, Some(value), &[]).unwrap();
        CheckedBatch::from_client(builder.build(0, -1).unwrap()).unwrap()
    };
    log.append_as_leader(&mut disk, &batch(b"kept"), 0).unwrap();
    disk.fail_flushes();
    assert!(log.append_as_leader(&mut disk, &batch(b"refused"), 0).is_err());
    assert_eq!(log.log_end(), 1);
    disk.mend();
    assert_eq!(open(&mut disk, Left::default()).log_end(), 1);
}

#[test]
fn damage_below_the_recovery_point_cuts_its_own_segment_alone() {
    let (mut disk, log) = closed();
    let bases: Vec<i64> = log.segments().collect();
    rot(&mut disk, &log, 1);
    disk.delete(&file(bases[1], ".index")).unwrap();
    for left in [CLEAN, Left { recovery_point: bases[3], ..Left::default() }] {
        let mut disk = disk.clone();
        let opened = open(&mut disk, left);
        assert_eq!(opened.segments().collect::<Vec<_>>(), bases, "{left:?}");
        assert_eq!(opened.log_end(), 30);
        assert_eq!(disk.len(&file(bases[1], ".log")), Some(0));
        let batches = opened.batches(&disk, 0, 100).unwrap();
        let offsets: Vec<i64> = batches.iter().map(|batch| batch.header().base_offset).collect();
        assert!(offsets.iter().copied().eq((0..bases[1]).chain(bases[2]..30)), "{offsets:?}");
        assert_eq!(open(&mut disk, left), opened);
        // What is left of it goes with the segments around it.
        let retention = Retention { ms: 1, bytes: -1 };
        assert_eq!(opened.past_retention(retention, 1 << 40, 30), bases.len());
    }
}

#[test]
fn as_in_kafka_a_missing_index_hides_damage_behind_the_recovery_point_from_the_scan() {
    let (mut disk, log) = closed();
    let bases: Vec<i64> = log.segments().collect();
    rot(&mut disk, &log, 1);
    disk.delete(&file(bases[1], ".index")).unwrap();
    let opened = open(&mut disk, Left::default());
    assert_eq!((opened.segments().collect::<Vec<_>>(), opened.log_end()), (bases, 30));
}

#[test]
fn what_recovery_cuts_off_is_set_aside_first() {
    let (mut disk, log) = closed();
    let bases: Vec<i64> = log.segments().collect();
    rot(&mut disk, &log, 1);
    let mut opened = open(&mut disk, Left::default());
    let aside = file(bases[2], ".log.deleted");
    assert!(disk.len(&aside).is_some() && opened.take_deleted().contains(&aside));
    // Who starts before it was deleted does so at once.
    open(&mut disk, Left::default());
    assert_eq!(disk.len(&aside), None);
}

#[test]
fn segments_without_timestamps_are_not_scanned() {
    let mut disk = MemoryDisk::new();
    let mut log = Log::open(&mut disk, DIR, SETTINGS).unwrap();
    for _ in 0..12 {
        let mut builder = BatchBuilder::new(Codec::None);
        builder.append(-1, Some(b"k"), Some(b"v"), &[]).unwrap();
        let batch = CheckedBatch::from_client(builder.build(0, -1).unwrap()).unwrap();
        log.append_as_leader(&mut disk, &batch, 0).unwrap();
    }
    log.close(&mut disk).unwrap();
    assert!(log.segments().count() > 2);
    rot(&mut disk, &log, 1);
    let before = disk.clone();
    let opened = open(&mut disk, CLEAN);
    assert_eq!(opened.log_end(), 12, "a scan would have met the damage");
    assert_eq!(disk, before);
}
