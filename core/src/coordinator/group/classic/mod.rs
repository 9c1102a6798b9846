//! A group of the classic protocol: members join, the leader assigns, all sync, then all send heartbeats.
//!
//! The state machine: `Empty` -> `PreparingRebalance` (members join) -> `CompletingRebalance` (the leader's assignment is
//! awaited) -> `Stable`; a member that comes, goes or changes leads back to `PreparingRebalance`. Where to start: [`State`],
//! then `rebalance.rs`.

mod heartbeat;
mod join;
mod leave;
mod member;
mod protocols;
mod rebalance;
mod statics;
mod sync;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::{Event, Name};
use partita_view::{REBALANCES_MAX, Rebalance};
use partita_wire::ErrorCode;
use partita_wire::messages::group_metadata_value::GroupMetadataValue;

pub(crate) use leave::{left, left_for_version, nobody_left, normalized};
pub(crate) use member::Member;
pub(crate) use rebalance::{joined_for_version, refused, unsynced};
pub(crate) use statics::Replaced;
pub(crate) use sync::Synced;

use super::{GroupStep, offsets::Offsets};

/// The protocol type of consumers, whose embedded protocol the coordinator can read.
pub(crate) const CONSUMER_PROTOCOL_TYPE: &str = "consumer";

/// Where a group is, with what is true only there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// No member. It may still hold offsets.
    Empty,
    /// Members join again, or are given up.
    PreparingRebalance {
        /// Set where the group was empty before: its first members are waited for.
        initial: Option<InitialDelay>,
    },
    /// A generation has begun; its assignment is awaited.
    CompletingRebalance {
        /// Members that have not sent SyncGroup.
        unsynced: BTreeSet<String>,
    },
    /// Every member can know its assignment.
    Stable {
        /// Members that have not sent SyncGroup.
        unsynced: BTreeSet<String>,
    },
    /// The coordinator has moved away or the group was deleted.
    Dead,
}

/// How long the first join phase of an empty group still lasts (KIP-134).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct InitialDelay {
    /// Whether somebody joined since the last extension.
    pub(crate) new_member: bool,
    /// Length of the present extension, milliseconds.
    pub(crate) delay_ms: i32,
    /// What is left of the rebalance timeout after it, milliseconds.
    pub(crate) remaining_ms: i32,
}

impl State {
    /// Kafka's name.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            State::Empty => "Empty",
            State::PreparingRebalance { .. } => "PreparingRebalance",
            State::CompletingRebalance { .. } => "CompletingRebalance",
            State::Stable { .. } => "Stable",
            State::Dead => "Dead",
        }
    }
}

/// A member that is no longer in the group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Departed {
    pub(crate) member_id: String,
    pub(crate) group_instance_id: Option<String>,
    pub(crate) client_id: String,
}

/// A group.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) id: Name,
    pub(crate) state: State,
    /// When it came into its state, wall clock; -1 if the log does not tell.
    pub(crate) state_since_ms: i64,
    pub(crate) generation: i32,
    /// `None` for a simple group: one that only stores offsets.
    pub(crate) protocol_type: Option<String>,
    /// The protocol of the present generation.
    pub(crate) protocol: Option<String>,
    pub(crate) leader: Option<String>,
    pub(crate) members: BTreeMap<String, Member>,
    /// Member id by `group.instance.id`.
    pub(crate) static_members: BTreeMap<String, String>,
    /// Ids handed out that nobody has joined with yet (KIP-394).
    pub(crate) pending_members: BTreeSet<String>,
    /// Topics that the present generation subscribes to, if the coordinator can read its protocol.
    pub(crate) subscribed: Option<BTreeSet<String>>,
    pub(crate) offsets: Offsets,
    /// Members that left since the last generation became stable. For the eye only.
    pub(crate) departed: Vec<Departed>,
    /// Why the last rebalance began, as Kafka's log words it. For the eye only.
    pub(crate) reason: Option<Name>,
    /// The latest rebalances. For the eye only.
    pub(crate) rebalances: Vec<Rebalance>,
    /// Grows with every change.
    pub(crate) revision: u64,
}

impl Group {
    /// A group without members, of no type yet.
    pub(crate) fn new(id: Name, now_ms: i64) -> Self {
        Self {
            id,
            state: State::Empty,
            state_since_ms: now_ms,
            generation: 0,
            protocol_type: None,
            protocol: None,
            leader: None,
            members: BTreeMap::new(),
            static_members: BTreeMap::new(),
            pending_members: BTreeSet::new(),
            subscribed: None,
            offsets: Offsets::default(),
            departed: Vec::new(),
            reason: None,
            rebalances: Vec::new(),
            revision: 0,
        }
    }

