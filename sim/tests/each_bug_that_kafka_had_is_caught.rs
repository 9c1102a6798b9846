//! The museum: bugs that Kafka once had, each with a story in `museum/` in which the checkers see it when it is on, and in which
//! nothing is wrong when it is off. Run with `--features museum`; `BUG=kip_` plays those alone whose file name has that.

mod told;

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

/// What stands behind a word of the story's head.
fn head<'a>(text: &'a str, word: &str) -> &'a str {
    text.lines().find_map(|line| line.strip_prefix(word)).expect("a head").trim()
}

/// The same with a bug in its producer `p` and its consumer `c`.
fn with_settings(text: &str, bug: &str) -> String {
    let of = |text: String, client: &str| text.replace(client, &format!("{client}museum={bug} "));
    of(of(text.to_owned(), " producer p "), " consumer c ")
}

#[test]
fn every_bug() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/museum");
    let only = env::var("BUG").unwrap_or_default();
    let (mut failed, mut stories) = (Vec::new(), 0);
    for entry in fs::read_dir(folder).unwrap() {
        stories += 1;
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.contains(&only) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        if let Err(why) = told::tell(&text) {
            failed.push(format!("{name} without the bug:\n{why}"));
        }
        let (bug, expected) = (head(&text, "# bug "), head(&text, "# caught by "));
        let with_bug = match text.contains("\n# of the client\n") {
            true => with_settings(&text, bug),
            false => text.replace("\ncontrollers 3\n", &format!("\ncontrollers 3\nset museum={bug}\n")),
        };
        let broken: BTreeSet<&str> = told::broken(&with_bug).into_iter().collect();
        let missing: Vec<&str> = expected.split(' ').filter(|promise| !broken.contains(promise)).collect();
        if !missing.is_empty() {
            failed.push(format!("{name} with the bug: {missing:?} not among {broken:?}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
    assert_eq!(stories, 25);
}
