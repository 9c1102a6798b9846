//! Balanced first, then as little moved as possible; the cooperative kind (KIP-429) keeps back what another member must
//! give up before it can be handed over.
//!
//! Members that all want the same topics are served by quotas; others by moving partitions until nothing gets better.
//! Racks are not looked at, and claims of members from an older generation count only where nobody newer claims.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use super::{Assignment, Subscriber, quota, spread};

/// A partition by topic and number.
pub(super) type Place = (String, i32);

/// What each member has, after contradictions are settled.
#[derive(Clone, Debug, Default)]
pub(super) struct Owned {
    pub(super) by_member: BTreeMap<String, Vec<Place>>,
    /// Claimed by two members of one generation: nobody's.
    pub(super) disputed: BTreeSet<Place>,
}

/// Shares partitions among members that have given all of them up.
pub(super) fn assign_at_once(topics: &BTreeMap<String, i32>, members: &[Subscriber]) -> Assignment {
    assign(topics, members).0
}

/// Shares partitions and withholds those that somebody else still has.
pub(super) fn assign_cooperatively(topics: &BTreeMap<String, i32>, members: &[Subscriber]) -> Assignment {
    let (mut assignment, moving) = assign(topics, members);
    for (place, member) in moving {
        if let Some(given) = assignment.get_mut(&member) {
            given.retain(|other| *other != place);
        }
    }
    assignment
}

/// The shares, and which partitions change hands: who is to get them.
fn assign(topics: &BTreeMap<String, i32>, members: &[Subscriber]) -> (Assignment, BTreeMap<Place, String>) {
    let owned = settle(topics, members);
    if all_want_the_same(members) {
        let wanted = members.first().map(|member| &member.topics);
        let of_interest = |topic: &String| wanted.is_some_and(|wanted| wanted.contains(topic));
        let topics: BTreeMap<String, i32> = topics
            .iter()
            .filter(|(topic, _)| of_interest(topic))
            .map(|(topic, &n)| (topic.clone(), n))
            .collect();
        quota::assign(&topics, owned)
    } else {
        let assignment = spread::assign(topics, members, owned);
        let moving = moving(members, &assignment);
        (assignment, moving)
    }
}

fn all_want_the_same(members: &[Subscriber]) -> bool {
    let sets: BTreeSet<BTreeSet<&String>> =
        members.iter().map(|member| member.topics.iter().collect()).collect();
    sets.len() <= 1
}

/// Of two claims to a partition the one of the newer generation counts; equal ones cancel each other.
fn settle(topics: &BTreeMap<String, i32>, members: &[Subscriber]) -> Owned {
    let mut owned = Owned::default();
    let mut owner: BTreeMap<Place, &Subscriber> = BTreeMap::new();
    let mut ordered: Vec<&Subscriber> = members.iter().collect();
    ordered.sort_by(|a, b| a.member_id.cmp(&b.member_id));
    for member in ordered {
        owned.by_member.entry(member.member_id.clone()).or_default();
        for place in member.owned.iter().filter(|(topic, _)| topics.contains_key(topic)) {
            let keeps = match owner.get(place) {
                None => true,
                Some(other) if other.generation == member.generation => {
                    owned.disputed.insert(place.clone());
                    false
                }
                Some(other) => other.generation < member.generation,
            };
            if keeps {
                owner.insert(place.clone(), member);
            }
        }
    }
    for (place, member) in owner {
        if !owned.disputed.contains(&place)
            && let Some(list) = owned.by_member.get_mut(&member.member_id)
        {
            list.push(place);
        }
    }
    owned
}

/// Partitions that change hands: who is to get them.
fn moving(members: &[Subscriber], assignment: &Assignment) -> BTreeMap<Place, String> {
    let mut added: BTreeMap<Place, String> = BTreeMap::new();
    let mut revoked: BTreeSet<&Place> = BTreeSet::new();
    for member in members {
        let Some(given) = assignment.get(&member.member_id) else { continue };
        for place in given.iter().filter(|place| !member.owned.contains(place)) {
            added.insert(place.clone(), member.member_id.clone());
        }
        revoked.extend(member.owned.iter().filter(|place| !given.contains(place)));
    }
    added.retain(|place, _| revoked.contains(place));
    added
}
