//! A world of machines: links, disks, clocks, faults, stories, time travel, checkers.
#![no_std]

extern crate alloc;
