//! Groups as a page shows them.

use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::{GroupOffset, GroupView, MemberState, MemberView, OwnedPartition};

use super::classic::{Departed, Group, Member, State};
use super::embedded;

impl Group {
    /// What its coordinator knows: no lag, for that is a matter of other partitions, and nothing of the applications.
    pub(crate) fn view(&self, coordinator: i32) -> GroupView {
        let here = self.members.values().map(|member| self.member_view(member));
        let gone = self.departed.iter().map(departed_view);
        GroupView {
            id: self.id.clone(),
            state: self.state.name(),
            generation: self.generation,
            assignor: self.protocol.as_deref().map(Name::from),
            coordinator: Some(coordinator),
            offsets: self.offsets_view(),
            members: here.chain(gone).collect(),
            reason: self.reason.clone(),
        }
    }

    fn offsets_view(&self) -> Vec<GroupOffset> {
        let all = self.offsets.committed.iter();
        let flat = all.flat_map(|(topic, partitions)| partitions.iter().map(move |of| (topic, of)));
        let view = flat.map(|(topic, (&partition, commit))| GroupOffset {
            topic: topic.clone(),
            partition,
            committed: commit.offset,
            lag: None,
        });
        view.collect()
    }

    fn member_view(&self, member: &Member) -> MemberView {
        let state = match self.state {
            State::Stable { .. } => MemberState::Stable,
            State::CompletingRebalance { .. } => MemberState::Syncing,
            State::PreparingRebalance { .. } | State::Empty | State::Dead => MemberState::Joining,
        };
        MemberView {
            name: Name::from(member.client_id.as_str()),
            member_id: Some(Name::from(member.member_id.as_str())),
            instance_id: member.group_instance_id.as_deref().map(Name::from),
            state,
            owned: if self.is_of_consumers() { self.owned(member) } else { Vec::new() },
            ..Default::default()
        }
    }

    fn owned(&self, member: &Member) -> Vec<OwnedPartition> {
        let mut owned = Vec::new();
        for (topic, partitions) in embedded::assigned_partitions(&member.assignment).unwrap_or_default() {
            let topic = Name::from(topic);
            let committed = self.offsets.committed.get(&topic);
            owned.extend(partitions.into_iter().map(|partition| OwnedPartition {
                topic: topic.clone(),
                partition,
                position: None,
                committed: committed.and_then(|of| of.get(&partition)).map(|commit| commit.offset),
                lag: None,
                since_generation: member.since_generation,
            }));
        }
        owned
    }
}

fn departed_view(departed: &Departed) -> MemberView {
    MemberView {
        name: Name::from(departed.client_id.as_str()),
        member_id: Some(Name::from(departed.member_id.as_str())),
        instance_id: departed.group_instance_id.as_deref().map(Name::from),
        state: MemberState::Left,
        ..Default::default()
    }
}
