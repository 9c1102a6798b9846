//! The codecs of record batches. Readers never give more than the caller's limit, take memory only as output appears, and
//! never panic on any bytes.

mod gzip;
mod lz4;
mod snappy;
mod xxhash;
mod zstd;

use crate::records::Codec;
use alloc::borrow::Cow;
use alloc::vec::Vec;
use bytes::Bytes;
use core::fmt;

/// Why compressed bytes could not be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecompressError {
    /// The output would pass this many bytes.
    TooLong(u32),
    /// The bytes are not what the codec writes.
    Malformed {
        /// The codec.
        codec: Codec,
        /// The part that does not fit.
        part: &'static str,
        /// Byte position in the compressed bytes.
        position: u32,
    },
}

impl DecompressError {
    fn too_long(len_max: usize) -> DecompressError {
        DecompressError::TooLong(u32::try_from(len_max).unwrap_or(u32::MAX))
    }

    fn malformed(codec: Codec, part: &'static str, position: usize) -> DecompressError {
        DecompressError::Malformed { codec, part, position: u32::try_from(position).unwrap_or(u32::MAX) }
    }
}

impl fmt::Display for DecompressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DecompressError::TooLong(limit) => write!(f, "the records unpack to more than {limit} bytes"),
            DecompressError::Malformed { codec, part, position } => {
                write!(f, "{codec}: {part} at byte {position} does not fit")
            }
        }
    }
}

impl core::error::Error for DecompressError {}

/// Unpacks `bytes`, to at most `len_max` bytes. Uncompressed bytes are shared, not copied, whatever their length.
pub fn decompress(codec: Codec, bytes: &Bytes, len_max: usize) -> Result<Bytes, DecompressError> {
    Ok(match decompress_slice(codec, bytes, len_max)? {
        Cow::Borrowed(_) => bytes.clone(),
        Cow::Owned(unpacked) => Bytes::from(unpacked),
    })
}

/// As [`decompress`], for bytes that are only looked at.
pub(crate) fn decompress_slice(
    codec: Codec,
    bytes: &[u8],
    len_max: usize,
) -> Result<Cow<'_, [u8]>, DecompressError> {
    match codec {
        Codec::None => Ok(Cow::Borrowed(bytes)),
        _ => unpack(codec, bytes, len_max).map(Cow::Owned),
    }
}

/// Not inlined: most batches are not compressed, and the page loads what they do not need later.
#[inline(never)]
fn unpack(codec: Codec, bytes: &[u8], len_max: usize) -> Result<Vec<u8>, DecompressError> {
    match codec {
        Codec::None => Ok(bytes.to_vec()),
        Codec::Gzip => gzip::decompress(bytes, len_max),
        Codec::Snappy => snappy::decompress(bytes, len_max),
        Codec::Lz4 => lz4::decompress(bytes, len_max),
        Codec::Zstd => zstd::decompress(bytes, len_max),
    }
}

/// Appends `bytes` compressed to `out`.
pub fn compress(codec: Codec, bytes: &[u8], out: &mut Vec<u8>) {
    match codec {
        Codec::None => out.extend_from_slice(bytes),
        _ => pack(codec, bytes, out),
    }
}

/// Not inlined, as [`unpack`].
#[inline(never)]
fn pack(codec: Codec, bytes: &[u8], out: &mut Vec<u8>) {
    match codec {
        Codec::None => out.extend_from_slice(bytes),
        Codec::Gzip => gzip::compress(bytes, out),
        Codec::Snappy => snappy::compress(bytes, out),
        Codec::Lz4 => lz4::compress(bytes, out),
        Codec::Zstd => zstd::compress(bytes, out),
    }
}
