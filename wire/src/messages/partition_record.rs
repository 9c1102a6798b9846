// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `PartitionRecord`: versions 0-2, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use crate::uuid::Uuid;
use alloc::vec::Vec;

/// `PartitionRecord`: versions 0-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionRecord {
    /// Versions 0+, default -1.
    pub partition_id: i32,
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub replicas: Vec<i32>,
    /// Versions 0+.
    pub isr: Vec<i32>,
    /// Versions 0+.
    pub removing_replicas: Vec<i32>,
    /// Versions 0+.
    pub adding_replicas: Vec<i32>,
    /// Versions 0+, default -1.
    pub leader: i32,
    /// Versions 0+, tag 0 in 0+.
    pub leader_recovery_state: i8,
    /// Versions 0+, default -1.
    pub leader_epoch: i32,
    /// Versions 0+, default -1.
    pub partition_epoch: i32,
    /// Versions 1+.
    pub directories: Vec<Uuid>,
    /// Versions 2+, null in 2+, tag 1 in 2+, default null.
    pub eligible_leader_replicas: Option<Vec<i32>>,
    /// Versions 2+, null in 2+, tag 2 in 2+, default null.
    pub last_known_elr: Option<Vec<i32>>,
}

impl Default for PartitionRecord {
    fn default() -> PartitionRecord {
        PartitionRecord {
            partition_id: -1,
            topic_id: Uuid::ZERO,
            replicas: Vec::new(),
            isr: Vec::new(),
            removing_replicas: Vec::new(),
            adding_replicas: Vec::new(),
            leader: -1,
            leader_recovery_state: 0,
            leader_epoch: -1,
            partition_epoch: -1,
            directories: Vec::new(),
            eligible_leader_replicas: None,
            last_known_elr: None,
        }
    }
}

impl Message for PartitionRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 13] = [
            Field::new("partition_id", 0, LATEST).int(-1),
            Field::new("topic_id", 0, LATEST),
            Field::new("replicas", 0, LATEST),
            Field::new("isr", 0, LATEST),
            Field::new("removing_replicas", 0, LATEST),
            Field::new("adding_replicas", 0, LATEST),
            Field::new("leader", 0, LATEST).int(-1),
            Field::new("leader_recovery_state", 0, LATEST).tagged(0, 0, LATEST),
            Field::new("leader_epoch", 0, LATEST).int(-1),
            Field::new("partition_epoch", 0, LATEST).int(-1),
            Field::new("directories", 1, LATEST),
            Field::new("eligible_leader_replicas", 2, LATEST).nullable(2, LATEST).tagged(1, 2, LATEST).null(),
            Field::new("last_known_elr", 2, LATEST).nullable(2, LATEST).tagged(2, 2, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.partition_id);
        c.uuid(&FIELDS[1], &mut self.topic_id);
        c.array(&FIELDS[2], &mut self.replicas);
        c.array(&FIELDS[3], &mut self.isr);
        c.array(&FIELDS[4], &mut self.removing_replicas);
        c.array(&FIELDS[5], &mut self.adding_replicas);
        c.int32(&FIELDS[6], &mut self.leader);
        c.int8(&FIELDS[7], &mut self.leader_recovery_state);
        c.int32(&FIELDS[8], &mut self.leader_epoch);
        c.int32(&FIELDS[9], &mut self.partition_epoch);
        c.array(&FIELDS[10], &mut self.directories);
        c.array(&FIELDS[11], &mut self.eligible_leader_replicas);
        c.array(&FIELDS[12], &mut self.last_known_elr);
    }
}

impl Root for PartitionRecord {
    const SCHEMA: Schema = Schema::new("PartitionRecord", 0, 2, 0);
}