    /// Becomes what a record says. Offsets are in records of their own, and stay.
    pub(crate) fn replace_by(&mut self, value: GroupMetadataValue) {
        let offsets = core::mem::take(&mut self.offsets);
        let revision = self.revision;
        *self = Self::new(self.id.clone(), value.current_state_timestamp);
        self.offsets = offsets;
        self.revision = revision + 1;
        self.generation = value.generation;
        self.protocol_type = Some(value.protocol_type).filter(|kind| !kind.is_empty());
        self.leader = value.leader;
        if !value.members.is_empty() {
            self.state = State::Stable { unsynced: BTreeSet::new() };
        }
        let protocol = value.protocol.clone().unwrap_or_default();
        for stored in value.members {
            let rebalance_timeout_ms = match stored.rebalance_timeout {
                -1 => stored.session_timeout,
                timeout => timeout,
            };
            let member = Member {
                member_id: stored.member_id,
                group_instance_id: stored.group_instance_id,
                client_id: stored.client_id,
                client_host: stored.client_host,
                rebalance_timeout_ms,
                session_timeout_ms: stored.session_timeout,
                protocols: alloc::vec![(protocol.clone(), stored.subscription)],
                assignment: stored.assignment,
                since_generation: value.generation,
                awaiting_join: None,
                awaiting_sync: None,
                is_new: false,
            };
            self.insert(member);
        }
        self.protocol = value.protocol;
        self.subscribed = self.subscribed_topics();
    }

    /// The longest that any member may take to join again.
    pub(crate) fn rebalance_timeout_ms(&self) -> i32 {
        self.members.values().map(|member| member.rebalance_timeout_ms).max().unwrap_or(0).max(0)
    }

    /// Whether this member leads.
    pub(crate) fn is_leader(&self, member_id: &str) -> bool {
        self.leader.as_deref() == Some(member_id)
    }

    /// Whether it is a group of consumers.
    pub(crate) fn is_of_consumers(&self) -> bool {
        self.protocol_type.as_deref() == Some(CONSUMER_PROTOCOL_TYPE)
    }

    /// Members whose JoinGroup waits.
    pub(crate) fn awaiting_join_count(&self) -> usize {
        self.members.values().filter(|member| member.awaiting_join.is_some()).count()
    }

    /// Whether nobody has to be waited for any more.
    pub(crate) fn has_all_members_joined(&self) -> bool {
        self.pending_members.is_empty() && self.members.values().all(|member| member.awaiting_join.is_some())
    }

    /// Whether a request may speak for a member (KIP-345).
    pub(crate) fn validate_member(
        &self,
        member_id: &str,
        instance_id: Option<&str>,
    ) -> Result<(), ErrorCode> {
        if let Some(instance_id) = instance_id {
            match self.static_members.get(instance_id) {
                None => return Err(ErrorCode::UnknownMemberId),
                Some(existing) if existing != member_id => return Err(ErrorCode::FencedInstanceId),
                Some(_) => {}
            }
        }
        if self.members.contains_key(member_id) { Ok(()) } else { Err(ErrorCode::UnknownMemberId) }
    }

    /// Takes a member in. The first one gives the group its type and leads it.
    pub(crate) fn insert(&mut self, member: Member) {
        if let Some(instance_id) = &member.group_instance_id {
            self.static_members.insert(instance_id.clone(), member.member_id.clone());
        }
        if self.leader.is_none() {
            self.leader = Some(member.member_id.clone());
        }
        self.pending_members.remove(&member.member_id);
        self.members.insert(member.member_id.clone(), member);
    }

    /// Takes a member, or a pending id, out. If it led, another one does.
    pub(crate) fn remove(&mut self, member_id: &str) -> Option<Member> {
        let removed = self.members.remove(member_id);
        if let Some(instance_id) = removed.as_ref().and_then(|member| member.group_instance_id.as_ref()) {
            self.static_members.remove(instance_id);
        }
        if self.is_leader(member_id) {
            self.leader = self.members.keys().next().cloned();
        }
        self.pending_members.remove(member_id);
        self.heard_sync_of(member_id);
        removed
    }

    /// Counts a member as one that needs not be waited for in the sync phase. Tells whether all are.
    pub(crate) fn heard_sync_of(&mut self, member_id: &str) -> bool {
        match &mut self.state {
            State::CompletingRebalance { unsynced } | State::Stable { unsynced } => {
                unsynced.remove(member_id);
                unsynced.is_empty()
            }
            State::Empty | State::PreparingRebalance { .. } | State::Dead => true,
        }
    }

    /// Goes to another state.
    pub(crate) fn transition(&mut self, step: &mut GroupStep<'_>, to: State, reason: Option<Name>) {
        self.state = to;
        self.state_since_ms = step.now.wall_ms;
        if matches!(self.state, State::Stable { .. } | State::Empty) {
            self.departed.clear();
        }
        if let Some(reason) = &reason {
            self.reason = Some(reason.clone());
            remember(&mut self.rebalances, self.generation.wrapping_add(1), reason);
        }
        step.tell(Event::GroupChanged {
            group: self.id.clone(),
            state: self.state.name(),
            generation: self.generation,
            reason,
        });
    }
}

/// Notes a rebalance; the oldest one goes where there are too many.
pub(crate) fn remember(rebalances: &mut Vec<Rebalance>, generation: i32, reason: &Name) {
    if rebalances.len() >= REBALANCES_MAX {
        rebalances.remove(0);
    }
    rebalances.push(Rebalance { generation, reason: reason.clone() });
}
