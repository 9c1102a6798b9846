//! Consumer groups as a page shows them.

use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::{GroupView, MemberState as Shown, MemberView, OwnedPartition};

use super::{ConsumerGroup, Member};
use crate::coordinator::group::assign::ServerAssignor;
use crate::coordinator::group::view::offsets_view;
use crate::image::Image;

impl ConsumerGroup {
    /// What its coordinator knows.
    pub(crate) fn view(&self, coordinator: i32, image: &Image, assignors: &[ServerAssignor]) -> GroupView {
        let here = self.members.values().map(|member| self.member_view(member, image));
        let gone = self.departed.iter().map(|member| MemberView {
            state: Shown::Left,
            owned: Vec::new(),
            ..self.member_view(member, image)
        });
        GroupView {
            id: self.id.clone(),
            state: self.state(),
            generation: self.epoch,
            assignor: Some(Name::from(self.assignor(assignors).name())),
            coordinator: Some(coordinator),
            offsets: offsets_view(&self.offsets),
            members: here.chain(gone).collect(),
            reason: self.reason.clone(),
            rebalances: self.rebalances.clone(),
        }
    }

    fn member_view(&self, member: &Member, image: &Image) -> MemberView {
        let state = match member.is_reconciled_to(self.epoch) {
            true => Shown::Stable,
            false => Shown::Syncing,
        };
        MemberView {
            name: Name::from(member.client_id.as_str()),
            member_id: Some(Name::from(member.member_id.as_str())),
            instance_id: member.instance_id.as_deref().map(Name::from),
            state,
            owned: self.owned_view(member, image),
            ..Default::default()
        }
    }

    fn owned_view(&self, member: &Member, image: &Image) -> Vec<OwnedPartition> {
        let mut owned = Vec::new();
        for (topic, partitions) in &member.assigned {
            let Some(topic) = image.topics.get(topic) else { continue };
            let committed = self.offsets.committed.get(&topic.name);
            owned.extend(partitions.iter().map(|(&partition, &since)| OwnedPartition {
                topic: topic.name.clone(),
                partition,
                position: None,
                committed: committed.and_then(|of| of.get(&partition)).map(|commit| commit.offset),
                lag: None,
                since_generation: since,
            }));
        }
        owned.sort_by(|a, b| (&a.topic, a.partition).cmp(&(&b.topic, b.partition)));
        owned
    }
}
