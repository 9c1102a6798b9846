//! The language that people are spoken to in.
//!
//! A page has one language at a time and a command line has one, so the language is a setting of the thread: the host sets it
//! once ([`set_language`]) and every text follows, without an argument that each of a thousand call sites would only pass on.
//! Whoever sets nothing speaks English. Tests take a language for the length of a closure ([`in_language`]) and run side by
//! side, as each has a thread of its own.

use std::cell::Cell;

/// A language of the catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// All of them, in the order in which a page offers them.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its tag, as in the `lang` attribute of a document (BCP 47).
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// What it calls itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The language of a tag, whatever its region: `de`, `de-AT`, `DE_ch`. `None` for one that the catalogue does not have.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }
}

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::English) };
}

/// The language of the texts of this thread.
pub fn language() -> Language {
    LANGUAGE.get()
}

/// From now on the texts of this thread are in this language. Those that were made before stay as they are.
pub fn set_language(language: Language) {
    LANGUAGE.set(language);
}

/// What `say` gives when the texts are in a language; then they are in the one of before again.
pub fn in_language<T>(language: Language, say: impl FnOnce() -> T) -> T {
    let before = LANGUAGE.replace(language);
    let said = say();
    LANGUAGE.set(before);
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_a_language_whatever_its_region() {
        assert_eq!(["de", "de-AT", "DE_ch", "en-US"].map(Language::from_tag), {
            let (de, en) = (Some(Language::German), Some(Language::English));
            [de, de, de, en]
        });
        assert_eq!(["", "fr", "deutsch", "-de"].map(Language::from_tag), [None; 4]);
    }

    #[test]
    fn a_closure_gives_the_language_back() {
        assert_eq!(in_language(Language::German, language), Language::German);
        assert_eq!(language(), Language::English);
    }
}
