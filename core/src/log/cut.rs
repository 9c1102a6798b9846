//! Making a log shorter, at its end or at its beginning.

use alloc::sync::Arc;

use super::files;
use super::restore::snapshots_on;
use super::segment::Segment;
use super::{EpochCache, Log, LogError, Producers};
use crate::disk::Disk;

impl Log {
    /// Removes every record at or after `offset`. Batches are not split: one that `offset` lies in goes whole. Says
    /// whether records went. Damage that is met on the way is an error, and leaves the log as it was.
    pub fn truncate_to(&mut self, disk: &mut dyn Disk, offset: i64) -> Result<bool, LogError> {
        if offset > self.log_end() {
            return Ok(false);
        }
        if offset == self.log_end() {
            self.forget_epochs_from(disk, offset)?;
            return Ok(false);
        }
        if offset < self.segments[0].base_offset {
            self.start_anew(disk, offset)?;
            return Ok(true);
        }
        let stay = self.segments.partition_point(|segment| segment.base_offset < offset).max(1);
        let cut = self.cut(disk, &self.segments[stay - 1], offset)?;
        self.cuts += 1;
        while self.segments.len() > stay {
            let aside = files::set_aside(disk, self.active())?;
            self.deleted.extend(aside);
            self.segments.pop();
        }
        if let Some(cut) = cut {
            disk.truncate(&cut.file, u64::from(cut.len))?;
            files::write_indexes(disk, &cut)?;
            *self.active_mut() = cut;
        }
        self.log_start = self.log_start.min(self.log_end());
        self.cleaned_to = self.cleaned_to.min(self.log_end());
        self.recovery_point = self.recovery_point.min(self.log_end());
        let end = self.log_end();
        self.forget_epochs_from(disk, end)?;
        self.restore_producers(disk)?;
        self.revision += 1;
        Ok(true)
    }

    /// Removes everything; the next record gets `offset`.
    pub fn start_anew(&mut self, disk: &mut dyn Disk, offset: i64) -> Result<(), LogError> {
        self.cuts += 1;
        // The one of an orderly end belongs to no segment, and would tell a later life of producers that are not in the log.
        for kept in snapshots_on(disk, &self.dir) {
            disk.delete(&files::snapshot_file(&self.dir, kept))?;
        }
        while let Some(last) = self.segments.last() {
            let aside = files::set_aside(disk, last)?;
            self.deleted.extend(aside);
            self.segments.pop();
        }
        self.recovery_point = offset;
        self.roll(disk, offset)?;
        self.log_start = offset;
        self.cleaned_to = offset;
        self.producers = Arc::new(Producers::default());
        self.keep_epochs(disk, EpochCache::default())
    }

    /// Moves the log start up to `offset` (DeleteRecords, KIP-107; a follower whose leader did), and removes segments that
    /// lie wholly below. An offset below the log start changes nothing. One beyond the log end is refused.
    pub fn delete_records_to(&mut self, disk: &mut dyn Disk, offset: i64) -> Result<(), LogError> {
        if offset > self.log_end() {
            return Err(LogError::OutOfRange(offset, self.log_start, self.log_end()));
        }
        if offset <= self.log_start {
            return Ok(());
        }
        self.log_start = offset;
        self.revision += 1;
        while self.segments.len() > 1 && self.segments[1].base_offset <= offset {
            let aside = files::set_aside(disk, &self.segments[0])?;
            self.deleted.extend(aside);
            self.segments.remove(0);
            self.cuts += 1;
        }
        let mut epochs = (*self.epochs).clone();
        if epochs.truncate_from_start(offset) {
            self.keep_epochs(disk, epochs)?;
        }
        Ok(())
    }

    /// Removes the log's files. The log is of no use after that.
    pub fn delete(self, disk: &mut dyn Disk) -> Result<(), LogError> {
        let mut prefix = alloc::string::String::from(&*self.dir);
        prefix.push('/');
        for file in disk.list(&prefix) {
            disk.delete(&file)?;
        }
        Ok(())
    }

    /// A segment as it is without what is at or after `offset`; nothing if all of it stays.
    fn cut(&self, disk: &dyn Disk, old: &Segment, offset: i64) -> Result<Option<Segment>, LogError> {
        let Some(first_to_go) = old.find(disk, offset)? else { return Ok(None) };
        let (created_ms, modified_ms) = (old.created_ms, self.now_ms);
        let mut cut = Segment { created_ms, modified_ms, ..Segment::new(&self.dir, old.base_offset) };
        while cut.len < first_to_go.position {
            let Some(placed) = old.placed(disk, cut.len)? else { break };
            cut.note(&placed.header, self.settings.index_interval_bytes);
        }
        Ok(Some(cut))
    }

    fn forget_epochs_from(&mut self, disk: &mut dyn Disk, offset: i64) -> Result<(), LogError> {
        let mut epochs = (*self.epochs).clone();
        if epochs.truncate_from_end(offset) {
            self.keep_epochs(disk, epochs)?;
        }
        Ok(())
    }
}
