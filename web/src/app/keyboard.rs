//! What a key means, by where it was pressed and what the page waits for.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::browser;
use crate::keys::{self, Action};
use crate::panels::Typed;

use super::Msg;

/// What keys mean now.
pub(super) struct Keyboard {
    /// Whether letters and signs do anything (WCAG 2.1.4: they can be switched off).
    pub(super) letters: Cell<bool>,
    /// The terminal's field is about to get the focus: what is typed belongs to it.
    pub(super) leads_to_terminal: Cell<bool>,
}

impl Keyboard {
    pub(super) fn kept() -> Self {
        Self { letters: Cell::new(browser::letter_keys()), leads_to_terminal: Cell::new(false) }
    }

    /// What a key that was pressed asks for, if it is one of the page's.
    pub(super) fn message(&self, event: &KeyboardEvent) -> Option<Msg> {
        if self.leads_to_terminal.get() {
            return ahead(event);
        }
        let msg = of_key(event, self.letters.get())?;
        self.leads_to_terminal.set(matches!(msg, Msg::Act(Action::Terminal)));
        Some(msg)
    }
}

/// A key that was pressed on the way to the terminal's field.
fn ahead(event: &KeyboardEvent) -> Option<Msg> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || browser::typing_in(event.target()) {
        return None;
    }
    match event.key() {
        enter if enter == "Enter" => Some(Msg::Typed(Typed::Enter)),
        key if key.chars().count() == 1 => Some(Msg::Typed(Typed::Append(key))),
        _ => None,
    }
}

/// What a key means where it was pressed.
fn of_key(event: &KeyboardEvent, letters: bool) -> Option<Msg> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || browser::typing_in(event.target()) {
        return None;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let inside = |selector: &str| {
        target.as_ref().is_some_and(|element| element.closest(selector).ok().flatten().is_some())
    };
    let key = event.key();
    // What asks a question has the keyboard for itself, wherever in it the focus is.
    if browser::asks() || inside("dialog") {
        return None;
    }
    if inside(".tree") {
        let walk = match &*key {
            "ArrowDown" => Some((1, 0)),
            "ArrowUp" => Some((-1, 0)),
            "ArrowRight" => Some((0, 1)),
            "ArrowLeft" => Some((0, -1)),
            _ => None,
        };
        if let Some((down, right)) = walk {
            return Some(Msg::Walk(down, right));
        }
    }
    // Space and Enter press what has the focus.
    if matches!(&*key, " " | "Enter") && inside("button, a, [role=button]") {
        return None;
    }
    // Arrows, Home and End scroll a pane that has the focus.
    if matches!(&*key, "ArrowUp" | "ArrowDown" | "Home" | "End") && inside("[role=region], [role=log]") {
        return None;
    }
    if keys::is_character(&key) && !letters {
        return None;
    }
    keys::action(&key, event.shift_key()).map(Msg::Act)
}
