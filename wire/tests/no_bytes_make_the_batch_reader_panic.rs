//! Random batches survive the way through bytes; random bytes only ever give errors.

mod golden;

use bytes::Bytes;
use partita_wire::records::{BatchBuilder, BatchView, CheckedBatch, Codec, Header, ProducedRecords, Records};
use proptest::prelude::*;

const UNPACKED_LEN_MAX: usize = 1 << 20;

#[derive(Clone, Debug)]
struct Sent {
    timestamp: i64,
    key: Option<Vec<u8>>,
    value: Option<Vec<u8>>,
    headers: Vec<Header>,
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..150)
}

fn sent() -> impl Strategy<Value = Sent> {
    let header = ("[a-z]{0,3}", prop::option::of(bytes()))
        .prop_map(|(key, value)| Header::new(key, value.map(Bytes::from)));
    let timestamp = prop_oneof![0..2_000_000_000_000i64, any::<i64>()];
    (timestamp, prop::option::of(bytes()), prop::option::of(bytes()), prop::collection::vec(header, 0..4))
        .prop_map(|(timestamp, key, value, headers)| Sent { timestamp, key, value, headers })
}

fn read_everything(bytes: &Bytes) {
    let produced = ProducedRecords::from_bytes(bytes.clone());
    if let Err(error) = produced.check() {
        assert!(!error.to_string().is_empty());
    }
    for batch in Records::from(bytes.clone()).batches().flatten() {
        if let Ok(records) = batch.records(UNPACKED_LEN_MAX) {
            assert!(records.count() <= bytes.len() * 64 + UNPACKED_LEN_MAX);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_built_is_read(
        sent in prop::collection::vec(sent(), 1..20),
        gzip: bool,
        base_offset in 0..i64::MAX / 2,
        leader_epoch: i32,
    ) {
        let mut builder = BatchBuilder::new(if gzip { Codec::Gzip } else { Codec::None }).producer(9, 1, 0);
        for record in &sent {
            let (key, value) = (record.key.as_deref(), record.value.as_deref());
            let before = builder.size();
            let size = builder.size_of(record.timestamp, key, value, &record.headers);
            builder.append(record.timestamp, key, value, &record.headers).unwrap();
            prop_assert_eq!(builder.size() - before, size);
        }
        let batch = BatchView::read(builder.build(base_offset, leader_epoch).unwrap()).unwrap();
        batch.check_crc().unwrap();
        prop_assert_eq!(batch.header().leader_epoch, leader_epoch);
        let read: Vec<_> = batch.records(UNPACKED_LEN_MAX).unwrap().collect::<Result<_, _>>().unwrap();
        prop_assert_eq!(read.len(), sent.len());
        for (index, (record, sent)) in read.iter().zip(&sent).enumerate() {
            prop_assert_eq!(record.offset, base_offset + index as i64);
            prop_assert_eq!(record.timestamp, sent.timestamp);
            prop_assert_eq!(record.key.as_deref(), sent.key.as_deref());
            prop_assert_eq!(record.value.as_deref(), sent.value.as_deref());
            prop_assert_eq!(&record.headers, &sent.headers);
        }
        let checked = CheckedBatch::from_client(builder.build(0, -1).unwrap()).unwrap();
        prop_assert_eq!(checked.records_count() as usize, sent.len());
    }

    #[test]
    fn damaged_batches_give_errors(which: prop::sample::Index, at: prop::sample::Index, byte: u8, cut: prop::sample::Index, seal: bool) {
        let golden = golden::batches();
        let mut bytes = golden[which.index(golden.len())].2.to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        bytes.truncate(cut.index(bytes.len()) + 1);
        if seal && bytes.len() > 61 {
            // With length and checksum made to fit, the damage gets past them.
            let length = bytes.len() as u32 - 12;
            bytes[8..12].copy_from_slice(&length.to_be_bytes());
            bytes[..8].fill(0);
            let crc = partita_wire::crc::crc32c(&bytes[21..]);
            bytes[17..21].copy_from_slice(&crc.to_be_bytes());
        }
        read_everything(&Bytes::from(bytes));
    }

    #[test]
    fn random_bytes_give_errors(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_everything(&Bytes::from(bytes));
    }
}
