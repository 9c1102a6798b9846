//! A log on a memory disk: appended, read, cut, opened again.

mod appending;
mod opening;
mod reading;
mod removing;

use alloc::vec::Vec;

use partita_wire::records::{BatchBuilder, CheckedBatch, Codec, Records};

use super::{Log, LogError, LogSettings};
use crate::disk::{Disk, MemoryDisk};

const DIR: &str = "orders-0";

/// Small segments and an index entry for nearly each batch, so that a few batches show everything.
const SETTINGS: LogSettings = LogSettings {
    segment_bytes: 400,
    segment_ms: 100_000,
    index_interval_bytes: 100,
    ..LogSettings::DEFAULT
};

fn batch(values: &[&str], timestamp: i64) -> CheckedBatch {
    built(BatchBuilder::new(Codec::None), values, timestamp)
}

fn built(mut builder: BatchBuilder, values: &[&str], timestamp: i64) -> CheckedBatch {
    for (n, value) in values.iter().enumerate() {
        builder.append(timestamp + n as i64, Some(b"k"), Some(value.as_bytes()), &[]).unwrap();
    }
    CheckedBatch::from_client(builder.build(0, -1).unwrap()).unwrap()
}

fn open(disk: &mut MemoryDisk) -> Log {
    Log::open(disk, DIR, SETTINGS).unwrap()
}

/// Twenty batches of two records each, epoch 0 for the first ten and 3 for the others.
fn filled(disk: &mut MemoryDisk) -> Log {
    let mut log = open(disk);
    for n in 0..20 {
        let epoch = if n < 10 { 0 } else { 3 };
        log.append_as_leader(disk, &batch(&["a", "b"], 1_000 * n), epoch).unwrap();
    }
    log
}

/// What a reader gets of a log.
fn read(
    log: &Log,
    disk: &MemoryDisk,
    from: i64,
    max_bytes: u32,
    below: i64,
    first_whole: bool,
) -> Result<Records, LogError> {
    match log.locate(disk, from, max_bytes, below, first_whole)? {
        Some(span) => Ok(disk.read_now(&span.file, span.position, span.len)?),
        None => Ok(Records::new()),
    }
}

/// A log but for what it cannot share with one that is opened anew: what it has flushed and set aside.
fn as_opened(log: &Log, opened: &Log) -> Log {
    let (cuts, revision, recovery_point) = (opened.cuts, opened.revision, opened.recovery_point);
    Log { cuts, revision, recovery_point, deleted: Vec::new(), ..log.clone() }
}

/// Base offset and epoch of the batches in `records`.
fn placed(records: &Records) -> Vec<(i64, i32)> {
    records
        .batches()
        .map(|batch| {
            let batch = batch.unwrap();
            batch.check_crc().unwrap();
            (batch.header().base_offset, batch.header().leader_epoch)
        })
        .collect()
}
