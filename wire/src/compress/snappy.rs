//! Snappy: bare, or in the framing of the Java library that Kafka uses (xerial): a header of 16 bytes, then blocks, each
//! with its length in front.

use super::DecompressError;
use crate::records::Codec;
use crate::varint;
use alloc::vec::Vec;

const XERIAL_MAGIC: [u8; 8] = [0x82, b'S', b'N', b'A', b'P', b'P', b'Y', 0];
/// The magic, a version and the oldest version that can read it.
const XERIAL_HEADER_LEN: usize = 16;
/// Three bytes copy at most 64: output that claims more than this for each byte of input is a lie.
const EXPANSION_MAX: usize = 64;

/// The whole header: the magic and two ones.
const XERIAL_HEADER: [u8; XERIAL_HEADER_LEN] = *b"\x82SNAPPY\0\0\0\0\x01\0\0\0\x01";
/// Input of one block, as Kafka's producer cuts it.
const BLOCK_LEN: usize = 32 << 10;
/// Places that are remembered by the four bytes that stand there.
const TABLE_BITS: u32 = 12;
/// Longest run that one copy takes.
const COPY_LEN_MAX: usize = 64;

/// Writes xerial's framing, as Kafka's producer does.
pub(super) fn compress(bytes: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&XERIAL_HEADER);
    for block in bytes.chunks(BLOCK_LEN) {
        let at = out.len();
        out.extend_from_slice(&[0; 4]);
        compress_block(block, out);
        let len = (out.len() - at - 4) as u32;
        out[at..at + 4].copy_from_slice(&len.to_be_bytes());
    }
}

/// Greedy: at each place the last one with the same four bytes, if there is one, is copied as far as it goes.
fn compress_block(block: &[u8], out: &mut Vec<u8>) {
    varint::write_unsigned32(block.len() as u32, out);
    let mut table = alloc::vec![0u16; 1 << TABLE_BITS];
    let (mut literal, mut at) = (0, 0);
    while let Some(four) = block[at..].first_chunk::<4>() {
        let hash = u32::from_le_bytes(*four).wrapping_mul(0x1e35_a7bd) >> (32 - TABLE_BITS);
        let before = usize::from(core::mem::replace(&mut table[hash as usize], at as u16));
        if before >= at || block[before..before + 4] != *four {
            at += 1;
            continue;
        }
        let same = |&(a, b): &(&u8, &u8)| a == b;
        let len = block[before..].iter().zip(&block[at..]).take_while(same).count();
        write_literal(&block[literal..at], out);
        write_copies(at - before, len, out);
        at += len;
        literal = at;
    }
    write_literal(&block[literal..], out);
}

fn write_literal(bytes: &[u8], out: &mut Vec<u8>) {
    match bytes.len() {
        0 => return,
        len @ 1..=60 => out.push((len as u8 - 1) << 2),
        len @ 61..=256 => out.extend_from_slice(&[60 << 2, (len - 1) as u8]),
        len => {
            out.push(61 << 2);
            out.extend_from_slice(&((len - 1) as u16).to_le_bytes());
        }
    }
    out.extend_from_slice(bytes);
}

fn write_copies(offset: usize, mut len: usize, out: &mut Vec<u8>) {
    while len > 0 {
        let now = len.min(COPY_LEN_MAX);
        out.push((now as u8 - 1) << 2 | 2);
        out.extend_from_slice(&(offset as u16).to_le_bytes());
        len -= now;
    }
}

pub(super) fn decompress(bytes: &[u8], len_max: usize) -> Result<Vec<u8>, DecompressError> {
    let mut out = Vec::new();
    if !bytes.starts_with(&XERIAL_MAGIC) {
        append_block(bytes, 0, &mut out, len_max)?;
        return Ok(out);
    }
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if rest.starts_with(&XERIAL_MAGIC) {
            // Streams may follow each other.
            if rest.len() < XERIAL_HEADER_LEN {
                return Err(malformed("the header", bytes.len()));
            }
            at += XERIAL_HEADER_LEN;
            continue;
        }
        let len = rest.first_chunk::<4>().ok_or_else(|| malformed("the block's length", at))?;
        let len = u32::from_be_bytes(*len) as usize;
        let block = rest[4..].get(..len).ok_or_else(|| malformed("the block's length", at))?;
        append_block(block, at + 4, &mut out, len_max)?;
        at += 4 + len;
    }
    Ok(out)
}

