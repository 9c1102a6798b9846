//! The Kafka client as a state machine: producer, consumer, admin, and the application around it.
#![no_std]

extern crate alloc;
