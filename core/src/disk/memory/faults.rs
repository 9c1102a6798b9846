//! What may be wrong with a memory disk, and what a loss of power takes.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::DiskError;
use partita_view::DiskTrouble;

use super::MemoryDisk;
use crate::disk::{Disk, FileName, dir_of, read_whole};

/// What is wrong with a disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Faults {
    /// Nothing more fits.
    pub(super) full: bool,
    /// Nothing works.
    failed: bool,
    /// Nothing works in these log directories.
    failed_dirs: BTreeSet<u32>,
    /// A loss of power leaves a part of what was not flushed.
    tears: bool,
    flushes: Flushes,
    /// What somebody has noticed of it, by log directory.
    pub(super) noticed: BTreeMap<u32, DiskError>,
}

/// What becomes of a flush.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Flushes {
    #[default]
    Well,
    Fail,
    Lie,
}

impl MemoryDisk {
    /// From now on nothing more fits.
    pub fn fill(&mut self) {
        self.faults.full = true;
    }

    /// From now on every read and write fails.
    pub fn fail(&mut self) {
        self.faults.failed = true;
    }

    /// From now on every read and write in the log directory with this number fails.
    pub fn fail_dir(&mut self, dir: u32) {
        self.faults.failed_dirs.insert(dir);
    }

    /// From now on a loss of power leaves the first half of what was not flushed, wherever that ends.
    pub fn tear(&mut self) {
        self.faults.tears = true;
    }

    /// From now on a flush fails. What was not flushed before never will be: whoever asked must not go on.
    pub fn fail_flushes(&mut self) {
        self.faults.flushes = Flushes::Fail;
    }

    /// From now on a flush says that it is done and is not: a loss of power takes what it was asked to keep.
    pub fn lie_about_flushes(&mut self) {
        self.faults.flushes = Flushes::Lie;
    }

    /// What is wrong with it, worst first.
    #[must_use]
    pub fn troubles(&self) -> Vec<DiskTrouble> {
        let faults = &self.faults;
        let told = [
            faults.failed.then_some(DiskTrouble::Failed),
            faults.full.then_some(DiskTrouble::Full),
            (faults.flushes == Flushes::Fail).then_some(DiskTrouble::FlushesFail),
            (faults.flushes == Flushes::Lie).then_some(DiskTrouble::FlushesLie),
            (self.delay_us > 0).then_some(DiskTrouble::Slow(self.delay_us)),
            faults.tears.then_some(DiskTrouble::Tears),
        ];
        told.into_iter().flatten().collect()
    }

    /// As good as new; what is damaged stays so.
    pub fn mend(&mut self) {
        self.faults = Faults::default();
        self.undone = Arc::default();
        self.delay_us = 0;
    }

    /// Takes the power away: appended bytes that were not flushed are gone. Files replaced whole keep their content.
    pub fn power_off(&mut self) {
        let chunk_len = self.chunk_len;
        for (name, before) in &*core::mem::take(&mut self.undone) {
            let files = Arc::make_mut(&mut self.files);
            match before {
                Some(file) => files.insert(name.clone(), file.clone()),
                None => files.remove(name),
            };
        }
        for file in Arc::make_mut(&mut self.files).values_mut() {
            let len = file.len(chunk_len);
            if file.flushed < len {
                let torn = if self.faults.tears { (len - file.flushed) / 2 } else { 0 };
                let kept = file.flushed + torn;
                let file = Arc::make_mut(file);
                file.truncate(kept, chunk_len);
                file.flushed = kept;
            }
        }
        self.bytes = self.files.values().map(|file| file.len(chunk_len)).sum();
    }

    /// Flips one bit of a file, as a failing device does.
    pub fn flip(&mut self, name: &FileName, position: u64) -> Result<(), DiskError> {
        let mut content = read_whole(self, name)?;
        let at = usize::try_from(position).map_err(|_| DiskError::Missing)?;
        *content.get_mut(at).ok_or(DiskError::Missing)? ^= 1;
        self.replace(name, &content)
    }

    pub(super) fn works(&self, name: &FileName) -> Result<(), DiskError> {
        let failed = &self.faults.failed_dirs;
        let fails = self.faults.failed || (!failed.is_empty() && failed.contains(&dir_of(name.as_str())));
        if fails { Err(DiskError::Failed) } else { Ok(()) }
    }

    /// As [`MemoryDisk::works`], and remembers what it found.
    pub(super) fn notices(&mut self, name: &FileName) -> Result<(), DiskError> {
        self.works(name).inspect_err(|error| self.note_failure(name, *error))
    }

    pub(super) fn note_failure(&mut self, name: &FileName, error: DiskError) {
        self.faults.noticed.entry(dir_of(name.as_str())).or_insert(error);
    }

    /// What a flush does now; an error if it fails.
    pub(super) fn flushes(&mut self, name: &FileName) -> Result<Flushes, DiskError> {
        if self.faults.flushes == Flushes::Fail {
            self.note_failure(name, DiskError::Failed);
            return Err(DiskError::Failed);
        }
        Ok(self.faults.flushes)
    }

    /// While flushes lie: a file is about to be replaced, and a loss of power would bring back what is there now.
    pub(super) fn keep_undone(&mut self, name: &FileName) {
        if self.faults.flushes == Flushes::Lie {
            let before = self.files.get(name).cloned();
            Arc::make_mut(&mut self.undone).entry(name.clone()).or_insert(before);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name() -> FileName {
        FileName::new("orders-0/00000000000000000000.log")
    }

    #[test]
    fn a_flush_that_fails_is_noticed_and_keeps_nothing() {
        let mut disk = MemoryDisk::new();
        disk.append(&name(), &[b"kept"]).unwrap();
        disk.flush(&name()).unwrap();
        disk.append(&name(), &[b" lost"]).unwrap();
        disk.fail_flushes();
        assert_eq!(disk.failure(0), None, "nobody has asked yet");
        assert_eq!(disk.flush(&name()), Err(DiskError::Failed));
        assert_eq!(disk.replace(&FileName::new("meta.properties"), b"new"), Err(DiskError::Failed));
        assert_eq!(disk.failure(0), Some(DiskError::Failed));
        disk.power_off();
        assert_eq!(read_whole(&disk, &name()).unwrap(), b"kept");
    }

    #[test]
    fn a_flush_that_lies_is_believed_until_the_power_is_gone() {
        let mut disk = MemoryDisk::new();
        let (checkpoint, new) = (FileName::new("checkpoint"), FileName::new("new"));
        disk.append(&name(), &[b"kept"]).unwrap();
        disk.flush(&name()).unwrap();
        disk.replace(&checkpoint, b"1").unwrap();
        disk.lie_about_flushes();
        disk.append(&name(), &[b" lost"]).unwrap();
        disk.flush(&name()).unwrap();
        disk.replace(&checkpoint, b"2").unwrap();
        disk.replace(&checkpoint, b"3").unwrap();
        disk.replace(&new, b"4").unwrap();
        assert_eq!(disk.failure(0), None);
        assert_eq!(read_whole(&disk, &checkpoint).unwrap(), b"3");
        disk.power_off();
        assert_eq!(read_whole(&disk, &name()).unwrap(), b"kept");
        assert_eq!(read_whole(&disk, &checkpoint).unwrap(), b"1");
        assert_eq!(disk.len(&new), None);
    }
}
