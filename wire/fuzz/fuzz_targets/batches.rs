//! Bytes of one partition as a client or a peer may send them: read, checked, unpacked, and built again when they are good.

#![no_main]

use bytes::Bytes;
use libfuzzer_sys::fuzz_target;
use partita_wire::crc::crc32c;
use partita_wire::records::{BatchBuilder, BatchView, CheckedBatch, Codec, RecordView, Records, TimestampType};

/// Small, so that a run spends its time on bytes and not on unpacking.
const UNPACKED_LEN_MAX: usize = 1 << 16;

fuzz_target!(|bytes: &[u8]| {
    look(bytes);
    // Checksums stop nearly all damage: the second look has them put right.
    look(&sealed(bytes));
});

fn look(bytes: &[u8]) {
    let bytes = Bytes::copy_from_slice(bytes);
    for batch in Records::from(bytes.clone()).batches() {
        let Ok(batch) = batch else { break };
        read(&batch);
    }
    if let Ok(checked) = CheckedBatch::from_client(bytes) {
        let records = read(&checked.view());
        rebuild(&checked, records);
    }
}

fn read(batch: &BatchView) -> Option<Vec<RecordView>> {
    batch.records(UNPACKED_LEN_MAX).ok()?.collect::<Result<_, _>>().ok()
}

/// A batch that was accepted holds what it says, and survives being written again.
fn rebuild(checked: &CheckedBatch, records: Option<Vec<RecordView>>) {
    let Some(records) = records else { return };
    assert_eq!(records.len(), checked.records_count() as usize);
    let mut builder = BatchBuilder::new(Codec::None);
    for record in &records {
        builder
            .append(record.timestamp, record.key.as_deref(), record.value.as_deref(), &record.headers)
            .expect("what was read fits");
    }
    let again = CheckedBatch::from_client(builder.build(0, -1).expect("a plain batch")).expect("our own batch");
    assert_eq!(read(&again.view()), Some(records));
    let stamped = checked.clone().with_timestamp_type(TimestampType::LogAppendTime, 1);
    assert!(stamped.view().check_crc().is_ok());
}

/// The same bytes as one batch at offset 0 whose length and checksum fit.
fn sealed(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if bytes.len() > 61 {
        bytes[..8].fill(0);
        let length = (bytes.len() - 12) as u32;
        bytes[8..12].copy_from_slice(&length.to_be_bytes());
        bytes[16] = 2;
        let crc = crc32c(&bytes[21..]);
        bytes[17..21].copy_from_slice(&crc.to_be_bytes());
    }
    bytes
}
