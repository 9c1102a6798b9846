//! The app: owns the [`Session`], turns what people do into changes of it, and draws it.

mod deck;
mod draw;
mod drawn;
mod focus;
mod frame;
mod gesture;
mod input;
mod keeping;
mod keyboard;
mod listening;
mod more;
mod other;
mod session;
mod sight;
mod touch;
mod views;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::render::AnimationFrame;
use gloo::timers::callback::Timeout;
use partita_view::{Engine, Micros};
use web_sys::HtmlCanvasElement;
use yew::{Component, Context, Html, NodeRef, Properties};

use crate::boot;
use crate::browser::{self, Theme};
use crate::keeping::Arrival;
use crate::keys::Action;
use crate::panels::{SHOWN, Typed};
use crate::session::{Detail, Filter, LogFilter, Narrator, Panel, Selection, Session, Side, Title, View};
use crate::stage::{Palette, Scale, Sprites};
use crate::words;

use drawn::Drawn;
use focus::Focus;
pub(crate) use keeping::Keep;
pub use session::{Beginning, News, begin};

/// Makes the engine of a story, or says what is wrong with the text.
pub type Open = fn(&str) -> Result<Box<dyn Engine>, String>;

/// A session that the page and its JavaScript interface share, and how another story is opened in it.
#[derive(Clone)]
pub struct Shared(pub Rc<RefCell<Session>>, pub Open);

impl Shared {
    /// Opens a story in the place of the present one.
    pub(crate) fn open(&self, story: &str) -> Result<(), String> {
        let engine = (self.1)(story)?;
        let mut session = self.0.borrow_mut();
        session.open(engine);
        session.title = crate::stories::name_of(story).map(|name| Title::Named(name.into()));
        Ok(())
    }
}

impl Shared {
    /// Opens a story for a person, who finds what they did to the present one among the branches: what is to be said of that.
    pub(crate) fn replace(&self, story: &str) -> Result<Option<News>, String> {
        let engine = (self.1)(story)?;
        let mut session = self.0.borrow_mut();
        let named = session.title.as_ref().map(Title::text);
        let left = named.unwrap_or_else(|| words::ANOTHER_STORY.text().into());
        let letter = session.replace(engine, &left);
        session.title = crate::stories::name_of(story).map(|name| Title::Named(name.into()));
        Ok(letter.map(|letter| News::Left(left.to_string(), letter)))
    }
}

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Props of [`App`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The session.
    pub session: Shared,
    /// Name of the story.
    pub title: String,
    /// Whether time runs at once.
    pub autoplay: bool,
    /// A story that waits to be run.
    pub arrival: Option<Arrival>,
    /// What the page has to say about its session.
    pub news: Option<News>,
}

