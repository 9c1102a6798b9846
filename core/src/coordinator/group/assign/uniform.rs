//! Even numbers where all members want the same topics: whoever has too much gives the rest up, what is free goes in slices
//! to those who have too little. Of those without one yet, the last members get the extra partition.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use partita_wire::Uuid;

use super::{Partitions, Spec, Target, count, give};

pub(super) fn assign(topics: &BTreeMap<Uuid, i32>, members: &BTreeMap<String, Spec>) -> Target {
    let Some(wanted) = members.values().next().map(|member| &member.topics) else { return Target::new() };
    let all = |topic: &Uuid| {
        let topic = *topic;
        (0..count(topics, &topic)).map(move |partition| (topic, partition))
    };
    let total: Vec<(Uuid, i32)> = wanted.iter().flat_map(all).collect();
    let each = total.len() / members.len();
    let mut extra = total.len() % members.len();

    let mut target = Target::new();
    let mut kept: BTreeSet<(Uuid, i32)> = BTreeSet::new();
    let mut given_up: Vec<(Uuid, i32)> = Vec::new();
    // Members without an extra partition, and how many they lack of what everybody gets.
    let mut unfilled: Vec<(&String, usize)> = Vec::new();
    for (id, member) in members {
        let held = held(&member.before, &total);
        let quota = each + usize::from(extra > 0);
        let keeps = held.len().min(quota);
        if keeps > each {
            extra -= 1;
        } else {
            unfilled.push((id, each - keeps));
        }
        given_up.extend(&held[keeps..]);
        target.insert(id.clone(), Partitions::new());
        for &(topic, partition) in &held[..keeps] {
            kept.insert((topic, partition));
            give(&mut target, id, topic, partition);
        }
    }

    let was_free = total.iter().filter(|place| !kept.contains(place) && !given_up.contains(place));
    let free: Vec<(Uuid, i32)> = was_free.chain(&given_up).copied().collect();
    let mut free = free.into_iter();
    let first_with_extra = unfilled.len().saturating_sub(extra);
    for (place, (id, lacks)) in unfilled.into_iter().enumerate() {
        let gets = lacks + usize::from(place >= first_with_extra);
        for (topic, partition) in free.by_ref().take(gets) {
            give(&mut target, id, topic, partition);
        }
    }
    target
}

/// What a member had of what is to be shared.
fn held(before: &Partitions, total: &[(Uuid, i32)]) -> Vec<(Uuid, i32)> {
    let before = before.iter().flat_map(|(&topic, of)| of.iter().map(move |&partition| (topic, partition)));
    before.filter(|place| total.binary_search(place).is_ok()).collect()
}
