//! S2: recovery is idempotent. What a process left on its disk is opened on copies of it, as a start of that node opens it: by
//! what the last life wrote down, in slices. Once to its end, a second time, and with a crash in the middle after which it is
//! opened again. All of them find the same log.
//!
//! The mark of an orderly end is gone as soon as a start has begun. Who comes after a crash in the middle of it scans, and has
//! to find what a scan of the untouched disk would have found.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_core::disk::{Disk, Interrupted, MemoryDisk};
use partita_core::left_of_log;
use partita_core::log::{Left, LogSettings, Opening, Producers};

/// Bytes that are read in one step: as many as a broker reads, and as few as can be.
const SLICES: [u64; 2] = [1 << 20, 1];

/// How a log is opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start<'a> {
    /// Its directory.
    pub(super) dir: &'a str,
    pub(super) settings: LogSettings,
    pub(super) left: Left,
    pub(super) slice: u64,
}

impl<'a> Start<'a> {
    /// As the node does that finds this disk.
    pub(super) fn of(disk: &dyn Disk, dir: &'a str, settings: LogSettings) -> Self {
        Self { dir, settings, left: left_of_log(disk, dir), slice: SLICES[0] }
    }
}

/// What recovery makes of a disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recovered {
    pub(super) log_start: i64,
    pub(super) log_end: i64,
    pub(super) epochs: Vec<(i32, i64)>,
    pub(super) producers: Producers,
}

impl Recovered {
    /// Opens the log of a partition as a process that starts does. `None` if the disk does not let it.
    pub(super) fn open(disk: &mut dyn Disk, start: Start<'_>) -> Option<Self> {
        let mut opening = Opening::begin(disk, start.dir, start.settings, start.left).ok()?;
        while !opening.step(disk, &mut { start.slice }).ok()? {}
        let log = opening.finish();
        Some(Self {
            log_start: log.log_start(),
            log_end: log.log_end(),
            epochs: log.epochs().entries().to_vec(),
            producers: log.producers().clone(),
        })
    }
}

/// Opens what was `left` of a log again and again, and says where that differs.
pub(super) fn judge(
    left: &MemoryDisk,
    start: Start<'_>,
    open: impl Fn(&mut dyn Disk, Start<'_>) -> Option<Recovered>,
) -> Result<(), String> {
    let mut whole = Interrupted::after(left, u64::MAX);
    // A disk that does not work shows nothing.
    let Some(once) = open(&mut whole, start) else { return Ok(()) };
    let (changes, mut opened) = (whole.changes(), whole.into_disk());
    let in_small_slices = Start { slice: SLICES[1], ..start };
    compare(&once, open(&mut left.clone(), in_small_slices), "The same in smaller slices")?;
    compare(&once, open(&mut opened, start), "A second recovery")?;
    let after_crash = Start { left: Left { clean: false, ..start.left }, ..start };
    let Some(scanned) = open(&mut left.clone(), after_crash) else { return Ok(()) };
    compare(&scanned, open(&mut opened, after_crash), "A recovery that scans after it")?;
    // A crash before the first change, after it, in the middle, and before the last one.
    let mut crashes = [0, 1, changes / 2, changes.saturating_sub(1)];
    crashes.sort_unstable();
    for (at, &behind) in crashes.iter().enumerate() {
        if behind >= changes || crashes[..at].contains(&behind) {
            continue;
        }
        let mut crashed = Interrupted::after(left, behind);
        let _ = open(&mut crashed, start);
        let of = format!("A recovery after a crash behind {behind} of {changes} changes to the disk");
        compare(&scanned, open(&mut crashed.into_disk(), after_crash), &of)?;
    }
    Ok(())
}

fn compare(once: &Recovered, again: Option<Recovered>, which: &str) -> Result<(), String> {
    let shown = |found: &Recovered| {
        format!("offsets {} to {}, epochs {:?}", found.log_start, found.log_end, found.epochs)
    };
    match again {
        Some(again) if again == *once => Ok(()),
        Some(again) => Err(format!("{which} found {}; the first one found {}.", shown(&again), shown(once))),
        None => Err(format!("{which} failed; the first one found {}.", shown(once))),
    }
}
