//! Where the keyboard is: what gets the focus after drawing, and where it goes back to when what had it is gone.

use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::browser;

use super::App;

/// What gets the focus after drawing.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Focus {
    #[default]
    Nowhere,
    Terminal,
    Tree,
    /// The switch of the language, which was drawn anew with everything else.
    Language,
    Find,
}

/// Who opened what stands over the page or beside it: they get the focus back when it is closed.
#[derive(Default)]
pub(super) struct Openers {
    /// What had the focus before the latest change.
    had: Option<Element>,
    /// What had it when a menu, a form or a dialog was opened, while one is.
    over: Option<Element>,
    /// What had it when the inspector came, while it is there.
    beside: Option<Element>,
    /// What had it when two branches came to stand side by side, while they do.
    compared: Option<Element>,
}

/// What stands over the page and beside it, and whether two branches stand side by side.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Opened {
    over: bool,
    beside: bool,
    compared: bool,
}

impl Openers {
    fn change(&mut self, before: Opened, now: Opened) {
        if now.over && !before.over {
            self.over = self.had.clone();
        }
        if now.beside && !before.beside {
            // The menu of a thing goes again: whoever opened that one.
            let of_menu = self.had.as_ref().is_some_and(|had| had.closest(".menu").ok().flatten().is_some());
            self.beside = if of_menu { self.over.clone() } else { self.had.clone() };
        }
        if now.compared && !before.compared {
            self.compared = self.had.clone();
            // Who opened what was closed before is asked no more.
            self.over = self.over.take().filter(|_| now.over);
            self.beside = self.beside.take().filter(|_| now.beside);
        }
    }
}

impl App {
    /// What stands over the page, beside it and side by side now.
    pub(super) fn opened(&self) -> Opened {
        let over = self.deck.is_some() || self.menu.is_some() || self.help || self.arrival.is_some();
        let session = self.session.0.borrow();
        let compared = session.branches.compared().is_some();
        Opened { over, beside: session.selection.is_some(), compared }
    }

    /// Before a change: notes what has the focus.
    pub(super) fn note_focus(&mut self) -> Opened {
        // What had it and went with an earlier change, before that was noticed, is still what was lost.
        let lost = |had: &Element| !had.is_connected();
        let waits = self.openers.had.take().filter(lost);
        self.openers.had = browser::focused().or(waits);
        self.opened()
    }

    /// After a change: notes who opened what has come by it.
    pub(super) fn note_openers(&mut self, before: Opened) {
        let now = self.opened();
        if now != before {
            self.openers.change(before, now);
        }
        if let Some(what) = &self.session.0.borrow().selection {
            self.stood = Some(what.clone());
        }
    }

    /// After drawing: gives the focus to what asked for it, or takes it back from what is no longer there.
    pub(super) fn give_focus(&mut self) {
        match std::mem::take(&mut self.focus) {
            Focus::Nowhere => self.take_back(),
            Focus::Terminal => {
                focus(self.field.cast::<HtmlInputElement>());
                self.keyboard.leads_to_terminal.set(false);
            }
            Focus::Language => {
                focus(browser::language_switch());
            }
            Focus::Find => {
                focus(self.find.cast::<HtmlElement>());
            }
            Focus::Tree => {
                focus(self.current_in_tree());
            }
        }
    }

    /// What had the focus is gone, and nothing has it now: whoever opened it has it again, or else the tree, or the
    /// tab of the view where there is none.
    fn take_back(&mut self) {
        let lost = self.openers.had.take().is_some_and(|had| !had.is_connected());
        if !lost || browser::focused().is_some() {
            return;
        }
        let now = self.opened();
        let over = if now.over { None } else { self.openers.over.take() };
        let beside = if now.beside { None } else { self.openers.beside.take() };
        let compared = if now.compared { None } else { self.openers.compared.take() };
        let _ = focus(over)
            || focus(beside)
            || focus(compared)
            || focus(self.current_in_tree())
            || focus(browser::chosen_view());
    }

    /// The button of the tree that Tab comes to.
    fn current_in_tree(&self) -> Option<HtmlElement> {
        use wasm_bindgen::JsCast;
        let pane = self.stage.cast::<Element>()?.parent_element()?;
        pane.query_selector(".tree [tabindex=\"0\"]").ok()??.dyn_into().ok()
    }
}

/// Gives something the focus; says whether it has it.
fn focus(element: Option<impl AsRef<Element>>) -> bool {
    let Some(element) = element.as_ref().map(AsRef::as_ref) else { return false };
    browser::focus(element);
    browser::focused().is_some_and(|focused| focused.is_same_node(Some(element)))
}
