//! Frames: time goes on in slices, what changed is laid out again, messages are painted.

use std::collections::BTreeMap;
use std::rc::Rc;

use gloo::render::request_animation_frame;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::{Callback, Context, NodeRef};

use crate::panels::{entries, inspect};
use crate::session::{Narrator, Panel, Selection, Session, Subject, View, is_worth_saying, rates, standings};
use crate::stage::{self, Drawing, Level, Palette, Scale, Sprite};
use crate::words;
use crate::{boot, browser};

use super::{App, Drawn, Msg, Size};

/// What the engine may take of a frame.
const SLICE_MS: f64 = 4.0;
/// What it may take while nobody sees time pass: on the way to another moment.
const SEEK_MS: f64 = 12.0;
/// Stages narrower than this are as tall as what stands on them.
const PHONE: i32 = 760;

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
        let beside = session.shows_as() == View::Branches;
        let called = session.called();
        drop(session);
        if std::mem::replace(&mut self.called, called) != called {
            let shared = self.session.clone();
            self.show_panel(&mut shared.0.borrow_mut(), Panel::Terminal);
        }
        match &mut self.other {
            Some(other) if beside => {
                let mut time_left = || browser::clock_ms() - started < SEEK_MS;
                self.other_behind = !other.follow(now, &mut time_left);
                true
            }
            _ => moved,
        }
    }

    pub(super) fn ask_for_frame(&mut self, ctx: &Context<Self>) {
        if self.frame.is_some() || browser::is_hidden() {
            return;
        }
        let session = self.session.0.borrow();
        let beside = self.other.is_some() && session.shows_as() == View::Branches;
        if session.playback.runs() || beside && self.other_behind {
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
        if width == 0 {
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

    /// Says what waits, when it is time.
    pub(super) fn narrate(&mut self, ctx: &Context<Self>) {
        let now = browser::clock_ms() as u64;
        self.narrator.speak(now);
        if let Some(due) = self.narrator.due_ms(now)
            && self.speaks.is_none()
        {
            let link = ctx.link().clone();
            let due = u32::try_from(due).unwrap_or(u32::MAX);
            self.speaks = Some(Timeout::new(due, move || link.send_message(Msg::Spoken)));
        }
    }

    /// Makes again what the changes since the last time ask for.
    pub(super) fn refresh(&mut self) {
        if self.drawn.language != words::language() {
            // What has happened is said again. What was heard before is not what is to be heard next.
            self.session.0.borrow_mut().say_again();
            self.drawn = Drawn { opened: self.drawn.opened, ..Drawn::empty() };
        }
        if self.session.0.borrow().is_behind() {
            self.session.0.borrow_mut().look();
        }
        let session = self.session.0.borrow();
        if self.drawn.opened != session.opened() {
            self.drawn = Drawn { opened: session.opened(), ..Drawn::empty() };
            self.folded = None;
        }
        let drawn = &mut self.drawn;
        let moved = drawn.revision != session.revision();
        // What is not shown is not laid out.
        let stale = moved || drawn.size != Some(self.size);
        if stale && session.shows_as() != View::Stage {
            drawn.size = None;
        } else if stale {
            drawn.followed = session.followed();
            let notes = drawn.scene.level() == Level::Notes;
            let rates =
                if notes { BTreeMap::new() } else { rates(session.events(), session.view(), session.now()) };
            drawn.scene = Rc::new(stage::layout(&Drawing {
                view: session.drawn(),
                windows: session.windows(),
                keys: &session.keys,
                fresh: session.fresh(),
                width: self.size.width,
                height: self.size.height,
                scale: self.size.scale,
                selected: session.selection.as_ref(),
                lens: session.camera().lens.as_ref(),
                rates: &rates,
                followed: drawn.followed.as_ref(),
            }));
            drawn.size = Some(self.size);
        }
        drawn.views.refresh(&session, (self.size.width, self.size.height), self.other.as_ref());
        if moved {
            let level = drawn.scene.level();
            drawn.standings = if matches!(level, Level::Notes | Level::Bars) && session.camera().is_whole() {
                Rc::default()
            } else {
                Rc::new(standings(session.view()))
            };
            drawn.facts = inspect(&session);
            drawn.summary = words::summary(session.view());
            drawn.revision = session.revision();
        }
        let standing = !session.playback.runs();
        if moved || drawn.stood != standing {
            drawn.tree = Rc::new(stage::in_words(session.drawn(), drawn.scene.level(), standing));
            drawn.stood = standing;
        }
        let events = session.engine().events_len();
        let stale_log = drawn.everything != session.everything
            || drawn.log_filter != session.log
            || drawn.log_shown != self.log_shown;
        // From far the log is made when the moment is looked at, not in every frame.
        let due = moved || !session.from_far || !session.playback.playing;
        if due && (drawn.events != events || stale_log) {
            drawn.log = Rc::new(entries(
                session.events(),
                session.view(),
                session.everything,
                &session.log,
                self.log_shown,
            ));
            drawn.log_shown = self.log_shown;
            (drawn.events, drawn.everything) = (events, session.everything);
            drawn.log_filter = session.log.clone();
            narrated(&mut self.narrator, &session, &mut drawn.told);
        }
        if drawn.held != Some(session.deeds()) {
            boot::hold_story(&session.story());
            drawn.held = Some(session.deeds());
        }
        if drawn.terminal != session.terminal.version() {
            drawn.lines = Rc::new(session.terminal.lines().to_vec());
            drawn.terminal = session.terminal.version();
        }
        if drawn.timeline != session.timeline.version() {
            drawn.bookmarks = Rc::new(session.timeline.bookmarks().to_vec());
            drawn.marks = Rc::new(session.timeline.marks().to_vec());
            drawn.density = Rc::new(session.timeline.density().to_vec());
            drawn.silences = Rc::new(session.timeline.silences());
            drawn.timeline = session.timeline.version();
        }
        let far = matches!(drawn.scene.level(), Level::Blocks | Level::Heat);
        drop(session);
        self.session.0.borrow_mut().from_far = far;
    }

    /// The messages of this instant.
    pub(super) fn sprites(&self) -> Vec<Sprite> {
        let session = self.session.0.borrow();
        let selected = match &session.selection {
            Some(Selection::Message(id)) => Some(*id),
            _ => None,
        };
        stage::sprites(
            session.view(),
            &self.drawn.scene,
            session.now(),
            &session.keys,
            |flight| session.shows(flight),
            selected,
            stage::Style { labelled: !session.playback.playing, still: session.playback.still },
        )
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

/// Events looked at for the sake of a screen reader: after a leap it is told where it is, not what happened on the way.
const NEWS_MAX: usize = 64;

/// Tells the narrator what has happened since the last time.
fn narrated(narrator: &mut Narrator, session: &Session, told: &mut Option<usize>) {
    let engine = session.engine();
    let all = engine.events_len();
    let before = told.replace(all).unwrap_or(all);
    if all.saturating_sub(before) > NEWS_MAX {
        return;
    }
    for happened in engine.events(before, NEWS_MAX).iter().filter(|happened| is_worth_saying(happened)) {
        narrator.tell(Subject::of(&happened.event), words::sentence(happened, session.view()));
    }
}

impl Drawn {
    pub(super) fn empty() -> Self {
        Self {
            scene: Rc::new(stage::Scene::empty()),
            tree: Rc::default(),
            stood: false,
            log: Rc::default(),
            lines: Rc::default(),
            marks: Rc::default(),
            bookmarks: Rc::default(),
            density: Rc::default(),
            silences: Rc::default(),
            facts: None,
            standings: Rc::default(),
            followed: None,
            views: super::views::Views::default(),
            summary: String::new(),
            told: None,
            language: words::language(),
            opened: 0,
            revision: 0,
            events: 0,
            everything: false,
            log_filter: crate::session::LogFilter::default(),
            log_shown: 0,
            terminal: 0,
            timeline: 0,
            held: None,
            size: None,
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
