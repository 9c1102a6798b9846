//! What a group aims at, for whoever checks it.

use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::Uuid;

use super::{ConsumerGroup, hash, resolve};
use crate::image::Image;

/// A partition by topic and number.
type Place = (Name, i32);

/// What a group of the consumer protocol aims at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupTarget {
    /// The group's epoch.
    pub epoch: i32,
    /// The epoch that the target was made for.
    pub assignment_epoch: i32,
    /// The `client.id` of each member, and its epoch.
    pub members: Vec<(Name, i32)>,
    /// Every partition of the topics that members subscribe to, as the coordinator's broker knows them; empty while the target
    /// is of another epoch, or those topics have changed since.
    pub wanted: Vec<Place>,
    /// What members shall own, one after the other; empty where nothing is wanted.
    pub assigned: Vec<Place>,
}

impl ConsumerGroup {
    /// What it aims at.
    pub(crate) fn aim(&self, image: &Image) -> GroupTarget {
        let members = self.members.values();
        let mut aim = GroupTarget {
            epoch: self.epoch,
            assignment_epoch: self.assignment_epoch,
            members: members.map(|member| (Name::from(member.client_id.as_str()), member.epoch)).collect(),
            ..GroupTarget::default()
        };
        let topics = resolve::topics(self, image);
        if self.assignment_epoch != self.epoch || self.metadata_hash != hash::of(&topics, image) {
            return aim;
        }
        for (topic, (_, count)) in &topics {
            let topic = Name::from(topic.as_str());
            aim.wanted.extend((0..*count).map(|partition| (topic.clone(), partition)));
        }
        let assigned = self.target.values().flatten();
        let places = assigned.flat_map(|(topic, of)| of.iter().map(move |&partition| (*topic, partition)));
        aim.assigned.extend(places.map(|(topic, partition)| (name_of(image, topic), partition)));
        aim
    }
}

fn name_of(image: &Image, topic: Uuid) -> Name {
    image
        .topics
        .get(&topic)
        .map_or_else(|| alloc::format!("{topic}").as_str().into(), |known| known.name.clone())
}
