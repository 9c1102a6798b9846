//! One story for each fault of the catalogue, in `faults/`: the file's name says what happens, its conditions say with which
//! error codes and in which state it ends. Every promise is watched on the way.

mod told;

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs, thread};

/// How many stories there are.
const STORIES: usize = 82;

/// Faults of the catalogue without transactions, F1 to F33 and F43 to F61. A damaged batch (F9) is what no producer sends: it is a
/// behaviour of a node, in `core/tests/`.
#[test]
fn every_fault_has_a_story() {
    let numbers = (1..=33).chain(43..=61).filter(|number| *number != 9);
    let expected: BTreeSet<String> = numbers.map(|number| format!("f{number:02}")).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults");
    let names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let told: BTreeSet<String> =
        names.iter().filter_map(|name| Some(name.split_once('_')?.0.to_owned())).collect();
    assert_eq!(told, expected);
    assert!(names.iter().all(|name| name.ends_with(".story")), "{names:?}");
    assert_eq!(names.len(), STORIES, "a story more or fewer: is that meant?");
}

#[test]
fn every_story() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults");
    let only = env::var("FAULT").unwrap_or_default();
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.retain(|file| file.to_string_lossy().contains(&only));
    assert!(!files.is_empty(), "no story");
    let run = |file: &Path| {
        let text = fs::read_to_string(file).unwrap();
        let told =
            std::panic::catch_unwind(|| told::tell(&text)).unwrap_or_else(|_| Err("it panicked".into()));
        told.map_err(|why| format!("{}:\n{why}", file.file_name().unwrap().to_string_lossy()))
    };
    let (even, odd): (Vec<_>, Vec<_>) = files.iter().enumerate().partition(|(index, _)| index % 2 == 0);
    let failed: Vec<String> = thread::scope(|scope| {
        let halves = [even, odd].map(|half| {
            scope.spawn(move || half.iter().filter_map(|(_, file)| run(file).err()).collect::<Vec<_>>())
        });
        halves.into_iter().flat_map(|half| half.join().unwrap()).collect()
    });
    assert!(failed.is_empty(), "{} of {} stories:\n{}", failed.len(), files.len(), failed.join("\n\n"));
}
