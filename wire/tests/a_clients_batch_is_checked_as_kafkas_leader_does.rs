//! What Produce answers for the bytes of one partition.

use bytes::Bytes;
use partita_wire::crc::crc32c;
use partita_wire::records::{BatchBuilder, BatchReason, CheckedBatch, Codec, Header, ProducedRecords};

const CORRUPT_MESSAGE: i16 = 2;
const INVALID_RECORD: i16 = 87;
const INVALID_TIMESTAMP: i16 = 32;
const UNKNOWN_SERVER_ERROR: i16 = -1;

fn builder() -> BatchBuilder {
    let mut builder = BatchBuilder::new(Codec::None);
    builder.append(1000, Some(b"key"), Some(b"value"), &[]).unwrap();
    builder.append(1001, None, Some(b"value"), &[Header::new("h", None)]).unwrap();
    builder
}

fn good() -> Vec<u8> {
    builder().build(0, -1).unwrap().to_vec()
}

/// A good batch with some bytes changed and the checksum made to fit again.
fn changed(at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut batch = good();
    batch[at..at + bytes.len()].copy_from_slice(bytes);
    sealed(batch)
}

fn sealed(mut batch: Vec<u8>) -> Vec<u8> {
    let length = (batch.len() - 12) as u32;
    batch[8..12].copy_from_slice(&length.to_be_bytes());
    let crc = crc32c(&batch[21..]);
    batch[17..21].copy_from_slice(&crc.to_be_bytes());
    batch
}

fn refused(bytes: Vec<u8>) -> (i16, BatchReason) {
    let produced = ProducedRecords::from_bytes(Bytes::from(bytes));
    let error = produced.check().as_ref().expect_err("a batch that is refused");
    (error.error_code(), error.reason)
}

#[test]
fn a_good_batch_is_taken_with_what_the_checks_saw() {
    let produced = ProducedRecords::from_bytes(Bytes::from(good()));
    let batch = produced.check().as_ref().unwrap();
    assert_eq!((batch.records_count(), batch.last_offset_delta()), (2, 1));
    assert_eq!(batch.record_timestamps(), (1000, 1001));
    assert_eq!(batch.first_keyless(), Some(1));
    assert_eq!(batch.bytes(), produced.bytes());
    assert_eq!((batch.base_sequence(), batch.last_sequence()), (-1, -1));
}

#[test]
fn the_last_sequence_wraps() {
    let bytes = builder().producer(7, 0, i32::MAX).build(0, -1).unwrap();
    let batch = CheckedBatch::from_client(bytes).unwrap();
    assert_eq!((batch.base_sequence(), batch.last_sequence()), (i32::MAX, 0));
}

#[test]
fn a_flipped_bit_anywhere_after_the_checksum_is_corrupt() {
    for at in 21..good().len() {
        let mut bytes = good();
        bytes[at] ^= 0x10;
        let (code, reason) = refused(bytes);
        assert_eq!(code, CORRUPT_MESSAGE, "byte {at}");
        assert!(matches!(reason, BatchReason::Crc(..)));
    }
}

#[test]
fn magic() {
    assert_eq!(refused(changed(16, &[3])), (CORRUPT_MESSAGE, BatchReason::UnknownMagic(3)));
    assert_eq!(refused(changed(16, &[1])), (INVALID_RECORD, BatchReason::OldMagic(1)));
}

#[test]
fn nothing_and_pieces_of_a_batch() {
    assert_eq!(refused(vec![]), (INVALID_RECORD, BatchReason::Missing));
    for len in 0..good().len() {
        assert_eq!(refused(good()[..len].to_vec()), (INVALID_RECORD, BatchReason::Missing), "{len} bytes");
    }
}

#[test]
fn a_second_batch_is_refused_and_a_cut_off_rest_is_dropped() {
    let two = [good(), good()].concat();
    assert_eq!(refused(two.clone()), (INVALID_RECORD, BatchReason::SecondBatch));
    let batch = CheckedBatch::from_client(Bytes::from(two[..two.len() - 1].to_vec())).unwrap();
    assert_eq!(batch.bytes(), &good());
}

#[test]
fn a_base_offset_other_than_zero() {
    let bytes = builder().build(5, -1).unwrap().to_vec();
    assert_eq!(refused(bytes), (INVALID_RECORD, BatchReason::BaseOffset(5)));
}

#[test]
fn a_length_below_the_header() {
    let mut bytes = good();
    bytes[8..12].copy_from_slice(&48u32.to_be_bytes());
    assert_eq!(refused(bytes), (CORRUPT_MESSAGE, BatchReason::LengthTooSmall(48)));
}

