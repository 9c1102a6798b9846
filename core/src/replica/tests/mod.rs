//! Behaviours of a few brokers with a controller that says yes, all in memory.

mod bench;
mod compressing;
mod consuming;
mod electing;
mod producing;
mod racks;
mod reassigning;
mod sessions;
mod shrinking;
mod throttling;

use alloc::vec;

use partita_wire::records::{BatchBuilder, CheckedBatch, Codec};

/// A client's batch with these values, all at time 1.
pub(crate) fn batch(values: &[&str]) -> CheckedBatch {
    CheckedBatch::from_client(bytes(BatchBuilder::new(Codec::None), values)).unwrap()
}

fn bytes(mut builder: BatchBuilder, values: &[&str]) -> bytes::Bytes {
    for value in values {
        builder.append(1, Some(b"k"), Some(value.as_bytes()), &[]).unwrap();
    }
    builder.build(0, -1).unwrap()
}

/// What three brokers hold of `orders-0`, led by 1, after a while.
fn three() -> bench::Bench {
    let mut bench = bench::Bench::new(3);
    bench.topic("orders", vec![1, 2, 3]);
    bench.run_ms(1_000);
    bench
}
