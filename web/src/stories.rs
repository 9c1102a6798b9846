//! Stories that the page brings along, and how a text becomes an engine.

use partita_view::Engine;

use crate::doors;
use crate::keeping::Arrival;
use crate::words::{self, Text};

/// Name of the story that the page opens with.
pub const FIRST: &str = "kafkatask";
/// Its text.
pub const FIRST_TEXT: &str = include_str!("../../stories/kafkatask.story");

/// A story to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ready {
    /// Its name: that of its file.
    pub name: &'static str,
    /// What is seen in it.
    pub note: Text,
    /// Its text.
    pub story: &'static str,
}

/// Says which file a story is in.
macro_rules! ready {
    ($($name:literal => $note:expr,)*) => {
        &[$(Ready { name: $name, note: $note, story: include_str!(concat!("../../stories/", $name, ".story")) },)*]
    };
}

/// The library.
pub const LIBRARY: &[Ready] = ready! {
    "kafkatask" => words::READY_KAFKATASK,
    "first-topic" => words::READY_FIRST_TOPIC,
    "two-topics" => words::READY_TWO_TOPICS,
    "scalabatch2" => words::READY_SCALABATCH2,
    "six-partitions" => words::READY_SIX_PARTITIONS,
    "my-first-application" => words::READY_MY_FIRST_APPLICATION,
    "trucks" => words::READY_TRUCKS,
    "quorum-apart" => words::READY_QUORUM_APART,
    "rack-aware" => words::READY_RACK_AWARE,
    "not-enough-replicas" => words::READY_NOT_ENOUGH_REPLICAS,
    "lost-with-acks-one" => words::READY_LOST_WITH_ACKS_ONE,
    "fifty-brokers" => words::READY_FIFTY_BROKERS,
};

/// The name of a story of the library, by its text.
pub fn name_of(text: &str) -> Option<&'static str> {
    LIBRARY.iter().find(|ready| ready.story == text).map(|ready| ready.name)
}

/// The engine of a story, or what is wrong with its text.
pub fn open(text: &str) -> Result<Box<dyn Engine>, String> {
    let engine =
        partita_sim::Engine::from_text(text).map_err(|error| words::not_understood(&error.to_string()))?;
    Ok(Box::new(engine))
}

/// The engine of the first story.
pub fn first() -> Box<dyn Engine> {
    match open(FIRST_TEXT) {
        Ok(engine) => engine,
        Err(error) => panic!("the story {FIRST} cannot be read: {error}"),
    }
}

/// The story that the page's address brings, if it brings one.
pub fn arrival() -> Option<Arrival> {
    doors::story_in_address().map(|fragment| Arrival::of_link(&fragment))
}
