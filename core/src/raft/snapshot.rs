//! Snapshots of the metadata log: their names, and what is in their files (KIP-630).

use alloc::format;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::DiskError;
use partita_wire::MetadataRecord;
use partita_wire::codec::Root;
use partita_wire::messages::snapshot_footer_record::SnapshotFooterRecord;
use partita_wire::messages::snapshot_header_record::SnapshotHeaderRecord;
use partita_wire::records::control::{self, ControlType};
use partita_wire::records::{BATCH_HEADER_LEN, BatchHeader, BatchView, Records};

use crate::disk::{Disk, FileName};
use crate::node::format::InitialController;

use super::log::FOLDER;
use super::messages;
use super::voter_set::{KRAFT_VERSIONS, RECONFIGURABLE, Voter, VoterSet, version_record};

/// Records in one batch of a snapshot (Kafka's writer hands them on in as many).
const BATCH_RECORDS_MAX: usize = 1_024;
/// Largest snapshot that is read, and so the largest that is fetched.
pub(super) const SNAPSHOT_LEN_MAX: u64 = 1 << 30;

/// What a snapshot stands for: everything before `end`, of which the last record has `epoch`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SnapshotId {
    pub(crate) end: i64,
    pub(crate) epoch: i32,
}

/// A snapshot as it is read: control records and all.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    pub(crate) id: SnapshotId,
    pub(crate) batches: Vec<BatchView>,
}

impl SnapshotId {
    /// The name of its file.
    pub(super) fn file(self) -> FileName {
        format!("{FOLDER}{:020}-{:010}.checkpoint", self.end, self.epoch).into()
    }

    /// The name of its file while it is fetched.
    pub(super) fn part(self) -> FileName {
        format!("{FOLDER}{:020}-{:010}.checkpoint.part", self.end, self.epoch).into()
    }

    /// What a file of the log's folder is a snapshot of, if it is one.
    pub(super) fn of(file: &FileName) -> Option<Self> {
        let name = file.as_str().strip_prefix(FOLDER)?.strip_suffix(".checkpoint")?;
        let (end, epoch) = name.split_once('-')?;
        Some(Self { end: end.parse().ok()?, epoch: epoch.parse().ok()? })
    }
}

/// The whole content of a snapshot: a header, what the quorum knows of itself, the records, a footer. The batches are
/// numbered from 0, whatever the records' offsets were.
pub(super) fn content(
    id: SnapshotId,
    quorum: &[(ControlType, Bytes)],
    records: &[MetadataRecord],
    last_contained_ms: i64,
    now_ms: i64,
) -> Option<Vec<u8>> {
    let header = SnapshotHeaderRecord { version: 0, last_contained_log_timestamp: last_contained_ms };
    let footer = SnapshotFooterRecord { version: 0 };
    let mut first = alloc::vec![(ControlType::SnapshotHeader, value(header)?)];
    first.extend(quorum.iter().cloned());
    let mut next = i64::try_from(first.len()).ok()?;
    let mut content = control::batch(&first, now_ms, 0, id.epoch).ok()?.to_vec();
    for part in records.chunks(BATCH_RECORDS_MAX) {
        content.extend_from_slice(&messages::metadata_batch(part, now_ms, next, id.epoch)?);
        next += i64::try_from(part.len()).ok()?;
    }
    let last = [(ControlType::SnapshotFooter, value(footer)?)];
    content.extend_from_slice(&control::batch(&last, now_ms, next, id.epoch).ok()?);
    Some(content)
}

/// Writes the snapshot of nothing but the first voters, as formatting does (KIP-853).
pub(crate) fn write_initial_voters(
    disk: &mut dyn Disk,
    initial: &[InitialController],
    now_ms: i64,
) -> Result<(), DiskError> {
    let voter =
        |known: &InitialController| (known.id, Voter::at(&known.address, known.directory_id, KRAFT_VERSIONS));
    let voters: VoterSet = initial.iter().map(voter).collect();
    let quorum: Vec<_> = [version_record(RECONFIGURABLE), voters.record()].into_iter().flatten().collect();
    let id = SnapshotId { end: 0, epoch: 0 };
    let content = content(id, &quorum, &[], now_ms, now_ms).ok_or(DiskError::Failed)?;
    disk.replace(&id.file(), &content)
}

fn value<M: Root>(mut message: M) -> Option<Bytes> {
    partita_wire::encode(&mut message, 0).ok().map(Bytes::from)
}

/// Reads a snapshot; it is damaged unless every batch is whole, the first has the header and the last the footer.
pub(super) fn read(disk: &dyn Disk, id: SnapshotId) -> Result<Snapshot, DiskError> {
    let file = id.file();
    let len = disk.len(&file).filter(|&len| len <= SNAPSHOT_LEN_MAX).ok_or(DiskError::Missing)?;
    let content = disk.read_now(&file, 0, u32::try_from(len).unwrap_or(u32::MAX))?;
    let batches = whole(&content).ok_or(DiskError::Failed)?;
    Ok(Snapshot { id, batches })
}

/// When a snapshot was made, by the header of its first batch alone: nothing else is read or checked.
pub(super) fn made_ms(disk: &dyn Disk, id: SnapshotId) -> Option<i64> {
    let len = u32::try_from(BATCH_HEADER_LEN).ok()?;
    let bytes = disk.read_now(&id.file(), 0, len).ok()?.to_bytes();
    BatchHeader::read(&bytes).ok().map(|header| header.max_timestamp)
}

/// The batches of a snapshot without damage.
fn whole(content: &Records) -> Option<Vec<BatchView>> {
    let mut batches = Vec::new();
    for batch in content.batches() {
        let batch = batch.ok()?;
        batch.check_crc().ok()?;
        batches.push(batch);
    }
    let says = |batch: &BatchView, control_type| {
        batch.header().attributes.is_control()
            && batch
                .records(1)
                .ok()
                .and_then(|mut records| records.next()?.ok())
                .is_some_and(|record| ControlType::of(&record) == Some(control_type))
    };
    let complete = says(batches.first()?, ControlType::SnapshotHeader)
        && says(batches.last()?, ControlType::SnapshotFooter);
    complete.then_some(batches)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::MemoryDisk;

    #[test]
    fn when_it_was_made_is_told_by_the_first_header_alone() {
        let (mut disk, id) = (MemoryDisk::new(), SnapshotId { end: 7, epoch: 1 });
        let content = content(id, &[], &[], 1_000, 5_000).unwrap();
        disk.replace(&id.file(), &content).unwrap();
        assert!(read(&disk, id).is_ok());
        assert_eq!(made_ms(&disk, id), Some(5_000));
        for (len, made) in [(BATCH_HEADER_LEN, Some(5_000)), (BATCH_HEADER_LEN - 1, None), (0, None)] {
            disk.replace(&id.file(), &content[..len]).unwrap();
            assert!(read(&disk, id).is_err());
            assert_eq!(made_ms(&disk, id), made, "{len} bytes");
        }
        assert_eq!(made_ms(&disk, SnapshotId { end: 8, epoch: 1 }), None);
    }
}
