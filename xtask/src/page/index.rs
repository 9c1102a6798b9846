//! `index.html` as the description of the page: its tags with the attribute `data-trunk`.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::Failure;

/// The text of index.html and what its tags ask for.
pub(crate) struct Index {
    pub(crate) text: String,
    pub(crate) tags: Vec<Tag>,
}

/// One tag: where it stands in the text, and what it asks for.
pub(crate) struct Tag {
    pub(crate) place: Range<usize>,
    pub(crate) asset: Asset,
}

/// What a tag asks for. Paths are absolute.
pub(crate) enum Asset {
    /// `rel="rust"`: the program to compile.
    Program(Program),
    /// `rel="css"`: a sheet, copied and linked.
    Sheet(PathBuf),
    /// `<script src>`: a script, copied and linked as a module when `type="module"`.
    Script { file: PathBuf, module: bool },
    /// `rel="icon"`: a picture, copied and linked.
    Icon(PathBuf),
    /// `rel="copy-file"`, `rel="copy-dir"`: copied under its own name, into the directory `data-target-path` if given.
    /// With `data-later`, of which Trunk knows nothing, it is loaded when something is opened, not with the first view.
    Copy { from: PathBuf, into: PathBuf, later: bool },
}

/// The program that draws the page.
pub(crate) struct Program {
    pub(crate) manifest: PathBuf,
    pub(crate) name: String,
}

impl Index {
    /// The one program of the page.
    pub(crate) fn program(&self) -> Result<&Program, Failure> {
        let programs = self.tags.iter().filter_map(|tag| match &tag.asset {
            Asset::Program(program) => Some(program),
            _ => None,
        });
        match programs.collect::<Vec<_>>()[..] {
            [program] => Ok(program),
            ref found => {
                Err(format!("index.html has {} tags with rel=\"rust\", not one", found.len()).into())
            }
        }
    }

    /// What is not loaded with the first view, from the directory of the page.
    pub(crate) fn later(&self) -> Vec<PathBuf> {
        let copied = self.tags.iter().filter_map(|tag| match &tag.asset {
            Asset::Copy { from, into, later: true } => Some(into.join(from.file_name()?)),
            _ => None,
        });
        copied.collect()
    }
}

/// Reads the description at `file`; its paths count from the directory of `file`.
pub(crate) fn read(file: &Path) -> Result<Index, Failure> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let base = file.parent().unwrap_or(Path::new("."));
    let mut tags = Vec::new();
    for place in places(&text) {
        let attributes = attributes(&text[place.clone()]);
        if let Some(asset) = asset(&attributes, base)? {
            tags.push(Tag { place, asset });
        }
    }
    Ok(Index { text, tags })
}

/// Where `<link ...>` and `<script ...></script>` stand, comments left out.
fn places(text: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('<').map(|found| at + found) {
        let rest = &text[start..];
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<script") {
            "</script>"
        } else {
            ">"
        };
        let Some(length) = rest.find(end).map(|found| found + end.len()) else { break };
        at = start + length;
        if rest.starts_with("<link") || rest.starts_with("<script") {
            places.push(start..at);
        }
    }
    places
}

/// The attributes of the tag which `tag` begins with; one without a value has the empty one.
fn attributes(tag: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let inside = tag.trim_start_matches('<');
    let mut rest = inside.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let length = rest.find(|c: char| c.is_ascii_whitespace() || "=>/".contains(c)).unwrap_or(rest.len());
        if length == 0 {
            return found;
        }
        let (name, after) = rest.split_at(length);
        let (value, after) = match after.strip_prefix("=\"").and_then(|quoted| quoted.split_once('"')) {
            Some(quoted) => quoted,
            None => ("", after),
        };
        found.push((name.to_owned(), value.to_owned()));
        rest = after;
    }
}

/// What a tag asks for, `None` when it is not one of ours.
fn asset(attributes: &[(String, String)], base: &Path) -> Result<Option<Asset>, Failure> {
    let value = |name: &str| attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    if value("data-trunk").is_none() {
        return Ok(None);
    }
    let path = |name: &str| match value(name) {
        Some(path) if !path.is_empty() => Ok(base.join(path)),
        _ => Err(format!("index.html: a data-trunk tag has no {name}: {attributes:?}")),
    };
    Ok(Some(match value("rel") {
        None => Asset::Script { file: path("src")?, module: value("type") == Some("module") },
        Some("rust") => {
            let name = value("data-bin").ok_or("index.html: the tag with rel=\"rust\" has no data-bin")?;
            Asset::Program(Program { manifest: path("href")?, name: name.to_owned() })
        }
        Some("css") => Asset::Sheet(path("href")?),
        Some("icon") => Asset::Icon(path("href")?),
        Some("copy-file" | "copy-dir") => {
            let into = value("data-target-path").unwrap_or("").into();
            Asset::Copy { from: path("href")?, into, later: value("data-later").is_some() }
        }
        Some(other) => {
            return Err(format!("index.html: xtask does not know data-trunk rel=\"{other}\"").into());
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><!-- <link data-trunk rel=\"css\" href=\"no.css\"> --><link rel=\"icon\" href=\"data:,\">
        <link data-trunk rel=\"rust\" href=\"web/Cargo.toml\" data-bin=\"page\" />
        <script data-trunk type=\"module\" src=\"boot.js\"></script><p>1 < 2</p>";

    #[test]
    fn finds_tags_and_leaves_comments_alone() {
        let found: Vec<_> = places(PAGE).into_iter().map(|place| attributes(&PAGE[place])).collect();
        assert_eq!(found.len(), 3);
        assert_eq!(found[1][1], ("rel".to_owned(), "rust".to_owned()));
        assert_eq!(found[2][2], ("src".to_owned(), "boot.js".to_owned()));
    }

    #[test]
    fn a_plain_tag_asks_for_nothing() {
        let attributes = attributes("<link rel=\"icon\" href=\"data:,\">");
        assert!(asset(&attributes, Path::new(".")).unwrap().is_none());
    }

    #[test]
    fn an_unknown_kind_is_named() {
        let attributes = attributes("<link data-trunk rel=\"sass\" href=\"a.scss\">");
        let error = asset(&attributes, Path::new(".")).err().unwrap().to_string();
        assert!(error.contains("sass"), "{error}");
    }
}
