//! What happened, as facts: ids and numbers, no sentence. A page, a log and a screen reader make the sentences.

use alloc::string::String;
use alloc::vec::Vec;

use crate::{Finding, GoneReason, MessageId, Micros, Name, Party, QuorumRole};

/// An event with its moment and its machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// When.
    pub at: Micros,
    /// The delivery that brought it about, counted from the beginning of the story.
    pub step: u64,
    /// Where: the machine that told it, or that it was done to.
    pub who: Party,
    /// What.
    pub event: Event,
}

/// How far a reassignment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveStage {
    /// It begins, or goes elsewhere from now on.
    Began,
    /// The partition has its new replicas.
    Ended,
    /// It was given up: the partition has the replicas from before.
    Cancelled,
}

/// Something worth showing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A process started.
    Started,
    /// A process was killed (SIGKILL): what it wrote stays.
    Killed,
    /// A machine lost its power: what was not flushed is gone.
    PoweredOff,
    /// A controlled shutdown began.
    Stopping,
    /// A controlled shutdown ended.
    Stopped,
    /// A process was paused (SIGSTOP).
    Paused,
    /// A paused process goes on.
    Resumed,
    /// Nothing passes from one party to another any more.
    LinkCut {
        /// From.
        from: Party,
        /// To.
        to: Party,
    },
    /// A link is as usual again.
    LinkHealed {
        /// From.
        from: Party,
        /// To.
        to: Party,
    },
    /// A link became slow.
    LinkSlowed {
        /// From.
        from: Party,
        /// To.
        to: Party,
        /// Added latency, microseconds.
        by: Micros,
    },
    /// Reads of a node's disk take longer.
    DiskSlowed(Micros),
    /// Nothing more fits on a node's disk.
    DiskFilled,
    /// A node's disk does nothing any more.
    DiskFailed,
    /// A loss of power will leave a part of what a node did not flush.
    DiskTears,
    /// Flushes of a node's disk fail.
    DiskFlushesFail,
    /// Flushes of a node's disk say that they are done, and are not.
    DiskFlushesLie,
    /// A file on a node's disk is gone.
    DiskFileLost(Name),
    /// A bit of a file on a node's disk is another: the file and the byte.
    DiskFlipped(Name, u64),
    /// A broker cannot use its only log directory, or the one with the metadata log, and halts.
    LogDirectoryFailed,
    /// A broker cannot use one of its log directories any more (KIP-112).
    LogDirectoryOffline {
        /// Its path, as `log.dirs` has it.
        dir: Name,
        /// How many replicas were in it.
        replicas: u32,
    },
    /// Nothing works any more in this log directory of a node.
    DiskDirectoryFailed(Name),
    /// A node's disk is as usual again.
    DiskMended,
    /// A node has another disk, newly formatted.
    DiskReplaced,
    /// The wall clock of a machine is so many milliseconds ahead of the true time from now on; behind it where negative.
    ClockSet(i64),
    /// A message is held, and all behind it on its connection.
    Held(MessageId),
    /// A held message goes on.
    Released(MessageId),
    /// A message arrives later, and all behind it.
    Delayed(MessageId, Micros),
    /// A request's connection broke for its sender; this copy arrives so much later all the same.
    MadeLate(MessageId, Micros),
    /// A message is lost, and its connection with it.
    Dropped(MessageId),

    /// The node has another part in the metadata quorum.
    QuorumRoleChanged {
        /// The new part.
        role: QuorumRole,
        /// The quorum's epoch.
        epoch: i32,
    },
    /// The active controller registered a broker.
    BrokerRegistered {
        /// The broker.
        broker: i32,
        /// Its epoch.
        broker_epoch: i64,
    },
    /// The active controller fenced a broker.
    BrokerFenced(i32),
    /// The active controller unfenced a broker.
    BrokerUnfenced(i32),
    /// A topic was created.
    TopicCreated {
        /// Its name.
        topic: Name,
        /// Number of partitions.
        partitions: i32,
        /// Replication factor of the first partition.
        replication_factor: i16,
    },
    /// A topic was deleted.
    TopicDeleted(Name),
    /// A topic has more partitions.
    PartitionsAdded {
        /// The topic.
        topic: Name,
        /// The new total.
        partitions: i32,
    },
    /// A partition is to have other replicas, or has them now.
    Reassigned {
        /// Topic.
        topic: Name,
        /// Partition.
        partition: i32,
        /// How far that is.
        stage: MoveStage,
        /// All replicas from now on, those that come and those that go among them while it is under way.
        replicas: Vec<i32>,
        /// Replicas that come, or have come; of a cancelled one, those that do not come.
        adding: Vec<i32>,
        /// Replicas that go, or have gone; of a cancelled one, those that stay.
        removing: Vec<i32>,
    },
    /// A config was set, or removed where there is no value.
    ConfigChanged {
        /// The topic, or the broker's id, or empty for the cluster's default.
        of: Name,
        /// Config name.
        name: Name,
        /// New value.
        value: Option<Name>,
    },
    /// The controller chose a leader, or found none.
    LeaderElected {
        /// Topic.
        topic: Name,
        /// Partition.
        partition: i32,
        /// The leader.
        leader: Option<i32>,
        /// The new leader epoch.
        leader_epoch: i32,
        /// Whether it was not among the ISR or ELR.
        unclean: bool,
    },
    /// The ISR changed.
    InSyncChanged {
        /// Topic.
        topic: Name,
        /// Partition.
        partition: i32,
        /// Members before.
        before: Vec<i32>,
        /// Members now.
        now: Vec<i32>,
    },

    /// This broker leads a partition from now on.
    BecameLeader {
        /// Topic.
        topic: Name,
        /// Partition.
        partition: i32,
        /// Leader epoch.
        leader_epoch: i32,
        /// Log end at that moment.
        log_end: i64,
    },
    /// This broker follows in a partition from now on.
    BecameFollower {
        /// Topic.
        topic: Name,
        /// Partition.
        partition: i32,
        /// Leader epoch.
        leader_epoch: i32,
        /// The leader.
        leader: i32,
    },
    /// Records were appended to a replica.
    Appended {
        /// Topic.
        topic: Name,
        /// Partition.
        partition: i32,
        /// Offset of the first.
        base_offset: i64,
        /// Offset of the last.
        last_offset: i64,
        /// Whether the replica leads.
        leads: bool,
    },
    /// A leader's high watermark moved.
    HighWatermarkMoved {
        /// Topic.
        topic: Name,
        /// Partition.
        partition: i32,
        /// The new high watermark.
        high_watermark: i64,
    },
    /// A replica removed the end of its log.
    Truncated {
        /// Topic.
        topic: Name,
        /// Partition.
        partition: i32,
        /// Log end before.
        from: i64,
        /// Log end now.
        to: i64,
    },
    /// A broker's cleaner compacted its log of a partition.
    Compacted {
        /// Topic.
        topic: Name,
        /// Partition.
        partition: i32,
        /// Bytes of the log before.
        before: u64,
        /// Bytes of the log now.
        after: u64,
    },
    /// A broker let its oldest records of a partition go, for want of memory.
    Evicted {
        /// Topic.
        topic: Name,
        /// Partition.
        partition: i32,
        /// Where the log starts now.
        log_start: i64,
    },
    /// A produce request was refused for a partition.
    ProduceRefused {
        /// Topic.
        topic: Name,
        /// Partition.
        partition: i32,
        /// Kafka's name of the error.
        error: &'static str,
    },

    /// A group changed its state.
    GroupChanged {
        /// The group.
        group: Name,
        /// Kafka's name of the state.
        state: &'static str,
        /// Generation.
        generation: i32,
        /// Why, as Kafka words it, if a rebalance began.
        reason: Option<Name>,
    },
    /// A member joined, known by the id it got.
    MemberJoined {
        /// The group.
        group: Name,
        /// Member id.
        member: Name,
        /// Its `client.id`.
        client: Name,
    },
    /// A member left or was removed.
    MemberGone {
        /// The group.
        group: Name,
        /// Member id.
        member: Name,
        /// Its `client.id`.
        client: Name,
        /// Why.
        why: GoneReason,
    },
    /// A group committed an offset.
    OffsetCommitted {
        /// The group.
        group: Name,
        /// Topic.
        topic: Name,
        /// Partition.
        partition: i32,
        /// The offset.
        offset: i64,
        /// The generation, or the member's epoch, in which it was committed; -1 by whoever is no member.
        generation: i32,
    },

    /// A producer learned that records were written.
    Acked {
        /// Topic.
        topic: Name,
        /// Partition.
        partition: i32,
        /// Offset of the first; -1 with acks=0.
        base_offset: i64,
        /// How many.
        records: u32,
        /// The acks they were sent with.
        acks: i16,
    },
    /// A producer tries a batch again after a backoff.
    Retried {
        /// Topic.
        topic: Name,
        /// Partition.
        partition: i32,
        /// Tries made.
        attempt: u32,
        /// Kafka's name of the error.
        error: &'static str,
    },
    /// A producer gave records up.
    SendFailed {
        /// Topic.
        topic: Name,
        /// Partition; -1 where none was chosen.
        partition: i32,
        /// How many.
        records: u32,
        /// Kafka's name of the error.
        error: &'static str,
    },
    /// A consumer got its assignment.
    Assigned {
        /// The group.
        group: Name,
        /// Generation.
        generation: i32,
        /// Topic and partition.
        partitions: Vec<(Name, i32)>,
    },
    /// A consumer gave partitions back, or lost them.
    Revoked {
        /// The group.
        group: Name,
        /// Topic and partition.
        partitions: Vec<(Name, i32)>,
        /// Whether it lost them without being asked.
        lost: bool,
    },
    /// An application processed records of a partition.
    Processed {
        /// Topic.
        topic: Name,
        /// Partition.
        partition: i32,
        /// Offset of the first.
        first: i64,
        /// Offset of the last.
        last: i64,
        /// Leader epoch of the last.
        leader_epoch: i32,
    },
    /// A consumer had no valid position and was set to another.
    PositionReset {
        /// Topic.
        topic: Name,
        /// Partition.
        partition: i32,
        /// The new position.
        to: i64,
    },
    /// What a consumer has read of a partition is no more in the log of its new leader (KIP-320).
    LogTruncationFound {
        /// Topic.
        topic: Name,
        /// Partition.
        partition: i32,
        /// Its position.
        position: i64,
        /// Where the log left what it has read, if the leader knows.
        diverges_at: Option<i64>,
    },

    /// Somebody gave a command, in the words of the playground.
    Commanded(String),
    /// A promise of Kafka was broken, or given up as a setting allows.
    Verdict(Finding),
}
