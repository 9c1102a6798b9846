//! Stories that the page brings along, and how a text becomes an engine.

use partita_view::Engine;

use crate::doors;
use crate::keeping::Arrival;
use crate::words;

/// Name of the story that the page opens with.
pub const FIRST: &str = "kafkatask";
/// Its text.
pub const FIRST_TEXT: &str = include_str!("../../stories/kafkatask.story");

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
