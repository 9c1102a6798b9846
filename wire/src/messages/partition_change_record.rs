// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `PartitionChangeRecord`: versions 0-2, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use crate::uuid::Uuid;
use alloc::vec::Vec;

/// `PartitionChangeRecord`: versions 0-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionChangeRecord {
    /// Versions 0+, default -1.
    pub partition_id: i32,
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+, null in 0+, tag 0 in 0+, default null.
    pub isr: Option<Vec<i32>>,
    /// Versions 0+, tag 1 in 0+, default -2.
    pub leader: i32,
    /// Versions 0+, null in 0+, tag 2 in 0+, default null.
    pub replicas: Option<Vec<i32>>,
    /// Versions 0+, null in 0+, tag 3 in 0+, default null.
    pub removing_replicas: Option<Vec<i32>>,
    /// Versions 0+, null in 0+, tag 4 in 0+, default null.
    pub adding_replicas: Option<Vec<i32>>,
    /// Versions 0+, tag 5 in 0+, default -1.
    pub leader_recovery_state: i8,
    /// Versions 1+, null in 1+, tag 8 in 1+, default null.
    pub directories: Option<Vec<Uuid>>,
    /// Versions 2+, null in 2+, tag 6 in 2+, default null.
    pub eligible_leader_replicas: Option<Vec<i32>>,
    /// Versions 2+, null in 2+, tag 7 in 2+, default null.
    pub last_known_elr: Option<Vec<i32>>,
}

impl Default for PartitionChangeRecord {
    fn default() -> PartitionChangeRecord {
        PartitionChangeRecord {
            partition_id: -1,
            topic_id: Uuid::ZERO,
            isr: None,
            leader: -2,
            replicas: None,
            removing_replicas: None,
            adding_replicas: None,
            leader_recovery_state: -1,
            directories: None,
            eligible_leader_replicas: None,
            last_known_elr: None,
        }
    }
}

impl Message for PartitionChangeRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 11] = [
            Field::new("partition_id", 0, LATEST).int(-1),
            Field::new("topic_id", 0, LATEST),
            Field::new("isr", 0, LATEST).nullable(0, LATEST).tagged(0, 0, LATEST).null(),
            Field::new("leader", 0, LATEST).tagged(1, 0, LATEST).int(-2),
            Field::new("replicas", 0, LATEST).nullable(0, LATEST).tagged(2, 0, LATEST).null(),
            Field::new("removing_replicas", 0, LATEST).nullable(0, LATEST).tagged(3, 0, LATEST).null(),
            Field::new("adding_replicas", 0, LATEST).nullable(0, LATEST).tagged(4, 0, LATEST).null(),
            Field::new("leader_recovery_state", 0, LATEST).tagged(5, 0, LATEST).int(-1),
            Field::new("directories", 1, LATEST).nullable(1, LATEST).tagged(8, 1, LATEST).null(),
            Field::new("eligible_leader_replicas", 2, LATEST).nullable(2, LATEST).tagged(6, 2, LATEST).null(),
            Field::new("last_known_elr", 2, LATEST).nullable(2, LATEST).tagged(7, 2, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.partition_id);
        c.uuid(&FIELDS[1], &mut self.topic_id);
        c.array(&FIELDS[2], &mut self.isr);
        c.int32(&FIELDS[3], &mut self.leader);
        c.array(&FIELDS[4], &mut self.replicas);
        c.array(&FIELDS[5], &mut self.removing_replicas);
        c.array(&FIELDS[6], &mut self.adding_replicas);
        c.int8(&FIELDS[7], &mut self.leader_recovery_state);
        c.array(&FIELDS[8], &mut self.directories);
        c.array(&FIELDS[9], &mut self.eligible_leader_replicas);
        c.array(&FIELDS[10], &mut self.last_known_elr);
    }
}

impl Root for PartitionChangeRecord {
    const SCHEMA: Schema = Schema::new("PartitionChangeRecord", 0, 2, 0);
}
