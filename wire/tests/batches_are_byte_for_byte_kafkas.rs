//! Batches that Kafka wrote are read, and built again to the same bytes.

mod golden;

use bytes::Bytes;
use golden::hex;
use partita_wire::records::control::EndTransactionMarker;
use partita_wire::records::{
    BatchBuilder, BatchView, CheckedBatch, Codec, Header, RecordView, Records, TimestampType,
};

const UNPACKED_LEN_MAX: usize = 1 << 20;

const B1: &str = "00000000000000000000003affffffff02716a618900000000000000000000000003e800000000000003e8ffffffffffffffffffffffffffff0000000110000000026b027600";
const B2: &str = "00000000000000050000005100000002027b1064d900100000000200000000000003e800000000000005140000000000000fa0000300000007000000030e000000010261002000d80402046b6b0104026802780268010c000104000000";
const B3: &str = "000000000000000a0000004200000002023a9760040030000000000000018bcfe568000000018bcfe568000000000000000fa00003ffffffff000000012000000008000000010c00000000000900";

fn records(bytes: &Bytes) -> Vec<RecordView> {
    let batch = BatchView::read(bytes.clone()).expect("a header");
    batch.check_crc().expect("the checksum");
    batch.records(UNPACKED_LEN_MAX).expect("a codec").collect::<Result<_, _>>().expect("records")
}

/// The only batch of a group.
fn golden_batch(group: &str) -> Bytes {
    golden::batches().into_iter().find(|(name, ..)| *name == group).expect("a group of that name").2
}

/// Builds a batch from what was read from another.
fn rebuilt(bytes: &Bytes) -> Bytes {
    let header = *BatchView::read(bytes.clone()).expect("a header").header();
    let attributes = header.attributes;
    let mut builder = BatchBuilder::new(attributes.codec().expect("a codec")).producer(
        header.producer_id,
        header.producer_epoch,
        header.base_sequence,
    );
    if attributes.is_transactional() {
        builder = builder.transactional();
    }
    if attributes.is_control() {
        builder = builder.control();
    }
    for record in records(bytes) {
        builder
            .append(record.timestamp, record.key.as_deref(), record.value.as_deref(), &record.headers)
            .expect("room");
    }
    builder.build(header.base_offset, header.leader_epoch).expect("a codec that is written")
}

#[test]
fn one_record() {
    let mut builder = BatchBuilder::new(Codec::None);
    assert_eq!(builder.size_of(1000, Some(b"k"), Some(b"v"), &[]), 9);
    builder.append(1000, Some(b"k"), Some(b"v"), &[]).unwrap();
    assert_eq!(builder.size(), 70);
    assert_eq!(builder.build(0, -1).unwrap(), hex(B1));
}

#[test]
fn nulls_repeated_headers_and_a_transaction() {
    let headers = [Header::new("h", Some(Bytes::from_static(b"x"))), Header::new("h", None)];
    let mut builder = BatchBuilder::new(Codec::None).producer(4000, 3, 7).transactional();
    builder.append(1000, None, Some(b"a"), &[]).unwrap();
    builder.append(1300, Some(b"kk"), None, &headers).unwrap();
    builder.append(999, Some(b""), Some(b""), &[]).unwrap();
    let bytes = builder.build(5, 2).unwrap();
    assert_eq!(bytes, hex(B2));

    let records = records(&bytes);
    assert_eq!(records[1].headers, headers);
    assert_eq!((records[2].offset, records[2].timestamp), (7, 999));
}

#[test]
fn transaction_markers() {
    let marker = EndTransactionMarker { commit: true, coordinator_epoch: 9 };
    let commit = marker.batch(4000, 3, 1_700_000_000_000, 10, 2).unwrap();
    assert_eq!(commit, hex(B3));
    assert_eq!(EndTransactionMarker::of(&records(&commit)[0]), Some(marker));

    let marker = EndTransactionMarker { commit: false, coordinator_epoch: 9 };
    let abort = marker.batch(4000, 3, 1_700_000_000_000, 10, 2).unwrap();
    assert_eq!(BatchView::read(abort.clone()).unwrap().header().crc, 0xcea9_b64c);
    assert_eq!(EndTransactionMarker::of(&records(&abort)[0]), Some(marker));
}