/// What people do, and what the browser tells.
pub enum Msg {
    /// A frame, and when it is drawn.
    Frame(f64),
    /// The stage or the timeline has another size.
    Resized,
    /// Another part of the stage is seen.
    Scrolled,
    /// A key or a button.
    Act(#[allow(private_interfaces, reason = "only the page makes messages")] Action),
    /// A point of the stage was pressed: from its left and top, in pixels.
    Pressed(f64, f64),
    /// A menu is asked for at a place of the window: of what is there, or of what is selected.
    Menu(f64, f64, Option<(f64, f64)>),
    /// An entry of the menu was chosen, by its number, or it was closed.
    Chosen(Option<usize>),
    /// What stands open over the page is another.
    Deal(deck::Deal),
    /// Something was chosen.
    Select(Option<Selection>),
    /// What belongs to the selected batch or segment is to be listed from an offset on, or from its beginning.
    List(Option<i64>),
    /// A pointer or the keyboard is on another thing of the stage, or on none.
    Touch(Option<Selection>),
    /// An arrow on the list of everything: down, right.
    Walk(i32, i32),
    /// Something was typed into the terminal.
    Typed(#[allow(private_interfaces, reason = "only the page makes messages")] Typed),
    /// A button with a command was pressed.
    Command(String),
    /// The stage is to look elsewhere.
    Sight(sight::Sight),
    /// The wheel turned, with Ctrl held: by how much and where.
    Wheel(f64, f64, f64),
    /// To another moment.
    Seek(Micros),
    /// The moment as something else.
    View(View),
    /// Other entries in the log.
    LogFilter(LogFilter),
    /// The story is to be played from a moment.
    Replay(Micros),
    /// Other messages in the diagram of them.
    Filter(Filter),
    /// The latencies of another kind of request are to be seen.
    Course(&'static str),
    /// A branch is to stand beside another.
    Compare(usize),
    /// A branch is to stand at the left (0) or at the right (1).
    Put(usize, Side),
    /// What stands side by side is to be closed.
    Part,
    /// A branch is to be continued.
    Continue(usize),
    /// Another panel.
    Show(Panel),
    /// The next theme.
    Theme,
    /// Another language.
    Language(words::Language),
    /// Letters and signs as keys of the page, or not.
    Letters,
    /// A screen reader is to be told more, or less.
    Narration(Detail),
    /// The log with everything, or not.
    Everything,
    /// Older entries of the log too.
    Older,
    /// A story is to be opened.
    Open(String),
    /// A story came from outside.
    Arrived(Arrival),
    /// It is to be run, or not.
    Answered(bool),
    /// A file was chosen.
    File(web_sys::File),
    /// Something is to be handed out.
    Keep(#[allow(private_interfaces, reason = "only the page makes messages")] Keep),
    /// Less motion is asked for, or no longer.
    Motion,
    /// The page is seen again, or no longer.
    Seen,
    /// What the page said was heard.
    Heard,
    /// The first story again.
    StartAfresh,
    /// A sentence for a screen reader has waited long enough.
    Spoken,
    /// The page is left.
    Leaving,
    /// Paper is about to be written on, or it is done.
    Paper(bool),
    /// The session was changed by others.
    Changed,
}

/// The page.
pub struct App {
    session: Shared,
    theme: Theme,
    help: bool,
    /// Where the menu of what is selected stands.
    menu: Option<(f64, f64)>,
    keyboard: Rc<keyboard::Keyboard>,
    /// The branches that stand side by side.
    beside: other::Beside,
    /// What is wrong with the story that was to be opened.
    story_error: Option<String>,
    /// A story from outside that nobody has answered yet.
    arrival: Option<Rc<Arrival>>,
    /// What the page has to say about its session.
    news: Option<News>,
    /// What a screen reader is told.
    narrator: Narrator,
    /// The next sentence waits for its time.
    speaks: Option<Timeout>,
    keeper: session::Keeper,
    /// Whether messages are drawn as shapes too: for paper, for a picture.
    flat: bool,
    /// The picture that is to be taken after drawing.
    picture: Option<Keep>,
    stage: NodeRef,
    canvas: NodeRef,
    track: NodeRef,
    field: NodeRef,
    /// What stands open over the page.
    deck: Option<deck::Deck>,
    /// The field of the search, and what came of it.
    find: NodeRef,
    finding: bool,
    not_found: bool,
    /// Whether a person folded the panel below the stage, or unfolded it.
    folded: Option<bool>,
    /// How often the session wanted its panel to be seen.
    called: u64,
    /// Entries of the log that are shown at most.
    log_shown: usize,
    /// Whether the latest press on the stage was the beginning of a drag.
    dragged: Rc<Cell<bool>>,
    /// What the wheel turned and has not zoomed yet.
    wheeled: f64,
    size: Size,
    drawn: Drawn,
    sprites: RefCell<Sprites>,
    palette: Option<Palette>,
    frame: Option<AnimationFrame>,
    last_frame: Option<f64>,
    focus: Focus,
    openers: focus::Openers,
    /// What was selected last.
    stood: Option<Selection>,
    /// What a pointer or the keyboard is on.
    touched: touch::Touched,
    /// The language of what stands on the page.
    drawn_in: words::Language,
    _listeners: Vec<EventListener>,
    _observer: Option<frame::Observer>,
    api: crate::api::Api,
}

#[derive(Clone, Copy, PartialEq)]
struct Size {
    width: i32,
    height: i32,
    scale: Scale,
    track: i32,
}

impl Component for App {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let session = ctx.props().session.clone();
        let theme = Theme::kept();
        theme.apply();
        browser::keep_speaking();
        if ctx.props().autoplay && !browser::reduced_motion() {
            session.0.borrow_mut().playback.play();
        }
        session.0.borrow_mut().playback.still = browser::reduced_motion();
        let called = session.0.borrow().called();
        let keyboard = Rc::new(keyboard::Keyboard::kept());
        let mut app = Self {
            drawn: Drawn::empty(),
            sprites: RefCell::default(),
            theme,
            help: false,
            menu: None,
            beside: other::Beside::default(),
            story_error: None,
            arrival: ctx.props().arrival.clone().map(Rc::new),
            news: ctx.props().news.clone(),
            narrator: Narrator::of(browser::narration()),
            speaks: None,
            keeper: session::Keeper::default(),
            flat: false,
            picture: None,
            stage: NodeRef::default(),
            canvas: NodeRef::default(),
            track: NodeRef::default(),
            field: NodeRef::default(),
            deck: None,
            find: NodeRef::default(),
            finding: false,
            not_found: false,
            folded: None,
            called,
            log_shown: SHOWN,
            dragged: Rc::default(),
            wheeled: 0.0,
            size: Size { width: 1000, height: 440, scale: Scale(100), track: 900 },
            palette: None,
            frame: None,
            last_frame: None,
            focus: Focus::default(),
            openers: focus::Openers::default(),
            stood: None,
            touched: touch::Touched::default(),
            drawn_in: words::language(),
            _listeners: listening::listen(ctx, keyboard.clone()),
            keyboard,
            _observer: None,
            api: crate::api::Api::publish(session.clone(), ctx.link().callback(|()| Msg::Changed)),
            session,
        };
        app.keeper.arriving = app.session.0.borrow().playback.seeking.is_some();
        app.refresh(false);
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let opened = self.note_focus();
        let frame = matches!(msg, Msg::Frame(_));
        let changed = match msg {
            Msg::Frame(at) => self.on_frame(at),
            Msg::File(file) => {
                keeping::read(&file, ctx.link().callback(Msg::Arrived));
                false
            }
            Msg::Touch(what) => return self.touch(what),
            other => self.on_input(other),
        };
        self.heed();
        self.note_openers(opened);
        let mut anew = changed && self.refresh(frame);
        self.keep_session(false);
        anew |= self.narrate(ctx);
        self.ask_for_frame(ctx);
        self.api.arrived();
        if changed && !anew {
            // Nothing has moved but messages.
            self.paint();
        }
        anew
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        self.draw(ctx)
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            // Only now: drawing waits its turn, and before it nobody listens to a key.
            boot::started();
            self.hint_at_keys();
        }
        if first || self.drawn_in != words::language() {
            self.drawn_in = words::language();
            ctx.link().send_message(Msg::Changed);
            self._observer =
                frame::Observer::of(&[&self.stage, &self.track], ctx.link().callback(|()| Msg::Resized));
            ctx.link().send_message(Msg::Resized);
            if let Some(stage) = self.stage.cast::<web_sys::Element>() {
                self._listeners.push(sight::wheel(&stage, ctx));
                self._listeners.extend(gesture::listen(&stage, ctx, self.dragged.clone()));
            }
        }
        self.give_focus();
        self.paint();
        self.take_picture(ctx);
    }
}

impl App {
    fn canvas(&self) -> Option<HtmlCanvasElement> {
        self.canvas.cast()
    }
}
