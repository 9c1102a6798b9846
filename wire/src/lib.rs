//! Kafka bytes to values and back: frames, messages, record batches, error codes.
#![no_std]

extern crate alloc;

pub mod codec;
pub mod compress;
pub mod crc;
pub mod messages;
pub mod records;
pub mod uuid;
pub mod varint;

pub use messages::{ApiKey, Request, Response};
pub use uuid::Uuid;