#[test]
fn the_same_record_in_lz4_and_snappy() {
    let payloads = [
        (Codec::Lz4, "04224d186040820900008010000000026b02760000000000", Some(0xf428_3fbe)),
        (Codec::Snappy, "82534e415050590000000001000000010000000b092010000000026b027600", None),
    ];
    for (codec, payload, crc) in payloads {
        let mut bytes = hex(B1)[..61].to_vec();
        bytes.extend_from_slice(&hex(payload));
        let length = (bytes.len() - 12) as u32;
        bytes[8..12].copy_from_slice(&length.to_be_bytes());
        bytes[22] = codec.id();
        let computed = partita_wire::crc::crc32c(&bytes[21..]);
        bytes[17..21].copy_from_slice(&computed.to_be_bytes());
        assert!(crc.is_none_or(|crc| crc == computed), "{codec}");
        assert_eq!(records(&Bytes::from(bytes)), records(&hex(B1)), "{codec}");
    }
}

#[test]
fn every_golden_header_is_read() {
    for (name, fields, bytes) in golden::batches() {
        let header = *BatchView::read(bytes.clone()).expect(name).header();
        let read = format!(
            "baseOffset {} batchLength {} partitionLeaderEpoch {} magic 2 crc {:08x} attributes 0x{:04x} lastOffsetDelta {} \
             baseTimestamp {} maxTimestamp {} producerId {} producerEpoch {} baseSequence {} records {}",
            header.base_offset,
            header.batch_length,
            header.leader_epoch,
            header.crc,
            header.attributes.0,
            header.last_offset_delta,
            header.base_timestamp,
            header.max_timestamp,
            header.producer_id,
            header.producer_epoch,
            header.base_sequence,
            header.records_count
        );
        assert_eq!(read, fields, "{name}");
        assert_eq!(header.size(), bytes.len());
    }
}

#[test]
fn every_uncompressed_golden_batch_is_built_again() {
    let mut built = 0;
    for (name, fields, bytes) in golden::batches() {
        let attributes = BatchView::read(bytes.clone()).unwrap().header().attributes;
        if attributes.codec() == Some(Codec::None) && attributes.timestamp_type() == TimestampType::CreateTime
        {
            assert_eq!(rebuilt(&bytes), bytes, "{name}, {fields}");
            built += 1;
        }
    }
    assert_eq!(built, 16);
}

#[test]
fn a_gzip_batch_is_built_as_java_builds_it() {
    // Deflate output may differ between libraries, so the records are compared, and the ten bytes of the header.
    let bytes = golden_batch("b05-gzip");
    let again = rebuilt(&bytes);
    assert_eq!(records(&again), records(&bytes));
    assert_eq!(again[61..71], bytes[61..71]);
}

#[test]
fn compressed_golden_batches_hold_their_records() {
    for name in ["b05-gzip", "b06-snappy", "b07-lz4", "b08-zstd"] {
        let golden = golden_batch(name);
        let records = records(&golden);
        assert_eq!(records.len(), 3, "{name}");
        for (index, record) in records.iter().enumerate() {
            assert_eq!(record.offset, index as i64);
            assert_eq!(record.timestamp, 1_700_000_000_000 + index as i64);
            assert_eq!(record.key.as_deref(), Some(format!("key{index}").as_bytes()));
            let text = format!("the same text the same text the same text {index}");
            assert_eq!(record.value.as_deref(), Some(text.as_bytes()), "{name}");
        }
    }
}

#[test]
fn log_append_time_is_stamped_as_the_broker_does() {
    let golden = golden_batch("b12-log-append-time");
    let stamped = records(&golden);
    assert!(stamped.iter().all(|record| record.timestamp == 1_795_224_989_750));

    let mut builder = BatchBuilder::new(Codec::None);
    builder.append(1_700_000_000_000, Some(b"k"), Some(b"v1"), &[]).unwrap();
    builder.append(1_700_000_000_001, Some(b"k"), Some(b"v2"), &[]).unwrap();
    let sent = CheckedBatch::from_client(builder.build(0, -1).unwrap()).unwrap();
    let kept = sent.clone().with_timestamp_type(TimestampType::LogAppendTime, 1_795_224_989_750);
    let mut bytes = kept.stamp(0, 0).to_vec();
    bytes.extend_from_slice(kept.unstamped());
    assert_eq!(bytes, golden);
    assert_eq!(kept.with_timestamp_type(TimestampType::CreateTime, 0), sent);
}

