//! What goes from a log: its end when it is cut, its beginning when that is old or deleted.

use alloc::vec::Vec;

use super::super::{LogError, Retention};
use super::{as_opened, batch, filled, open, placed, read};
use crate::disk::MemoryDisk;

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
