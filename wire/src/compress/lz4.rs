//! The LZ4 frame format as Kafka uses it (KIP-57): independent blocks, one frame.

use super::DecompressError;
use super::xxhash::xxhash32;
use crate::records::Codec;
use alloc::vec::Vec;

const MAGIC: u32 = 0x184d_2204;
const VERSION: u8 = 1;
const FLAGS_AT: usize = 4;
const CONTENT_SIZE_LEN: usize = 8;
/// The bit of a block's length that says its bytes are stored as they are.
const STORED: u32 = 1 << 31;
/// Room for a block's output before it is known to need more.
const OUTPUT_LEN_FIRST: usize = 4096;

/// Version 1, independent blocks, no checksums.
const FLAGS: u8 = 0x60;
/// Blocks of 64 KiB.
const DESCRIPTOR: u8 = 0x40;
const BLOCK_LEN: usize = 64 << 10;

/// Writes a frame as Kafka's producer does. A block that would not shrink is stored.
pub(super) fn compress(bytes: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&MAGIC.to_le_bytes());
    out.extend_from_slice(&[FLAGS, DESCRIPTOR, (xxhash32(&[FLAGS, DESCRIPTOR]) >> 8) as u8]);
    let mut packed = alloc::vec![0; lz4_flex::block::get_maximum_output_size(BLOCK_LEN.min(bytes.len()))];
    for block in bytes.chunks(BLOCK_LEN) {
        let packed_len = lz4_flex::block::compress_into(block, &mut packed);
        let (content, stored) = match packed_len {
            Ok(len) if len < block.len() => (&packed[..len], 0),
            _ => (block, STORED),
        };
        out.extend_from_slice(&(content.len() as u32 | stored).to_le_bytes());
        out.extend_from_slice(content);
    }
    out.extend_from_slice(&[0; 4]);
}

struct Frame {
    block_len_max: usize,
    block_checksum: bool,
    content_checksum: bool,
    content_size: Option<u64>,
    blocks_at: usize,
}

pub(super) fn decompress(bytes: &[u8], len_max: usize) -> Result<Vec<u8>, DecompressError> {
    let frame = header(bytes)?;
    let mut at = frame.blocks_at;
    let mut out = Vec::new();
    loop {
        let word = read_u32(bytes, at, "the block's length")?;
        at += 4;
        if word == 0 {
            break;
        }
        let len = (word & !STORED) as usize;
        let block =
            bytes.get(at..).and_then(|rest| rest.get(..len)).ok_or_else(|| malformed("the block", at))?;
        if len > frame.block_len_max {
            return Err(malformed("the block's length", at - 4));
        }
        if word & STORED != 0 {
            append_stored(block, &mut out, len_max)?;
        } else {
            append_block(block, at, frame.block_len_max, &mut out, len_max)?;
        }
        at += len;
        if frame.block_checksum {
            check(bytes, at, block, "the block's checksum")?;
            at += 4;
        }
    }
    if frame.content_checksum {
        check(bytes, at, &out, "the content's checksum")?;
        at += 4;
    }
    if frame.content_size.is_some_and(|size| size != out.len() as u64) {
        return Err(malformed("the content's size", FLAGS_AT + 2));
    }
    if at != bytes.len() {
        return Err(malformed("the end", at));
    }
    Ok(out)
}

fn header(bytes: &[u8]) -> Result<Frame, DecompressError> {
    if read_u32(bytes, 0, "the magic")? != MAGIC {
        return Err(malformed("the magic", 0));
    }
    let &[flags, descriptor, ..] = &bytes[FLAGS_AT..] else {
        return Err(malformed("the header", bytes.len()));
    };
    let flag = |bit: u8| flags >> bit & 1 == 1;
    let independent = flag(5);
    // Bit 1 is reserved, bit 0 names a dictionary: Kafka's reader refuses both, and blocks that lean on each other.
    if flags >> 6 != VERSION || !independent || flag(1) || flag(0) {
        return Err(malformed("the flags", FLAGS_AT));
    }
    let block_len_max = match descriptor {
        0x40 => 64 << 10,
        0x50 => 256 << 10,
        0x60 => 1 << 20,
        0x70 => 4 << 20,
        _ => return Err(malformed("the block descriptor", FLAGS_AT + 1)),
    };
    let mut at = FLAGS_AT + 2;
    let mut content_size = None;
    if flag(3) {
        let size =
            bytes[at..].first_chunk::<CONTENT_SIZE_LEN>().ok_or_else(|| malformed("the header", at))?;
        content_size = Some(u64::from_le_bytes(*size));
        at += CONTENT_SIZE_LEN;
    }
    let checksum = (xxhash32(&bytes[FLAGS_AT..at]) >> 8) as u8;
    if bytes.get(at) != Some(&checksum) {
        return Err(malformed("the header's checksum", at));
    }
    Ok(Frame {
        block_len_max,
        block_checksum: flag(4),
        content_checksum: flag(2),
        content_size,
        blocks_at: at + 1,
    })
}

fn append_stored(block: &[u8], out: &mut Vec<u8>, len_max: usize) -> Result<(), DecompressError> {
    if block.len() > len_max - out.len() {
        return Err(DecompressError::too_long(len_max));
    }
    out.extend_from_slice(block);
    Ok(())
}

/// Unpacks one block. Room doubles until the block fits: a block does not say how long its output is.
fn append_block(
    block: &[u8],
    at: usize,
    block_len_max: usize,
    out: &mut Vec<u8>,
    len_max: usize,
) -> Result<(), DecompressError> {
    let start = out.len();
    let room_max = block_len_max.min(len_max - start);
    let mut room = (block.len().saturating_mul(4)).max(OUTPUT_LEN_FIRST).min(room_max);
    loop {
        out.resize(start + room, 0);
        match lz4_flex::block::decompress_into(block, &mut out[start..]) {
            Ok(len) => {
                out.truncate(start + len);
                return Ok(());
            }
            Err(lz4_flex::block::DecompressError::OutputTooSmall { .. }) if room < room_max => {
                room = room.saturating_mul(2).min(room_max);
            }
            Err(lz4_flex::block::DecompressError::OutputTooSmall { .. }) if room < block_len_max => {
                return Err(DecompressError::too_long(len_max));
            }
            Err(_) => return Err(malformed("the block", at)),
        }
    }
}

fn check(bytes: &[u8], at: usize, covered: &[u8], part: &'static str) -> Result<(), DecompressError> {
    if read_u32(bytes, at, part)? == xxhash32(covered) { Ok(()) } else { Err(malformed(part, at)) }
}

fn read_u32(bytes: &[u8], at: usize, part: &'static str) -> Result<u32, DecompressError> {
    let word = bytes.get(at..).and_then(|rest| rest.first_chunk::<4>()).ok_or_else(|| malformed(part, at))?;
    Ok(u32::from_le_bytes(*word))
}

fn malformed(part: &'static str, position: usize) -> DecompressError {
    DecompressError::malformed(Codec::Lz4, part, position)
}
