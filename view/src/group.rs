//! Consumer groups and their members.

use alloc::vec::Vec;

use crate::{Name, Process};

/// A consumer group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupView {
    /// `group.id`.
    pub id: Name,
    /// Kafka's name of its state (`Empty`, `PreparingRebalance`, `CompletingRebalance`, `Stable`, `Dead`).
    pub state: &'static str,
    /// Generation.
    pub generation: i32,
    /// Assignor in use.
    pub assignor: Option<Name>,
    /// Its coordinator, if one is known.
    pub coordinator: Option<i32>,
    /// Committed offsets: topic, partition, offset, and the lag behind the high watermark.
    pub offsets: Vec<GroupOffset>,
    /// Members, the application's name first where the world runs them; those that left stay until the next rebalance
    /// is complete.
    pub members: Vec<MemberView>,
    /// Why the last rebalance began, as Kafka words it in its log.
    pub reason: Option<Name>,
    /// The latest rebalances, oldest first, at most [`REBALANCES_MAX`]; only those that its present coordinator began.
    pub rebalances: Vec<Rebalance>,
}

/// Most rebalances that a group remembers.
pub const REBALANCES_MAX: usize = 16;

/// A rebalance of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebalance {
    /// The generation, or group epoch, that it leads to if nothing comes between.
    pub generation: i32,
    /// Why it began, as Kafka words it in its log.
    pub reason: Name,
}

/// A committed offset of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupOffset {
    /// Topic.
    pub topic: Name,
    /// Partition.
    pub partition: i32,
    /// Committed offset.
    pub committed: i64,
    /// High watermark minus committed offset, if both are known.
    pub lag: Option<i64>,
}

/// A member of a group, or a consumer on its way to become one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberView {
    /// Its name in the story, or its `client.id`.
    pub name: Name,
    /// The member id the coordinator gave it.
    pub member_id: Option<Name>,
    /// `group.instance.id`.
    pub instance_id: Option<Name>,
    /// Whether its process runs.
    pub process: Process,
    /// What it is doing.
    pub state: MemberState,
    /// What it owns.
    pub owned: Vec<OwnedPartition>,
    /// Records processed so far.
    pub processed: u64,
}

/// What a member is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MemberState {
    /// Not in the group yet.
    #[default]
    Outside,
    /// Waits for the join phase to end.
    Joining,
    /// Waits for its assignment.
    Syncing,
    /// Has its assignment, which may be empty.
    Stable,
    /// Has left or was removed.
    Left,
}

/// A partition that a member owns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedPartition {
    /// Topic.
    pub topic: Name,
    /// Partition.
    pub partition: i32,
    /// Next offset that its application will process, once known.
    pub position: Option<i64>,
    /// Committed offset, once known.
    pub committed: Option<i64>,
    /// High watermark minus position, as the consumer knows it.
    pub lag: Option<i64>,
    /// Generation in which the member got it.
    pub since_generation: i32,
}

/// Why a member is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoneReason {
    /// It sent LeaveGroup.
    Left,
    /// Its session timed out.
    SessionTimeout,
    /// It did not rejoin in time.
    RebalanceTimeout,
    /// Another member with its instance id took its place.
    Fenced,
}
