//! A life of a node: requests, closed connections, time, crashes, a disk with faults. `cargo +nightly fuzz run scripts`
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| partita_core_fuzz::script::play(input));
