//! Even numbers where members want different topics: what is free goes to the least loaded subscriber, then partitions of
//! each topic move from its most loaded subscribers to its least loaded ones until no move evens anything out.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use partita_wire::Uuid;

use super::{Spec, Target, count, give};

/// Rounds over all topics: an end for what ought to end by itself.
const ROUNDS_MAX: usize = 16;

/// Members are numbered in their order.
struct Work<'a> {
    topics: &'a BTreeMap<Uuid, i32>,
    subscribers: BTreeMap<Uuid, Vec<usize>>,
    /// Owner of partition `n` at index `n`.
    owners: BTreeMap<Uuid, Vec<Option<usize>>>,
    loads: Vec<usize>,
}

pub(super) fn assign(topics: &BTreeMap<Uuid, i32>, members: &BTreeMap<String, Spec>) -> Target {
    let mut work = Work::new(topics, members);
    let order = work.order();
    for topic in &order {
        work.hand_out(topic);
    }
    let movable: Vec<Uuid> = order
        .into_iter()
        .filter(|topic| work.subscribers.get(topic).is_some_and(|of| of.len() > 1))
        .collect();
    for _ in 0..ROUNDS_MAX {
        let moved: usize = movable.iter().map(|topic| work.even_out(topic)).sum();
        if moved == 0 {
            break;
        }
    }
    let ids: Vec<&String> = members.keys().collect();
    let mut target: Target = members.keys().map(|id| (id.clone(), BTreeMap::new())).collect();
    for (topic, owners) in &work.owners {
        for (partition, owner) in (0..).zip(owners) {
            if let Some(id) = owner.and_then(|owner| ids.get(owner)) {
                give(&mut target, id, *topic, partition);
            }
        }
    }
    target
}

impl<'a> Work<'a> {
    /// Members keep what they had and still want.
    fn new(topics: &'a BTreeMap<Uuid, i32>, members: &BTreeMap<String, Spec>) -> Self {
        let mut work = Self {
            topics,
            subscribers: BTreeMap::new(),
            owners: BTreeMap::new(),
            loads: alloc::vec![0; members.len()],
        };
        for (number, member) in members.values().enumerate() {
            for topic in member.topics.iter().filter(|topic| topics.contains_key(topic)) {
                work.subscribers.entry(*topic).or_default().push(number);
                let size = usize::try_from(count(topics, topic)).unwrap_or(0);
                let owners = work.owners.entry(*topic).or_insert_with(|| alloc::vec![None; size]);
                for partition in member.before.get(topic).into_iter().flatten() {
                    let owner = usize::try_from(*partition).ok().and_then(|at| owners.get_mut(at));
                    if let Some(owner @ None) = owner {
                        *owner = Some(number);
                        work.loads[number] += 1;
                    }
                }
            }
        }
        work
    }

    /// Topics with most partitions per subscriber first, then those with fewest subscribers.
    fn order(&self) -> Vec<Uuid> {
        let mut order: Vec<Uuid> = self.subscribers.keys().copied().collect();
        order.sort_by(|a, b| {
            let size = |topic: &Uuid| u64::try_from(count(self.topics, topic)).unwrap_or(0);
            let takers = |topic: &Uuid| self.subscribers[topic].len() as u64;
            // Ratios compared without dividing.
            (size(b) * takers(a)).cmp(&(size(a) * takers(b))).then(takers(a).cmp(&takers(b))).then(a.cmp(b))
        });
        order
    }

    /// Subscribers of a topic, the one with the least first. Their order stays while the topic is at work.
    fn by_load(&self, topic: &Uuid) -> Vec<usize> {
        let mut takers = self.subscribers.get(topic).cloned().unwrap_or_default();
        takers.sort_by_key(|&member| (self.loads[member], member));
        takers
    }

    /// Gives each free partition of a topic to the subscriber with the least.
    fn hand_out(&mut self, topic: &Uuid) {
        let takers = self.by_load(topic);
        let Some(owners) = self.owners.get_mut(topic) else { return };
        for owner in owners.iter_mut().filter(|owner| owner.is_none()) {
            let Some(&least) = takers.iter().min_by_key(|&&member| self.loads[member]) else { return };
            *owner = Some(least);
            self.loads[least] += 1;
        }
    }

    /// Moves partitions of a topic as long as that evens numbers out. Gives how many moved.
    fn even_out(&mut self, topic: &Uuid) -> usize {
        let takers = self.by_load(topic);
        let Some(owners) = self.owners.get_mut(topic) else { return 0 };
        let mut moved = 0;
        loop {
            let gives = |member: &usize| owners.contains(&Some(*member));
            // Of equals the last gives and the first takes.
            let most = takers.iter().copied().filter(gives).max_by_key(|&member| self.loads[member]);
            let least = takers.iter().copied().min_by_key(|&member| self.loads[member]);
            let (Some(most), Some(least)) = (most, least) else { return moved };
            if self.loads[most] <= self.loads[least] + 1 {
                return moved;
            }
            // The last partition that the most loaded one has.
            let Some(owner) = owners.iter_mut().rev().find(|owner| **owner == Some(most)) else {
                return moved;
            };
            *owner = Some(least);
            self.loads[most] -= 1;
            self.loads[least] += 1;
            moved += 1;
        }
    }
}
