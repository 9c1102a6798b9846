//! Copies of past moments, thinned with age.

use alloc::collections::BTreeMap;

use partita_view::{MessageId, Micros};

use super::moment::Moment;

/// Deliveries between two copies: going anywhere plays at most so many. A copy of a world of three brokers takes about half a
/// megabyte, of what changes until the next.
const INTERVAL: u64 = 1_024;
/// Most copies that are kept. When there are more, every second of the older half goes.
const COPIES_MAX: usize = 64;

/// Copies by the number of deliveries before them.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    copies: BTreeMap<u64, Moment>,
}

impl History {
    /// Keeps a copy of a moment.
    pub(crate) fn keep(&mut self, moment: &Moment) {
        self.copies.entry(moment.steps()).or_insert_with(|| moment.clone());
        if self.copies.len() > COPIES_MAX {
            self.thin();
        }
    }

    /// Keeps a copy if the last one is long ago.
    pub(crate) fn keep_now_and_then(&mut self, moment: &Moment) {
        let last = self.copies.range(..=moment.steps()).next_back().map_or(0, |(&steps, _)| steps);
        if moment.steps() >= last + INTERVAL {
            self.keep(moment);
        }
    }

    /// The nearest moment at or before `at`: a copy, or the present if that is nearer.
    pub(crate) fn before(&self, at: Micros, present: &Moment) -> Moment {
        let is_before = |moment: &&Moment| moment.world.now().0 <= at;
        let copy = self.copies.values().rev().find(is_before);
        match copy {
            Some(copy) if !is_before(&present) || copy.steps() > present.steps() => copy.clone(),
            _ if is_before(&present) => present.clone(),
            // The first copy is the beginning, so this is only reached before the beginning.
            _ => self.copies.values().next().unwrap_or(present).clone(),
        }
    }

    /// The nearest copy from which a message was not sent yet.
    pub(crate) fn before_message(&self, id: MessageId) -> Option<Moment> {
        self.copies.values().rev().find(|moment| moment.world.network.last_message() < id).cloned()
    }

    /// Forgets copies later than a moment.
    pub(crate) fn cut(&mut self, present: &Moment) {
        self.copies.retain(|_, copy| copy.steps() <= present.steps() && copy.world.now <= present.world.now);
    }

    fn thin(&mut self) {
        let older = self.copies.len() / 2;
        let gone: alloc::vec::Vec<u64> = self.copies.keys().take(older).skip(1).step_by(2).copied().collect();
        for steps in gone {
            self.copies.remove(&steps);
        }
    }
}
