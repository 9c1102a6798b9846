//! One story for each fault of the catalogue, in `faults/`: the file's name says what happens, its conditions say with which
//! error codes and in which state it ends. Every promise is watched on the way.

mod told;

use std::path::Path;
use std::{env, fs, thread};

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
