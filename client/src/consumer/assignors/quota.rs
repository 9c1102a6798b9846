//! Equal wishes: everybody keeps what fits into an even share, the rest is dealt out.

use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::string::String;
use alloc::vec::Vec;

use super::sticky::{Owned, Place};
use super::{Assignment, java_order};

/// An even share: `least` for all, one more for `extra` of them.
struct Quota {
    least: usize,
    most: usize,
    extra: usize,
    /// Members that have `most` already, where that is more than `least`.
    over: usize,
}

/// The shares, and which partitions change hands: who is to get them.
pub(super) fn assign(topics: &BTreeMap<String, i32>, owned: Owned) -> (Assignment, BTreeMap<Place, String>) {
    let all =
        topics.iter().flat_map(|(topic, &count)| (0..count).map(move |partition| (topic.clone(), partition)));
    let all: Vec<Place> = all.collect();
    let members = owned.by_member.len().max(1);
    let (least, extra) = (all.len() / members, all.len() % members);
    let mut quota = Quota { least, most: least + usize::from(extra > 0), extra, over: 0 };

    let mut assignment = Assignment::new();
    let mut given_up: BTreeMap<Place, String> = BTreeMap::new();
    let mut below: VecDeque<String> = VecDeque::new();
    let mut exact: VecDeque<String> = VecDeque::new();
    let mut by_member = owned.by_member;
    let mut order: Vec<String> = by_member.keys().cloned().collect();
    java_order::sort(&mut order);
    for member in order {
        let mut has = by_member.remove(&member).unwrap_or_default();
        has.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
        let keeps = quota.keeps(has.len());
        for place in has.drain(keeps.min(has.len())..) {
            given_up.insert(place, member.clone());
        }
        if has.len() < quota.least {
            below.push_back(member.clone());
        } else if keeps == quota.least && quota.over < quota.extra {
            exact.push_back(member.clone());
        }
        if quota.over == quota.extra {
            exact.clear();
        }
        assignment.insert(member, has);
    }

    below.make_contiguous().sort();
    exact.make_contiguous().sort();

    let kept: BTreeSet<Place> = assignment.values().flatten().cloned().collect();
    let mut moving = BTreeMap::new();
    for place in all.into_iter().filter(|place| !kept.contains(place)) {
        let next = if below.is_empty() { exact.pop_front() } else { below.pop_front() };
        let Some(member) = next else { break };
        let transfers = given_up.get(&place).is_some_and(|before| *before != member);
        if transfers || owned.disputed.contains(&place) {
            moving.insert(place.clone(), member.clone());
        }
        let has = assignment.entry(member.clone()).or_default();
        has.push(place);
        if has.len() < quota.least {
            below.push_back(member);
        } else if has.len() == quota.least {
            exact.push_back(member);
        }
    }
    (assignment, moving)
}

impl Quota {
    /// How many of its `count` partitions the next member keeps.
    fn keeps(&mut self, count: usize) -> usize {
        if count < self.least {
            return count;
        }
        if count >= self.most && self.over < self.extra {
            self.over += 1;
            return self.most;
        }
        self.least
    }
}
