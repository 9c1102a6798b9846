//! Coordinators: who is responsible for a group, and what it remembers.
//!
//! [`runtime`] is the machinery, the same for every kind of coordinator; [`group`] is the one for groups and their offsets.
//! Requests come in through `broker/groups.rs`.

pub(crate) mod group;
pub(crate) mod runtime;
pub(crate) mod step;
pub(crate) mod timers;

#[cfg(test)]
mod testing;
