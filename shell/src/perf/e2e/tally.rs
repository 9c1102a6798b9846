//! How long records took.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};

use crate::perf::decimal;

/// Latencies so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) done: u32,
    total_us: u128,
    /// How many records took so many milliseconds.
    latencies: BTreeMap<u64, u32>,
}

impl Tally {
    /// One record more; of every thousandth there is a line.
    pub(super) fn note(&mut self, took_us: u64) -> Option<String> {
        let line = format!("{}\t{}\n", self.done, milliseconds(took_us));
        let is_told = self.done.is_multiple_of(1_000);
        self.done += 1;
        self.total_us += u128::from(took_us);
        *self.latencies.entry(took_us / 1_000).or_default() += 1;
        is_told.then_some(line)
    }

    /// What is told at the end.
    pub(super) fn summary(&self) -> String {
        let records = u64::from(self.done);
        let average = decimal(self.total_us, u128::from(records) * 1_000, 4);
        let at = |thousandths: u64| self.percentile(records * thousandths / 1_000);
        format!(
            "Avg latency: {average} ms\nPercentiles: 50th = {}, 99th = {}, 99.9th = {}\n",
            at(500),
            at(990),
            at(999)
        )
    }

    /// The n-th shortest, from 0.
    fn percentile(&self, n: u64) -> u64 {
        let mut before = 0;
        let mut each = self.latencies.iter();
        let found = each.find(|(_, count)| {
            before += u64::from(**count);
            before > n
        });
        found.map_or(0, |(ms, _)| *ms)
    }
}

/// Milliseconds as Java prints a double of so many thousandths.
fn milliseconds(us: u64) -> String {
    let text = decimal(u128::from(us), 1_000, 3);
    let short = text.trim_end_matches('0');
    if short.ends_with('.') { format!("{short}0") } else { short.to_string() }
}

#[cfg(test)]
mod tests {
    use super::{Tally, milliseconds};

    #[test]
    fn a_double_has_no_zeros_at_its_end_but_one() {
        assert_eq!([54_024, 31_100, 4_000, 0].map(milliseconds), ["54.024", "31.1", "4.0", "0.0"]);
    }

    #[test]
    fn percentiles_are_places_in_the_sorted_list() {
        let mut tally = Tally::default();
        let lines: alloc::vec::Vec<_> = (1..=1_001).filter_map(|ms| tally.note(ms * 1_000)).collect();
        assert_eq!(lines, ["0\t1.0\n", "1000\t1001.0\n"]);
        let told = "Avg latency: 501.0000 ms\nPercentiles: 50th = 501, 99th = 991, 99.9th = 1000\n";
        assert_eq!(tally.summary(), told);
    }
}
