//! What was seen, in the language of the page.
//!
//! The checkers of the simulator say in English what they saw: a [`Finding`] carries a sentence, and here are its forms.
//!
//! [`Finding`]: partita_view::Finding

mod table;

use crate::forms::again;
use crate::{Language, language};

use table::SEEN;

/// What a checker saw.
pub fn seen(english: &str) -> String {
    match language() {
        Language::English => None,
        Language::German => again(english, SEEN),
    }
    .unwrap_or_else(|| english.into())
}

/// First and last of the offsets that a checker's sentence begins with, and the rest of it.
pub fn seen_offsets(english: &str) -> Option<(i64, i64, &str)> {
    let (first, rest) = english.strip_prefix("Offsets ")?.split_once(" to ")?;
    let (last, rest) = rest.split_once(" of ")?;
    Some((first.parse().ok()?, last.parse().ok()?, rest))
}

/// The same sentence of other offsets.
pub fn seen_of_offsets((first, last, rest): (i64, i64, &str)) -> String {
    seen(&format!("Offsets {first} to {last} of {rest}"))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::forms::tests::{check, form, literals};
    use crate::in_language;

    #[test]
    fn what_was_seen_is_said_again_with_the_same_facts() {
        let english = "Offsets 3 to 4 of my-topic-0 were acknowledged with acks=1; broker 2, which leads in epoch 7, does not have them.";
        let german = in_language(Language::German, || seen(english));
        assert_eq!(
            german,
            "Die Offsets 3 bis 4 von my-topic-0 waren mit acks=1 bestätigt; Broker 2, der in Epoche 7 führt, hat sie nicht."
        );
        assert_eq!(seen(english), english);
        assert_eq!(in_language(Language::German, || seen("Nobody knows this.")), "Nobody knows this.");
    }

    #[test]
    fn the_offsets_of_a_sentence_are_read_and_others_take_their_place() {
        let english = "Offsets 3 to 4 of t-0 were acknowledged with acks=1; broker 2, which leads in epoch 7, does not have them.";
        let (first, last, rest) = seen_offsets(english).expect("it begins with offsets");
        assert_eq!((first, last), (3, 4));
        assert_eq!(seen_of_offsets((3, 9, rest)), english.replace("to 4", "to 9"));
        let german = in_language(Language::German, || seen_of_offsets((3, 9, rest)));
        assert!(german.starts_with("Die Offsets 3 bis 9 von t-0 waren"), "{german}");
        for other in ["Broker 2 runs and is fenced.", "Offsets 3 to 4.", "Offsets x to 4 of t-0.", ""] {
            assert_eq!(seen_offsets(other), None, "{other}");
        }
    }

    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("the checkers are there") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true if path.ends_with("tests") => {}
                true => sources(&path, found),
                false if path.ends_with("tests.rs") || path.ends_with("promises.rs") => {}
                false => found.push(path),
            }
        }
    }

    #[test]
    fn every_sentence_of_the_checkers_is_known() {
        let mut files = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../sim/src/check"), &mut files);
        let mut sentences = 0;
        for file in files {
            let source = fs::read_to_string(&file).expect("a source");
            let literals =
                literals(&source).into_iter().filter(|text| text.contains('{') && text.ends_with('.'));
            for sentence in literals {
                let form = form(&sentence);
                sentences += 1;
                let part = |(known, _): &(&str, &str)| {
                    *known == form
                        || form.starts_with("{} ")
                            && known.contains(
                                &*form.replace("{} f", " f").replace("{}", "offsets {} to {}, epochs {}"),
                            )
                };
                assert!(SEEN.iter().any(part), "{}: {form}", file.display());
            }
        }
        assert!(sentences > 40, "{sentences}: the search does not find them");
    }

    #[test]
    fn every_fact_is_kept() {
        check(SEEN);
    }
}
