//! What the playground answers to a line that is its own and not of Kafka's tools, in the language of the page. The words that one
//! types are the same in every language.

mod german;

use crate::forms::again;
use crate::{Language, language};
use german::{HELP, HINTS, REFUSED, STORY};

/// A line of an answer: of `help`, today.
pub fn answered(english: &str) -> String {
    let german = || {
        let (words, does) = english.split_once("  ")?;
        let (_, does) = HELP.iter().find(|(known, _)| *known == does)?;
        Some(format!("{words}  {does}"))
    };
    match language() {
        Language::English => None,
        Language::German => german(),
    }
    .unwrap_or_else(|| english.into())
}

/// The line that tells, after a tool's own words, why an option of old times is gone; another line stays as it is.
pub fn hint(english: &str) -> String {
    let known = || HINTS.iter().find(|(known, _)| *known == english.trim_end()).map(|(_, german)| *german);
    match language() {
        Language::English => None,
        Language::German => known(),
    }
    .unwrap_or(english)
    .into()
}

/// Why a line is not understood or cannot be done.
pub fn refused(english: &str) -> String {
    match language() {
        Language::English => None,
        Language::German => again(english, REFUSED),
    }
    .unwrap_or_else(|| english.into())
}

/// What is wrong with a story's text, with the number of the line.
pub fn not_understood(english: &str) -> String {
    let german = || {
        let (number, what) = english.strip_prefix("line ")?.split_once(": ")?;
        let what = again(what, STORY).or_else(|| again(what, REFUSED)).unwrap_or_else(|| what.into());
        Some(format!("Zeile {number}: {what}"))
    };
    match language() {
        Language::English => None,
        Language::German => german(),
    }
    .unwrap_or_else(|| english.into())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::forms::tests::{check, form, literals};
    use crate::in_language;

    fn source(name: &str) -> String {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sim/src").join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn in_german(say: impl FnOnce() -> String) -> String {
        in_language(Language::German, say)
    }

    #[test]
    fn a_refusal_names_the_same_word() {
        assert_eq!(in_german(|| refused("There is no '9'.")), "'9' gibt es nicht.");
        assert_eq!(in_german(|| refused("Something else.")), "Something else.");
        assert_eq!(refused("There is no '9'."), "There is no '9'.");
        // What the tools refuse before they start.
        for (line, begins) in [
            (
                "kafka-x.sh: there is no such tool; there are a, b",
                "kafka-x.sh: Dieses Werkzeug gibt es nicht",
            ),
            ("the quote ' is not closed", "das Anführungszeichen '"),
        ] {
            assert!(in_german(|| refused(line)).starts_with(begins), "{line}");
        }
        let line = "line 3: There is no '9'.";
        assert_eq!(in_german(|| not_understood(line)), "Zeile 3: '9' gibt es nicht.");
        assert_eq!(
            in_german(|| not_understood("line 1: a cluster needs a broker")),
            "Zeile 1: ein Cluster braucht einen Broker"
        );
        assert_eq!(
            in_german(|| answered("slow A B 50ms  makes a link slower")),
            "slow A B 50ms  macht eine Verbindung langsamer"
        );
    }

    #[test]
    fn every_line_of_the_help_is_known() {
        let words = source("words.rs");
        let list = words.split("const HELP").nth(1).and_then(|rest| rest.split("\n];").next()).expect("HELP");
        let lines = literals(list);
        let missing: Vec<&String> = lines
            .iter()
            .skip(1)
            .step_by(2)
            .filter(|does| !HELP.iter().any(|(known, _)| known == does))
            .collect();
        assert_eq!(missing, [""; 0]);
    }

    #[test]
    fn every_refusal_is_known() {
        for name in [
            "words.rs",
            "words/line.rs",
            "world/apps.rs",
            "world/ended.rs",
            "world/obey.rs",
            "world/quorum.rs",
            "host/settings.rs",
            "engine.rs",
        ] {
            let source = source(name);
            let code = source
                .rsplit("const HELP")
                .next()
                .map_or(&*source, |rest| rest.split_once("\n];").map_or(rest, |two| two.1));
            let sentences = literals(code);
            let is_sentence = |text: &&String| text.ends_with('.') && text.contains(' ');
            for sentence in sentences.iter().filter(is_sentence) {
                let form = form(sentence);
                assert!(REFUSED.iter().any(|(known, _)| *known == form), "{name}: {form}");
            }
            let missing = code.split("missing(\"").skip(1).filter_map(|rest| rest.split('"').next());
            for what in missing {
                let sentence = format!("The line ends where {what} should follow.");
                assert_ne!(in_german(|| refused(&sentence)), sentence, "{name}");
            }
        }
    }

    #[test]
    fn every_mistake_in_a_story_is_known() {
        let source = source("story.rs");
        let code = source.split("impl fmt::Display for Story {").next().unwrap_or("");
        let starts = ["format!(\"", "Err(\"", "ok_or(\""];
        let mut found = 0;
        for start in starts {
            for rest in code.split(start).skip(1) {
                let form = form(rest.split('"').next().unwrap_or(""));
                found += 1;
                assert!(STORY.iter().any(|(known, _)| *known == form), "{form}");
            }
        }
        assert!(found > 10, "{found}");
    }

    #[test]
    fn every_fact_is_kept() {
        check(REFUSED);
        check(STORY);
    }
}
