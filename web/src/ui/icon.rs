//! Icons, drawn for a square of 16.

use yew::{Html, html};

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    PreviousMark,
    PreviousEvent,
    NextEvent,
    Bookmark,
    More,
    StepBack,
    Play,
    Pause,
    Step,
    NextMark,
    Theme,
    Help,
    Close,
    Minus,
    Plus,
    Left,
    Right,
    Up,
    Down,
}

/// Draws an icon; its button says what it means.
pub(crate) fn icon(icon: Icon) -> Html {
    let (lines, solid) = match icon {
        Icon::PreviousMark => ("M14 3L9 8l5 5M8 3L3 8l5 5", ""),
        Icon::PreviousEvent => ("M3 3v10", "M14 3v10L9 8zM9 3v10L4 8z"),
        Icon::NextEvent => ("M13 3v10", "M2 3v10l5-5zM7 3v10l5-5z"),
        Icon::Bookmark => ("M4 2.5h8v11l-4-4l-4 4z", ""),
        Icon::More => ("", "M2 6.500h3v3h-3zM6.500 6.500h3v3h-3zM11 6.500h3v3h-3z"),
        Icon::StepBack => ("M3.5 3v10", "M13 2.5v11L6 8z"),
        Icon::Play => ("", "M4 2.5v11l9-5.5z"),
        Icon::Pause => ("", "M4 2.5h3v11h-3zM9.500 2.5h3v11h-3z"),
        Icon::Step => ("M12.5 3v10", "M3 2.5v11l7-5.5z"),
        Icon::NextMark => ("M2 3l5 5-5 5M8 3l5 5-5 5", ""),
        Icon::Theme => ("M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0", "M8 2.5a5.5 5.5 0 0 1 0 11z"),
        Icon::Help => ("M5.5 6a2.500 2.500 0 1 1 3.600 2.200C8.300 8.600 8 9 8 10M8 12.500v1", ""),
        Icon::Minus => ("M3 8h10", ""),
        Icon::Plus => ("M3 8h10M8 3v10", ""),
        Icon::Left => ("M10 3L5 8l5 5", ""),
        Icon::Right => ("M6 3l5 5-5 5", ""),
        Icon::Up => ("M3 10l5-5 5 5", ""),
        Icon::Down => ("M3 6l5 5 5-5", ""),
        Icon::Close => ("M3.500 3.500l9 9M12.500 3.500l-9 9", ""),
    };
    html! {
        <svg class="i" viewBox="0 0 16 16" aria-hidden="true">
            if !lines.is_empty() { <path d={lines} /> }
            if !solid.is_empty() { <path d={solid} class="solid" /> }
        </svg>
    }
}
