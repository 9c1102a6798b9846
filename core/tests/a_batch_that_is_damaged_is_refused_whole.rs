//! F9: a batch that does not match its checksum is CORRUPT_MESSAGE (2), one whose records make no sense INVALID_RECORD (87);
//! nothing of it is appended, and another partition's batch in the same request is not touched by it.
//!
//! No client of the playground sends such a batch, and no fault on a link makes one: what TCP delivers is what was sent. So the
//! bytes are sent by hand here.

mod host;
mod records;

use bytes::Bytes;
use partita_wire::ErrorCode;
use partita_wire::messages::produce_request::ProduceRequest;
use partita_wire::records::{BatchBuilder, Codec, ProducedRecords};
use records::{batch_request, consume, in_sync, produce, send, three_with_topic, values};

/// Where the CRC of a batch stands, and what it covers begins.
const CRC_AT: usize = 17;
const ATTRIBUTES_AT: usize = 21;
/// Where the records of a batch begin.
const RECORDS_AT: usize = 61;

/// CRC-32C (Castagnoli), bit by bit.
fn crc32c(bytes: &[u8]) -> u32 {
    let step = |crc: u32| (crc >> 1) ^ if crc & 1 == 1 { 0x82f6_3b78 } else { 0 };
    !bytes.iter().fold(!0, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), |crc, _| step(crc)))
}

/// A batch of three records, damaged by `damage`; with `sealed`, its checksum is made to match.
fn damaged(damage: impl FnOnce(&mut Vec<u8>), sealed: bool) -> ProduceRequest {
    let mut batch = BatchBuilder::new(Codec::None);
    for value in ["x", "y"] {
        batch.append(1_795_000_000_000, Some(b"k"), Some(value.as_bytes()), &[]).unwrap();
    }
    let mut request = batch_request(-1, batch, "z", 30_000);
    let data = &mut request.topic_data[0].partition_data[0];
    let mut bytes = data.records.take().unwrap().bytes().to_vec();
    damage(&mut bytes);
    if sealed {
        let crc = crc32c(&bytes[ATTRIBUTES_AT..]);
        bytes[CRC_AT..ATTRIBUTES_AT].copy_from_slice(&crc.to_be_bytes());
    }
    data.records = Some(ProducedRecords::from_bytes(Bytes::from(bytes)));
    request
}

#[test]
fn with_its_error_code() {
    let mut host = three_with_topic(&[]);
    assert_eq!(produce(&mut host, 0, -1, "a"), (ErrorCode::None, 0));
    let mut refused = |damage: fn(&mut Vec<u8>), sealed: bool| send(&mut host, 0, damaged(damage, sealed));
    assert_eq!(refused(|_| {}, true), (ErrorCode::None, 1), "undamaged");
    let last = |bytes: &mut Vec<u8>| *bytes.last_mut().unwrap() ^= 1;
    assert_eq!(refused(last, false), (ErrorCode::CorruptMessage, -1), "a bit of the last record");
    let crc = |bytes: &mut Vec<u8>| bytes[CRC_AT] ^= 0x80;
    assert_eq!(refused(crc, false), (ErrorCode::CorruptMessage, -1), "a bit of the checksum");
    let codec = |bytes: &mut Vec<u8>| bytes[ATTRIBUTES_AT + 1] |= 1;
    assert_eq!(refused(codec, false), (ErrorCode::CorruptMessage, -1), "a bit of the attributes");
    // The checksum is right, what it covers is not.
    let length = |bytes: &mut Vec<u8>| bytes[RECORDS_AT] = 0x7e;
    assert_eq!(refused(length, true), (ErrorCode::InvalidRecord, -1), "a record longer than the batch");
    let count = |bytes: &mut Vec<u8>| bytes[RECORDS_AT - 1] = 9;
    assert_eq!(refused(count, true), (ErrorCode::InvalidRecord, -1), "more records than there are");
    let delta = |bytes: &mut Vec<u8>| bytes[RECORDS_AT + 3] = 8;
    assert_eq!(refused(delta, true), (ErrorCode::InvalidRecord, -1), "an offset out of its order");
    host.run_ms(1_000);
    for node in 0..3 {
        assert_eq!(values(&host, node), ["a", "x", "y", "z"], "nothing of a damaged batch is kept");
    }
    assert_eq!(produce(&mut host, 0, -1, "b"), (ErrorCode::None, 4), "the log goes on where it was");
    assert_eq!(consume(&mut host, 0, 0), ["a", "x", "y", "z", "b"]);
}

/// What Kafka checks earlier is what its answer tells: leader, in-sync replicas, size, checksum.
#[test]
fn after_what_is_checked_before_it() {
    let mut host = three_with_topic(&[("min.insync.replicas", "3"), ("max.message.bytes", "200")]);
    host.kill(1);
    host.run_until("it is fenced", |host| in_sync(host) == [0, 2]);
    host.run_ms(100);
    let crc = |bytes: &mut Vec<u8>| bytes[CRC_AT] ^= 0x80;
    let large = |bytes: &mut Vec<u8>| {
        bytes.resize(300, 0);
        bytes[8..12].copy_from_slice(&288_i32.to_be_bytes());
    };
    let offset = |bytes: &mut Vec<u8>| {
        bytes.resize(300, 0);
        bytes[7] = 1;
        bytes[8..12].copy_from_slice(&288_i32.to_be_bytes());
    };
    let twice = |bytes: &mut Vec<u8>| bytes.extend(bytes.clone());
    let with_acks = |acks, request: ProduceRequest| ProduceRequest { acks, ..request };
    let mut refused = |to, acks, request| send(&mut host, to, with_acks(acks, request)).0;
    assert_eq!(refused(2, 1, damaged(crc, false)), ErrorCode::NotLeaderOrFollower);
    assert_eq!(refused(0, -1, damaged(crc, false)), ErrorCode::NotEnoughReplicas);
    assert_eq!(refused(0, -1, damaged(large, false)), ErrorCode::NotEnoughReplicas);
    assert_eq!(refused(0, 1, damaged(large, false)), ErrorCode::MessageTooLarge);
    assert_eq!(refused(0, 1, damaged(offset, false)), ErrorCode::InvalidRecord, "no batch begins elsewhere");
    assert_eq!(refused(0, 1, damaged(crc, false)), ErrorCode::CorruptMessage);
    // Seen before all of it, even by one that does not lead.
    assert_eq!(refused(2, -1, damaged(twice, false)), ErrorCode::InvalidRecord, "two batches");
    assert_eq!(refused(2, 7, damaged(twice, false)), ErrorCode::InvalidRecord);
    assert_eq!(refused(2, 7, damaged(crc, false)), ErrorCode::InvalidRequiredAcks);
}
