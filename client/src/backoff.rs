//! Waiting before another try.

use partita_machine::Rng;

use crate::settings::Common;

/// Kafka's exponential backoff: doubles with each failure up to a maximum, give or take a fifth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Backoff {
    initial_ms: u64,
    max_ms: u64,
}

impl Backoff {
    /// `retry.backoff.ms` up to `retry.backoff.max.ms` (KIP-580).
    pub(crate) fn new(common: &Common) -> Self {
        Self {
            initial_ms: common.retry_backoff_ms.min(common.retry_backoff_max_ms),
            max_ms: common.retry_backoff_max_ms,
        }
    }

    /// The wait after `failures` of them before this one.
    pub(crate) fn ms(self, failures: u32, rng: &mut Rng) -> u64 {
        let doubled = self.initial_ms.saturating_mul(1 << failures.min(20));
        let base = doubled.min(self.max_ms);
        (base * (80 + rng.below(41)) / 100).min(self.max_ms)
    }
}