/// Appends what one bare block holds. `at` is where the block stands, for errors.
fn append_block(block: &[u8], at: usize, out: &mut Vec<u8>, len_max: usize) -> Result<(), DecompressError> {
    let (len, mut next) = varint::read_unsigned32(block).map_err(|_| malformed("the length", at))?;
    let len = len as usize;
    if len > len_max - out.len() {
        return Err(DecompressError::too_long(len_max));
    }
    if len > block.len().saturating_mul(EXPANSION_MAX) {
        return Err(malformed("the length", at));
    }
    let start = out.len();
    let end = start + len;
    out.reserve(len);
    while next < block.len() {
        let element = Element::read(block, next).ok_or_else(|| malformed("an element", at + next))?;
        let fits = match element.kind {
            Kind::Literal { from } => append_literal(block, from, element.len, out, end),
            Kind::Copy { offset } => append_copy(offset, element.len, out, start, end),
        };
        if !fits {
            return Err(malformed("an element", at + next));
        }
        next = element.end;
    }
    if out.len() != end { Err(malformed("the length", at)) } else { Ok(()) }
}

/// One step of a block: bytes as they are, or bytes that stood before.
struct Element {
    kind: Kind,
    len: usize,
    /// The first byte after the element.
    end: usize,
}

enum Kind {
    Literal { from: usize },
    Copy { offset: usize },
}

impl Element {
    fn read(block: &[u8], at: usize) -> Option<Element> {
        let tag = block[at];
        let high = usize::from(tag >> 2);
        let body = at + 1;
        Some(match tag & 3 {
            0 => {
                // Up to 60 stands in the tag; 60 to 63 say how many bytes hold the length.
                let extra = high.saturating_sub(59);
                let len = if extra == 0 { high } else { little_endian(block, body, extra)? };
                let from = body + extra;
                let len = len.checked_add(1)?;
                Element { kind: Kind::Literal { from }, len, end: from.checked_add(len)? }
            }
            1 => {
                let low = little_endian(block, body, 1)?;
                let offset = usize::from(tag >> 5) << 8 | low;
                Element { kind: Kind::Copy { offset }, len: 4 + (high & 7), end: body + 1 }
            }
            2 => {
                let offset = little_endian(block, body, 2)?;
                Element { kind: Kind::Copy { offset }, len: high + 1, end: body + 2 }
            }
            _ => {
                let offset = little_endian(block, body, 4)?;
                Element { kind: Kind::Copy { offset }, len: high + 1, end: body + 4 }
            }
        })
    }
}

fn append_literal(block: &[u8], from: usize, len: usize, out: &mut Vec<u8>, end: usize) -> bool {
    let Some(literal) = block.get(from..).and_then(|rest| rest.get(..len)) else { return false };
    if len > end - out.len() {
        return false;
    }
    out.extend_from_slice(literal);
    true
}

/// Copies `len` bytes from `offset` back. They may overlap what is being written: then they repeat.
fn append_copy(offset: usize, len: usize, out: &mut Vec<u8>, start: usize, end: usize) -> bool {
    if offset == 0 || offset > out.len() - start || len > end - out.len() {
        return false;
    }
    let from = out.len() - offset;
    if offset >= len {
        out.extend_from_within(from..from + len);
    } else {
        for at in from..from + len {
            out.push(out[at]);
        }
    }
    true
}

fn little_endian(block: &[u8], at: usize, len: usize) -> Option<usize> {
    let bytes = block.get(at..)?.get(..len)?;
    let value = bytes.iter().rev().fold(0u32, |value, &byte| value << 8 | u32::from(byte));
    usize::try_from(value).ok()
}

fn malformed(part: &'static str, position: usize) -> DecompressError {
    DecompressError::malformed(Codec::Snappy, part, position)
}
