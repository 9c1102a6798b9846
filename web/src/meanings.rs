//! What each field of a message means, in a sentence. The sentences are a file of the page, fetched when the first message is
//! opened: nobody waits for them at the start.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::boot;
use crate::words::{Language, language};

/// The file, from the directory of the page.
const FILE: &str = "meanings/fields.txt";

/// Meanings by the name of the field; `Api.Name` where it holds for one API alone.
#[derive(Debug, Default, PartialEq)]
pub struct Meanings {
    by_name: BTreeMap<String, [String; 2]>,
}

impl Meanings {
    /// From the text of the file: name, English, German, with bars between.
    pub fn read(text: &str) -> Self {
        let mut by_name = BTreeMap::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.split(" | ").map(str::trim);
            if let (Some(name), Some(english), Some(german), None) =
                (parts.next(), parts.next(), parts.next(), parts.next())
            {
                by_name.insert(plain(name), [english.to_owned(), german.to_owned()]);
            }
        }
        Self { by_name }
    }

    /// What a field of an API means, in the present language.
    pub fn of(&self, api: &str, field: &str) -> Option<&str> {
        let field = plain(field);
        let found =
            self.by_name.get(&format!("{}.{field}", plain(api))).or_else(|| self.by_name.get(&field))?;
        Some(match language() {
            Language::English => &found[0],
            Language::German => &found[1],
        })
    }
}

/// A name as it is looked up: `ThrottleTimeMs` in the schemas and `throttle_time_ms` in a message are one.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| *letter != '_').map(|letter| letter.to_ascii_lowercase()).collect()
}

thread_local! {
    static LOADED: RefCell<Option<Rc<Meanings>>> = const { RefCell::new(None) };
}

/// The meanings, once they are there: at once if they are, else when they have come. Without a network nobody calls.
pub(crate) fn load(then: impl FnOnce(Rc<Meanings>) + 'static) {
    if let Some(loaded) = LOADED.with_borrow(Clone::clone) {
        return then(loaded);
    }
    boot::load_text(FILE, move |text| {
        let loaded = Rc::new(Meanings::read(&text));
        LOADED.set(Some(loaded.clone()));
        then(loaded);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::in_language;

    const TEXT: &str = include_str!("../meanings/fields.txt");
    /// APIs that no node of ours serves: nobody can open such a message.
    const NOT_SERVED: [&str; 37] = [
        "AddOffsetsToTxn",
        "AddPartitionsToTxn",
        "AlterReplicaLogDirs",
        "AlterShareGroupOffsets",
        "AlterUserScramCredentials",
        "AssignReplicasToDirs",
        "ControllerRegistration",
        "CreateAcls",
        "CreateDelegationToken",
        "DeleteAcls",
        "DeleteShareGroupOffsets",
        "DeleteShareGroupState",
        "DescribeAcls",
        "DescribeDelegationToken",
        "DescribeShareGroupOffsets",
        "DescribeTransactions",
        "DescribeUserScramCredentials",
        "EndTxn",
        "ExpireDelegationToken",
        "GetTelemetrySubscriptions",
        "InitializeShareGroupState",
        "PushTelemetry",
        "ReadShareGroupState",
        "ReadShareGroupStateSummary",
        "RenewDelegationToken",
        "SaslAuthenticate",
        "SaslHandshake",
        "ShareAcknowledge",
        "ShareFetch",
        "ShareGroupDescribe",
        "ShareGroupHeartbeat",
        "StreamsGroupDescribe",
        "StreamsGroupHeartbeat",
        "TxnOffsetCommit",
        "UpdateRaftVoter",
        "WriteShareGroupState",
        "WriteTxnMarkers",
    ];

    /// API and name of each field in the schemas of `wire`.
    fn fields() -> Vec<(String, String)> {
        let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/../wire/schemas");
        let mut fields = Vec::new();
        for entry in std::fs::read_dir(schemas).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            let mut api = String::new();
            for line in text.lines() {
                let mut words = line.split_whitespace();
                match (line.starts_with(' '), words.next(), words.next()) {
                    (false, Some("api"), Some(name)) => api = name.to_owned(),
                    (false, Some("request" | "response" | "struct"), _) | (_, None, _) => {}
                    (false, ..) => api.clear(),
                    (true, Some("struct"), _) => {}
                    (true, Some(name), _) if !api.is_empty() => fields.push((api.clone(), name.to_owned())),
                    _ => {}
                }
            }
        }
        fields
    }

    #[test]
    fn every_field_that_can_be_opened_has_one_in_both_languages() {
        let meanings = Meanings::read(TEXT);
        let fields = fields();
        assert!(fields.len() > 800, "{}", fields.len());
        for (api, name) in fields.iter().filter(|(api, _)| !NOT_SERVED.contains(&&**api)) {
            let english = meanings.of(api, name).unwrap_or_else(|| panic!("{api}.{name} means nothing"));
            let german = in_language(Language::German, || meanings.of(api, name).unwrap().to_owned());
            assert!(english.ends_with('.') || english.ends_with("..."), "{api}.{name}: {english}");
            assert_ne!(english, german, "{api}.{name}");
        }
        for name in [
            "correlation_id",
            "baseOffset",
            "crc",
            "producerEpoch",
            "key",
            "tagged_fields",
            "transactional_id",
        ] {
            assert!(meanings.of("Produce", name).is_some(), "{name}");
        }
    }

    #[test]
    fn every_line_is_one() {
        let lines = TEXT.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count();
        assert_eq!(Meanings::read(TEXT).by_name.len(), lines, "a line that is none, or a name twice");
    }
}
