//! One fetch session: what its fetcher wants, what it was told last, and which of it may have something new to say.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use partita_machine::{Instant, Name, SmallMap};
use partita_wire::messages::fetch_response::PartitionData;

use super::super::fetch_read::{Named, WantedPartition};
use super::Claim;
use crate::image::Image;
use crate::replica::TopicPartition;
use crate::wait::WaitId;

/// A session.
#[derive(Clone, Debug)]
pub(super) struct Session {
    /// What is wanted, by numbers that stay.
    partitions: SmallMap<u32, Kept>,
    numbers: SmallMap<Named, u32>,
    last_number: u32,
    last_place: u64,
    /// Partitions that may have something to say.
    look_at: BTreeSet<u32>,
    /// Fetches that wait for that. More than one only where somebody else uses the session too.
    pub(super) waits: Vec<WaitId>,
    /// Epoch of the next request.
    pub(super) epoch: i32,
    /// Whether its requests name topics by id.
    pub(super) by_id: bool,
    /// The follower whose session it is: consumers' sessions make room for it.
    pub(super) follower: Option<i32>,
    pub(super) created_at: Instant,
    pub(super) used_at: Instant,
}

/// A partition of a session, and what its fetcher was told last.
#[derive(Clone, Debug)]
struct Kept {
    wanted: WantedPartition,
    /// Partitions are read in this order: who got records goes to the end.
    place: u64,
    high_watermark: i64,
    log_start: i64,
}

impl Session {
    /// One that wants nothing yet.
    pub(super) fn new(claim: Claim, now: Instant) -> Self {
        Self {
            partitions: SmallMap::default(),
            numbers: SmallMap::default(),
            last_number: 0,
            last_place: 0,
            look_at: BTreeSet::new(),
            waits: Vec::new(),
            epoch: 1,
            by_id: claim.by_id,
            follower: claim.follower,
            created_at: now,
            used_at: now,
        }
    }

    /// What decides which session makes room: a follower's is worth more, then one with more partitions.
    pub(super) fn worth(&self) -> (bool, usize) {
        (self.follower.is_some(), self.partitions.len())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.partitions.is_empty()
    }

    /// Adds a partition, or takes what is new about it; it is to be looked at. Gives the topic and the number of one that is
    /// new, if it is known.
    pub(super) fn keep(&mut self, wanted: &WantedPartition) -> Option<(Name, u32)> {
        let known = self.numbers.get(&wanted.named).copied();
        if let Some((number, kept)) =
            known.and_then(|number| Some((number, self.partitions.get_mut(&number)?)))
        {
            // What its topic was found to be stays.
            let topic = core::mem::replace(&mut kept.wanted, wanted.clone()).topic;
            kept.wanted.topic = topic;
            self.look_at.insert(number);
            return None;
        }
        self.last_number += 1;
        self.last_place += 1;
        let number = self.last_number;
        // Not told anything yet.
        let kept = Kept { wanted: wanted.clone(), place: self.last_place, high_watermark: -1, log_start: -1 };
        self.numbers.insert(wanted.named.clone(), number);
        self.partitions.insert(number, kept);
        self.look_at.insert(number);
        Some((wanted.topic.clone().ok()?, number))
    }

    /// Forgets a partition. Gives its number and its topic, if that is known.
    pub(super) fn forget(&mut self, named: &Named) -> Option<(u32, Name)> {
        let number = self.numbers.remove(named)?;
        self.look_at.remove(&number);
        Some((number, self.partitions.remove(&number)?.wanted.topic.ok()?))
    }

    /// All partitions whose topics are known, with their numbers.
    pub(super) fn topics(&self) -> impl Iterator<Item = (u32, TopicPartition)> {
        let wanted = self.partitions.iter().map(|(&number, kept)| (number, &kept.wanted));
        wanted.filter_map(|(number, wanted)| {
            Some((number, (wanted.topic.clone().ok()?, wanted.named.partition)))
        })
    }

    /// What is wanted of a partition.
    pub(super) fn wanted(&self, number: u32) -> Option<&WantedPartition> {
        self.partitions.get(&number).map(|kept| &kept.wanted)
    }

    /// A partition may have something to say.
    pub(super) fn look_at(&mut self, number: u32) {
        if self.partitions.contains_key(&number) {
            self.look_at.insert(number);
        }
    }

    /// Every partition may.
    pub(super) fn look_at_all(&mut self) {
        self.look_at = self.partitions.keys().copied().collect();
    }

