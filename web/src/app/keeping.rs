//! What comes from outside, what a person answers to it, and what goes out: files, pictures, paper.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, Event, File, Window};
use yew::{Callback, Context, Html, html};

use crate::keeping::{self, Arrival, Source};
use crate::session::{Title, View};
use crate::stage::Flat;
use crate::{boot, browser, doors, panels, picture, stories, words};

use super::{App, Msg};

/// The longest address that is printed: a page of it. A longer one is of no use on paper.
const PAPER_CHARS_MAX: usize = 4_000;

/// What is to be handed to the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// The story as a file.
    Story,
    /// The log as a file.
    Log,
    /// The stage as a drawing.
    Svg,
    /// The stage as pixels.
    Png,
    /// The present moment on paper.
    Paper,
}

/// Listens for another address of the page, for what is dropped on it, and for paper.
pub(super) fn listen(ctx: &Context<App>, window: &Window) -> Vec<EventListener> {
    let link = ctx.link().clone();
    let address = EventListener::new(window, "hashchange", move |_| {
        if let Some(arrival) = stories::arrival() {
            link.send_message(Msg::Arrived(arrival));
        }
    });
    let paper = |name: &'static str, on: bool| {
        let link = ctx.link().clone();
        EventListener::new(window, name, move |_| link.send_message(Msg::Paper(on)))
    };
    let leaving = ctx.link().callback(|_: Event| Msg::Leaving);
    let left = EventListener::new(window, "pagehide", move |event| leaving.emit(event.clone()));
    let options = EventListenerOptions::enable_prevent_default();
    // Without this the browser would leave the page and show the file.
    let over = EventListener::new_with_options(window, "dragover", options, |event| event.prevent_default());
    let on_arrival = ctx.link().callback(Msg::Arrived);
    let drop = EventListener::new_with_options(window, "drop", options, move |event| {
        event.prevent_default();
        dropped(event, &on_arrival);
    });
    vec![address, paper("beforeprint", true), paper("afterprint", false), left, over, drop]
}

/// A file or a text was dropped on the page.
fn dropped(event: &Event, on_arrival: &Callback<Arrival>) {
    let Some(data) = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer) else { return };
    if let Some(file) = data.files().and_then(|files| files.get(0)) {
        read(&file, on_arrival.clone());
        return;
    }
    let text = data.get_data("text").unwrap_or_default();
    let link = text.split_once('#').map(|(_, fragment)| fragment.trim()).filter(|f| keeping::is_link(f));
    match link {
        Some(fragment) => on_arrival.emit(Arrival::of_link(fragment)),
        None if !text.is_empty() => on_arrival.emit(Arrival::of_file(words::DROPPED.text(), Ok(text))),
        None => {}
    }
}

/// Reads a file, and says what it brings.
pub(super) fn read(file: &File, on_arrival: Callback<Arrival>) {
    doors::read_story(file, move |arrival| on_arrival.emit(arrival));
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
            self.story_error = self.begin_story(&story.text).err();
            let mut session = self.session.0.borrow_mut();
            session.title = session.title.take().or_else(|| match &arrival.source {
                Source::Link(_) => Some(Title::Link),
                Source::File(name) => Some(Title::Named(words::fit(name.trim_end_matches(".story"), 40))),
                Source::Tab => None,
            });
            if !browser::reduced_motion() {
                session.playback.play();
            }
        }
    }

    /// What came from outside, if something did.
    pub(super) fn arrival(&self, ctx: &Context<Self>) -> Html {
        let Some(arrival) = &self.arrival else { return Html::default() };
        html! {
            <panels::Arrival arrival={arrival.clone()} on_answer={ctx.link().callback(Msg::Answered)} />
        }
    }

    /// Hands something to the person; a picture only after the next drawing.
    pub(super) fn keep(&mut self, keep: Keep) {
        let mut session = self.session.0.borrow_mut();
        let name = |kind: &str| format!("partita-{}s.{kind}", session.now() / 1_000_000);
        match keep {
            Keep::Story => boot::save_text(&name("story"), &session.story()),
            Keep::Log => boot::save_text(&name("log.txt"), &keeping::log(&session)),
            Keep::Paper => doors::print(),
            Keep::Svg | Keep::Png => {
                if session.shows_as() != View::Stage {
                    session.show_as(View::Stage);
                }
                self.flat = true;
                self.picture = Some(keep);
            }
        }
    }

    /// On paper: the address of a page that opens this very story, or why there is none.
    pub(super) fn address_on_paper(&self) -> Html {
        if !self.flat {
            return Html::default();
        }
        let packed = keeping::pack(&self.session.0.borrow().story()).map_err(|trouble| trouble.told());
        let told = match packed.map(|fragment| doors::address_with(&fragment)) {
            Ok(address) if address.len() <= PAPER_CHARS_MAX => {
                html! { <a href={address.clone()}>{ address }</a> }
            }
            Ok(address) => words::too_long_for_paper(address.len()).into(),
            Err(why) => why.into(),
        };
        html! {
            <section class="onpaper">
                <h2>{ words::LINK_FIELD.text() }</h2>
                <p>{ told }</p>
            </section>
        }
    }

    /// Messages as shapes, while somebody needs them.
    pub(super) fn flat(&self) -> Html {
        if !self.flat {
            return Html::default();
        }
        html! { <Flat scene={self.drawn.scene.clone()} sprites={self.sprites().to_vec()} /> }
    }

    /// The stage was drawn with its messages as shapes: the picture that was asked for can be taken.
    pub(super) fn take_picture(&mut self, ctx: &Context<Self>) {
        let Some(keep) = self.picture.take() else { return };
        let Some(stage) = self.stage.cast::<Element>() else { return };
        let layers = stage.query_selector_all(".sheet > svg").ok();
        let layers: Vec<Element> = layers
            .iter()
            .flat_map(|list| (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()))
            .collect();
        let now = self.session.0.borrow().now();
        let title = words::picture_title(&self.title(ctx), now);
        if let Some(picture) = picture::picture(&layers, &title) {
            let (kind, pixels) = match keep {
                Keep::Png => ("png", Some((picture.width, picture.height))),
                _ => ("svg", None),
            };
            boot::save_picture(&format!("partita-{}s.{kind}", now / 1_000_000), &picture.svg, pixels);
        }
        ctx.link().send_message(Msg::Paper(false));
    }
}
