//! The consumer.

pub mod assignors;
mod protocol;

pub use protocol::{ProtocolError, Subscription, decode_assignment, encode_assignment};
