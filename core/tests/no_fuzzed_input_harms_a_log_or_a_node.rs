//! What the fuzz targets do, with their corpus and with bytes at random: damaged disks for recovery and for a whole node, scripts
//! of inputs for a node and for a quorum. With `FUZZ_SECONDS` set it goes on for so long.

#[expect(unreachable_pub, reason = "public where it is a crate: for the fuzz targets")]
#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs};

use partita_machine::Rng;

/// Inputs at random where nobody asks for more.
const RECOVERIES: u64 = 150;
const SCRIPTS: u64 = 15;
const IMAGES: u64 = 40;
const QUORUMS: u64 = 10;

/// Plays the corpus of a target, then bytes at random; says which input did harm.
fn run(target: &str, at_random: u64, longest: u64, act: fn(&[u8])) {
    let harmed = |bytes: &[u8], of: &str| {
        let bytes_of = bytes.to_vec();
        let outcome = std::panic::catch_unwind(move || act(&bytes_of));
        assert!(outcome.is_ok(), "{target}: {of}: {}", hex(bytes));
    };
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(&corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "no corpus");
    for file in files {
        harmed(&fs::read(&file).unwrap(), &file.to_string_lossy());
    }
    let seconds = env::var("FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let until = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut seed = if until.is_some() { 1_000_000 } else { 0 };
    loop {
        let mut rng = Rng::new(seed);
        let bytes: Vec<u8> = (0..rng.below(longest)).map(|_| rng.next_u64() as u8).collect();
        harmed(&bytes, &format!("seed {seed}"));
        seed += 1;
        let is_over = until.map_or(seed >= at_random, |until| Instant::now() >= until);
        if is_over {
            println!("{target}: seeds up to {seed}");
            return;
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn damaged_disks() {
    run("recovery", RECOVERIES, 60, fuzz::recovery::recover);
}

#[test]
fn scripts_of_inputs() {
    run("scripts", SCRIPTS, 600, fuzz::script::play);
}

#[test]
fn nodes_on_damaged_disks() {
    run("images", IMAGES, 60, fuzz::images::live);
}

#[test]
fn quorums_of_three() {
    run("voters", QUORUMS, 120, fuzz::voters::play);
}