#[test]
fn counts_must_fit_each_other_and_the_records() {
    let count = |count: i32| changed(57, &count.to_be_bytes());
    assert_eq!(refused(count(3)), (INVALID_RECORD, BatchReason::OffsetRange(1, 3)));
    assert_eq!(refused(count(0)), (INVALID_RECORD, BatchReason::OffsetRange(1, 0)));
    let both = |delta: i32, count: i32| {
        let mut bytes = changed(23, &delta.to_be_bytes());
        bytes[57..61].copy_from_slice(&count.to_be_bytes());
        sealed(bytes)
    };
    assert_eq!(refused(both(2, 3)), (INVALID_RECORD, BatchReason::DeclaredCount(3)));
    assert_eq!(refused(both(0, 1)), (INVALID_RECORD, BatchReason::DeclaredCount(1)));
    assert_eq!(
        refused(both(i32::MAX, i32::MIN)),
        (INVALID_RECORD, BatchReason::OffsetRange(i32::MAX, i32::MIN))
    );
    assert_eq!(refused(both(-1, 0)), (INVALID_RECORD, BatchReason::OffsetRange(-1, 0)));
}

#[test]
fn offsets_must_follow_each_other() {
    // The offset delta stands after the length, the attributes and a timestamp delta of one byte.
    let second = 61 + 1 + usize::from(good()[61] / 2);
    assert_eq!(refused(changed(second + 3, &[4])), (INVALID_RECORD, BatchReason::OffsetDelta(1, 2)));
}

#[test]
fn control_records_are_not_a_clients_to_write() {
    let bytes = builder().control().build(0, -1).unwrap().to_vec();
    assert_eq!(refused(bytes), (INVALID_RECORD, BatchReason::Control));
}

#[test]
fn a_producer_id_needs_a_sequence() {
    let bytes = builder().producer(1, 0, -1).build(0, -1).unwrap().to_vec();
    assert_eq!(refused(bytes), (INVALID_RECORD, BatchReason::BaseSequence(-1)));
}

#[test]
fn log_append_time_is_not_a_clients_to_set() {
    let bytes = builder().log_append_time(5).build(0, -1).unwrap().to_vec();
    assert_eq!(refused(bytes), (INVALID_TIMESTAMP, BatchReason::TimestampType));
}

#[test]
fn records_that_do_not_parse() {
    let (code, reason) = refused(changed(61, &[0xff; 6]));
    assert_eq!((code, reason), (UNKNOWN_SERVER_ERROR, BatchReason::Varint));
    let (code, _) = refused(changed(61, &[0x7e]));
    assert_eq!(code, INVALID_RECORD);
    let (code, reason) = refused(changed(61 + 4, &[0x7e]));
    assert_eq!((code, reason), (INVALID_RECORD, BatchReason::Length(63)));
}

#[test]
fn records_that_do_not_decompress() {
    for codec in [Codec::Gzip, Codec::Snappy, Codec::Lz4, Codec::Zstd] {
        let (code, reason) = refused(changed(22, &[codec.id()]));
        assert_eq!(code, UNKNOWN_SERVER_ERROR, "{codec}");
        assert!(matches!(reason, BatchReason::Decompress(_)), "{codec}");
    }
    assert_eq!(refused(changed(22, &[5])), (UNKNOWN_SERVER_ERROR, BatchReason::UnknownCodec(5)));
}

/// Offsets, counts and lengths inside a packed batch are looked at as in one that is not.
#[test]
fn a_packed_batch_is_checked_inside() {
    for codec in [Codec::Gzip, Codec::Snappy, Codec::Lz4, Codec::Zstd] {
        let mut packed = BatchBuilder::new(codec);
        packed.append(1000, Some(b"key"), Some(b"value"), &[]).unwrap();
        packed.append(1001, None, Some(b"value"), &[Header::new("h", None)]).unwrap();
        let packed = packed.build(0, -1).unwrap().to_vec();
        let with = |fields: &[(usize, i32)]| {
            let mut bytes = packed.clone();
            for (at, value) in fields {
                bytes[*at..*at + 4].copy_from_slice(&value.to_be_bytes());
            }
            sealed(bytes)
        };
        let batch = CheckedBatch::from_client(Bytes::from(packed.clone())).unwrap();
        assert_eq!((batch.records_count(), batch.first_keyless()), (2, Some(1)), "{codec}");
        assert_eq!(batch.record_timestamps(), (1000, 1001), "{codec}");
        // The last offset stands at 23, the count at 57.
        let more = with(&[(23, 2), (57, 3)]);
        assert_eq!(refused(more), (INVALID_RECORD, BatchReason::DeclaredCount(3)), "{codec}");
        let fewer = with(&[(23, 0), (57, 1)]);
        assert_eq!(refused(fewer), (INVALID_RECORD, BatchReason::DeclaredCount(1)), "{codec}");
        let range = with(&[(57, 3)]);
        assert_eq!(refused(range), (INVALID_RECORD, BatchReason::OffsetRange(1, 3)), "{codec}");
        let flipped = [&packed[..packed.len() - 1], &[packed[packed.len() - 1] ^ 1]].concat();
        assert_eq!(refused(flipped).0, CORRUPT_MESSAGE, "{codec}");
    }
}

#[test]
fn a_wrong_maximum_timestamp_is_put_right() {
    let bytes = changed(35, &9_999_999i64.to_be_bytes());
    let batch = CheckedBatch::from_client(Bytes::from(bytes)).unwrap();
    assert_eq!(batch.max_timestamp(), 1001);
    assert_eq!(batch.bytes(), &good());
}
