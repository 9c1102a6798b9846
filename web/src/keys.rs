//! The keyboard: which key does what, while no field has the focus.

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    PlayPause,
    Step,
    StepBack,
    NextEvent,
    PreviousEvent,
    Bookmark,
    PreviousMark,
    NextMark,
    Slower,
    Faster,
    Beginning,
    End,
    Stage,
    Sequence,
    Tables,
    Metrics,
    Branches,
    Undo,
    Menu,
    Redo,
    Terminal,
    Log,
    Verdict,
    Story,
    ControlTraffic,
    Kill,
    Nearer,
    Farther,
    Whole,
    Stories,
    Find,
    Up,
    Help,
}

/// Keys and what they do, as the help lists them.
pub(crate) const KEYS: &[(&str, Action)] = &[
    ("Space", Action::PlayPause),
    ("→", Action::Step),
    ("←", Action::StepBack),
    ("Shift →", Action::NextEvent),
    ("Shift ←", Action::PreviousEvent),
    ("[", Action::PreviousMark),
    ("]", Action::NextMark),
    ("-", Action::Slower),
    ("+", Action::Faster),
    ("Home", Action::Beginning),
    ("End", Action::End),
    ("1", Action::Stage),
    ("2", Action::Sequence),
    ("3", Action::Tables),
    ("4", Action::Metrics),
    ("5", Action::Branches),
    ("b", Action::Bookmark),
    ("m", Action::Menu),
    ("u", Action::Undo),
    ("U", Action::Redo),
    ("/", Action::Terminal),
    ("l", Action::Log),
    ("v", Action::Verdict),
    ("s", Action::Story),
    ("c", Action::ControlTraffic),
    ("k", Action::Kill),
    ("z", Action::Nearer),
    ("Z", Action::Farther),
    ("0", Action::Whole),
    ("n", Action::Stories),
    ("f", Action::Find),
    ("Esc", Action::Up),
    ("?", Action::Help),
];

/// What a key does where it has a meaning of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Local {
    Complete,
    History,
    Shells,
    Interrupt,
    EndOfInput,
    Leave,
    Rows,
    Columns,
    Choose,
    Close,
    Slide,
    SlideFar,
    Across,
    ToField,
}

/// Keys of the terminal's line.
pub(crate) const TERMINAL_KEYS: &[(&str, Local)] = &[
    ("Tab", Local::Complete),
    ("↑ ↓", Local::History),
    ("Alt ↑ ↓", Local::Shells),
    ("Ctrl-C", Local::Interrupt),
    ("Ctrl-D", Local::EndOfInput),
    ("Esc", Local::Leave),
];

/// Keys of the list of everything, and of menus.
pub(crate) const LIST_KEYS: &[(&str, Local)] =
    &[("↑ ↓", Local::Rows), ("← →", Local::Columns), ("Enter", Local::Choose), ("Esc", Local::Close)];

/// Keys of an opened message.
pub(crate) const MESSAGE_KEYS: &[(&str, Local)] =
    &[("↑ ↓", Local::Rows), ("Enter", Local::Across), ("Esc", Local::ToField)];

/// Keys of the playhead.
pub(crate) const PLAYHEAD_KEYS: &[(&str, Local)] = &[("← →", Local::Slide), ("Page ↑ ↓", Local::SlideFar)];

/// The action of a key, by the browser's name of it.
pub(crate) fn action(key: &str, shift: bool) -> Option<Action> {
    let name = match key {
        " " => "Space",
        "ArrowRight" if shift => "Shift →",
        "ArrowRight" => "→",
        "ArrowLeft" if shift => "Shift ←",
        "ArrowLeft" => "←",
        "=" => "+",
        "`" => "/",
        "Escape" => "Esc",
        other => other,
    };
    KEYS.iter().find(|(key, _)| *key == name).map(|(_, action)| *action)
}

/// Whether a key is a letter, digit or sign, which people who speak to their machine type by accident (WCAG 2.1.4).
pub(crate) fn is_character(key: &str) -> bool {
    key.chars().count() == 1 && key != " "
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_actions() {
        assert_eq!(action(" ", false), Some(Action::PlayPause));
        assert_eq!(action("ArrowRight", true), Some(Action::NextEvent));
        assert_eq!(action("ArrowRight", false), Some(Action::Step));
        assert_eq!(action("q", false), None);
    }

    #[test]
    fn letters_and_signs_are_characters() {
        assert!(["k", "/", "?", "["].into_iter().all(is_character));
        assert!(![" ", "ArrowRight", "Escape", "Home"].into_iter().any(is_character));
    }
}
