//! Different wishes: what is free goes to whoever has least, then partitions move as long as that evens things out.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::sticky::{Owned, Place};
use super::{Assignment, Subscriber};

/// The work in progress.
struct Spread<'a> {
    topics: &'a BTreeMap<String, i32>,
    /// Members by topic, topics by member; only topics that exist.
    takers: BTreeMap<&'a str, Vec<&'a str>>,
    wishes: BTreeMap<&'a str, Vec<&'a str>>,
    current: BTreeMap<&'a str, Vec<Place>>,
    owner: BTreeMap<Place, &'a str>,
    movements: Movements<'a>,
}

pub(super) fn assign(topics: &BTreeMap<String, i32>, members: &[Subscriber], owned: Owned) -> Assignment {
    let mut spread = Spread::new(topics, members);
    let revoking = spread.keep(&owned);
    let mut all = spread.partitions();
    let mut free: Vec<Place> =
        all.iter().filter(|place| !spread.owner.contains_key(*place)).cloned().collect();
    let fresh = spread.current.values().all(Vec::is_empty);
    for place in &free {
        spread.give_to_least(place);
    }

    let movable = |spread: &Spread<'_>, place: &Place| spread.takers[place.0.as_str()].len() >= 2;
    all.retain(|place| movable(&spread, place));
    free.retain(|place| movable(&spread, place));
    let fixed = spread.set_fixed_aside();

    let before = (spread.current.clone(), spread.owner.clone());
    if !revoking {
        spread.even_out(&free);
    }
    let moved = spread.even_out(&all);
    if !fresh && moved && score(&spread.current) >= score(&before.0) {
        (spread.current, spread.owner) = before;
    }
    spread.current.extend(fixed);
    spread.current.into_iter().map(|(member, places)| (member.into(), places)).collect()
}

impl<'a> Spread<'a> {
    fn new(topics: &'a BTreeMap<String, i32>, members: &'a [Subscriber]) -> Self {
        let mut takers: BTreeMap<&str, Vec<&str>> =
            topics.keys().map(|topic| (topic.as_str(), Vec::new())).collect();
        let mut wishes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut ordered: Vec<&Subscriber> = members.iter().collect();
        ordered.sort_by(|a, b| a.member_id.cmp(&b.member_id));
        for member in ordered {
            let wished = wishes.entry(&member.member_id).or_default();
            for topic in member.topics.iter().filter(|topic| topics.contains_key(*topic)) {
                wished.push(topic);
                takers.entry(topic).or_default().push(&member.member_id);
            }
        }
        let current = wishes.keys().map(|&member| (member, Vec::new())).collect();
        let (owner, movements) = (BTreeMap::new(), Movements::default());
        Self { topics, takers, wishes, current, owner, movements }
    }

    /// Members keep what they have and still want; gives whether somebody has what it no longer wants.
    fn keep(&mut self, owned: &Owned) -> bool {
        let mut revoking = false;
        for (&member, wished) in &self.wishes {
            for place in owned.by_member.get(member).into_iter().flatten() {
                if !wished.contains(&place.0.as_str()) {
                    revoking = true;
                    continue;
                }
                self.owner.insert(place.clone(), member);
                self.current.entry(member).or_default().push(place.clone());
            }
        }
        revoking
    }

    /// All partitions, those of topics that few want first.
    fn partitions(&self) -> Vec<Place> {
        let mut topics: Vec<(&String, i32)> =
            self.topics.iter().map(|(topic, &count)| (topic, count)).collect();
        topics.sort_by_key(|(topic, _)| (self.takers[topic.as_str()].len(), topic.as_str()));
        let places = topics.into_iter().flat_map(|(topic, n)| (0..n).map(move |p| (topic.clone(), p)));
        places.collect()
    }

