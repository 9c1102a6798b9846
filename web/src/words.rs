//! Every word of the page: the catalogue, and the words for what only the page has.

pub use partita_words::*;

use crate::keys::Action;

/// What a key does.
pub(crate) fn action(action: Action) -> &'static str {
    match action {
        Action::PlayPause => "play, pause",
        Action::Step => "deliver one message or timer",
        Action::StepBack => "back one event",
        Action::NextEvent => "on to the next event",
        Action::PreviousMark => "previous mark",
        Action::NextMark => "next mark",
        Action::Slower => "slower",
        Action::Faster => "faster",
        Action::Beginning => "to the beginning",
        Action::End => "to the end of what has happened",
        Action::Stage => "stage",
        Action::Sequence => "sequence",
        Action::Tables => "tables",
        Action::Metrics => "metrics",
        Action::Branches => "branches",
        Action::Menu => "what can be done to what is selected",
        Action::Undo => "undo the last command",
        Action::Redo => "redo it",
        Action::Terminal => "terminal",
        Action::Log => "log",
        Action::Verdict => "verdict",
        Action::Story => "story",
        Action::ControlTraffic => "show heartbeats, metadata, votes",
        Action::Kill => "kill the selected node",
        Action::Up => "up one level: byte, message, replica, broker, nothing",
        Action::Help => "these keys",
    }
}
