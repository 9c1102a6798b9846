//! A damaged disk, opened and used. `cargo +nightly fuzz run recovery`
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| partita_core_fuzz::recovery::recover(input));
