//! What a page may draw of a member.

use partita_view::{MemberState, MemberView, Name, OwnedPartition};

use super::membership::State;
use super::{Closing, Consumer};

impl Consumer {
    /// Grows whenever [`Consumer::view`] may have changed.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Its member id, once the coordinator gave it one.
    #[must_use]
    pub fn member_id(&self) -> Option<&str> {
        Some(self.membership.member_id.as_str()).filter(|id| !id.is_empty())
    }

    /// Its generation, -1 while it is in none.
    #[must_use]
    pub fn generation(&self) -> i32 {
        self.membership.generation
    }

    /// What it is doing in its group.
    #[must_use]
    pub fn member_state(&self) -> MemberState {
        if self.closing == Closing::Closed || self.membership.left {
            return MemberState::Left;
        }
        match self.membership.state {
            State::Stable if self.is_modern() && self.membership.modern.target.is_some() => {
                MemberState::Syncing
            }
            State::Unjoined => MemberState::Outside,
            State::Joining => MemberState::Joining,
            State::Syncing => MemberState::Syncing,
            State::Stable => MemberState::Stable,
        }
    }

    /// The member without its name and its application.
    #[must_use]
    pub fn view(&self) -> MemberView {
        let owned = self.positions.iter().map(|((topic, partition), tracked)| OwnedPartition {
            topic: topic.clone(),
            partition: *partition,
            position: tracked.has_position().then_some(tracked.position),
            committed: tracked.committed,
            lag: tracked.lag(),
            since_generation: tracked.since_generation,
        });
        MemberView {
            member_id: self.member_id().map(Name::from),
            instance_id: self.settings.group_instance_id.as_deref().map(Name::from),
            state: self.member_state(),
            owned: owned.collect(),
            ..MemberView::default()
        }
    }
}
