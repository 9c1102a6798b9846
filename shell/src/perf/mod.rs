//! The performance tools: `kafka-producer-perf-test.sh`, `kafka-consumer-perf-test.sh` and `kafka-e2e-latency.sh`. In a world they
//! measure the time of the world.

mod consumer;
mod e2e;
mod e2e_options;
mod lanes;
mod latencies;
mod producer;
mod producer_options;

pub(crate) use consumer::{OPTIONS as CONSUMER_OPTIONS, PerfConsumer, start as start_consumer};
pub(crate) use e2e::{EndToEnd, start as start_e2e};
pub(crate) use e2e_options::OPTIONS as E2E_OPTIONS;
pub(crate) use producer::{PerfProducer, start as start_producer};
pub(crate) use producer_options::OPTIONS as PRODUCER_OPTIONS;

use alloc::format;
use alloc::string::String;

/// Bytes of what these tools call a megabyte.
const MEGABYTE: u128 = 1 << 20;

/// `numerator / denominator` with so many decimals, rounded half up as Java's formatter does.
fn decimal(numerator: u128, denominator: u128, places: u32) -> String {
    let scale = 10_u128.saturating_pow(places);
    let denominator = denominator.max(1);
    let rounded = (numerator.saturating_mul(scale) + denominator / 2) / denominator;
    let (whole, rest) = (rounded / scale, rounded % scale);
    format!("{whole}.{rest:0width$}", width = places as usize)
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn decimals_are_rounded_half_up() {
        assert_eq!(decimal(20_000_000, 582, 6), "34364.261168");
        assert_eq!(decimal(1, 3, 2), "0.33");
        assert_eq!(decimal(1_999, 1_000, 1), "2.0");
        assert_eq!(decimal(7, 0, 1), "7.0");
    }
}
