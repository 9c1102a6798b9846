//! What people read or hear comes from the catalogue in `words`, where it has both languages. A sentence typed into a component
//! would stay English.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The literals that a line shows to people: children of elements, and attributes that are read aloud or float.
fn shown(line: &str) -> impl Iterator<Item = &str> {
    const BEFORE: [&str; 7] = [
        "{ \"",
        "aria-label=\"",
        "title=\"",
        "placeholder=\"",
        "alt=\"",
        "aria-description=\"",
        "aria-roledescription=\"",
    ];
    BEFORE.into_iter().flat_map(move |start| {
        // `if x { "class" } else { "" }` inside of an attribute is no text: its brace follows a word.
        let texts = line.match_indices(start).filter(move |(at, _)| {
            start != "{ \"" || line[..*at].trim_end().ends_with(['>', '}']) || line[..*at].trim().is_empty()
        });
        texts.filter_map(move |(at, _)| line[at + start.len()..].split('"').next())
    })
}

fn is_said(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 1)
}

#[test]
fn in_any_component() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut found = Vec::new();
    for file in files {
        let source = fs::read_to_string(&file).expect("a source");
        let code = source.split("#[cfg(test)]").next().unwrap_or("");
        for (number, line) in
            code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            let texts = shown(line).filter(|text| is_said(text));
            found.extend(texts.map(|text| format!("{}:{}: {text}", file.display(), number + 1)));
        }
    }
    assert!(found.is_empty(), "write them into words/, in both languages:\n{}", found.join("\n"));
}

#[test]
fn and_the_search_for_it_finds_some() {
    let found = |line| shown(line).filter(|text| is_said(text)).count();
    assert_eq!(found(r#"<p>{ "Nothing yet" }</p>"#), 1);
    assert_eq!(found(r#"<button aria-label="Close" title="Close">{ "×" }</button>"#), 2);
    assert_eq!(found(r#"<b class={if bad { "bad" } else { "ok" }}>{ " / " }</b>"#), 0);
}
