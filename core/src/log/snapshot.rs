//! Producers as the bytes of Kafka's `.snapshot` files: version, checksum, then one entry of 46 bytes for each producer.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;

use partita_wire::crc::crc32c;

use super::{ProducerBatch, ProducerState, Producers};

const VERSION: i16 = 1;
/// The checksum covers everything from here.
const ENTRIES_AT: usize = 6;
const COUNT_END: usize = 10;
const ENTRY_LEN: usize = 46;
/// Kafka's "none" for sequences, offsets and epochs.
const NONE: i64 = -1;

impl Producers {
    /// The bytes of a snapshot. Of each producer the newest batch is in it.
    #[must_use]
    pub fn to_snapshot(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(COUNT_END + self.by_id().len() * ENTRY_LEN);
        bytes.extend_from_slice(&VERSION.to_be_bytes());
        bytes.extend_from_slice(&[0; 4]);
        bytes.extend_from_slice(&u32::try_from(self.by_id().len()).unwrap_or(u32::MAX).to_be_bytes());
        for (id, state) in self.by_id() {
            let last = state.batches.back();
            let (sequence, offset) = last.map_or((-1, NONE), |last| (last.last_sequence, last.last_offset));
            let delta = last.map_or(0, |last| last.last_offset.saturating_sub(last.first_offset));
            bytes.extend_from_slice(&id.to_be_bytes());
            bytes.extend_from_slice(&state.epoch.to_be_bytes());
            bytes.extend_from_slice(&sequence.to_be_bytes());
            bytes.extend_from_slice(&offset.to_be_bytes());
            bytes.extend_from_slice(&i32::try_from(delta).unwrap_or(0).to_be_bytes());
            bytes.extend_from_slice(&state.last_timestamp.to_be_bytes());
            // The coordinator's epoch, which no log here knows.
            bytes.extend_from_slice(&(NONE as i32).to_be_bytes());
            bytes.extend_from_slice(&state.transaction_from.unwrap_or(NONE).to_be_bytes());
        }
        let crc = crc32c(&bytes[ENTRIES_AT..]);
        bytes[2..ENTRIES_AT].copy_from_slice(&crc.to_be_bytes());
        bytes
    }

    /// Reads a snapshot; none if it is damaged or of another version.
    #[must_use]
    pub fn from_snapshot(bytes: &[u8]) -> Option<Self> {
        let version = i16::from_be_bytes(*bytes.first_chunk()?);
        let crc = u32::from_be_bytes(*bytes.get(2..)?.first_chunk()?);
        let entries = bytes.get(COUNT_END..)?;
        let count = u32::from_be_bytes(*bytes.get(ENTRIES_AT..)?.first_chunk()?);
        let is_whole =
            entries.len().is_multiple_of(ENTRY_LEN) && u32::try_from(entries.len() / ENTRY_LEN) == Ok(count);
        if version != VERSION || crc != crc32c(&bytes[ENTRIES_AT..]) || !is_whole {
            return None;
        }
        let by_id: Option<BTreeMap<i64, ProducerState>> =
            entries.chunks_exact(ENTRY_LEN).map(entry).collect();
        by_id.map(Self::of)
    }
}

fn entry(bytes: &[u8]) -> Option<(i64, ProducerState)> {
    let id = i64::from_be_bytes(*bytes.first_chunk()?);
    let epoch = i16::from_be_bytes(*bytes.get(8..)?.first_chunk()?);
    let last_sequence = i32::from_be_bytes(*bytes.get(10..)?.first_chunk()?);
    let last_offset = i64::from_be_bytes(*bytes.get(14..)?.first_chunk()?);
    let delta = i32::from_be_bytes(*bytes.get(22..)?.first_chunk()?);
    let last_timestamp = i64::from_be_bytes(*bytes.get(26..)?.first_chunk()?);
    let transaction_from = i64::from_be_bytes(*bytes.get(38..)?.first_chunk()?);
    let batch = ProducerBatch {
        // After 2^31-1 comes 0.
        first_sequence: last_sequence.wrapping_sub(delta) & i32::MAX,
        last_sequence,
        first_offset: last_offset.saturating_sub(i64::from(delta)),
        last_offset,
        timestamp: last_timestamp,
    };
    let batches: VecDeque<_> = (last_offset >= 0).then_some(batch).into_iter().collect();
    let transaction_from = Some(transaction_from).filter(|&first| first >= 0);
    Some((id, ProducerState { epoch, last_timestamp, batches, transaction_from }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn producers() -> Producers {
        let batch = |first: i32, offset| ProducerBatch {
            first_sequence: first,
            last_sequence: first + 2,
            first_offset: offset,
            last_offset: offset + 2,
            timestamp: 1_700_000_000_000,
        };
        let state = |epoch, batches: Vec<ProducerBatch>| ProducerState {
            epoch,
            last_timestamp: 1_700_000_000_000,
            batches: batches.into(),
            transaction_from: None,
        };
        let open = ProducerState { transaction_from: Some(7), ..state(0, vec![batch(3, 8)]) };
        Producers::of(BTreeMap::from([(26, open), (4_000, state(7, vec![]))]))
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = producers().to_snapshot();
        assert_eq!(bytes.len(), 10 + 2 * 46);
        assert_eq!(Producers::from_snapshot(&bytes), Some(producers()));
        assert_eq!(Producers::default().to_snapshot(), [0, 1, 0x48, 0x67, 0x4b, 0xc7, 0, 0, 0, 0]);
    }

    #[test]
    fn a_damaged_one_is_not_believed() {
        let bytes = producers().to_snapshot();
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert_eq!(Producers::from_snapshot(&damaged), None, "byte {at}");
            assert_eq!(Producers::from_snapshot(&bytes[..at]), None);
        }
    }
}
