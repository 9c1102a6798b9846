//! What anyone may draw or ask of a cluster: plain data.
#![no_std]

extern crate alloc;
