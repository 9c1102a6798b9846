//! Zstandard frames (RFC 8878), the work of `ruzstd`. Checksums are passed over: a batch has its own.

use alloc::vec::Vec;

use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use super::DecompressError;
use crate::records::Codec;

const MAGIC: u32 = 0xfd2f_b528;
/// The sixteen magics of frames that every reader skips.
const SKIPPABLE_MAGIC: u32 = 0x184d_2a50;
/// Smallest window that is always accepted: what the highest common level of a producer asks for.
const WINDOW_LEN_MIN: u64 = 8 << 20;

pub(super) fn compress(bytes: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&compress_to_vec(bytes, CompressionLevel::Fastest));
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
    let wrong = |_| malformed("the frame", at);
    let mut decoder = FrameDecoder::new();
    decoder.set_max_window_size(WINDOW_LEN_MIN.max(len_max as u64));
    let mut source = &bytes[at..];
    decoder.init(&mut source).map_err(wrong)?;
    // A frame may keep all that it unpacks until its end: what it says of that is asked first.
    if decoder.content_size() > (len_max - out.len()) as u64 {
        return Err(DecompressError::too_long(len_max));
    }
    loop {
        let is_done =
            decoder.decode_blocks(&mut source, BlockDecodingStrategy::UptoBlocks(1)).map_err(wrong)?;
        if decoder.can_collect() > len_max - out.len() {
            return Err(DecompressError::too_long(len_max));
        }
        match decoder.collect() {
            Some(unpacked) if out.is_empty() => *out = unpacked,
            Some(unpacked) => out.extend_from_slice(&unpacked),
            None => {}
        }
        if is_done {
            return Ok(bytes.len() - source.len());
        }
    }
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
