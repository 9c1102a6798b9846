//! What a broker does with batches that are packed: which versions of Produce may bring which codec, what is checked of the
//! records inside, and what a topic's own codec makes of them.

use alloc::vec;
use alloc::vec::Vec;

use partita_wire::ErrorCode;
use partita_wire::messages::fetch_request::{FetchPartition, FetchRequest, FetchTopic};
use partita_wire::messages::produce_request::{PartitionProduceData, ProduceRequest, TopicProduceData};
use partita_wire::records::{BatchBuilder, Codec, ProducedRecords};

use super::bench::Bench;
use super::{bytes, three};

const PACKED: [Codec; 4] = [Codec::Gzip, Codec::Snappy, Codec::Lz4, Codec::Zstd];

/// Produces a batch in a version of the test's own, with acks=1. Gives the error, the base offset and the log start that is told.
fn produce_in(bench: &mut Bench, version: i16, records: bytes::Bytes) -> (ErrorCode, i64, i64) {
    produce_with(bench, (version, 1), records)
}

fn produce_with(
    bench: &mut Bench,
    (version, acks): (i16, i16),
    records: bytes::Bytes,
) -> (ErrorCode, i64, i64) {
    let data = PartitionProduceData { index: 0, records: Some(ProducedRecords::from_bytes(records)) };
    let topic =
        TopicProduceData { name: "orders".into(), partition_data: vec![data], ..TopicProduceData::default() };
    let request =
        ProduceRequest { acks, timeout_ms: 1_000, topic_data: vec![topic], ..ProduceRequest::default() };
    let sent = bench.send_version(1, request, version);
    let answer = bench.produced(sent).unwrap();
    (ErrorCode::from_i16(answer.error_code).unwrap(), answer.base_offset, answer.log_start_offset)
}

/// KIP-110: who is as old as version 6 does not know Zstandard.
#[test]
fn zstandard_comes_with_version_7_of_produce() {
    let mut bench = three();
    let packed = |codec| bytes(BatchBuilder::new(codec), &["a"]);
    for version in 3..7 {
        let refused = produce_in(&mut bench, version, packed(Codec::Zstd));
        assert_eq!(refused, (ErrorCode::UnsupportedCompressionType, -1, -1), "version {version}");
    }
    // It is looked at before the checksum is.
    let mut damaged = packed(Codec::Zstd).to_vec();
    *damaged.last_mut().unwrap() ^= 1;
    let refused = produce_in(&mut bench, 6, damaged.clone().into());
    assert_eq!(refused.0, ErrorCode::UnsupportedCompressionType);
    assert_eq!(produce_in(&mut bench, 7, damaged.into()).0, ErrorCode::CorruptMessage);
    // So it is before acks is.
    assert_eq!(
        produce_with(&mut bench, (6, 5), packed(Codec::Zstd)).0,
        ErrorCode::UnsupportedCompressionType
    );
    assert_eq!(produce_with(&mut bench, (7, 5), packed(Codec::Zstd)).0, ErrorCode::InvalidRequiredAcks);
    // What is no whole batch has no codec.
    let cut = packed(Codec::Zstd).slice(..40);
    assert_eq!(produce_in(&mut bench, 6, cut).0, ErrorCode::InvalidRecord);
    assert_eq!(bench.ends(1).0, 0);
    for codec in [Codec::None, Codec::Gzip, Codec::Snappy, Codec::Lz4] {
        assert_eq!(produce_in(&mut bench, 3, packed(codec)).0, ErrorCode::None, "{codec}");
    }
    assert_eq!(produce_in(&mut bench, 7, packed(Codec::Zstd)), (ErrorCode::None, 4, 0));
}

/// Up to 3.9 a consumer of version 9 or older was refused; since the old formats went with 4.0 nobody asks any more.
#[test]
fn a_fetch_of_any_version_gets_zstandard() {
    let mut bench = three();
    bench.configure("orders", "compression.type", "zstd");
    let sent = bench.produce(1, -1, &["a"]);
    bench.run_ms(1_000);
    assert_eq!(bench.outcome(sent), Some((ErrorCode::None, 0)));
    for version in [4, 9, 10] {
        let partition = FetchPartition { partition_max_bytes: 1 << 20, ..FetchPartition::default() };
        let topic =
            FetchTopic { topic: "orders".into(), partitions: vec![partition], ..FetchTopic::default() };
        let request =
            FetchRequest { max_bytes: 1 << 20, session_epoch: -1, topics: vec![topic], ..Default::default() };
        let asked = bench.send_version(1, request, version);
        let data = bench.fetched(asked).unwrap();
        assert_eq!(data.error_code, 0, "version {version}");
        let batches: Vec<_> = data.records.as_ref().unwrap().batches().map(Result::unwrap).collect();
        assert_eq!(batches[0].header().attributes.codec(), Some(Codec::Zstd), "version {version}");
    }
}

/// What is checked of records is checked inside a packed batch as well, and told with their places in it.
#[test]
fn records_within_are_checked_one_by_one() {
    for codec in PACKED {
        let mut bench = three();
        bench.configure("orders", "cleanup.policy", "compact");
        let mut builder = BatchBuilder::new(codec);
        for key in [Some(&b"k"[..]), None, Some(b"l")] {
            builder.append(1_000_500, key, Some(b"v"), &[]).unwrap();
        }
        let sent = bench.produce_bytes(1, 1, builder.build(0, -1).unwrap());
        let answer = bench.produced(sent).unwrap();
        assert_eq!(answer.error_code, ErrorCode::InvalidRecord as i16, "{codec}");
        let indexes: Vec<i32> = answer.record_errors.iter().map(|error| error.batch_index).collect();
        assert_eq!(indexes, [1], "{codec}");
        assert_eq!(bench.ends(1).0, 0, "{codec}");
    }
}

/// `max.message.bytes` holds for what came, and again for what a topic's own codec made of it.
#[test]
fn a_batch_that_is_written_anew_may_have_become_too_large() {
    let long = "a".repeat(2_000);
    for codec in PACKED {
        let packed = bytes(BatchBuilder::new(codec), &[&long]);
        assert!(packed.len() < 1_000, "{codec}: {} bytes came", packed.len());
        for (own, expected) in
            [("uncompressed", (ErrorCode::MessageTooLarge, -1)), ("producer", (ErrorCode::None, 0))]
        {
            let mut bench = Bench::with_properties(3, &[("compression.type", own)]);
            bench.topic("orders", vec![1, 2, 3]);
            bench.run_ms(1_000);
            bench.configure("orders", "max.message.bytes", "1000");
            let sent = bench.produce_bytes(1, 1, packed.clone());
            assert_eq!(bench.outcome(sent), Some(expected), "{codec}, {own}");
            assert_eq!(bench.ends(1).0, expected.1 + 1, "{codec}, {own}");
        }
    }
}
