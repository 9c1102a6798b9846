//! The sparse indexes beside a segment.

use alloc::format;

use crate::script::Script;

/// An offset relative to the segment, and a position: four bytes each.
const OFFSET_ENTRY_LEN: usize = 8;
/// A timestamp of eight bytes, and an offset relative to the segment.
const TIME_ENTRY_LEN: usize = 12;

fn i32_at(entry: &[u8], at: usize) -> i32 {
    entry.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| i32::from_be_bytes(*bytes))
}

fn i64_at(entry: &[u8], at: usize) -> i64 {
    entry.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| i64::from_be_bytes(*bytes))
}

/// Prints the entries of an `.index`. Zeros after the last one are room that a broker made in advance.
pub(super) fn offsets(script: &mut Script<'_>, base: i64, bytes: &[u8]) {
    for (n, entry) in bytes.chunks_exact(OFFSET_ENTRY_LEN).enumerate() {
        let (offset, position) = (i32_at(entry, 0), i32_at(entry, 4));
        if n > 0 && offset == 0 {
            return;
        }
        script.out(&format!("offset: {} position: {position}", base.wrapping_add(i64::from(offset))));
    }
}

/// Prints the entries of a `.timeindex`.
pub(super) fn times(script: &mut Script<'_>, base: i64, bytes: &[u8]) {
    for (n, entry) in bytes.chunks_exact(TIME_ENTRY_LEN).enumerate() {
        let (timestamp, offset) = (i64_at(entry, 0), i32_at(entry, 8));
        if n > 0 && timestamp == 0 {
            return;
        }
        script.out(&format!("timestamp: {timestamp} offset: {}", base.wrapping_add(i64::from(offset))));
    }
}
