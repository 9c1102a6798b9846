//! A member's part in its group: who it is, in which generation, and what it is doing about it.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::{Address, Instant, Name, Now};
use partita_wire::Uuid;
use partita_wire::messages::join_group_response::JoinGroupResponseMember;

use super::CommitId;
use super::protocol::Had;
use super::subscribe::Wish;

/// The generation of a consumer that is in none.
pub(super) const NO_GENERATION: i32 = -1;

/// What a member is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum State {
    /// Not in the group.
    #[default]
    Unjoined,
    /// JoinGroup is under way, or will be after a backoff.
    Joining,
    /// In the new generation, without its assignment.
    Syncing,
    /// Has its assignment.
    Stable,
}

/// Who a member was when it sent something: an answer for an older self is no news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) generation: i32,
    pub(super) member_id: String,
}

/// What happens before JoinGroup: offsets are committed, then partitions given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prepare {
    /// It is still to be done.
    Needed,
    /// Waits for this commit, at most until this moment.
    Committing(CommitId, Instant),
    Done,
}

/// Heartbeats, which go on beside the application.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Heartbeats {
    pub(super) next_at: Instant,
    pub(super) answered_at: Instant,
    pub(super) in_flight: bool,
    pub(super) failures: u32,
}

/// A leader's task: to share the partitions once the metadata is at hand.
#[derive(Clone, Debug)]
pub(super) struct Leading {
    pub(super) members: Vec<JoinGroupResponseMember>,
    /// Metadata must be newer than this.
    pub(super) metadata_after: Option<u64>,
}

/// Partitions by the id of their topic, which had this name when they were resolved.
pub(super) type ById = BTreeMap<Uuid, (Name, Vec<i32>)>;

/// What a member of the consumer protocol (KIP-848) said last, and what it was told to own.
#[derive(Clone, Debug, Default)]
pub(super) struct Modern {
    /// Milliseconds between heartbeats, as the coordinator wants it.
    pub(super) interval_ms: u64,
    /// What the coordinator knows it wants.
    pub(super) said: Option<Wish>,
    /// The next heartbeat says everything: the one before may be lost.
    pub(super) full: bool,
    /// The next heartbeat goes out at once.
    pub(super) hurry: bool,
    /// What it was last told to own, by topic ids.
    pub(super) told: Option<BTreeMap<Uuid, Vec<i32>>>,
    /// What it shall own until it does.
    pub(super) target: Option<BTreeMap<Uuid, Vec<i32>>>,
    /// What it owns, with the names under which it knows these topics: a topic of the same name made anew is another one.
    pub(super) owned: ById,
    /// What it owns changed since it last said so, or is what it was newly told to own.
    pub(super) owned_changed: bool,
}

/// A member.
#[derive(Clone, Debug)]
pub(super) struct Membership {
    pub(super) coordinator: Option<(i32, Address)>,
    pub(super) finding: bool,
    pub(super) find_failures: u32,
    pub(super) find_not_before: Instant,

    pub(super) state: State,
    pub(super) generation: i32,
    pub(super) member_id: String,
    pub(super) protocol: Option<String>,
    pub(super) rejoin_needed: bool,
    pub(super) rejoin_reason: String,
    pub(super) prepare: Prepare,
    pub(super) join_in_flight: bool,
    pub(super) join_not_before: Instant,
    pub(super) leading: Option<Leading>,
    /// The assignment that the next `poll` takes up.
    pub(super) assignment: Option<Bytes>,
    /// What it was given last, for the eager sticky assignor.
    pub(super) had: Option<Had>,
    /// A leader's topics and their numbers of partitions when it shared them: a change asks for a rebalance.
    pub(super) shared: Option<BTreeMap<Name, i32>>,
    pub(super) heartbeats: Heartbeats,
    pub(super) polled_at: Instant,
    pub(super) modern: Modern,
    /// An error after which there is no way back into the group.
    pub(super) fatal: bool,
    pub(super) left: bool,
}

impl Membership {
    pub(super) fn new() -> Self {
        Self {
            coordinator: None,
            finding: false,
            find_failures: 0,
            find_not_before: Instant(0),
            state: State::Unjoined,
            generation: NO_GENERATION,
            member_id: String::new(),
            protocol: None,
            rejoin_needed: true,
            rejoin_reason: String::new(),
            prepare: Prepare::Needed,
            join_in_flight: false,
            join_not_before: Instant(0),
            leading: None,
            assignment: None,
            had: None,
            shared: None,
            heartbeats: Heartbeats::default(),
            polled_at: Instant(0),
            modern: Modern::default(),
            fatal: false,
            left: false,
        }
    }

    pub(super) fn identity(&self) -> Identity {
        Identity { generation: self.generation, member_id: self.member_id.clone() }
    }

    pub(super) fn is(&self, identity: &Identity) -> bool {
        self.generation == identity.generation && self.member_id == identity.member_id
    }

    /// Whether what it owned belongs to it no more: it is in no generation.
    pub(super) fn has_lost_all(&self) -> bool {
        self.generation == NO_GENERATION || self.member_id.is_empty()
    }

    /// The application called `poll`.
    pub(super) fn polled(&mut self, now: Now) {
        self.polled_at = now.at;
    }

    /// Wants a rebalance; the coordinator logs the reason (KIP-800).
    pub(super) fn request_rejoin(&mut self, reason: &str) {
        self.rejoin_needed = true;
        self.rejoin_reason = reason.to_string();
    }

    /// Is in no generation any more. Whoever was only behind the times keeps its member id.
    pub(super) fn reset(&mut self, reason: &str, forget_member_id: bool) {
        self.state = State::Unjoined;
        self.generation = NO_GENERATION;
        self.protocol = None;
        self.leading = None;
        self.assignment = None;
        if forget_member_id {
            self.member_id.clear();
        }
        self.request_rejoin(reason);
        self.prepare = Prepare::Needed;
    }

    /// Whether heartbeats are due at all: not before JoinGroup was answered.
    pub(super) fn has_heartbeats(&self) -> bool {
        matches!(self.state, State::Syncing | State::Stable)
    }
}
