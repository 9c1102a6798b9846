//! Control batches: records that Kafka writes for itself. They take offsets, and consumers do not see them.

use super::builder::{BatchBuilder, BuildError};
use super::codec::Codec;
use super::record::RecordView;
use bytes::Bytes;

/// What a control record says; the second number of its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ControlType {
    /// A transaction is aborted (KIP-98).
    Abort,
    /// A transaction is committed.
    Commit,
    /// A new leader of a KRaft partition (KIP-595).
    LeaderChange,
    /// First record of a snapshot (KIP-630).
    SnapshotHeader,
    /// Last record of a snapshot.
    SnapshotFooter,
    /// The version of KRaft itself (KIP-853).
    KraftVersion,
    /// The voters (KIP-853).
    KraftVoters,
}

/// The version of the control record's key.
const KEY_VERSION: i16 = 0;
/// The version of a transaction marker's value.
const MARKER_VERSION: i16 = 0;

impl ControlType {
    const ALL: [ControlType; 7] = [
        ControlType::Abort,
        ControlType::Commit,
        ControlType::LeaderChange,
        ControlType::SnapshotHeader,
        ControlType::SnapshotFooter,
        ControlType::KraftVersion,
        ControlType::KraftVoters,
    ];

    /// Its number on the wire.
    pub fn id(self) -> i16 {
        self as i16
    }

    /// The type with this number, if there is one.
    pub fn from_id(id: i16) -> Option<ControlType> {
        ControlType::ALL.get(usize::try_from(id).ok()?).copied()
    }

    /// What the record of a control batch says; nothing when its key is too short or names a type that is not known.
    pub fn of(record: &RecordView) -> Option<ControlType> {
        let key = record.key.as_deref()?.first_chunk::<4>()?;
        ControlType::from_id(i16::from_be_bytes([key[2], key[3]]))
    }

    fn key(self) -> [u8; 4] {
        let (version, id) = (KEY_VERSION.to_be_bytes(), self.id().to_be_bytes());
        [version[0], version[1], id[0], id[1]]
    }
}

/// The end of a producer's transaction in one partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndTransactionMarker {
    /// Commit or abort.
    pub commit: bool,
    /// Epoch of the transaction coordinator that wrote it.
    pub coordinator_epoch: i32,
}

impl EndTransactionMarker {
    /// The whole control batch with this marker, at `base_offset` under `leader_epoch`.
    pub fn batch(
        self,
        producer_id: i64,
        producer_epoch: i16,
        timestamp: i64,
        base_offset: i64,
        leader_epoch: i32,
    ) -> Result<Bytes, BuildError> {
        let control_type = if self.commit { ControlType::Commit } else { ControlType::Abort };
        let mut value = [0; 6];
        value[..2].copy_from_slice(&MARKER_VERSION.to_be_bytes());
        value[2..].copy_from_slice(&self.coordinator_epoch.to_be_bytes());
        let mut batch = BatchBuilder::new(Codec::None)
            .producer(producer_id, producer_epoch, i32::from(super::NONE))
            .transactional()
            .control();
        batch.append(timestamp, Some(&control_type.key()), Some(&value), &[])?;
        batch.build(base_offset, leader_epoch)
    }

    /// The marker in the record of a control batch, if it is one.
    pub fn of(record: &RecordView) -> Option<EndTransactionMarker> {
        let commit = match ControlType::of(record)? {
            ControlType::Commit => true,
            ControlType::Abort => false,
            _ => return None,
        };
        let value = record.value.as_deref()?.get(..6)?;
        let coordinator_epoch = i32::from_be_bytes([value[2], value[3], value[4], value[5]]);
        Some(EndTransactionMarker { commit, coordinator_epoch })
    }
}

/// A control batch of KRaft: records of these types with values that the caller has encoded. It is not transactional.
pub fn batch(
    records: &[(ControlType, Bytes)],
    timestamp: i64,
    base_offset: i64,
    leader_epoch: i32,
) -> Result<Bytes, BuildError> {
    let mut batch = BatchBuilder::new(Codec::None).control();
    for (control_type, value) in records {
        batch.append(timestamp, Some(&control_type.key()), Some(value), &[])?;
    }
    batch.build(base_offset, leader_epoch)
}
