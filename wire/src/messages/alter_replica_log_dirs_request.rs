// Generated from wire/schemas/alter_replica_log_dirs.schema by `cargo xtask generate`; do not edit.
//! `AlterReplicaLogDirsRequest`: versions 1-2, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`AlterReplicaLogDirsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterReplicaLogDirTopic {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partitions: Vec<i32>,
}

impl Message for AlterReplicaLogDirTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for AlterReplicaLogDirTopic {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AlterReplicaLogDirsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterReplicaLogDir {
    /// Versions 0+.
    pub path: String,
    /// Versions 0+.
    pub topics: Vec<AlterReplicaLogDirTopic>,
}

impl Message for AlterReplicaLogDir {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("path", 0, LATEST), Field::new("topics", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.path);
        c.array(&FIELDS[1], &mut self.topics);
    }
}

impl Element for AlterReplicaLogDir {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `AlterReplicaLogDirsRequest`: versions 1-2, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterReplicaLogDirsRequest {
    /// Versions 0+.
    pub dirs: Vec<AlterReplicaLogDir>,
}

impl Message for AlterReplicaLogDirsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("dirs", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.dirs);
    }
}

impl Root for AlterReplicaLogDirsRequest {
    const SCHEMA: Schema = Schema::new("AlterReplicaLogDirsRequest", 1, 2, 2);
}
