//! gzip (RFC 1952): one or more members, each a header, a deflate stream, a checksum and a length.

use super::DecompressError;
use crate::crc::crc32;
use crate::records::Codec;
use alloc::vec::Vec;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress as inflate, inflate_flags};

const MAGIC: [u8; 2] = [0x1f, 0x8b];
const DEFLATE: u8 = 8;
const HEADER_LEN: usize = 10;
const TRAILER_LEN: usize = 8;
/// Byte for byte the header that Java writes: no name, no time, operating system unknown.
const HEADER: [u8; HEADER_LEN] = [MAGIC[0], MAGIC[1], DEFLATE, 0, 0, 0, 0, 0, 0, 0xff];
/// zlib's default, as Kafka's `compression.gzip.level`.
const LEVEL: u8 = 6;

const FLAG_HEADER_CRC: u8 = 0x02;
const FLAG_EXTRA: u8 = 0x04;
const FLAG_NAME: u8 = 0x08;
const FLAG_COMMENT: u8 = 0x10;
const FLAGS_RESERVED: u8 = 0xe0;

/// Output grows by this much before any has appeared, and doubles from there.
const OUTPUT_LEN_FIRST: usize = 1024;

pub(super) fn compress(bytes: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&HEADER);
    out.extend_from_slice(&compress_to_vec(bytes, LEVEL));
    out.extend_from_slice(&crc32(bytes).to_le_bytes());
    out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
}

pub(super) fn decompress(bytes: &[u8], len_max: usize) -> Result<Vec<u8>, DecompressError> {
    let mut out = Vec::new();
    let mut at = 0;
    loop {
        let start = out.len();
        at = header_end(bytes, at)?;
        at += deflate_stream(&bytes[at..], &mut out, len_max).map_err(|problem| match problem {
            Problem::TooLong => DecompressError::too_long(len_max),
            Problem::Malformed(position) => malformed("the deflate stream", at + position),
        })?;
        at = trailer_end(bytes, at, &out[start..])?;
        if at == bytes.len() {
            return Ok(out);
        }
    }
}

/// Checks the member's header at `at` and gives where its deflate stream begins.
fn header_end(bytes: &[u8], at: usize) -> Result<usize, DecompressError> {
    let header =
        bytes[at..].first_chunk::<HEADER_LEN>().ok_or_else(|| malformed("the header", bytes.len()))?;
    let flags = header[3];
    if header[..2] != MAGIC || header[2] != DEFLATE || flags & FLAGS_RESERVED != 0 {
        return Err(malformed("the header", at));
    }
    let mut end = at + HEADER_LEN;
    if flags & FLAG_EXTRA != 0 {
        let extra = bytes[end..].first_chunk::<2>().ok_or_else(|| malformed("the extra field", end))?;
        end += 2 + usize::from(u16::from_le_bytes(*extra));
    }
    for flag in [FLAG_NAME, FLAG_COMMENT] {
        if flags & flag != 0 {
            let text = bytes.get(end..).unwrap_or_default();
            let len = text.iter().position(|&byte| byte == 0).ok_or_else(|| malformed("the name", end))?;
            end += len + 1;
        }
    }
    if flags & FLAG_HEADER_CRC != 0 {
        let covered = bytes.get(at..end).ok_or_else(|| malformed("the header", end))?;
        let stored =
            bytes[end..].first_chunk::<2>().ok_or_else(|| malformed("the header's checksum", end))?;
        if u16::from_le_bytes(*stored) != crc32(covered) as u16 {
            return Err(malformed("the header's checksum", end));
        }
        end += 2;
    }
    if end > bytes.len() {
        return Err(malformed("the header", bytes.len()));
    }
    Ok(end)
}

fn trailer_end(bytes: &[u8], at: usize, member: &[u8]) -> Result<usize, DecompressError> {
    let trailer =
        bytes[at..].first_chunk::<TRAILER_LEN>().ok_or_else(|| malformed("the trailer", bytes.len()))?;
    let (crc, len) = trailer.split_at(4);
    if crc != crc32(member).to_le_bytes() {
        return Err(malformed("the checksum", at));
    }
    if len != (member.len() as u32).to_le_bytes() {
        return Err(malformed("the length", at + 4));
    }
    Ok(at + TRAILER_LEN)
}

enum Problem {
    TooLong,
    Malformed(usize),
}

/// Appends what the deflate stream at the start of `bytes` holds; gives how many bytes the stream took.
fn deflate_stream(bytes: &[u8], out: &mut Vec<u8>, len_max: usize) -> Result<usize, Problem> {
    let mut state = DecompressorOxide::new();
    let mut taken = 0;
    let mut written = out.len();
    loop {
        let room = out.len().max(OUTPUT_LEN_FIRST).saturating_add(written).min(len_max);
        out.resize(room.max(written), 0);
        let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, read, wrote) = inflate(&mut state, &bytes[taken..], out, written, flags);
        taken += read;
        written += wrote;
        match status {
            TINFLStatus::Done => {
                out.truncate(written);
                return Ok(taken);
            }
            TINFLStatus::HasMoreOutput if written >= len_max => return Err(Problem::TooLong),
            TINFLStatus::HasMoreOutput => {}
            _ => return Err(Problem::Malformed(taken)),
        }
    }
}

fn malformed(part: &'static str, position: usize) -> DecompressError {
    DecompressError::malformed(Codec::Gzip, part, position)
}
