//! S2.

use partita_core::disk::{Disk, FileName, MemoryDisk};
use partita_core::log::{Left, Log, LogSettings, Opening};
use partita_wire::records::{BatchBuilder, CheckedBatch, Codec};

use super::super::recovery::{Recovered, Start, judge};

const SETTINGS: LogSettings =
    LogSettings { segment_bytes: 300, index_interval_bytes: 100, flush_messages: 3, ..LogSettings::DEFAULT };

/// A log of several segments, one of its middle batches damaged where `at` says so.
fn left(damaged_at: Option<u64>) -> MemoryDisk {
    let mut disk = MemoryDisk::new();
    let mut log = Log::open(&mut disk, "t-0", SETTINGS).unwrap();
    for n in 0..20 {
        let mut builder = BatchBuilder::new(Codec::None).producer(7, 0, n);
        builder.append(i64::from(n), Some(b"k"), Some(b"value"), &[]).unwrap();
        let batch = CheckedBatch::from_client(builder.build(0, -1).unwrap()).unwrap();
        log.append_as_leader(&mut disk, &batch, n / 5).unwrap();
    }
    if let Some(byte) = damaged_at {
        let second = disk.list("t-0/").into_iter().filter(|file| file.as_str().ends_with(".log")).nth(1);
        disk.flip(&second.unwrap(), byte).unwrap();
    }
    disk
}

/// How a broker opens what is left, by these notes of its last life.
fn start(disk: &MemoryDisk, notes: Left) -> Start<'static> {
    let start = Start::of(disk, "t-0", SETTINGS);
    Start { left: notes, ..start }
}

const NOTES: [Left; 3] = [
    Left { clean: false, recovery_point: 0, log_start: 0 },
    Left { clean: false, recovery_point: 13, log_start: 4 },
    Left { clean: true, recovery_point: 20, log_start: 4 },
];

#[test]
fn s2_what_is_recovered_twice_is_the_same() {
    for notes in NOTES {
        for damaged_at in [None, Some(5), Some(100), Some(200)] {
            let left = left(damaged_at);
            let judged = judge(&left, start(&left, notes), |disk, start| Recovered::open(disk, start));
            assert_eq!(judged, Ok(()), "{damaged_at:?} {notes:?}");
        }
    }
}

#[test]
fn s2_opens_as_the_node_does_that_finds_the_disk() {
    let mut disk = left(None);
    disk.replace(&FileName::new("recovery-point-offset-checkpoint"), b"0\n1\nt 0 13\n").unwrap();
    disk.replace(&FileName::new("log-start-offset-checkpoint"), b"0\n1\nt 0 4\n").unwrap();
    assert_eq!(Start::of(&disk, "t-0", SETTINGS).left, NOTES[1]);
    disk.replace(&FileName::new(".kafka_cleanshutdown"), b"{}").unwrap();
    assert!(Start::of(&disk, "t-0", SETTINGS).left.clean);
    assert_eq!(Start::of(&disk, "t-1", SETTINGS).left.recovery_point, 0);
}

#[test]
fn s2_a_recovery_that_loses_a_little_each_time() {
    let forgetful = |disk: &mut dyn Disk, start: Start<'_>| {
        let found = Recovered::open(disk, start)?;
        let last = disk.list("t-0/").into_iter().rfind(|file| file.as_str().ends_with(".log"))?;
        let len = disk.len(&last)?;
        disk.truncate(&last, len.saturating_sub(1)).ok()?;
        Some(found)
    };
    let left = left(None);
    let seen = judge(&left, start(&left, NOTES[0]), forgetful).unwrap_err();
    assert!(seen.starts_with("A second recovery found offsets 0 to 19"), "{seen}");
}

#[test]
fn s2_a_recovery_that_depends_on_its_slices() {
    let impatient = |disk: &mut dyn Disk, start: Start<'_>| {
        let found = Recovered::open(disk, start)?;
        let mut opening = Opening::begin(disk, start.dir, start.settings, start.left).ok()?;
        let is_done = opening.step(disk, &mut { start.slice }).ok()?;
        Some(if is_done { found } else { Recovered { log_end: 0, ..found } })
    };
    let left = left(None);
    let seen = judge(&left, start(&left, NOTES[0]), impatient).unwrap_err();
    assert!(seen.starts_with("The same in smaller slices found offsets 0 to 0"), "{seen}");
}

#[test]
fn s2_a_recovery_that_a_crash_leads_astray() {
    // It notes that it is done before it is.
    let hasty = |disk: &mut dyn Disk, start: Start<'_>| {
        let done = FileName::new("t-0/done");
        if disk.len(&done).is_none() {
            disk.replace(&done, b"x").ok()?;
            return Recovered::open(disk, start);
        }
        Some(Recovered { log_end: 99, ..Recovered::open(disk, start)? })
    };
    let whole = left(None);
    assert!(judge(&whole, start(&whole, NOTES[0]), hasty).is_err());
}
