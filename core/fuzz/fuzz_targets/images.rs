//! A node on a damaged disk, twice. `cargo +nightly fuzz run images`
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| partita_core_fuzz::images::live(input));
