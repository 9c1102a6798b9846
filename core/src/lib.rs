//! A Kafka node as a state machine: log, replication, controller, coordinators.
#![no_std]

extern crate alloc;