    /// Members in play, the one with the fewest partitions first.
    fn by_load(&self) -> Vec<&'a str> {
        let mut members: Vec<&str> = self.current.keys().copied().collect();
        members.sort_by_key(|member| (self.load(member), *member));
        members
    }

    fn load(&self, member: &str) -> usize {
        self.current.get(member).map_or(0, Vec::len)
    }

    fn least_loaded_taker(&self, topic: &str) -> Option<&'a str> {
        self.by_load().into_iter().find(|member| self.wishes[member].contains(&topic))
    }

    fn give_to_least(&mut self, place: &Place) {
        let Some(member) = self.least_loaded_taker(&place.0) else { return };
        self.owner.insert(place.clone(), member);
        self.current.entry(member).or_default().push(place.clone());
    }

    /// All partitions that a member could have.
    fn most(&self, member: &str) -> usize {
        self.wishes[member].iter().map(|topic| usize::try_from(self.topics[*topic]).unwrap_or(0)).sum()
    }

    /// Takes members out of play that nothing can be moved to or from.
    fn set_fixed_aside(&mut self) -> BTreeMap<&'a str, Vec<Place>> {
        let stays = |member: &&str| {
            self.load(member) == self.most(member)
                && self.current[member].iter().all(|place| self.takers[place.0.as_str()].len() < 2)
        };
        let fixed: Vec<&str> = self.current.keys().copied().filter(stays).collect();
        fixed
            .into_iter()
            .filter_map(|member| self.current.remove(member).map(|places| (member, places)))
            .collect()
    }

    fn is_balanced(&self) -> bool {
        let members = self.by_load();
        let (Some(first), Some(last)) = (members.first(), members.last()) else { return true };
        if self.load(first) + 1 >= self.load(last) {
            return true;
        }
        // Nobody could get a partition from somebody who has two more.
        members.iter().all(|&member| {
            let load = self.load(member);
            let gains = |place: &Place| {
                let other = self.owner.get(place).copied().unwrap_or(member);
                other != member && load + 1 < self.load(other)
            };
            let topics = self.wishes[member].iter();
            load == self.most(member)
                || !topics
                    .flat_map(|topic| (0..self.topics[*topic]).map(move |p| (String::from(*topic), p)))
                    .any(|place| gains(&place))
        })
    }

    /// Moves partitions as long as that helps; gives whether any moved.
    fn even_out(&mut self, places: &[Place]) -> bool {
        let mut any = false;
        loop {
            let mut modified = false;
            for place in places {
                if self.is_balanced() {
                    break;
                }
                let Some(&owner) = self.owner.get(place) else { continue };
                let load = self.load(owner);
                let better = |other: &&&str| load > self.load(other) + 1;
                if self.takers[place.0.as_str()].iter().find(better).is_some() {
                    self.move_one(place, owner);
                    modified = true;
                }
            }
            any |= modified;
            if !modified {
                return any;
            }
        }
    }

    /// Moves a partition, or another of its topic whose move would undo an earlier one the other way.
    fn move_one(&mut self, place: &Place, owner: &'a str) {
        let Some(to) = self.least_loaded_taker(&place.0) else { return };
        let place = self.movements.actual(place, owner, to);
        let Some(&from) = self.owner.get(&place) else { return };
        self.movements.add(&place, from, to);
        if let Some(places) = self.current.get_mut(from) {
            places.retain(|other| *other != place);
        }
        self.current.entry(to).or_default().push(place.clone());
        self.owner.insert(place, to);
    }
}

/// Which partitions moved from whom to whom.
#[derive(Default)]
struct Movements<'a> {
    of: BTreeMap<Place, (&'a str, &'a str)>,
}

impl<'a> Movements<'a> {
    fn actual(&self, place: &Place, owner: &'a str, to: &'a str) -> Place {
        let from = self.of.get(place).map_or(owner, |&(from, _)| from);
        let reverse = self.of.iter().find(|(other, pair)| other.0 == place.0 && **pair == (to, from));
        reverse.map_or_else(|| place.clone(), |(other, _)| other.clone())
    }

    fn add(&mut self, place: &Place, from: &'a str, to: &'a str) {
        match self.of.remove(place) {
            Some((first, _)) if first == to => {}
            Some((first, _)) => {
                self.of.insert(place.clone(), (first, to));
            }
            None => {
                self.of.insert(place.clone(), (from, to));
            }
        }
    }
}

/// How uneven loads are: the sum of all differences.
fn score(current: &BTreeMap<&str, Vec<Place>>) -> usize {
    let loads: Vec<usize> = current.values().map(Vec::len).collect();
    let pairs =
        loads.iter().enumerate().flat_map(|(n, a)| loads[n + 1..].iter().map(move |b| a.abs_diff(*b)));
    pairs.sum()
}
