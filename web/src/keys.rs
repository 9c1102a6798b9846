//! The keyboard: which key does what, while no field has the focus.

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    PlayPause,
    Step,
    StepBack,
    NextEvent,
    PreviousMark,
    NextMark,
    Slower,
    Faster,
    Beginning,
    End,
    Terminal,
    Log,
    Verdict,
    Story,
    ControlTraffic,
    Kill,
    Up,
    Help,
}

/// Keys and what they do, as the help lists them.
pub(crate) const KEYS: &[(&str, Action)] = &[
    ("Space", Action::PlayPause),
    ("→", Action::Step),
    ("←", Action::StepBack),
    ("Shift →", Action::NextEvent),
    ("[", Action::PreviousMark),
    ("]", Action::NextMark),
    ("-", Action::Slower),
    ("+", Action::Faster),
    ("Home", Action::Beginning),
    ("End", Action::End),
    ("/", Action::Terminal),
    ("l", Action::Log),
    ("v", Action::Verdict),
    ("s", Action::Story),
    ("c", Action::ControlTraffic),
    ("k", Action::Kill),
    ("Esc", Action::Up),
    ("?", Action::Help),
];

/// The action of a key, by the browser's name of it.
pub(crate) fn action(key: &str, shift: bool) -> Option<Action> {
    let name = match key {
        " " => "Space",
        "ArrowRight" if shift => "Shift →",
        "ArrowRight" => "→",
        "ArrowLeft" => "←",
        "=" => "+",
        "`" => "/",
        "Escape" => "Esc",
        other => other,
    };
    KEYS.iter().find(|(key, _)| *key == name).map(|(_, action)| *action)
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
}
