//! Groups whose ownership has just changed: their chips stay marked for a while.

use std::collections::BTreeMap;

use partita_view::{ClusterView, Micros, Name};

/// How long a new ownership stays marked.
const FRESH: Micros = 2_000_000;

/// Generations of the groups, and which are new.
#[derive(Debug, Default)]
pub(super) struct Ownership {
    /// Generation of each group and since when it has it.
    generations: BTreeMap<Name, (i32, Micros)>,
    fresh: BTreeMap<Name, i32>,
    /// The moment that was looked at last.
    looked_at: Micros,
}

impl Ownership {
    /// Groups whose ownership has just changed, and their generation.
    pub(super) fn fresh(&self) -> &BTreeMap<Name, i32> {
        &self.fresh
    }

    /// Takes note of a moment. Says whether others are marked now.
    pub(super) fn look(&mut self, view: &ClusterView, now: Micros) -> bool {
        // After a leap nobody saw the change happen.
        let leapt = now < self.looked_at || now - self.looked_at > FRESH / 4;
        self.looked_at = now;
        for group in &view.groups {
            let known = self.generations.entry(group.id.clone()).or_insert((group.generation, now));
            if known.0 != group.generation || now < known.1 {
                *known = (group.generation, if leapt { now.saturating_sub(FRESH) } else { now });
            }
        }
        let is_fresh = |generation: i32, since: Micros| generation > 1 && now.saturating_sub(since) < FRESH;
        let fresh = self.generations.iter().filter(|(_, known)| is_fresh(known.0, known.1));
        let fresh = fresh.map(|(id, (generation, _))| (id.clone(), *generation)).collect();
        let before = std::mem::replace(&mut self.fresh, fresh);
        before != self.fresh
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use partita_view::GroupView;

    fn at(generation: i32) -> ClusterView {
        let group = GroupView { id: "billing".into(), generation, ..GroupView::default() };
        ClusterView { groups: vec![group.into()], ..ClusterView::default() }
    }

    #[test]
    fn a_change_that_was_seen_stays_marked_for_a_while() {
        let mut ownership = Ownership::default();
        ownership.look(&at(1), 0);
        ownership.look(&at(2), 100_000);
        assert_eq!(ownership.fresh().get("billing"), Some(&2));
        ownership.look(&at(2), 500_000);
        assert!(!ownership.fresh().is_empty());
        ownership.look(&at(2), 2_200_000);
        assert!(ownership.fresh().is_empty());
    }

    #[test]
    fn after_a_leap_nobody_saw_it_change() {
        let mut ownership = Ownership::default();
        ownership.look(&at(1), 0);
        ownership.look(&at(5), 60_000_000);
        assert!(ownership.fresh().is_empty());
    }
}
