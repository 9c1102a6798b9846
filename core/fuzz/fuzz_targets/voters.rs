//! A quorum of three voters and what may happen to it. `cargo +nightly fuzz run voters`
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| partita_core_fuzz::voters::play(input));
