//! Frames: time goes on in slices, messages are painted.

use std::cell::RefMut;

use gloo::render::request_animation_frame;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::{Callback, Context, NodeRef};

use crate::session::{Panel, Selection, View};
use crate::stage::{self, Palette, Scale, Sprite};
use crate::{browser, words};

use super::{App, Msg, Size};

/// What the engine may take of a frame.
const SLICE_MS: f64 = 4.0;
/// What it may take while nobody sees time pass: on the way to another moment. With the drawing of that moment behind it a task
/// stays below 50 ms.
const SEEK_MS: f64 = 22.0;
/// Stages narrower than this are as tall as what stands on them.
const PHONE: i32 = 760;
/// A stage narrower than this is seen by nobody: it is hidden, or on its way to another size, and keeps what it had.
const SEEN: i32 = 120;

impl App {
    pub(super) fn on_frame(&mut self, at: f64) -> bool {
        self.frame = None;
        let passed = self.last_frame.map_or(0.0, |last| (at - last).clamp(0.0, 1000.0));
        self.last_frame = Some(at);
        let started = browser::clock_ms();
        let mut session = self.session.0.borrow_mut();
        let seeking = session.playback.seeking.is_some();
        let slice = if seeking { SEEK_MS } else { SLICE_MS };
        let mut time_left = || browser::clock_ms() - started < slice;
        let moved = session.tick((passed * 1000.0) as u64, &mut time_left)
            || seeking != session.playback.seeking.is_some();
        let now = session.now();
        let beside = session.shows_as() == View::Branches && !self.beside.is_empty();
        drop(session);
        if beside {
            self.beside.follow(now, started, SEEK_MS);
        }
        beside || moved
    }

    /// What a button, a menu or a form started has failed: the terminal, which says why, is to be seen.
    pub(super) fn heed(&mut self) {
        let called = self.session.0.borrow().called();
        if std::mem::replace(&mut self.called, called) != called {
            let shared = self.session.clone();
            self.show_panel(&mut shared.0.borrow_mut(), Panel::Terminal);
        }
    }

    pub(super) fn ask_for_frame(&mut self, ctx: &Context<Self>) {
        if self.frame.is_some() || browser::is_hidden() {
            return;
        }
        let session = self.session.0.borrow();
        let beside = session.shows_as() == View::Branches && self.beside.is_behind(session.now());
        if session.playback.runs() || beside {
            let link = ctx.link().clone();
            self.frame = Some(request_animation_frame(move |at| link.send_message(Msg::Frame(at))));
        } else {
            self.last_frame = None;
        }
    }

    /// The page is seen again, or no longer: while nobody sees it time stands, and it does not make up for that later.
    pub(super) fn seen(&mut self) {
        if browser::is_hidden() {
            self.frame = None;
            self.last_frame = None;
        }
    }

    /// Reads the sizes of the stage and the timeline. Says whether they changed.
    pub(super) fn measure(&mut self) -> bool {
        let Some(stage) = self.stage.cast::<Element>() else { return false };
        let width = stage.client_width();
        if width < SEEN {
            return false;
        }
        let size = Size {
            width,
            height: if width < PHONE { 0 } else { stage.client_height() },
            scale: Scale(browser::score_percent(&stage)),
            track: self.track.cast::<Element>().map_or(self.size.track, |track| track.client_width()),
        };
        let palette = Palette::of(&stage);
        let changed = size != self.size || palette != self.palette;
        (self.size, self.palette) = (size, palette);
        changed
    }

    /// Says once, and never again where that can be kept, how to reach the map of keys.
    pub(super) fn hint_at_keys(&mut self) {
        if browser::take_hint() {
            let hint = words::keys_hint(self.keyboard.letters.get());
            self.narrator.hint(hint.into(), browser::clock_ms() as u64);
        }
    }

    /// Says what waits, when it is time. Says whether something is to be heard now.
    pub(super) fn narrate(&mut self, ctx: &Context<Self>) -> bool {
        let now = browser::clock_ms() as u64;
        let spoken = self.narrator.speak(now);
        if let Some(due) = self.narrator.due_ms(now)
            && self.speaks.is_none()
        {
            let link = ctx.link().clone();
            let due = u32::try_from(due).unwrap_or(u32::MAX);
            self.speaks = Some(Timeout::new(due, move || link.send_message(Msg::Spoken)));
        }
        spoken
    }

    /// The messages of this instant.
    pub(super) fn sprites(&self) -> RefMut<'_, [Sprite]> {
        let session = self.session.0.borrow();
        let selected = match &session.selection {
            Some(Selection::Message(id)) => Some(*id),
            _ => None,
        };
        let style = stage::Style { labelled: !session.playback.playing, still: session.playback.still };
        RefMut::map(self.sprites.borrow_mut(), |sprites| {
            sprites.of(&session, &self.drawn.scene, selected, style)
        })
    }

    pub(super) fn paint(&self) {
        if let (Some(canvas), Some(palette)) = (self.canvas(), &self.palette) {
            let window = self.stage.cast::<Element>();
            let window =
                window.map(|stage| (f64::from(stage.scroll_top()), f64::from(stage.client_height())));
            stage::paint(&canvas, &self.drawn.scene, &self.sprites(), palette, window);
        }
    }
}

/// Watches the sizes of elements.
pub(super) struct Observer {
    observer: ResizeObserver,
    _call: Closure<dyn FnMut()>,
}

impl Observer {
    pub(super) fn of(nodes: &[&NodeRef], on_resize: Callback<()>) -> Option<Self> {
        let call = Closure::<dyn FnMut()>::new(move || on_resize.emit(()));
        let observer = ResizeObserver::new(call.as_ref().unchecked_ref()).ok()?;
        nodes.iter().filter_map(|node| node.cast::<Element>()).for_each(|element| observer.observe(&element));
        Some(Self { observer, _call: call })
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
