//! The boundary of a machine: what a node, a client or a tool is told, and what it asks of its host.
#![no_std]

extern crate alloc;
