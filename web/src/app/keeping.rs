//! What comes from outside, and what a person answers to it.

use gloo::events::EventListener;
use web_sys::Window;
use yew::{Context, Html, html};

use crate::keeping::Source;
use crate::panels;
use crate::{doors, stories};

use super::{App, Msg};

/// Listens for another address of the page.
pub(super) fn listen(ctx: &Context<App>, window: &Window) -> EventListener {
    let link = ctx.link().clone();
    EventListener::new(window, "hashchange", move |_| {
        if let Some(arrival) = stories::arrival() {
            link.send_message(Msg::Arrived(arrival));
        }
    })
}

impl App {
    /// The story from outside is to be run, or not.
    pub(super) fn answered(&mut self, run: bool) {
        let Some(arrival) = self.arrival.take() else { return };
        if matches!(arrival.source, Source::Link(_)) {
            doors::forget_story_in_address();
        }
        let Ok(story) = arrival.story.as_ref() else { return };
        if run {
            self.story_error = self.session.open(&story.text).err();
            self.session.0.borrow_mut().playback.play();
        }
    }

    /// What came from outside, if something did.
    pub(super) fn arrival(&self, ctx: &Context<Self>) -> Html {
        let Some(arrival) = &self.arrival else { return Html::default() };
        html! {
            <panels::Arrival arrival={arrival.clone()} on_answer={ctx.link().callback(Msg::Answered)} />
        }
    }
}
