//! S2: recovery is idempotent. What a process left on its disk is recovered on copies of it: once to its end, a second time, and
//! with a crash in the middle of it after which it is recovered again. All of them find the same log.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_core::disk::{Disk, FileName, MemoryDisk, Reading};
use partita_core::log::{Log, LogSettings, Producers};
use partita_machine::DiskError;
use partita_wire::Records;

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
    pub(super) fn open(disk: &mut dyn Disk, dir: &str) -> Option<Self> {
        let log = Log::open(disk, dir, LogSettings::default()).ok()?;
        Some(Self {
            log_start: log.log_start(),
            log_end: log.log_end(),
            epochs: log.epochs().entries().to_vec(),
            producers: log.producers().clone(),
        })
    }
}

/// Recovers what was `left` of a log again and again, and says where that differs.
pub(super) fn judge(
    left: &MemoryDisk,
    open: impl Fn(&mut dyn Disk) -> Option<Recovered>,
) -> Result<(), String> {
    let mut whole = Interrupted::after(left, u64::MAX);
    // A disk that does not work shows nothing.
    let Some(once) = open(&mut whole) else { return Ok(()) };
    compare(&once, open(&mut whole.disk), "A second recovery")?;
    // A crash before the first change, after it, in the middle, and before the last one.
    let mut crashes = [0, 1, whole.changes / 2, whole.changes.saturating_sub(1)];
    crashes.sort_unstable();
    for (at, &changes) in crashes.iter().enumerate() {
        if changes >= whole.changes || crashes[..at].contains(&changes) {
            continue;
        }
        let mut crashed = Interrupted::after(left, changes);
        let _ = open(&mut crashed);
        let of =
            format!("A recovery after a crash behind {changes} of {} changes to the disk", whole.changes);
        compare(&once, open(&mut crashed.disk), &of)?;
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

/// A disk whose process is killed after so many changes: nothing happens to it any more.
struct Interrupted {
    disk: MemoryDisk,
    changes: u64,
    most: u64,
}

impl Interrupted {
    fn after(left: &MemoryDisk, most: u64) -> Self {
        Self { disk: left.clone(), changes: 0, most }
    }

    fn change(
        &mut self,
        change: impl FnOnce(&mut MemoryDisk) -> Result<(), DiskError>,
    ) -> Result<(), DiskError> {
        if self.changes >= self.most {
            return Err(DiskError::Failed);
        }
        self.changes += 1;
        change(&mut self.disk)
    }
}

impl Disk for Interrupted {
    fn append(&mut self, name: &FileName, parts: &[&[u8]]) -> Result<(), DiskError> {
        self.change(|disk| disk.append(name, parts))
    }

    fn read(&mut self, name: &FileName, position: u64, len: u32) -> Result<Reading, DiskError> {
        self.disk.read(name, position, len)
    }

    fn read_now(&self, name: &FileName, position: u64, len: u32) -> Result<Records, DiskError> {
        self.disk.read_now(name, position, len)
    }

    fn replace(&mut self, name: &FileName, content: &[u8]) -> Result<(), DiskError> {
        self.change(|disk| disk.replace(name, content))
    }

    fn truncate(&mut self, name: &FileName, len: u64) -> Result<(), DiskError> {
        self.change(|disk| disk.truncate(name, len))
    }

    fn delete(&mut self, name: &FileName) -> Result<(), DiskError> {
        self.change(|disk| disk.delete(name))
    }

    fn rename(&mut self, from: &FileName, to: &FileName) -> Result<(), DiskError> {
        self.change(|disk| disk.rename(from, to))
    }

    fn list(&self, prefix: &str) -> Vec<FileName> {
        self.disk.list(prefix)
    }

    fn len(&self, name: &FileName) -> Option<u64> {
        self.disk.len(name)
    }

    fn flush(&mut self, name: &FileName) -> Result<(), DiskError> {
        self.change(|disk| disk.flush(name))
    }
}
