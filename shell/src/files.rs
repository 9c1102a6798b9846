//! Files that options name. The shell cannot open any: its host reads them beforehand.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use bytes::Bytes;

use crate::quorum::metadata_directory;

/// Options of all tools that name a file to read.
const FILE_OPTIONS: [&str; 12] = [
    "command-config",
    "consumer.config",
    "producer.config",
    "formatter-config",
    "reader-config",
    "from-file",
    "path-to-json-file",
    "add-config-file",
    "offset-json-file",
    "payload-file",
    "reassignment-json-file",
    "topics-to-move-json-file",
];

/// The option of the dump tool that names several.
const FILES_OPTION: &str = "files";

/// Contents of files by the names that were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    files: BTreeMap<String, Bytes>,
}

impl Files {
    /// Adds a file.
    pub fn insert(&mut self, name: &str, content: impl Into<Bytes>) {
        self.files.insert(name.to_string(), content.into());
    }

    /// What is in a file, byte for byte.
    pub(crate) fn bytes(&self, name: &str) -> Option<Bytes> {
        self.files.get(name).cloned()
    }

    /// What is in a file of text. A name that begins with a brace and names no file is the text itself: where there are
    /// no files one types JSON in their place.
    #[must_use]
    pub fn text<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        let inline = || name.trim_start().starts_with('{').then_some(name);
        let known = |bytes: &'a Bytes| core::str::from_utf8(bytes).ok();
        self.files.get(name).and_then(known).or_else(inline)
    }
}

/// Names of the files that the words of a command line name: what its host should read.
#[must_use]
pub fn files_named(words: &[String]) -> Vec<&str> {
    let mut names = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(option) = word.strip_prefix("--") else { continue };
        let (option, inline) = option.split_once('=').map_or((option, None), |(o, v)| (o, Some(v)));
        let value = inline.or_else(|| words.get(at + 1).map(String::as_str));
        if FILE_OPTIONS.contains(&option) {
            names.extend(value);
        } else if option == FILES_OPTION {
            names.extend(value.unwrap_or_default().split(',').map(str::trim));
        }
    }
    names
}

/// Names of the files that those lead to: what formatting wrote into the directory of a controller's configuration.
#[must_use]
pub fn files_led_to(words: &[String], files: &Files) -> Vec<String> {
    if !words.iter().any(|word| word == "add-controller") {
        return Vec::new();
    }
    let texts = files_named(words).into_iter().filter_map(|name| files.text(name));
    let directory =
        |text| metadata_directory(&properties(text)).map(|at| alloc::format!("{at}/meta.properties"));
    texts.filter_map(directory).collect()
}

/// Pairs of a properties file: `name=value` or `name: value` a line, `#` and `!` begin a comment.
pub(crate) fn properties(text: &str) -> Vec<(String, String)> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '!']));
    let pair = |line: &str| {
        let (name, value) = line.split_once(['=', ':']).unwrap_or((line, ""));
        (name.trim().to_string(), value.trim().to_string())
    };
    lines.map(pair).collect()
}

/// Pairs of options like `--command-property name=value`, as Kafka's `parseKeyValueArgs`; the error is its message.
pub(crate) fn key_values<'a>(values: impl Iterator<Item = &'a str>) -> Result<Vec<(String, String)>, String> {
    let pair = |value: &str| match value.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_string(), value.to_string())),
        _ => Err(alloc::format!("Invalid command line properties: '{value}'")),
    };
    values.map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_pairs() {
        let words = ["--list", "--command-config", "a.properties", "--from-file=b.csv", "--topic", "t"];
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        assert_eq!(files_named(&words), ["a.properties", "b.csv"]);
        let words = ["--files", "a.log,b.index"].map(ToString::to_string);
        assert_eq!(files_named(&words), ["a.log", "b.index"]);
        let pairs = properties("# c\na=1\n b : 2 \n\nc\n");
        let expected = [("a", "1"), ("b", "2"), ("c", "")];
        assert_eq!(pairs, expected.map(|(n, v)| (n.to_string(), v.to_string())));
        assert!(key_values(["x"].into_iter()).is_err());
        assert_eq!(Files::default().text("{\"version\":1}"), Some("{\"version\":1}"));
        assert_eq!(Files::default().text("a.json"), None);
    }
}
