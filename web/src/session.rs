//! The page's whole state, and everything that can be done to it. Plain Rust: no word of Yew or of a browser.
//!
//! The page never touches a world: it talks to an [`Engine`] and gets a [`ClusterView`].

mod blind;
mod branches;
mod builder;
mod camera;
mod causes;
mod cells;
mod compared;
mod complete;
mod counts;
mod courses;
mod deeds;
mod detail;
mod differences;
mod filter;
mod follow;
mod forms;
mod going;
mod latencies;
mod levels;
mod log_filter;
mod metrics;
mod narrator;
mod ownership;
mod playback;
mod rates;
mod reach;
mod records;
mod selection;
mod shown;
mod sight;
mod standing;
mod stories;
mod telling;
mod terminal;
mod timeline;
mod title;
mod touches;
mod turned;
mod typed;

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use bytes::Bytes;
use partita_view::{ClusterView, Content, Engine, Flight, Happened, MessageView, Micros, Name};

use ownership::Ownership;

pub use branches::{BRANCHES_MAX, Branch, Branches};
pub use builder::{BROKERS_MAX, Builder, CONTROLLERS_MAX};
pub use camera::{Camera, Focus, Window};
pub use causes::{Changed, cause};
pub use cells::{Cell, CellMark, differing_cells, lost_cells};
pub use compared::{Compared, Side};
pub use courses::{Courses, SECOND, Second};
pub use detail::Detail;
pub use differences::{Difference, compare};
pub use filter::Filter;
pub use follow::{Followed, followed};
pub(crate) use forms::folder;
pub use forms::{ADD, BREAK, CHANGE, Deed, Field, Form, name as deed_name};
pub use latencies::{Latency, latencies};
pub use log_filter::{LogFilter, Subject};
pub use metrics::{Measure, Metrics};
pub use narrator::{Narrator, REGIONS};
pub use playback::{Playback, RATES, Rate};
pub use rates::{Rate as BrokerRate, rates};
pub use reach::{LISTED, READ_MAX, Reached};
pub(crate) use reach::{Place, replica_of};
pub use records::{KeyBook, Windows};
pub use selection::Selection;
pub use shown::{Panel, View};
pub use standing::{Grade, Standing, standings};
pub use telling::is_worth_telling;
pub use terminal::{Line, Shell, Terminal, Voice};
pub use timeline::{BOOKMARKS_MAX, Mark, MarkKind, Timeline};
pub use title::Title;
pub use touches::Touches;

/// Deliveries asked for at once; between two such slices the frame's time is looked at. Among fifty brokers one may take a tenth of a
/// millisecond.
pub const SLICE: u32 = 16;

/// The page's state.
pub struct Session {
    /// What the story is called, where that is known.
    pub title: Option<Title>,
    engine: Box<dyn Engine>,
    view: Arc<ClusterView>,
    /// The part of it that the stage looks at.
    drawn: Arc<ClusterView>,
    camera: Camera,
    /// The key that is followed.
    following: Option<Bytes>,
    /// Whether the stage shows the cluster from far: then it need not be looked at in every frame.
    pub from_far: bool,
    /// Our time since it was looked at.
    unseen: Micros,
    /// Our time that has not passed in the story yet.
    owed: Micros,
    windows: Windows,
    /// What was read of the log of what is selected.
    reached: Reached,
    /// Note heads of the keys.
    pub keys: KeyBook,
    /// Play, pause, speed.
    pub playback: Playback,
    /// Marks and density.
    pub timeline: Timeline,
    /// Futures that were given up.
    pub branches: Branches,
    /// The moment before a command that is being undone: what lies beyond is given up there.
    undoing: Option<Micros>,
    /// The moment before a command that is to be given again, and its words.
    redoing: Option<(Micros, String)>,
    /// Measures over time.
    pub metrics: Metrics,
    /// How long requests took over time.
    pub courses: Courses,
    /// Commands and what they printed.
    pub terminal: Terminal,
    /// What is selected.
    pub selection: Option<Selection>,
    /// The opened message, if one is selected.
    message: Option<Rc<MessageView>>,
    /// How the moment is shown.
    shows_as: View,
    /// What of the messages is shown in the diagram of them.
    pub filter: Filter,
    /// What of the log is shown.
    pub log: LogFilter,
    /// The panel below the stage.
    pub panel: Panel,
    /// Whether heartbeats, metadata and votes are drawn.
    pub control_traffic: bool,
    /// Whether the log shows everything.
    pub everything: bool,
    ownership: Ownership,
    /// Grows with every change of the moment.
    revision: u64,
    /// Grows with every change of what the stage shows, messages on their way aside.
    picture: u64,
    /// Grows with everything that was done to the cluster: the story is another one.
    deeds: u64,
    /// Stories opened so far.
    opened: u64,
    /// Times that the panel was to be seen.
    called: u64,
    /// Whether it was gone on with after a reload: somebody may have done something to it before.
    carried: bool,
}

