//! What a checker found: a promise of Kafka that was broken, or given up as a setting allows.

use alloc::string::String;

use crate::Name;

/// What a checker found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The promise's short name, e.g. `R1`.
    pub promise: &'static str,
    /// What was promised, in one sentence without names.
    pub promised: &'static str,
    /// Topic and partition it is about, if any.
    pub about: Option<(Name, i32)>,
    /// Offset of the record it is about, if any.
    pub offset: Option<i64>,
    /// Offsets of the first and the last record that are lost, where it tells a loss and knows them.
    pub lost: Option<(i64, i64)>,
    /// The node it is about, if any.
    pub node: Option<i32>,
    /// What was seen, in one sentence.
    pub seen: String,
    /// The setting or fault that Kafka allows this with; `None` means that the promise is broken.
    pub allowed_by: Option<&'static str>,
}
