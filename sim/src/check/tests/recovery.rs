//! S2.

use partita_core::disk::{Disk, FileName, MemoryDisk};
use partita_core::log::{Log, LogSettings};
use partita_wire::records::{BatchBuilder, CheckedBatch, Codec};

use super::super::recovery::{Recovered, judge};

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

#[test]
fn s2_what_is_recovered_twice_is_the_same() {
    for damaged_at in [None, Some(5), Some(100), Some(200)] {
        assert_eq!(judge(&left(damaged_at), |disk| Recovered::open(disk, "t-0")), Ok(()), "{damaged_at:?}");
    }
}

#[test]
fn s2_a_recovery_that_loses_a_little_each_time() {
    let forgetful = |disk: &mut dyn Disk| {
        let found = Recovered::open(disk, "t-0")?;
        let last = disk.list("t-0/").into_iter().rfind(|file| file.as_str().ends_with(".log"))?;
        let len = disk.len(&last)?;
        disk.truncate(&last, len.saturating_sub(1)).ok()?;
        Some(found)
    };
    let seen = judge(&left(None), forgetful).unwrap_err();
    assert!(seen.starts_with("A second recovery found offsets 0 to 19"), "{seen}");
}

#[test]
fn s2_a_recovery_that_a_crash_leads_astray() {
    // It notes that it is done before it is.
    let hasty = |disk: &mut dyn Disk| {
        let done = FileName::new("t-0/done");
        if disk.len(&done).is_none() {
            disk.replace(&done, b"x").ok()?;
            return Recovered::open(disk, "t-0");
        }
        Some(Recovered { log_end: 99, ..Recovered::open(disk, "t-0")? })
    };
    assert!(judge(&left(None), hasty).is_err());
    let careful = |disk: &mut dyn Disk| Recovered::open(disk, "t-0");
    assert_eq!(judge(&left(Some(100)), careful), Ok(()));
}