impl Session {
    /// A page on an engine, at the beginning of its story.
    pub fn new(mut engine: Box<dyn Engine>) -> Self {
        let view = engine.view();
        let mut session = Self {
            title: None,
            engine,
            drawn: view.clone(),
            view,
            camera: Camera::default(),
            following: None,
            from_far: false,
            unseen: 0,
            owed: 0,
            windows: Windows::default(),
            reached: Reached::default(),
            keys: KeyBook::default(),
            playback: Playback::default(),
            timeline: Timeline::default(),
            branches: Branches::default(),
            undoing: None,
            redoing: None,
            metrics: Metrics::default(),
            courses: Courses::default(),
            terminal: Terminal::default(),
            selection: None,
            message: None,
            shows_as: View::default(),
            filter: Filter::default(),
            log: LogFilter::default(),
            panel: Panel::default(),
            control_traffic: false,
            everything: false,
            ownership: Ownership::default(),
            revision: 0,
            picture: 0,
            deeds: 0,
            opened: 0,
            called: 0,
            carried: false,
        };
        session.look();
        session
    }

    /// Stories opened so far: what was made of another one is worth nothing.
    pub fn opened(&self) -> u64 {
        self.opened
    }

    /// How the moment is shown.
    pub fn shows_as(&self) -> View {
        self.shows_as
    }

    /// Shows the moment in another way. Who wants to see messages of the past has them played again.
    pub fn show_as(&mut self, view: View) {
        let remembers = |view: View| matches!(view, View::Sequence | View::Metrics);
        let sequence = remembers(view);
        if sequence != remembers(self.shows_as) {
            self.engine.remember_messages(sequence);
            if sequence && self.playback.seeking.is_none() {
                self.seek(self.now());
            }
        }
        self.shows_as = view;
        self.changed();
    }

    /// The moment that is shown.
    pub fn view(&self) -> &Arc<ClusterView> {
        &self.view
    }

    /// Grows with every change of the moment.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Grows with every change of what the stage shows; messages on their way, which move in every frame, are no part of it.
    pub fn picture(&self) -> u64 {
        self.picture
    }

    /// Grows with everything that was done to the cluster: the story is another one then.
    pub fn deeds(&self) -> u64 {
        self.deeds
    }

    /// Now.
    pub fn now(&self) -> Micros {
        self.engine.now()
    }

    /// The latest moment that has been reached.
    pub fn end(&self) -> Micros {
        self.engine.end()
    }

    /// Deliveries up to now.
    pub fn steps(&self) -> u64 {
        self.engine.steps()
    }

    /// The engine, to ask it.
    pub fn engine(&self) -> &dyn Engine {
        &*self.engine
    }

    /// Records of the replicas.
    pub fn windows(&self) -> &Windows {
        &self.windows
    }

    /// Groups whose ownership has just changed, and their generation.
    pub fn fresh(&self) -> &BTreeMap<Name, i32> {
        self.ownership.fresh()
    }

    /// The opened message.
    pub fn message(&self) -> Option<&Rc<MessageView>> {
        self.message.as_ref()
    }

