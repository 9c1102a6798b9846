//! Groups as a page shows them.

use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::{GroupOffset, GroupView, MemberState, MemberView, OwnedPartition};

use super::classic::{Departed, Group, Member, State};
use super::embedded;
use super::offsets::Offsets;

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
            offsets: offsets_view(&self.offsets),
            members: here.chain(gone).collect(),
            reason: self.reason.clone(),
            rebalances: self.rebalances.clone(),
        }
    }

    fn member_view(&self, member: &Member) -> MemberView {
        let state = match self.state {
            State::Stable { .. } => MemberState::Stable,
            State::CompletingRebalance { .. } => MemberState::Syncing,
            // It goes on with what it has until it learns of the rebalance.
            _ if member.awaiting_join.is_none() => MemberState::Stable,
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

/// Committed offsets.
pub(crate) fn offsets_view(offsets: &Offsets) -> Vec<GroupOffset> {
    let all = offsets.committed.iter();
    let flat = all.flat_map(|(topic, partitions)| partitions.iter().map(move |of| (topic, of)));
    let view = flat.map(|(topic, (&partition, commit))| GroupOffset {
        topic: topic.clone(),
        partition,
        committed: commit.offset,
        lag: None,
    });
    view.collect()
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

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use partita_view::{GroupView, MemberState};

    use crate::coordinator::testing::{Bench, Joining};

    fn states(view: &GroupView) -> Vec<MemberState> {
        let mut states: Vec<MemberState> = view.members.iter().map(|member| member.state).collect();
        states.sort_by_key(|state| *state as u8);
        states
    }

    #[test]
    fn members_are_shown_as_they_come_and_go() {
        let mut bench = Bench::new();
        let ids = bench.stable(2);
        let before = bench.group().revision;
        let view = bench.group().view(3);
        assert_eq!((&*view.id, view.state, view.generation, view.coordinator), ("g", "Stable", 1, Some(3)));
        assert_eq!(view.assignor.as_deref(), Some("range"));
        assert_eq!(states(&view), [MemberState::Stable, MemberState::Stable]);

        bench.join(Joining { member: ids[0].clone(), ..Default::default() });
        assert_eq!(states(&bench.group().view(3)), [MemberState::Joining, MemberState::Stable]);
        bench.leave(&[(&ids[1], None)]);
        let view = bench.group().view(3);
        assert_eq!(states(&view), [MemberState::Syncing, MemberState::Left]);
        assert!(bench.group().revision > before);
        bench.sync(&ids[0], 2, &[]);
        assert_eq!(states(&bench.group().view(3)), [MemberState::Stable]);
    }

    #[test]
    fn a_consumer_shows_what_it_owns_and_has_committed() {
        let mut bench = Bench::new();
        let request = bench.join(Joining { version: 3, ..Default::default() });
        bench.pass(3_000);
        let member = bench.joined(request).unwrap().member_id;
        // t-0 and t-2.
        bench.sync_bytes(&member, 1, b"\0\0\0\0\0\x01\0\x01t\0\0\0\x02\0\0\0\0\0\0\0\x02\xff\xff\xff\xff");
        bench.commit(&member, 1, 5);
        let view = bench.group().view(3);
        let owned = &view.members[0].owned;
        let shown: Vec<_> = owned.iter().map(|of| (&*of.topic, of.partition, of.committed)).collect();
        assert_eq!(shown, [("t", 0, Some(5)), ("t", 2, None)]);
        assert!(owned.iter().all(|of| of.since_generation == 1));
        assert_eq!((view.offsets[0].partition, view.offsets[0].committed), (0, 5));
    }
}
