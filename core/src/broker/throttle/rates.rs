//! The rates of many, of whom each has its own: a limited number of them.

use alloc::collections::BTreeMap;

use partita_machine::Instant;

use super::rate::{Rate, Window};

/// Most rates that are kept: for a new one those go that have been silent for a whole window, or else the one that was used
/// longest ago.
const RATES_MAX: usize = 10_000;

/// Rates by who has them.
#[derive(Clone, Debug)]
pub(crate) struct Rates<K> {
    window: Window,
    of: BTreeMap<K, Rate>,
}

impl<K: Clone + Ord> Rates<K> {
    pub(crate) fn new(window: Window) -> Self {
        Self { window, of: BTreeMap::new() }
    }

    /// Over what time they are measured.
    pub(crate) fn window(&self) -> Window {
        self.window
    }

    /// Records an amount; gives for how long that is too much, milliseconds ([`Rate::throttle_ms`]).
    pub(crate) fn record(&mut self, at: Instant, key: K, amount: u64, bound: u128) -> u64 {
        if self.of.len() >= RATES_MAX && !self.of.contains_key(&key) {
            self.make_room(at);
        }
        let rate = self.of.entry(key).or_default();
        rate.record(at, amount, self.window);
        rate.throttle_ms(at, bound, self.window)
    }

    /// As if so much of the latest had not been recorded.
    pub(crate) fn take_back(&mut self, key: &K, amount: u64) {
        if let Some(rate) = self.of.get_mut(key) {
            rate.take_back(amount);
        }
    }

    fn make_room(&mut self, at: Instant) {
        let window = self.window;
        self.of.retain(|_, rate| rate.is_heard_of(at, window));
        while self.of.len() >= RATES_MAX {
            let oldest = self.of.iter().min_by_key(|(_, rate)| rate.used_at());
            let Some(key) = oldest.map(|(key, _)| key.clone()) else { return };
            self.of.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::config;
    use super::*;

    #[test]
    fn when_there_are_too_many_the_rate_goes_that_was_used_longest_ago() {
        let mut rates = Rates::new(Window::of(&config(&[])));
        for at in 0..RATES_MAX as u64 {
            rates.record(Instant(at), at, 1, 1_000);
        }
        let now = Instant(RATES_MAX as u64);
        rates.record(now, 0, 1, 1_000);
        rates.record(now, u64::MAX, 1, 1_000);
        assert_eq!(rates.of.len(), RATES_MAX);
        assert!(rates.of.contains_key(&0), "its sample is the oldest, but it is in use");
        assert!(!rates.of.contains_key(&1));
        assert!(rates.of.contains_key(&u64::MAX));
    }
}
