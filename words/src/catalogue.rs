//! How a text is written down: both languages side by side, so that one without the other does not compile.
//!
//! - [`texts!`](crate::texts): words without facts. Each becomes a [`Text`].
//! - [`say!`](crate::say): a sentence with facts, inside of a function of the catalogue.
//! - [`nouns!`](crate::nouns): what is counted.
//!
//! The build fails where a language is missing,
//!
//! ```compile_fail
//! partita_words::texts! { CLOSE { en: "Close" } }
//! ```
//!
//! where a sentence tells a fact in one language only,
//!
//! ```compile_fail
//! let (who, by) = ("Broker 1", 7);
//! partita_words::say!(en: "{who} starts in {by} ms.", de: "{who} startet.");
//! ```
//!
//! and where a German text is the English one without saying so (`same`: Kafka's own terms, and words that both languages have).
//!
//! ```compile_fail
//! partita_words::texts! { CLOSE { en: "Close", de: "Close" } }
//! ```
//!
//! ```
//! partita_words::texts! {
//!     CLOSE { en: "Close", de: "Schließen" }
//!     ISR { same: "ISR" }
//! }
//! let who = "Broker 1";
//! assert_eq!(partita_words::say!(en: "{who} starts.", de: "{who} startet."), "Broker 1 starts.");
//! assert_eq!((CLOSE.text(), ISR.text()), ("Close", "ISR"));
//! ```

use crate::language::{Language, language};

/// A text without facts, in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    english: &'static str,
    german: &'static str,
}

impl Text {
    /// Made by [`texts!`](crate::texts), which checks it.
    #[doc(hidden)]
    pub const fn new(english: &'static str, german: &'static str) -> Self {
        Self { english, german }
    }

    /// The text in the present language.
    pub fn text(self) -> &'static str {
        self.in_language(language())
    }

    /// The text in a language.
    pub const fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::German => self.german,
        }
    }
}

/// What is counted: its word for one, and for any other number, in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    one: Text,
    many: Text,
}

impl Noun {
    /// Made by [`nouns!`](crate::nouns).
    #[doc(hidden)]
    pub const fn new(one: Text, many: Text) -> Self {
        Self { one, many }
    }

    /// The word for so many.
    pub fn of(self, number: u64) -> &'static str {
        if number == 1 { self.one.text() } else { self.many.text() }
    }
}

/// Declares texts without facts: `CLOSE { en: "Close", de: "Schließen" }`, or `ISR { same: "ISR" }` for one that is the same in
/// both. Each is a `pub const` of type [`Text`](crate::Text), used as `words::CLOSE.text()`.
#[macro_export]
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident { $($text:tt)* })*) => {
        $(
            $(#[$doc])*
            #[allow(missing_docs, reason = "a name says itself")]
            pub const $name: $crate::Text = $crate::text!($($text)*);
        )*
    };
}

/// One [`Text`](crate::Text), as [`texts!`](crate::texts) declares it.
#[macro_export]
macro_rules! text {
    (en: $en:literal, de: $de:literal $(,)?) => {
        const {
            assert!(
                !$crate::check::equal($en, $de),
                "the German text is the English one: translate it, or say `same`"
            );
            $crate::Text::new($en, $de)
        }
    };
    (same: $both:literal $(,)?) => {
        $crate::Text::new($both, $both)
    };
}

