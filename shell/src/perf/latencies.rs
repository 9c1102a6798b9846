//! What the producer's test measures: how long records took, as windows and as a whole.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{MEGABYTE, decimal};

/// Most latencies that are kept for percentiles; of more records every so-manieth is.
const SAMPLES_MAX: u64 = 500_000;

/// Latencies of a run, or of its steady part.
#[derive(Clone, Debug)]
pub(super) struct Latencies {
    started_ms: i64,
    sampling: u64,
    samples: Vec<u32>,
    total: Sum,
    window: Sum,
    window_started_ms: i64,
    interval_ms: i64,
    /// Whether this is the part after the warm-up.
    steady: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    records: u64,
    bytes: u64,
    latency_ms: u64,
    latency_ms_max: u64,
}

impl Sum {
    fn add(&mut self, latency_ms: u64, bytes: u64) {
        self.records += 1;
        self.bytes += bytes;
        self.latency_ms += latency_ms;
        self.latency_ms_max = self.latency_ms_max.max(latency_ms);
    }

    /// Records per second, megabytes per second, average latency, each with so many decimals.
    fn rates(&self, elapsed_ms: i64, places: [u32; 3]) -> [String; 3] {
        let elapsed = u128::try_from(elapsed_ms).unwrap_or(0);
        [
            decimal(u128::from(self.records) * 1_000, elapsed, places[0]),
            decimal(u128::from(self.bytes) * 1_000, elapsed.max(1) * MEGABYTE, places[1]),
            decimal(u128::from(self.latency_ms), u128::from(self.records), places[2]),
        ]
    }
}

impl Latencies {
    pub(super) fn new(now_ms: i64, records: u64, interval_ms: i64, steady: bool) -> Self {
        Self {
            started_ms: now_ms,
            sampling: (records / SAMPLES_MAX).max(1),
            samples: Vec::new(),
            total: Sum::default(),
            window: Sum::default(),
            window_started_ms: now_ms,
            interval_ms,
            steady,
        }
    }

    /// A record is done. Gives the line of a window that has ended with it.
    pub(super) fn add(&mut self, latency_ms: u64, bytes: u64, now_ms: i64) -> Option<String> {
        if self.total.records.is_multiple_of(self.sampling) {
            self.samples.push(u32::try_from(latency_ms).unwrap_or(u32::MAX));
        }
        self.total.add(latency_ms, bytes);
        self.window.add(latency_ms, bytes);
        let elapsed = now_ms - self.window_started_ms;
        if elapsed < self.interval_ms {
            return None;
        }
        let window = core::mem::take(&mut self.window);
        self.window_started_ms = now_ms;
        if self.steady {
            return None;
        }
        let [records, megabytes, average] = window.rates(elapsed, [1, 2, 1]);
        Some(format!(
            "{} records sent, {records} records/sec ({megabytes} MB/sec), {average} ms avg latency, {}.0 ms max latency.",
            window.records, window.latency_ms_max
        ))
    }

    /// The line of the whole.
    pub(super) fn summary(&mut self, now_ms: i64) -> String {
        let [records, megabytes, average] = self.total.rates(now_ms - self.started_ms, [6, 2, 2]);
        self.samples.sort_unstable();
        let at = |per_mille: usize| {
            let place = self.samples.len() * per_mille / 1_000;
            self.samples.get(place.min(self.samples.len().saturating_sub(1))).copied().unwrap_or(0)
        };
        format!(
            "{}{} records sent, {records} records/sec ({megabytes} MB/sec), {average} ms avg latency, {}.00 ms max \
             latency, {} ms 50th, {} ms 95th, {} ms 99th, {} ms 99.9th.",
            self.total.records,
            if self.steady { " steady state" } else { "" },
            self.total.latency_ms_max,
            at(500),
            at(950),
            at(990),
            at(999)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_and_the_whole() {
        let mut latencies = Latencies::new(0, 4, 1_000, false);
        assert_eq!(latencies.add(10, 1 << 20, 100), None);
        assert_eq!(
            latencies.add(20, 1 << 20, 1_000).unwrap(),
            "2 records sent, 2.0 records/sec (2.00 MB/sec), 15.0 ms avg latency, 20.0 ms max latency."
        );
        assert_eq!(latencies.add(30, 1 << 20, 1_500), None);
        assert_eq!(latencies.add(40, 1 << 20, 1_900), None);
        assert_eq!(
            latencies.summary(2_000),
            "4 records sent, 2.000000 records/sec (2.00 MB/sec), 25.00 ms avg latency, 40.00 ms max latency, 30 ms 50th, \
             40 ms 95th, 40 ms 99th, 40 ms 99.9th."
        );
        assert!(
            Latencies::new(0, 0, 1, true).summary(0).starts_with("0 steady state records sent, 0.000000")
        );
    }
}