    /// Everything that happened up to now.
    pub fn events(&self) -> &[Happened] {
        self.engine.events(0, self.engine.events_len())
    }

    /// Selects something, or nothing.
    pub fn select(&mut self, what: Option<Selection>) {
        self.message = match &what {
            Some(Selection::Message(id)) => self.engine.message(*id).map(Rc::new),
            _ => None,
        };
        self.selection = what;
        self.list_from(None);
    }

    /// One level up: from a record to its replica, to its broker, to nothing; where nothing is selected and branches are shown, two
    /// of them stand side by side no more.
    pub fn escape(&mut self) {
        if self.selection.is_none() && self.shows_as == View::Branches {
            self.branches.part_company();
        }
        let parent = self.selection.as_ref().and_then(Selection::parent);
        self.select(parent);
    }

    /// Whether a message is drawn: Kafka's own topics are control traffic.
    pub fn shows(&self, flight: &Flight) -> bool {
        let shown = |place: &partita_view::Place| !place.topic.is_empty() && !place.topic.starts_with("__");
        self.control_traffic
            || flight.places.iter().any(shown)
            || match &flight.content {
                Content::Control => false,
                Content::Records { topic, .. } | Content::Wants { topic, .. } => !topic.starts_with("__"),
                Content::Done { about: Some((topic, _)), error: None } => !topic.starts_with("__"),
                Content::Done { .. } => true,
            }
    }

    /// The story that replays everything up to the end.
    pub fn story(&self) -> String {
        self.engine.story()
    }

    pub(crate) fn engine_mut(&mut self) -> &mut dyn Engine {
        &mut *self.engine
    }

    /// Says what it keeps in words again: they are of another language now.
    pub(crate) fn say_again(&mut self) {
        self.timeline.say_again(&*self.engine, &self.view);
        self.changed();
    }

    /// Whether time stands and the moment was not looked at since it moved.
    pub(crate) fn is_behind(&self) -> bool {
        self.unseen > 0 && self.from_far && !self.playback.playing
    }

    /// Takes the present moment from the engine.
    pub(crate) fn look(&mut self) {
        self.unseen = 0;
        let view = self.engine.view();
        if !Arc::ptr_eq(&view, &self.view) || self.revision == 0 {
            let flow = only_flow(&self.view, &view);
            self.view = view;
            self.narrow();
            if !self.playback.playing {
                self.reach();
            }
            self.revision += 1;
            self.picture += u64::from(!flow);
        }
        self.timeline.read(&*self.engine, &self.view);
        self.metrics.read(&*self.engine);
        self.courses.read(&*self.engine);
        self.terminal.read(&*self.engine, &self.view);
        self.picture += u64::from(self.ownership.look(&self.view, self.engine.now()));
        if terminal::read_ahead(self) {
            self.look();
        }
        if self.terminal.take_failed() {
            self.call_terminal();
        }
    }

    /// The terminal is to be seen.
    fn call_terminal(&mut self) {
        self.panel = Panel::Terminal;
        self.called += 1;
    }

    /// Grows when the panel is to be seen: a tool that a form had started complained, or one was called for what it prints.
    pub fn called(&self) -> u64 {
        self.called
    }

    /// Something that is shown is another.
    fn changed(&mut self) {
        self.revision += 1;
        self.picture += 1;
    }
}

/// Whether nothing but time and the messages on their way is another: parts that are the same have the same pointer.
fn only_flow(before: &ClusterView, now: &ClusterView) -> bool {
    fn same<T>(before: &[Arc<T>], now: &[Arc<T>]) -> bool {
        before.len() == now.len() && before.iter().zip(now).all(|(before, now)| Arc::ptr_eq(before, now))
    }
    same(&before.nodes, &now.nodes)
        && Arc::ptr_eq(&before.quorum, &now.quorum)
        && same(&before.topics, &now.topics)
        && same(&before.producers, &now.producers)
        && same(&before.groups, &now.groups)
        && same(&before.tools, &now.tools)
        && before.links == now.links
        && before.clocks == now.clocks
}
