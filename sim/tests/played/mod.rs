//! Stories played up to a moment, for the tests that look at a world then.

#![allow(dead_code, reason = "each test binary uses its own part")]

use partita_sim::Engine;
use partita_view::{Engine as _, Progress};

/// A story at this second of its time.
pub(crate) fn at(story: &str, second: u64) -> Engine {
    let mut engine = Engine::from_text(story).expect("a story");
    run(&mut engine, second);
    engine
}

/// Goes on to this second of the story.
pub(crate) fn run(engine: &mut Engine, second: u64) {
    assert_eq!(engine.run(second * 1_000_000, u32::MAX), Progress::Done);
}
