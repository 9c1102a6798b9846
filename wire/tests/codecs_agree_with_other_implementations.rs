//! Our readers and writers beside flate2, lz4_flex's frames and snap.

use bytes::Bytes;
use partita_wire::compress::{DecompressError, compress, decompress};
use partita_wire::records::Codec;
use proptest::prelude::*;
use std::io::{Read, Write};

const LEN_MAX: usize = 1 << 20;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn lz4(bytes: &[u8], block_checksums: bool, content: bool) -> Vec<u8> {
    let info = lz4_flex::frame::FrameInfo::new()
        .block_mode(lz4_flex::frame::BlockMode::Independent)
        .block_size(lz4_flex::frame::BlockSize::Max64KB)
        .block_checksums(block_checksums)
        .content_checksum(content)
        .content_size(content.then_some(bytes.len() as u64));
    let mut encoder = lz4_flex::frame::FrameEncoder::with_frame_info(info, Vec::new());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn snappy(bytes: &[u8]) -> Vec<u8> {
    snap::raw::Encoder::new().compress_vec(bytes).unwrap()
}

fn xerial(bytes: &[u8]) -> Vec<u8> {
    let mut out = b"\x82SNAPPY\0\0\0\0\x01\0\0\0\x01".to_vec();
    for block in bytes.chunks(32 << 10) {
        let block = snappy(block);
        out.extend_from_slice(&(block.len() as u32).to_be_bytes());
        out.extend_from_slice(&block);
    }
    out
}

/// What snap reads of xerial's framing.
fn unxerial(mut packed: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    packed = packed.strip_prefix(b"\x82SNAPPY\0\0\0\0\x01\0\0\0\x01").unwrap();
    while let Some((len, rest)) = packed.split_first_chunk::<4>() {
        let (block, rest) = rest.split_at(u32::from_be_bytes(*len) as usize);
        all.extend(snap::raw::Decoder::new().decompress_vec(block).unwrap());
        packed = rest;
    }
    all
}

fn written(codec: Codec, bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    compress(codec, bytes, &mut packed);
    packed
}

/// Every way in which a client may have compressed `bytes`.
fn compressed(bytes: &[u8]) -> Vec<(Codec, Vec<u8>)> {
    vec![
        (Codec::Gzip, gzip(bytes)),
        (Codec::Lz4, lz4(bytes, false, false)),
        (Codec::Lz4, lz4(bytes, true, true)),
        (Codec::Snappy, snappy(bytes)),
        (Codec::Snappy, xerial(bytes)),
    ]
}

fn read(codec: Codec, bytes: &[u8], len_max: usize) -> Result<Bytes, DecompressError> {
    decompress(codec, &Bytes::copy_from_slice(bytes), len_max)
}

/// Bytes with repeats in them, as records have.
fn texts() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..2000),
        (prop::collection::vec(any::<u8>(), 1..40), 1..5000usize)
            .prop_map(|(piece, times)| piece.repeat(times)),
        prop::collection::vec(prop_oneof![Just(b'a'), Just(b'b')], 0..5000),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_others_write_is_read(bytes in texts()) {
        for (codec, packed) in compressed(&bytes) {
            prop_assert_eq!(&read(codec, &packed, LEN_MAX).unwrap(), &bytes, "{}", codec);
            // The limit is exact.
            prop_assert_eq!(&read(codec, &packed, bytes.len()).unwrap(), &bytes, "{}", codec);
            if !bytes.is_empty() {
                let error = read(codec, &packed, bytes.len() - 1).unwrap_err();
                prop_assert_eq!(error, DecompressError::TooLong(bytes.len() as u32 - 1), "{}", codec);
            }
        }
    }

    #[test]
    fn what_we_write_is_read_by_others(bytes in texts()) {
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(written(Codec::Gzip, &bytes).as_slice()).read_to_end(&mut unpacked).unwrap();
        prop_assert_eq!(&unpacked, &bytes);
        unpacked.clear();
        let packed = written(Codec::Lz4, &bytes);
        lz4_flex::frame::FrameDecoder::new(packed.as_slice()).read_to_end(&mut unpacked).unwrap();
        prop_assert_eq!(&unpacked, &bytes);
        prop_assert_eq!(&unxerial(&written(Codec::Snappy, &bytes)), &bytes);
        for codec in Codec::ALL {
            prop_assert_eq!(&read(codec, &written(codec, &bytes), LEN_MAX).unwrap(), &bytes, "{}", codec);
        }
    }

    #[test]
    fn damaged_zstd_never_panics_or_passes_the_limit(bytes in texts(), at: prop::sample::Index, bit in 0..8u32) {
        let mut packed = written(Codec::Zstd, &bytes);
        let at = at.index(packed.len());
        packed[at] ^= 1 << bit;
        if let Ok(read) = read(Codec::Zstd, &packed, LEN_MAX) {
            prop_assert!(read.len() <= LEN_MAX);
        }
    }

    #[test]
    fn snappy_and_snap_agree_on_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let theirs = match snap::raw::decompress_len(&bytes) {
            Ok(len) if len <= LEN_MAX => snap::raw::Decoder::new().decompress_vec(&bytes).ok(),
            _ => None,
        };
        prop_assert_eq!(read(Codec::Snappy, &bytes, LEN_MAX).ok().map(|bytes| bytes.to_vec()), theirs);
    }

    #[test]
    fn snappy_and_snap_agree_on_damaged_bytes(bytes in texts(), at: prop::sample::Index, bit in 0..8u32) {
        let mut packed = snappy(&bytes);
        let at = at.index(packed.len());
        packed[at] ^= 1 << bit;
        let theirs = match snap::raw::decompress_len(&packed) {
            Ok(len) if len <= LEN_MAX => snap::raw::Decoder::new().decompress_vec(&packed).ok(),
            _ => None,
        };
        prop_assert_eq!(read(Codec::Snappy, &packed, LEN_MAX).ok().map(|bytes| bytes.to_vec()), theirs);
    }

    #[test]
    fn damage_never_panics_or_passes_the_limit(bytes in texts(), at: prop::sample::Index, bit in 0..8u32, cut: prop::sample::Index) {
        for (codec, mut packed) in compressed(&bytes) {
            let at = at.index(packed.len());
            packed[at] ^= 1 << bit;
            if let Ok(read) = read(codec, &packed, LEN_MAX) {
                prop_assert!(read.len() <= LEN_MAX);
                prop_assert!(codec != Codec::Gzip || read == bytes, "gzip carries a checksum");
            }
            packed[at] ^= 1 << bit;
            let cut = cut.index(packed.len());
            // What is left of a framed snappy stream is whole when the cut falls between its blocks.
            if codec != Codec::Snappy {
                prop_assert!(read(codec, &packed[..cut], LEN_MAX).is_err(), "{} cut at {}", codec, cut);
            }
        }
    }
}

