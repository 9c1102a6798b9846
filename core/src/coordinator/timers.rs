//! The one table of a shard's named timers.

use alloc::collections::{BTreeMap, BTreeSet};

use partita_machine::Instant;

/// Timers by name. Setting one again moves it.
#[derive(Clone, Debug)]
pub(crate) struct Timers<K> {
    due: BTreeMap<K, Instant>,
    order: BTreeSet<(Instant, K)>,
}

impl<K> Default for Timers<K> {
    fn default() -> Self {
        Self { due: BTreeMap::new(), order: BTreeSet::new() }
    }
}

impl<K: Ord + Clone> Timers<K> {
    /// Sets a timer to a moment; `None` cancels it.
    pub(crate) fn set(&mut self, timer: K, at: Option<Instant>) {
        if let Some(before) = self.due.remove(&timer) {
            self.order.remove(&(before, timer.clone()));
        }
        if let Some(at) = at {
            self.due.insert(timer.clone(), at);
            self.order.insert((at, timer));
        }
    }

    /// Sets a timer unless it is set already.
    pub(crate) fn set_once(&mut self, timer: K, at: Instant) {
        if !self.due.contains_key(&timer) {
            self.set(timer, Some(at));
        }
    }

    /// Takes the earliest timer whose moment has come.
    pub(crate) fn take_due(&mut self, now: Instant) -> Option<K> {
        let (_, timer) = self.order.first().filter(|(at, _)| *at <= now)?.clone();
        self.set(timer.clone(), None);
        Some(timer)
    }

    /// When the earliest timer is due.
    pub(crate) fn earliest(&self) -> Option<Instant> {
        self.order.first().map(|(at, _)| *at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timers_come_in_order_and_a_new_moment_replaces_the_old_one() {
        let mut timers = Timers::default();
        timers.set("a", Some(Instant(10)));
        timers.set("b", Some(Instant(20)));
        timers.set("a", Some(Instant(30)));
        assert_eq!(timers.earliest(), Some(Instant(20)));
        assert_eq!(timers.take_due(Instant(19)), None);
        assert_eq!(timers.take_due(Instant(30)), Some("b"));
        assert_eq!(timers.take_due(Instant(30)), Some("a"));
        assert_eq!(timers.take_due(Instant(30)), None);
        timers.set("c", Some(Instant(1)));
        timers.set("c", None);
        assert_eq!(timers.earliest(), None);
    }
}
