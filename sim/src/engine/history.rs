//! Copies of past moments, as many as their bytes allow. Where there are too many, those that stand closest go, the oldest first:
//! what lies between two is played again, so that every moment of a run can be gone to, and none is far from a copy.

use alloc::collections::BTreeMap;

use partita_view::{MessageId, Micros};

use super::moment::Moment;

/// Deliveries between two copies, where nothing was thinned.
const INTERVAL: u64 = 1_024;
/// Bytes that all copies may take together, by their own count.
const BYTES_MAX: u64 = 32 << 20;
/// Most copies that are kept, whatever they take: all are looked through to find one.
const COPIES_MAX: usize = 512;
/// So many are kept whatever they take: the first, the last, and one between them.
const COPIES_MIN: usize = 3;

/// A copy, and the bytes that it does not share with the one before it.
#[derive(Clone, Debug)]
struct Kept {
    moment: Moment,
    bytes: u64,
}

/// Copies by the number of deliveries before them.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    copies: BTreeMap<u64, Kept>,
    bytes: u64,
}

impl History {
    /// Keeps a copy of a moment.
    pub(crate) fn keep(&mut self, moment: &Moment) {
        let steps = moment.steps();
        if self.copies.contains_key(&steps) {
            return;
        }
        let mut moment = moment.clone();
        // What can be shared is shared already; the list of it would keep chunks that no disk has any more.
        moment.world.forget_chunks();
        self.copies.insert(steps, Kept { moment, bytes: 0 });
        self.weigh(steps);
        self.weigh_behind(steps);
        while self.copies.len() > COPIES_MIN && (self.bytes > BYTES_MAX || self.copies.len() > COPIES_MAX) {
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
        let copy = self.moments().rev().find(is_before);
        match copy {
            Some(copy) if !is_before(&present) || copy.steps() > present.steps() => copy.clone(),
            _ if is_before(&present) => present.clone(),
            // The first copy is the beginning, so this is only reached before the beginning.
            _ => self.moments().next().unwrap_or(present).clone(),
        }
    }

    /// The nearest copy from which a message was not sent yet.
    pub(crate) fn before_message(&self, id: MessageId) -> Option<Moment> {
        self.moments().rev().find(|moment| moment.world.network.last_message() < id).cloned()
    }

    /// Forgets copies later than a moment.
    pub(crate) fn cut(&mut self, present: &Moment) {
        self.copies.retain(|_, copy| {
            copy.moment.steps() <= present.steps() && copy.moment.world.now <= present.world.now
        });
        self.bytes = self.copies.values().map(|copy| copy.bytes).sum();
    }

    /// Number of copies.
    pub(crate) fn len(&self) -> usize {
        self.copies.len()
    }

    /// What they take, by their own count.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// From this moment on none was let go; the beginning if that is true of all.
    pub(crate) fn close_from(&self) -> Micros {
        let mut from = None;
        for (steps, copy) in self.copies.iter().rev() {
            if from.is_some_and(|(behind, _)| behind - steps >= 2 * INTERVAL) {
                break;
            }
            from = Some((*steps, copy.moment.world.now().0));
        }
        from.filter(|(steps, _)| *steps > 0).map_or(0, |(_, at)| at)
    }

    fn moments(&self) -> impl DoubleEndedIterator<Item = &Moment> {
        self.copies.values().map(|copy| &copy.moment)
    }

    /// Lets go of the copy between the two others that stand closest.
    fn thin(&mut self) {
        let steps = || self.copies.keys().copied();
        let spans = steps().zip(steps().skip(1)).zip(steps().skip(2));
        let closest = spans.min_by_key(|((before, _), behind)| behind - before);
        let Some(((_, gone), behind)) = closest else { return };
        if let Some(gone) = self.copies.remove(&gone) {
            self.bytes -= gone.bytes;
        }
        self.weigh(behind);
    }

    /// Counts the bytes of a copy, beside the one before it.
    fn weigh(&mut self, steps: u64) {
        let before = self.copies.range(..steps).next_back().map(|(_, copy)| &copy.moment);
        let Some(copy) = self.copies.get(&steps) else { return };
        let bytes = copy.moment.bytes_beside(before);
        if let Some(copy) = self.copies.get_mut(&steps) {
            self.bytes = self.bytes - copy.bytes + bytes;
            copy.bytes = bytes;
        }
    }

    /// Counts the bytes of the copy behind this one anew.
    fn weigh_behind(&mut self, steps: u64) {
        if let Some(behind) = self.copies.range(steps + 1..).next().map(|(steps, _)| *steps) {
            self.weigh(behind);
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::story::Story;

    fn moment(steps: u64) -> Moment {
        let story = Story::parse("partita story 1\nbrokers 1\n").unwrap();
        let mut moment = Moment::new(&story.setup);
        moment.world.steps = steps;
        moment.world.now.0 = steps;
        moment
    }

    #[test]
    fn those_that_stand_closest_go_and_the_first_and_the_last_stay() {
        let mut history = History::default();
        [0, 1_024, 2_048, 4_096, 5_120, 6_144].into_iter().for_each(|steps| history.keep(&moment(steps)));
        assert_eq!((history.close_from(), history.len()), (4_096, 6));
        history.thin();
        assert_eq!(history.copies.keys().copied().collect::<Vec<_>>(), [0, 2_048, 4_096, 5_120, 6_144]);
        history.thin();
        history.thin();
        assert_eq!(history.copies.keys().copied().collect::<Vec<_>>(), [0, 4_096, 6_144]);
        assert_eq!(history.bytes(), history.copies.values().map(|copy| copy.bytes).sum::<u64>());
        assert_eq!(history.before(5_000, &moment(9_000)).steps(), 4_096);
    }
}
