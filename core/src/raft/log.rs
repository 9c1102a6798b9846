//! The metadata log of this node: batches on the disk, and all of them in memory too, since every start replays them.

use alloc::sync::Arc;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::DiskError;
use partita_wire::records::{BatchView, Records};

use crate::disk::{Disk, FileName};

/// The one segment of the one partition of the metadata topic.
const SEGMENT: &str = "__cluster_metadata-0/00000000000000000000.log";

/// A batch of the log.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Offset after its last record.
    pub(crate) next: i64,
    pub(crate) epoch: i32,
    /// Where it begins in the file.
    position: u64,
    pub(crate) batch: BatchView,
}

/// The metadata log. It starts at offset 0: nothing is ever taken from its beginning.
#[derive(Clone, Debug)]
pub(crate) struct MetadataLog {
    file: FileName,
    entries: Arc<Vec<Entry>>,
    size: u64,
}

impl MetadataLog {
    /// An empty log; [`MetadataLog::recover`] finds what the disk has.
    pub(crate) fn new() -> Self {
        Self { file: FileName::new(SEGMENT), entries: Arc::default(), size: 0 }
    }

    /// Takes what is on the disk. A torn or damaged end is cut off.
    pub(crate) fn recover(&mut self, disk: &mut dyn Disk) -> Result<(), DiskError> {
        let Some(len) = disk.len(&self.file) else { return Ok(()) };
        let found = disk.read_now(&self.file, 0, u32::try_from(len).unwrap_or(u32::MAX))?;
        for batch in found.batches() {
            let Ok(batch) = batch else { break };
            if batch.check_crc().is_err() || batch.header().base_offset != self.end() {
                break;
            }
            self.push(batch);
        }
        if len > self.size {
            disk.truncate(&self.file, self.size)?;
        }
        Ok(())
    }

    /// Adds a batch that continues the log; whoever calls has made sure of that. It is flushed: what a voter says it
    /// has, it must have after a loss of power too.
    pub(crate) fn append(&mut self, disk: &mut dyn Disk, batch: BatchView) -> Result<(), DiskError> {
        disk.append(&self.file, &[batch.bytes()])?;
        disk.flush(&self.file)?;
        self.push(batch);
        Ok(())
    }

    /// Offset after the last record.
    pub(crate) fn end(&self) -> i64 {
        self.entries.last().map_or(0, |entry| entry.next)
    }

    /// Epoch of the last record, 0 in an empty log.
    pub(crate) fn last_epoch(&self) -> i32 {
        self.entries.last().map_or(0, |entry| entry.epoch)
    }

    /// The largest epoch not above `epoch`, and the offset where it ends here. (0, 0) if there is none.
    pub(crate) fn end_of_epoch(&self, epoch: i32) -> (i32, i64) {
        let after = self.entries.partition_point(|entry| entry.epoch <= epoch);
        match after.checked_sub(1).map(|last| &self.entries[last]) {
            Some(last) => (last.epoch, last.next),
            None => (0, 0),
        }
    }

    /// Removes everything from `offset` on. A batch goes as a whole.
    pub(crate) fn truncate(&mut self, disk: &mut dyn Disk, offset: i64) -> Result<(), DiskError> {
        let kept = self.entries.partition_point(|entry| entry.next <= offset);
        let Some(first) = self.entries.get(kept) else { return Ok(()) };
        self.size = first.position;
        Arc::make_mut(&mut self.entries).truncate(kept);
        disk.truncate(&self.file, self.size)
    }

    /// Batches from the one that holds `offset` on, the first whole however large, then up to `bytes_max`.
    pub(crate) fn read(&self, offset: i64, bytes_max: usize) -> Records {
        let mut records = Records::default();
        for entry in self.from(offset) {
            if !records.is_empty() && records.len() + entry.batch.bytes().len() > bytes_max {
                break;
            }
            records.push(entry.batch.bytes().clone());
        }
        records
    }

    /// Batches from the one that holds `offset` on.
    pub(crate) fn from(&self, offset: i64) -> &[Entry] {
        &self.entries[self.entries.partition_point(|entry| entry.next <= offset)..]
    }

    fn push(&mut self, batch: BatchView) {
        let header = batch.header();
        let next = header.next_offset();
        let epoch = header.leader_epoch;
        let position = self.size;
        self.size += size_of(batch.bytes());
        Arc::make_mut(&mut self.entries).push(Entry { next, epoch, position, batch });
    }
}

fn size_of(bytes: &Bytes) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
