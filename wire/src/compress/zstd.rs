//! Zstandard frames (RFC 8878). Blocks that are stored or repeat one byte are read and written here, whatever is built in;
//! compressed ones are `ruzstd`'s work, behind the feature `zstd`. Checksums are passed over: a batch has its own.

use super::DecompressError;
use crate::records::Codec;
use alloc::vec::Vec;

const MAGIC: u32 = 0xfd2f_b528;
/// The sixteen magics of frames that every reader skips.
const SKIPPABLE_MAGIC: u32 = 0x184d_2a50;
/// A frame of one segment whose size has four bytes.
#[cfg(not(feature = "zstd"))]
const DESCRIPTOR: u8 = 0xa0;
/// The most that one block holds.
const BLOCK_LEN_MAX: usize = 128 << 10;
/// Smallest window that is always accepted: what the highest common level of a producer asks for.
#[cfg(feature = "zstd")]
const WINDOW_LEN_MIN: u64 = 8 << 20;

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Stored,
    Repeated,
    Compressed,
}

#[cfg(feature = "zstd")]
pub(super) fn compress(bytes: &[u8], out: &mut Vec<u8>) {
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    out.extend_from_slice(&compress_to_vec(bytes, CompressionLevel::Fastest));
}

/// Writes a frame of stored blocks; one that repeats a single byte is written as that byte.
#[cfg(not(feature = "zstd"))]
pub(super) fn compress(bytes: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&MAGIC.to_le_bytes());
    out.push(DESCRIPTOR);
    out.extend_from_slice(&u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes());
    let mut blocks = bytes.chunks(BLOCK_LEN_MAX).peekable();
    if bytes.is_empty() {
        out.extend_from_slice(&[1, 0, 0]);
    }
    while let Some(block) = blocks.next() {
        let repeats = block.iter().all(|&byte| byte == block[0]);
        let header = (block.len() as u32) << 3 | u32::from(repeats) << 1 | u32::from(blocks.peek().is_none());
        out.extend_from_slice(&header.to_le_bytes()[..3]);
        out.extend_from_slice(if repeats { &block[..1] } else { block });
    }
}

pub(super) fn decompress(bytes: &[u8], len_max: usize) -> Result<Vec<u8>, DecompressError> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let magic = little_endian(bytes, at, 4, "the magic")?;
        if magic & !0xf == u64::from(SKIPPABLE_MAGIC) {
            let len = little_endian(bytes, at + 4, 4, "a skipped frame")? as usize;
            at = end_of(bytes, at + 8, len, "a skipped frame")?;
            continue;
        }
        if magic != u64::from(MAGIC) {
            return Err(malformed("the magic", at));
        }
        at = frame(bytes, at, &mut out, len_max)?;
    }
    Ok(out)
}

/// Unpacks the frame at `at`. Gives where it ends.
fn frame(bytes: &[u8], at: usize, out: &mut Vec<u8>, len_max: usize) -> Result<usize, DecompressError> {
    let start = out.len();
    let (mut next, has_checksum) = header(bytes, at)?;
    loop {
        let word = little_endian(bytes, next, 3, "a block")? as usize;
        let (is_last, len) = (word & 1 == 1, word >> 3);
        let kind = match word >> 1 & 3 {
            0 => Block::Stored,
            1 => Block::Repeated,
            2 => Block::Compressed,
            _ => return Err(malformed("a block", next)),
        };
        if kind == Block::Compressed {
            out.truncate(start);
            return compressed(bytes, at, out, len_max);
        }
        if len > BLOCK_LEN_MAX {
            return Err(malformed("a block's length", next));
        }
        if len > len_max - out.len() {
            return Err(DecompressError::too_long(len_max));
        }
        let stands = if kind == Block::Stored { len } else { 1 };
        let end = end_of(bytes, next + 3, stands, "a block")?;
        if kind == Block::Stored {
            out.extend_from_slice(&bytes[next + 3..end]);
        } else {
            out.resize(out.len() + len, bytes[next + 3]);
        }
        next = end;
        if is_last {
            return end_of(bytes, next, if has_checksum { 4 } else { 0 }, "the checksum");
        }
    }
}

/// Where the blocks of the frame at `at` begin, and whether a checksum follows them.
fn header(bytes: &[u8], at: usize) -> Result<(usize, bool), DecompressError> {
    let descriptor = little_endian(bytes, at + 4, 1, "the header")?;
    let is_single = descriptor >> 5 & 1;
    // Bit 3 is reserved, bits 0 and 1 name a dictionary, which nobody has.
    if descriptor & 0b1011 != 0 {
        return Err(malformed("the header", at + 4));
    }
    let size_len = match descriptor >> 6 {
        0 => is_single as usize,
        power => 1 << power,
    };
    let window_len = 1 - is_single as usize;
    let blocks = end_of(bytes, at + 5, window_len + size_len, "the header")?;
    Ok((blocks, descriptor >> 2 & 1 == 1))
}

#[cfg(feature = "zstd")]
fn compressed(bytes: &[u8], at: usize, out: &mut Vec<u8>, len_max: usize) -> Result<usize, DecompressError> {
    use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
    let wrong = |_| malformed("the frame", at);
    let mut decoder = FrameDecoder::new();
    decoder.set_max_window_size(WINDOW_LEN_MIN.max(len_max as u64));
    let mut source = &bytes[at..];
    decoder.init(&mut source).map_err(wrong)?;
    loop {
        let is_done =
            decoder.decode_blocks(&mut source, BlockDecodingStrategy::UptoBlocks(1)).map_err(wrong)?;
        if decoder.can_collect() > len_max - out.len() {
            return Err(DecompressError::too_long(len_max));
        }
        if let Some(unpacked) = decoder.collect() {
            out.extend_from_slice(&unpacked);
        }
        if is_done {
            return Ok(bytes.len() - source.len());
        }
    }
}

#[cfg(not(feature = "zstd"))]
fn compressed(_: &[u8], _: usize, _: &mut Vec<u8>, _: usize) -> Result<usize, DecompressError> {
    Err(DecompressError::Unsupported(Codec::Zstd))
}

fn little_endian(bytes: &[u8], at: usize, len: usize, part: &'static str) -> Result<u64, DecompressError> {
    let end = end_of(bytes, at, len, part)?;
    Ok(bytes[at..end].iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte)))
}

/// The end of `len` bytes at `at`, if they are there.
fn end_of(bytes: &[u8], at: usize, len: usize, part: &'static str) -> Result<usize, DecompressError> {
    let end = at.checked_add(len).filter(|&end| end <= bytes.len());
    end.ok_or_else(|| malformed(part, at.min(bytes.len())))
}

fn malformed(part: &'static str, position: usize) -> DecompressError {
    DecompressError::malformed(Codec::Zstd, part, position)
}