#[test]
fn what_repeats_gets_smaller() {
    let bytes = b"the same text ".repeat(10_000);
    for codec in [Codec::Gzip, Codec::Snappy, Codec::Lz4, Codec::Zstd] {
        let len = written(codec, &bytes).len();
        assert!(len < bytes.len() / 10, "{codec}: {len} of {}", bytes.len());
    }
}

#[test]
fn zstd_frames_of_stored_and_repeated_bytes() {
    // One segment of 7 bytes: "abc" stored, then "x" four times; before it a frame that readers skip.
    let frame = b"\x50\x2a\x4d\x18\x02\0\0\0??\x28\xb5\x2f\xfd\xa0\x07\0\0\0\x18\0\0abc\x23\0\0x";
    assert_eq!(read(Codec::Zstd, frame, 7).unwrap(), "abcxxxx");
    assert_eq!(read(Codec::Zstd, frame, 6), Err(DecompressError::TooLong(6)));
    for cut in 11..frame.len() {
        assert!(read(Codec::Zstd, &frame[..cut], 7).is_err(), "cut at {cut}");
    }
    let bomb = written(Codec::Zstd, &vec![0; 8 << 20]);
    assert!(matches!(read(Codec::Zstd, &bomb, LEN_MAX), Err(DecompressError::TooLong(_))));
}

#[test]
fn a_small_input_cannot_ask_for_much_memory() {
    // A bare snappy block of six bytes that claims 4 GiB - 1.
    let lie = [0xff, 0xff, 0xff, 0xff, 0x0f, 0x00];
    assert!(matches!(read(Codec::Snappy, &lie, usize::MAX), Err(DecompressError::Malformed { .. })));
    // A deflate bomb stops at the limit.
    let bomb = gzip(&vec![0; 8 << 20]);
    assert_eq!(read(Codec::Gzip, &bomb, LEN_MAX), Err(DecompressError::TooLong(LEN_MAX as u32)));
}

#[test]
fn gzip_members_may_follow_each_other() {
    let both = [gzip(b"one "), gzip(b"two")].concat();
    assert_eq!(read(Codec::Gzip, &both, LEN_MAX).unwrap(), b"one two".as_slice());
}

#[test]
fn lz4_blocks_must_be_independent() {
    let info = lz4_flex::frame::FrameInfo::new().block_mode(lz4_flex::frame::BlockMode::Linked);
    let mut encoder = lz4_flex::frame::FrameEncoder::with_frame_info(info, Vec::new());
    encoder.write_all(b"text").unwrap();
    let error = read(Codec::Lz4, &encoder.finish().unwrap(), LEN_MAX).unwrap_err();
    assert_eq!(error, DecompressError::Malformed { codec: Codec::Lz4, part: "the flags", position: 4 });
}
