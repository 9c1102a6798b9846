//! The whole append path of a log on a disk in memory (check, producer state, epochs, index, chunk) beside the least that
//! could be done: one checksum and one copy.
//!
//! `cargo bench -p partita-core`, for the server's checksums with `--features partita-wire/fast-crc`.

use bytes::Bytes;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use partita_core::disk::MemoryDisk;
use partita_core::log::{Log, LogSettings};
use partita_wire::crc::crc32c;
use partita_wire::records::{BatchBuilder, CheckedBatch, Codec};

/// Chunks as the server has them.
const CHUNK_LEN: u32 = 1 << 20;
/// Bytes of one log, after which another begins.
const LOG_LEN: u64 = 64 << 20;
/// Length of the batch and of each value in it.
const SHAPES: [(usize, usize); 4] = [(16 << 10, 1024), (16 << 10, 100), (1 << 10, 1024), (1 << 10, 100)];

fn main() {
    divan::main();
}

fn batch((batch_len, value_len): (usize, usize)) -> Bytes {
    let mut builder = BatchBuilder::new(Codec::None);
    let value = vec![b'x'; value_len];
    while builder.is_empty() || builder.size() + value_len <= batch_len {
        builder.append(1_700_000_000_000, Some(b"key"), Some(&value), &[]).expect("room");
    }
    builder.build(0, -1).expect("a plain batch")
}

fn log() -> (MemoryDisk, Log) {
    let mut disk = MemoryDisk::new().with_chunk_len(CHUNK_LEN);
    let log = Log::open(&mut disk, "orders-0", LogSettings::default()).expect("an empty disk");
    (disk, log)
}

#[divan::bench(args = SHAPES)]
fn bare_checksum_and_copy(bencher: Bencher, shape: (usize, usize)) {
    let batch = batch(shape);
    let mut chunk = Vec::with_capacity(CHUNK_LEN as usize);
    bencher.counter(BytesCount::new(batch.len())).bench_local(|| {
        black_box(crc32c(black_box(&batch[21..])));
        if chunk.len() + batch.len() > CHUNK_LEN as usize {
            chunk.clear();
        }
        chunk.extend_from_slice(&batch);
    });
}

/// The same into chunks that are new and stay, as those of a log do.
#[divan::bench(args = SHAPES)]
fn checksum_and_copy_into_new_chunks(bencher: Bencher, shape: (usize, usize)) {
    let batch = batch(shape);
    let mut chunks: Vec<Vec<u8>> = Vec::new();
    bencher.counter(BytesCount::new(batch.len())).bench_local(|| {
        black_box(crc32c(black_box(&batch[21..])));
        let is_full = |chunk: &Vec<u8>| chunk.len() + batch.len() > CHUNK_LEN as usize;
        if chunks.last().is_none_or(is_full) {
            if chunks.len() as u64 * u64::from(CHUNK_LEN) > LOG_LEN {
                chunks.clear();
            }
            chunks.push(Vec::with_capacity(CHUNK_LEN as usize));
        }
        if let Some(chunk) = chunks.last_mut() {
            chunk.extend_from_slice(&batch);
        }
    });
}

#[divan::bench(args = SHAPES)]
fn check_and_append(bencher: Bencher, shape: (usize, usize)) {
    let batch = batch(shape);
    let (mut disk, mut log) = log();
    bencher.counter(BytesCount::new(batch.len())).bench_local(|| {
        if disk.bytes() > LOG_LEN {
            (disk, log) = self::log();
        }
        let checked = CheckedBatch::from_client(black_box(batch.clone())).expect("a good batch");
        log.append_as_leader(&mut disk, &checked, 7).expect("room");
    });
}

/// What is left when a connection's own task has checked the batch already.
#[divan::bench(args = SHAPES)]
fn append(bencher: Bencher, shape: (usize, usize)) {
    let checked = CheckedBatch::from_client(batch(shape)).expect("a good batch");
    let (mut disk, mut log) = log();
    bencher.counter(BytesCount::new(checked.size())).bench_local(|| {
        if disk.bytes() > LOG_LEN {
            (disk, log) = self::log();
        }
        log.append_as_leader(&mut disk, black_box(&checked), 7).expect("room");
    });
}
