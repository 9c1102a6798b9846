//! The newest offset of each key in the dirty part of a log.

use alloc::collections::BTreeMap;

use bytes::Bytes;

/// Keys are remembered up to so many bytes in all, however many Kafka would have room for: it keeps their hashes alone, of 24 bytes
/// each with the offset.
const BYTES_MAX: usize = 64 << 20;
/// What an entry costs beside its key.
const ENTRY_LEN: usize = 64;

/// Newest offsets by key.
#[derive(Clone, Debug)]
pub(super) struct OffsetMap {
    newest: BTreeMap<Bytes, i64>,
    bytes: usize,
    keys_max: u64,
    /// Offset of the last record that was looked at.
    latest: i64,
}

impl OffsetMap {
    /// An empty map of what begins at `from`, with room for so many keys.
    pub(super) fn new(from: i64, keys_max: u64) -> Self {
        Self { newest: BTreeMap::new(), bytes: 0, keys_max, latest: from - 1 }
    }

    /// Whether there is room for no more keys: what lies behind is cleaned the next time.
    pub(super) fn is_full(&self) -> bool {
        self.bytes >= BYTES_MAX || self.newest.len() as u64 >= self.keys_max.max(1)
    }

    /// Notes a record's key, which is copied: its batch need not stay in memory.
    pub(super) fn put(&mut self, key: &[u8], offset: i64) {
        if let Some(newest) = self.newest.get_mut(key) {
            *newest = offset;
        } else {
            self.bytes = self.bytes.saturating_add(key.len() + ENTRY_LEN);
            self.newest.insert(Bytes::copy_from_slice(key), offset);
        }
    }

    /// Everything up to `offset` was looked at.
    pub(super) fn seen(&mut self, offset: i64) {
        self.latest = self.latest.max(offset);
    }

    /// Offset after the last record that was looked at.
    pub(super) fn end(&self) -> i64 {
        self.latest + 1
    }

    /// Whether a record is the newest of its key, as far as is known.
    pub(super) fn is_newest(&self, key: &[u8], offset: i64) -> bool {
        self.newest.get(key).is_none_or(|&newest| offset >= newest)
    }
}
