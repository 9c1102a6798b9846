//! The append path (check, stamp, copy into a chunk) beside the least it could do: one checksum and one copy.
//!
//! `cargo bench -p partita-wire --bench batch --features fast-crc`

use bytes::Bytes;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use partita_wire::crc::crc32c;
use partita_wire::records::{BatchBuilder, CheckedBatch, Codec};

const CHUNK_LEN: usize = 1 << 20;
/// Length of the batch and of each value in it.
const SHAPES: [(usize, usize); 4] = [(16 << 10, 1024), (16 << 10, 100), (1 << 10, 1024), (1 << 10, 100)];

fn main() {
    divan::main();
}

fn batch((batch_len, value_len): (usize, usize)) -> Bytes {
    let mut builder = BatchBuilder::new(Codec::None).producer(1, 0, 0);
    let value = vec![b'x'; value_len];
    while builder.is_empty() || builder.size() + value_len <= batch_len {
        builder.append(1_700_000_000_000, Some(b"key"), Some(&value), &[]).expect("room");
    }
    builder.build(0, -1).expect("a plain batch")
}

fn store(chunk: &mut Vec<u8>, parts: &[&[u8]]) {
    if chunk.len() + parts.iter().map(|part| part.len()).sum::<usize>() > CHUNK_LEN {
        chunk.clear();
    }
    for part in parts {
        chunk.extend_from_slice(part);
    }
}

#[divan::bench(args = SHAPES)]
fn bare_checksum_and_copy(bencher: Bencher, shape: (usize, usize)) {
    let batch = batch(shape);
    let mut chunk = Vec::with_capacity(CHUNK_LEN);
    bencher.counter(BytesCount::new(batch.len())).bench_local(|| {
        black_box(crc32c(black_box(&batch[21..])));
        store(&mut chunk, &[&batch]);
    });
}

#[divan::bench(args = SHAPES)]
fn check_stamp_and_copy(bencher: Bencher, shape: (usize, usize)) {
    let batch = batch(shape);
    let mut chunk = Vec::with_capacity(CHUNK_LEN);
    bencher.counter(BytesCount::new(batch.len())).bench_local(|| {
        let checked = CheckedBatch::from_client(black_box(batch.clone())).expect("a good batch");
        store(&mut chunk, &[&checked.stamp(42, 7), checked.unstamped()]);
    });
}

#[divan::bench(args = SHAPES)]
fn build(bencher: Bencher, (batch_len, value_len): (usize, usize)) {
    let len = batch((batch_len, value_len)).len();
    bencher.counter(BytesCount::new(len)).bench_local(|| batch(black_box((batch_len, value_len))));
}
