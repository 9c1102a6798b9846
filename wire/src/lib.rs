//! Kafka bytes to values and back: frames, messages, record batches, error codes.
#![no_std]

extern crate alloc;

pub mod compress;
pub mod crc;
pub mod records;
pub mod varint;