#[test]
fn a_stamp_moves_a_batch_without_a_new_checksum() {
    let batch = CheckedBatch::from_client(hex(B1)).unwrap();
    let mut bytes = batch.stamp(41, 7).to_vec();
    bytes.extend_from_slice(batch.unstamped());
    let moved = BatchView::read(Bytes::from(bytes)).unwrap();
    moved.check_crc().unwrap();
    assert_eq!((moved.header().base_offset, moved.header().leader_epoch), (41, 7));
    assert_eq!(moved.header().next_offset(), 42);
}

#[test]
fn batches_are_found_across_slices() {
    let all: Vec<u8> = golden::batches().iter().flat_map(|(_, _, bytes)| bytes.to_vec()).collect();
    for chunk_len in [1, 7, 64, 300, all.len()] {
        let records: Records = all.chunks(chunk_len).map(Bytes::copy_from_slice).collect();
        assert_eq!(records, Records::from(Bytes::from(all.clone())));
        let found: Vec<Bytes> = records.batches().map(|batch| batch.unwrap().bytes().clone()).collect();
        let expected: Vec<Bytes> = golden::batches().into_iter().map(|(_, _, bytes)| bytes).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn a_batch_cut_off_at_the_end_is_left_out() {
    let both = [hex(B1), hex(B3)].concat();
    let records = Records::from(Bytes::from(both)).range(0, 100);
    let found: Vec<_> = records.batches().collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].as_ref().unwrap().bytes(), &hex(B1));
}

#[test]
fn a_leader_recompresses_as_the_broker_does() {
    let golden = golden_batch("b13-broker-recompress");
    let sent = CheckedBatch::from_client(golden.clone()).unwrap();
    let plain = sent.clone().with_codec(Codec::None).unwrap();
    assert_eq!(records(plain.bytes()), records(&golden));
    let again = plain.with_codec(Codec::Gzip).unwrap();
    assert_eq!(again.bytes()[..8], golden[..8]);
    assert_eq!(again.bytes()[21..71], golden[21..71], "all but lengths, checksum and the deflate stream");
    for codec in Codec::ALL {
        let recoded = sent.clone().with_codec(codec).unwrap();
        assert_eq!(recoded.attributes().codec(), Some(codec));
        assert_eq!(records(recoded.bytes()), records(&golden));
    }
}

#[test]
fn compaction_keeps_offsets_sequences_and_codec() {
    for codec in Codec::ALL {
        let mut builder = BatchBuilder::new(codec).producer(7, 1, 20);
        for n in 0..5 {
            builder.append(1_000 + n, Some(&[n as u8]), Some(b"v"), &[]).unwrap();
        }
        let bytes = builder.build(100, 3).unwrap();
        let batch = BatchView::read(bytes.clone()).unwrap();
        let kept: Vec<_> = [1, 3].map(|index| records(&bytes)[index].clone()).into();
        let cleaned = batch.retaining(&kept, None).unwrap();
        assert_eq!(records(cleaned.bytes()), kept);
        let (before, after) = (batch.header(), cleaned.header());
        assert_eq!((after.base_offset, after.last_offset(), after.last_sequence()), (100, 104, 24));
        assert_eq!((after.base_timestamp, after.max_timestamp, after.records_count), (1_001, 1_003, 2));
        assert_eq!(after.attributes, before.attributes);
        let with_horizon = batch.retaining(&kept, Some(9_000)).unwrap();
        assert_eq!(records(with_horizon.bytes()), kept);
        assert!(with_horizon.header().attributes.has_delete_horizon());
        assert_eq!(with_horizon.header().base_timestamp, 9_000);
        let empty = batch.emptied().unwrap();
        assert_eq!(empty.bytes().len(), 61);
        assert!(records(empty.bytes()).is_empty());
        assert_eq!((empty.header().last_offset(), empty.header().last_sequence()), (104, 24));
    }
}
