//! What a story is called: by its own name, or by where it comes from, which is said in the language of the page.

use crate::words;

/// What a story is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Title {
    /// By a name that it has in every language: that of a file, or of a story of the library.
    Named(String),
    /// It came with a link.
    Link,
    /// It was built here.
    Own,
}

impl Title {
    /// In the language of the page.
    pub fn text(&self) -> String {
        match self {
            Self::Named(name) => name.clone(),
            Self::Link => words::TITLE_OF_LINK.text().into(),
            Self::Own => words::TITLE_OF_OWN.text().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use words::{Language, in_language};

    #[test]
    fn where_a_story_comes_from_is_said_in_the_language_of_now() {
        assert_eq!(in_language(Language::English, || Title::Link.text()), "from a link");
        assert_eq!(in_language(Language::German, || Title::Link.text()), "aus einem Link");
        assert_eq!(in_language(Language::German, || Title::Own.text()), "ein eigener Cluster");
        let named = Title::Named("rack-aware".into());
        assert_eq!(in_language(Language::German, || named.text()), "rack-aware");
    }
}
