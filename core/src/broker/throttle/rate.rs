//! How fast something happens: sums in samples of equal length, as Kafka's rates are measured.

use alloc::collections::VecDeque;

use partita_machine::Instant;

use crate::config::NodeConfig;

/// Over what time rates of clients are measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    samples: usize,
    sample_ms: u64,
}

impl Window {
    /// As `quota.window.num` and `quota.window.size.seconds` have it.
    pub(crate) fn of(config: &NodeConfig) -> Self {
        let sample_s = u64::try_from(config.number("quota.window.size.seconds", 1)).unwrap_or(1).max(1);
        Self {
            samples: usize::try_from(config.number("quota.window.num", 11)).unwrap_or(11).max(1),
            sample_ms: sample_s.saturating_mul(1_000),
        }
    }

    /// How long one sample is: Kafka throttles requests and connections no longer than that at a time.
    pub(crate) fn sample_ms(self) -> u64 {
        self.sample_ms
    }

    /// How long samples count; configured, so as long as it likes.
    pub(crate) fn ms(self) -> u64 {
        self.sample_ms.saturating_mul(self.samples as u64)
    }

    /// How much may come at once without being too much, for `bound` thousandths a second.
    pub(crate) fn burst(self, bound: u128) -> u64 {
        let sample_s = u128::from(self.sample_ms / 1_000);
        let burst = bound.saturating_mul(sample_s).saturating_mul(self.samples as u128 - 1) / 1_000;
        u64::try_from(burst).unwrap_or(u64::MAX)
    }
}

/// An amount by time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rate {
    used_at: Instant,
    samples: VecDeque<(Instant, u64)>,
}

impl Rate {
    /// When it was recorded last.
    pub(crate) fn used_at(&self) -> Instant {
        self.used_at
    }

    pub(crate) fn record(&mut self, at: Instant, amount: u64, window: Window) {
        match self.samples.back_mut().filter(|(since, _)| at.ms_since(*since) < window.sample_ms) {
            Some((_, sum)) => *sum = sum.saturating_add(amount),
            None => self.samples.push_back((at, amount)),
        }
        self.used_at = at;
        self.samples.retain(|(since, _)| at.ms_since(*since) < window.ms());
    }

    /// As if so much of the latest had not been recorded.
    pub(crate) fn take_back(&mut self, amount: u64) {
        if let Some((_, sum)) = self.samples.back_mut() {
            *sum = sum.saturating_sub(amount);
        }
    }

    pub(crate) fn is_heard_of(&self, at: Instant, window: Window) -> bool {
        self.samples.back().is_some_and(|(since, _)| at.ms_since(*since) < window.ms())
    }

    /// How long to wait until what was recorded is within `bound` thousandths a second. All samples but one count as past
    /// from the beginning, so that a burst at the start is allowed for.
    pub(crate) fn throttle_ms(&self, at: Instant, bound: u128, window: Window) -> u64 {
        let Some((oldest, _)) = self.samples.front() else { return 0 };
        let sum: u128 = self.samples.iter().map(|(_, amount)| u128::from(*amount)).sum();
        let elapsed = at.ms_since(*oldest);
        let missing = (window.samples as u64 - 1).saturating_sub(elapsed / window.sample_ms);
        let elapsed = u128::from(elapsed.saturating_add(missing.saturating_mul(window.sample_ms)));
        if bound == 0 {
            return if sum == 0 { 0 } else { u64::MAX };
        }
        // An amount by thousandths a second, in milliseconds, to the nearest.
        let needed = sum.saturating_mul(1_000_000).saturating_add(bound / 2) / bound;
        u64::try_from(needed.saturating_sub(elapsed)).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::config;
    use super::*;

    const BOUND: u128 = 1_024_000;

    fn window() -> Window {
        Window::of(&config(&[]))
    }

    #[test]
    fn a_burst_is_allowed_for_up_to_ten_seconds_worth() {
        let mut rate = Rate::default();
        let at = Instant(0).after_ms(5_000);
        assert_eq!(window().burst(BOUND), 10_240);
        rate.record(at, 10_240, window());
        assert_eq!(rate.throttle_ms(at, BOUND, window()), 0);
        rate.record(at, 1_024, window());
        assert_eq!(rate.throttle_ms(at, BOUND, window()), 1_000);
    }

    #[test]
    fn what_is_older_than_the_window_is_forgotten() {
        let mut rate = Rate::default();
        rate.record(Instant(0), 1 << 20, window());
        let later = Instant(0).after_ms(11_000);
        rate.record(later, 1, window());
        assert_eq!(rate.throttle_ms(later, BOUND, window()), 0);
    }

    #[test]
    fn samples_go_one_by_one() {
        let mut rate = Rate::default();
        for second in 0..20 {
            rate.record(Instant(0).after_ms(second * 1_000), 1_024, window());
        }
        let at = Instant(0).after_ms(19_000);
        assert_eq!(rate.samples.len(), 11);
        assert_eq!(rate.throttle_ms(at, BOUND, window()), 1_000, "eleven samples in ten seconds");
    }

    #[test]
    fn windows_of_any_configured_length_are_measured() {
        let values = ["2305843009213693952", "9223372036854775807", "0", "-1"];
        for (size, num) in values.into_iter().flat_map(|size| values.map(|num| (size, num))) {
            let properties = [("quota.window.size.seconds", size), ("quota.window.num", num)];
            let window = Window::of(&config(&properties));
            assert!(window.sample_ms >= 1_000 && window.samples >= 1, "{size}, {num}");
            let mut rate = Rate::default();
            for ms in [0, 1, 5_000, u64::MAX] {
                let at = Instant(0).after_ms(ms);
                rate.record(at, u64::MAX, window);
                rate.throttle_ms(at, 1, window);
            }
            window.burst(u128::MAX);
        }
    }
}