/// Declares what is counted: `RECORD { en: "record", "records", de: "Record", "Records" }`. Each is a `pub const` of type
/// [`Noun`](crate::Noun); [`plural`](crate::plural) puts a number before it.
#[macro_export]
macro_rules! nouns {
    ($($(#[$doc:meta])* $name:ident { en: $one:literal, $many:literal, de: $ein:literal, $viele:literal $(,)? })*) => {
        $(
            $(#[$doc])*
            #[allow(missing_docs, reason = "a name says itself")]
            pub const $name: $crate::Noun =
                $crate::Noun::new($crate::Text::new($one, $ein), $crate::Text::new($many, $viele));
        )*
    };
}

/// A sentence with facts in the present language, as a `String`: `say!(en: "{who} starts.", de: "{who} startet.")`. Facts are
/// variables in braces; one that is made on the way stands behind: `say!(en: "in {n}", de: "nach {n}", n = span(by))`. Both
/// languages tell the same facts, in an order of their own; otherwise it does not compile.
#[macro_export]
macro_rules! say {
    (en: $en:literal, de: $de:literal $(, $fact:ident = $value:expr)* $(,)?) => {{
        const {
            assert!($crate::check::same_facts($en, $de), "the two languages do not tell the same facts");
            assert!(!$crate::check::equal($en, $de), "the German text is the English one: translate it, or use format!");
        }
        match $crate::language() {
            $crate::Language::English => ::std::format!($en $(, $fact = $value)*),
            $crate::Language::German => ::std::format!($de $(, $fact = $value)*),
        }
    }};
}

/// What the macros check while they are compiled.
#[doc(hidden)]
pub mod check {
    /// Whether two texts are the same.
    pub const fn equal(one: &str, other: &str) -> bool {
        let (one, other) = (one.as_bytes(), other.as_bytes());
        one.len() == other.len() && starts_with(one, 0, other, 0, other.len())
    }

    /// Whether each fact in braces of one format is in the other, both ways.
    pub const fn same_facts(one: &str, other: &str) -> bool {
        all_in(one.as_bytes(), other.as_bytes()) && all_in(other.as_bytes(), one.as_bytes())
    }

    const fn all_in(of: &[u8], other: &[u8]) -> bool {
        let mut at = 0;
        while let Some((from, to)) = next_fact(of, at) {
            if !has(other, of, from, to) {
                return false;
            }
            at = to;
        }
        true
    }

    const fn has(format: &[u8], of: &[u8], from: usize, to: usize) -> bool {
        let mut at = 0;
        while let Some((start, end)) = next_fact(format, at) {
            if end - start == to - from && starts_with(format, start, of, from, to - from) {
                return true;
            }
            at = end;
        }
        false
    }

    /// Where the name of the next fact is: behind a brace that is not doubled, up to its end or its `:`.
    const fn next_fact(format: &[u8], mut at: usize) -> Option<(usize, usize)> {
        while at < format.len() {
            if format[at] == b'{' {
                if at + 1 < format.len() && format[at + 1] == b'{' {
                    at += 2;
                    continue;
                }
                let from = at + 1;
                let mut to = from;
                while to < format.len() && format[to] != b'}' && format[to] != b':' {
                    to += 1;
                }
                return Some((from, to));
            }
            at += 1;
        }
        None
    }

    const fn starts_with(one: &[u8], at: usize, other: &[u8], from: usize, length: usize) -> bool {
        let mut n = 0;
        while n < length {
            if one[at + n] != other[from + n] {
                return false;
            }
            n += 1;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::check::{equal, same_facts};
    use crate::{Language, in_language};

    #[test]
    fn facts_are_found_in_any_order() {
        assert!(same_facts("{who} gives {what:02}", "{what} gibt {who}"));
        assert!(same_facts("the ISR {{{now}}}", "die ISR {{{now}}}"));
        assert!(same_facts("{n} and {n}", "zweimal {n}"));
        assert!(!same_facts("{who} gives {what}", "{who} gibt"));
        assert!(!same_facts("nothing", "{wer} nichts"));
        assert!(!same_facts("{node}", "{nod}"));
        assert!(same_facts("{{not a fact}}", "kein Fakt"));
    }

    #[test]
    fn equal_texts_are_equal() {
        assert!(equal("ISR", "ISR") && equal("", ""));
        assert!(!equal("Log", "Logs") && !equal("Key", "Kex"));
    }

    #[test]
    fn a_sentence_is_said_in_the_present_language() {
        let who = "Broker 1";
        let said = || say!(en: "{who} starts in {n} ms.", de: "In {n} ms startet {who}.", n = 3 + 4);
        assert_eq!(said(), "Broker 1 starts in 7 ms.");
        assert_eq!(in_language(Language::German, said), "In 7 ms startet Broker 1.");
    }
}