    /// Looks topics up that nobody knew before. Gives those that are known now, with partition and number.
    pub(super) fn look_up(&mut self, image: &Image) -> Vec<(Name, i32, u32)> {
        let Self { partitions, look_at, by_id, .. } = self;
        let mut known = Vec::new();
        for &number in &*look_at {
            let Some(kept) = partitions.get_mut(&number).filter(|kept| kept.wanted.topic.is_err()) else {
                continue;
            };
            kept.wanted.look_up(image, *by_id);
            if let Ok(topic) = &kept.wanted.topic {
                known.push((topic.clone(), kept.wanted.named.partition, number));
            }
        }
        known
    }

    /// What is wanted of partitions that may have something to say, in the order in which they are read.
    pub(super) fn to_look_at(&self, image: &Image) -> Vec<WantedPartition> {
        let kept = self.look_at.iter().filter_map(|&number| Some((number, self.partitions.get(&number)?)));
        let mut kept: Vec<(u32, &Kept)> = kept.collect();
        kept.sort_unstable_by_key(|(_, kept)| kept.place);
        kept.into_iter().map(|(number, kept)| kept.wanted.of_now(image, number)).collect()
    }

    /// A partition has nothing for its fetcher. If it was told as much, it is left alone until it changes.
    pub(super) fn rest(&mut self, number: u32, data: &PartitionData) -> bool {
        let told = |kept: &Kept| {
            (kept.high_watermark, kept.log_start) == (data.high_watermark, data.log_start_offset)
        };
        let is_told = self.partitions.get(&number).is_some_and(told);
        if is_told {
            self.look_at.remove(&number);
        }
        is_told
    }

    /// Notes what is said of a partition; says whether it is worth saying.
    pub(super) fn note(&mut self, wanted: &WantedPartition, data: &PartitionData) -> bool {
        let mut number = wanted.number;
        // It may have been forgotten and named again since.
        if self.partitions.get(&number).is_none_or(|kept| kept.wanted.named != wanted.named) {
            let Some(&known) = self.numbers.get(&wanted.named) else { return true };
            number = known;
        }
        let Some(kept) = self.partitions.get_mut(&number) else { return true };
        let is_wrong = data.error_code != 0;
        let points_elsewhere = data.diverging_epoch.epoch >= 0 || data.preferred_read_replica >= 0;
        let has_records = data.records.as_ref().is_some_and(|records| !records.is_empty());
        let moved = (kept.high_watermark, kept.log_start) != (data.high_watermark, data.log_start_offset);
        kept.log_start = data.log_start_offset;
        // After an error the next answer names it again.
        kept.high_watermark = if is_wrong { -1 } else { data.high_watermark };
        if has_records {
            self.last_place += 1;
            kept.place = self.last_place;
        }
        is_wrong || points_elsewhere || has_records || moved
    }
}

/// The epoch of a session's next request. After 2^31-1 comes 1, for 0 begins another session.
pub(super) fn epoch_after(epoch: i32) -> i32 {
    if epoch == i32::MAX { 1 } else { epoch + 1 }
}

#[cfg(test)]
mod tests {
    use partita_wire::messages::fetch_request::{FetchPartition, FetchRequest, FetchTopic};

    use super::*;

    #[test]
    fn only_what_may_have_something_to_say_is_looked_at() {
        let image = Image::default();
        let named = |partition| FetchPartition { partition, ..Default::default() };
        let topic = FetchTopic {
            topic: "orders".into(),
            partitions: alloc::vec![named(0), named(1)],
            ..Default::default()
        };
        let mut request = FetchRequest { topics: alloc::vec![topic], ..Default::default() };
        let claim = Claim { id: 0, epoch: 0, by_id: false, follower: None };
        let mut session = Session::new(claim, Instant(0));
        for wanted in WantedPartition::all_of(&image, false, &mut request) {
            session.keep(&wanted);
        }
        let looked_at = |session: &Session| {
            let wanted = session.to_look_at(&image);
            wanted.iter().map(|wanted| wanted.named.partition).collect::<Vec<_>>()
        };
        let data = PartitionData { high_watermark: 5, log_start_offset: 0, ..Default::default() };
        assert_eq!(looked_at(&session), [0, 1]);
        let second = session.to_look_at(&image).remove(1);
        assert!(!session.rest(second.number, &data), "its fetcher was not told that yet");
        assert!(session.note(&second, &data));
        assert!(session.rest(second.number, &data));
        assert_eq!(looked_at(&session), [0]);
        session.look_at(second.number);
        assert_eq!(looked_at(&session), [0, 1]);
    }
}
