//! Every sentence and word of Partita, in one place and typed: facts in, text out, in English and in German. The page, the log
//! that `partita story` prints and a screen reader say the same.
//!
//! **To add a text**, write it in the file of its panel, both languages side by side; with one missing it does not compile:
//!
//! - without facts: `texts! { NEW_SHELL { en: "Another shell", de: "Weitere Shell" } }`, used as `words::NEW_SHELL.text()`; one
//!   that is Kafka's own term, and the same in both: `ISR { same: "ISR" }`, listed in `tests/what_is_the_same_in_both_languages_is_listed.rs`;
//! - with facts: a function around `say!(en: "{who} starts.", de: "{who} startet.")`, a `String`; facts are variables, and both
//!   languages must tell the same ones. A word that depends on a fact: `text!(en: "cut", de: "getrennt").text()`;
//! - counted: `plural(n, RECORD)`, with the noun from `nouns.rs`; numbers with [`count`], tenths with [`decimal`].
//!
//! Kafka's own terms stay Kafka's in German too: Broker, Topic, Partition, Offset, Leader, Follower, ISR, High Watermark, Record,
//! Batch, Consumer Group, Rebalance; so do the texts of Kafka's tools, and what is typed. Which language it is, is a setting of
//! the thread: [`set_language`].
//!
//! Where to start: [`sentence`] for events, then the file of the panel whose words you look for.

#[macro_use]
mod catalogue;

mod calendar;
mod deeds;
mod described;
mod event;
mod far;
mod fault;
mod fields;
mod forms;
mod help;
mod inspector;
mod keeping;
mod language;
mod links;
mod marks;
mod message;
mod nouns;
mod parts;
mod pieces;
mod playground;
mod promises;
mod reasons;
mod seen;
mod troubles;
mod values;
mod views;

pub use calendar::wall_time;
#[doc(hidden)]
pub use catalogue::check;
pub use catalogue::{Noun, Text};
pub use deeds::*;
pub use described::*;
pub use event::{sentence, who};
pub use far::*;
pub use fields::*;
pub use help::*;
pub use inspector::*;
pub use keeping::*;
pub use language::{Language, in_language, language, set_language};
pub use links::*;
pub use marks::*;
pub use message::*;
pub use nouns::*;
pub use parts::*;
pub use pieces::*;
pub use playground::{answered, hint, not_understood, refused};
pub use promises::{excuse, not_asked, promised, verdict_sum};
pub use reasons::reason;
pub use seen::{seen, seen_of_offsets, seen_offsets};
pub use troubles::*;
pub use values::*;
pub use views::*;
