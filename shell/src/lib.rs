//! Kafka's command lines as machines over the client.
#![no_std]

extern crate alloc;
