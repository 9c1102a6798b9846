//! The menu of what has no button in a narrow bar, or needs a key elsewhere: so everything can be reached by pointer and touch.

use yew::{Context, Html, MouseEvent, TargetCast, classes, html};

use crate::keys::Action;
use crate::session::Session;
use crate::ui::{Button, Icon, Menu, icon};
use crate::words::{self, Text};

use super::deck::{Deal, Deck};
use super::{App, Msg};

/// What the menu has, in its order.
const ENTRIES: [(Text, Action); 13] = [
    (words::UNDO, Action::Undo),
    (words::REDO, Action::Redo),
    (words::BOOKMARK, Action::Bookmark),
    (words::PREVIOUS_EVENT, Action::PreviousEvent),
    (words::NEXT_EVENT, Action::NextEvent),
    (words::PREVIOUS_MARK, Action::PreviousMark),
    (words::NEXT_MARK, Action::NextMark),
    (words::NEARER, Action::Nearer),
    (words::FARTHER, Action::Farther),
    (words::ALL_OF_IT, Action::Whole),
    (words::FIND, Action::Find),
    (words::CONTROL_TRAFFIC, Action::ControlTraffic),
    (words::HELP, Action::Help),
];

/// What makes sense now.
fn entries(session: &Session) -> Vec<(Text, Action)> {
    let can = |action: Action| match action {
        Action::Undo => !session.branches.all().is_empty() || session.deeds() > 0,
        Action::Redo => session.branches.can_redo(),
        _ => true,
    };
    ENTRIES.into_iter().filter(|(_, action)| can(*action)).collect()
}

impl App {
    /// The button of the menu.
    pub(super) fn more_button(&self, ctx: &Context<Self>) -> Html {
        let on_press = ctx.link().batch_callback(|event: MouseEvent| {
            let button = event.target_dyn_into::<web_sys::Element>()?.closest("button").ok()??;
            let place = button.get_bounding_client_rect();
            Some(Msg::Deal(Deal::More((place.left(), place.bottom() + 4.0))))
        });
        html! {
            <Button name={words::MORE.text()} class={classes!("quiet", "icon")} {on_press}>{ icon(Icon::More) }</Button>
        }
    }

    /// The menu, at its place.
    pub(super) fn more(&self, ctx: &Context<Self>, at: (f64, f64)) -> Html {
        let session = self.session.0.borrow();
        let told = |(text, action): (Text, Action)| match action {
            Action::ControlTraffic if session.control_traffic => format!("✓ {}", text.text()),
            _ => text.text().to_owned(),
        };
        let shown = entries(&session).into_iter().map(|entry| (told(entry), None)).collect::<Vec<_>>();
        html! {
            <Menu name={words::MORE.text().to_owned()} {at} entries={shown}
                on_choose={ctx.link().callback(|n| Msg::Deal(Deal::Chosen(n)))} on_close={ctx.link().callback(|()| Msg::Deal(Deal::Close))} />
        }
    }

    /// An entry of it was chosen.
    pub(super) fn chosen_of_more(&mut self, n: usize) {
        if !matches!(self.deck.take(), Some(Deck::More(_))) {
            return;
        }
        let chosen = entries(&self.session.0.borrow()).get(n).copied();
        if let Some((_, action)) = chosen {
            self.act(action);
        }
    }
}
