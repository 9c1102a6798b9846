//! Variable-length integers: seven bits a byte, the lowest group first.
//!
//! Unsigned ones stand in flexible messages (KIP-482). Records use the signed form, which is folded by zigzag first so
//! that small negative numbers stay short. Readers are strict: never more than 5 or 10 bytes, no bits past the width.

use alloc::vec::Vec;
use core::fmt;

/// The most bytes a 32-bit number takes.
pub const VARINT32_LEN_MAX: usize = 5;
/// The most bytes a 64-bit number takes.
pub const VARINT64_LEN_MAX: usize = 10;

/// Why a variable-length integer could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VarintError {
    /// The bytes end inside the number.
    Truncated,
    /// The number has more bytes, or more bits, than its width allows.
    TooLong,
}

impl fmt::Display for VarintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            VarintError::Truncated => "the bytes end inside a variable-length number",
            VarintError::TooLong => "a variable-length number is longer than its type allows",
        })
    }
}

impl core::error::Error for VarintError {}

/// Reads an unsigned 32-bit number from the start of `bytes`; gives it and how many bytes it took.
pub fn read_unsigned32(bytes: &[u8]) -> Result<(u32, usize), VarintError> {
    let (value, len) = read_groups(bytes, VARINT32_LEN_MAX)?;
    Ok((u32::try_from(value).map_err(|_| VarintError::TooLong)?, len))
}

/// Reads an unsigned 64-bit number from the start of `bytes`; gives it and how many bytes it took.
pub fn read_unsigned64(bytes: &[u8]) -> Result<(u64, usize), VarintError> {
    read_groups(bytes, VARINT64_LEN_MAX)
}

/// Reads a zigzag 32-bit number from the start of `bytes`; gives it and how many bytes it took.
pub fn read_signed32(bytes: &[u8]) -> Result<(i32, usize), VarintError> {
    let (value, len) = read_unsigned32(bytes)?;
    Ok((unfold32(value), len))
}

/// Reads a zigzag 64-bit number from the start of `bytes`; gives it and how many bytes it took.
pub fn read_signed64(bytes: &[u8]) -> Result<(i64, usize), VarintError> {
    let (value, len) = read_unsigned64(bytes)?;
    Ok((unfold64(value), len))
}

/// Appends an unsigned 32-bit number.
pub fn write_unsigned32(value: u32, out: &mut Vec<u8>) {
    write_unsigned64(u64::from(value), out);
}

/// Appends an unsigned 64-bit number.
pub fn write_unsigned64(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends a 32-bit number in zigzag form.
pub fn write_signed32(value: i32, out: &mut Vec<u8>) {
    write_unsigned32(fold32(value), out);
}

/// Appends a 64-bit number in zigzag form.
pub fn write_signed64(value: i64, out: &mut Vec<u8>) {
    write_unsigned64(fold64(value), out);
}

/// How many bytes an unsigned number takes (32-bit numbers too).
pub fn unsigned_len(value: u64) -> usize {
    let bits = 64 - (value | 1).leading_zeros() as usize;
    bits.div_ceil(7)
}

/// How many bytes a 32-bit number takes in zigzag form.
pub fn signed32_len(value: i32) -> usize {
    unsigned_len(u64::from(fold32(value)))
}

/// How many bytes a 64-bit number takes in zigzag form.
pub fn signed64_len(value: i64) -> usize {
    unsigned_len(fold64(value))
}

fn read_groups(bytes: &[u8], len_max: usize) -> Result<(u64, usize), VarintError> {
    let mut value = 0u64;
    for (index, &byte) in bytes.iter().take(len_max).enumerate() {
        let group = u64::from(byte & 0x7f);
        let shift = 7 * index as u32;
        if (group << shift) >> shift != group {
            return Err(VarintError::TooLong);
        }
        value |= group << shift;
        if byte < 0x80 {
            return Ok((value, index + 1));
        }
    }
    Err(if bytes.len() < len_max { VarintError::Truncated } else { VarintError::TooLong })
}

fn fold32(value: i32) -> u32 {
    ((value << 1) ^ (value >> 31)) as u32
}

fn fold64(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

pub(crate) fn unfold32(value: u32) -> i32 {
    (value >> 1) as i32 ^ -((value & 1) as i32)
}

pub(crate) fn unfold64(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn signed32_vectors() {
        let cases: [(i32, &[u8]); 10] = [
            (0, &[0x00]),
            (-1, &[0x01]),
            (1, &[0x02]),
            (-2, &[0x03]),
            (63, &[0x7e]),
            (-64, &[0x7f]),
            (64, &[0x80, 0x01]),
            (-65, &[0x81, 0x01]),
            (i32::MAX, &[0xfe, 0xff, 0xff, 0xff, 0x0f]),
            (i32::MIN, &[0xff, 0xff, 0xff, 0xff, 0x0f]),
        ];
        for (value, bytes) in cases {
            let mut out = vec![];
            write_signed32(value, &mut out);
            assert_eq!(out, bytes, "{value}");
            assert_eq!(signed32_len(value), bytes.len());
            assert_eq!(read_signed32(bytes), Ok((value, bytes.len())));
        }
    }

    #[test]
    fn signed64_vectors() {
        let cases: [(i64, &[u8]); 4] = [
            (300, &[0xd8, 0x04]),
            (2_160_000_000, &[0x80, 0xf0, 0xf7, 0x8b, 0x10]),
            (i64::MAX, &[0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]),
            (i64::MIN, &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]),
        ];
        for (value, bytes) in cases {
            let mut out = vec![];
            write_signed64(value, &mut out);
            assert_eq!(out, bytes, "{value}");
            assert_eq!(signed64_len(value), bytes.len());
            assert_eq!(read_signed64(bytes), Ok((value, bytes.len())));
        }
    }

    #[test]
    fn unsigned_vectors() {
        let cases: [(u32, &[u8]); 5] = [
            (127, &[0x7f]),
            (128, &[0x80, 0x01]),
            (300, &[0xac, 0x02]),
            (16384, &[0x80, 0x80, 0x01]),
            (u32::MAX, &[0xff, 0xff, 0xff, 0xff, 0x0f]),
        ];
        for (value, bytes) in cases {
            let mut out = vec![];
            write_unsigned32(value, &mut out);
            assert_eq!(out, bytes, "{value}");
            assert_eq!(unsigned_len(u64::from(value)), bytes.len());
            assert_eq!(read_unsigned32(bytes), Ok((value, bytes.len())));
        }
    }

    #[test]
    fn too_many_bytes_or_bits_are_refused() {
        assert_eq!(read_unsigned32(&[0x80; 5]), Err(VarintError::TooLong));
        assert_eq!(read_unsigned32(&[0xff, 0xff, 0xff, 0xff, 0x1f]), Err(VarintError::TooLong));
        assert_eq!(read_unsigned64(&[0x80; 10]), Err(VarintError::TooLong));
        let mut bytes = [0xff; 10];
        bytes[9] = 0x02;
        assert_eq!(read_unsigned64(&bytes), Err(VarintError::TooLong));
    }

    #[test]
    fn an_unfinished_number_is_truncated() {
        assert_eq!(read_unsigned32(&[]), Err(VarintError::Truncated));
        assert_eq!(read_unsigned32(&[0x80; 4]), Err(VarintError::Truncated));
        assert_eq!(read_signed64(&[0xff; 9]), Err(VarintError::Truncated));
    }
}
