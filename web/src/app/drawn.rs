//! What was made of the session for drawing, and when it is made again: the stage with every change of what is on it; what
//! stands beside it, while time runs, a few times a second.

use std::collections::BTreeMap;
use std::rc::Rc;

use partita_view::{AtEnd, Finding, Micros, Past};

use crate::panels::{Entries, Facts, Found, Of, Search, inspect};
use crate::session::{
    Followed, Line, LogFilter, Mark, Narrator, Panel, Session, Standing, Subject, View, rates, standings,
};
use crate::stage::{self, Drawing, Level, Scene, Section};
use crate::{boot, browser, words};

use super::{App, Size, views};

/// Between two times that what stands beside the stage is made again while time runs, in milliseconds: as fast as one reads.
const BESIDE_MS: f64 = 250.0;
/// The same for the clock and the timeline, whose head should not jump.
const TIME_MS: f64 = 100.0;
/// The same for what is asked once everything is mended: all logs are looked at for it.
const JUDGED_MS: f64 = 1000.0;

/// What was made of the session for drawing, and of which state of it.
pub(super) struct Drawn {
    pub(super) scene: Rc<Scene>,
    pub(super) tree: Rc<Vec<Section>>,
    /// Whether the tree was made while time stood.
    stood: bool,
    pub(super) log: Rc<Entries>,
    /// What of all events the log has.
    search: Search,
    pub(super) lines: Rc<Vec<Line>>,
    pub(super) marks: Rc<Vec<Mark>>,
    pub(super) bookmarks: Rc<Vec<Micros>>,
    pub(super) density: Rc<Vec<u32>>,
    pub(super) silences: Rc<Vec<(Micros, Micros)>>,
    pub(super) facts: Option<Facts>,
    pub(super) standings: Rc<Vec<Standing>>,
    pub(super) followed: Option<Followed>,
    pub(super) views: views::Views,
    pub(super) summary: String,
    /// Note heads of the keys, as the legend has them.
    pub(super) legend: Vec<(u8, bool, String)>,
    /// What the checkers found, where that is shown.
    pub(super) found: Vec<Found>,
    /// How the promises of the end stand, where that is shown.
    pub(super) at_end: AtEnd,
    /// The story as a text, where that is shown.
    pub(super) story: String,
    pub(super) clock: Clock,
    language: words::Language,
    opened: u64,
    /// Revision of what the scene shows.
    picture: u64,
    /// Revision of what stands beside it.
    revision: u64,
    events: usize,
    /// Events that the narrator knows.
    told: Option<usize>,
    everything: bool,
    log_filter: LogFilter,
    log_shown: usize,
    terminal: u64,
    timeline: u64,
    /// Deeds whose story the boot module holds.
    held: Option<u64>,
    size: Option<Size>,
    beside: Beat,
    time: Beat,
    judged: Beat,
}

/// What clock and timeline show.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Clock {
    pub(super) now: Micros,
    pub(super) end: Micros,
    pub(super) steps: u64,
    pub(super) past: Past,
}

/// When something was made last.
#[derive(Clone, Copy, Debug, Default)]
struct Beat(f64);

impl Beat {
    /// Whether it is time to make it again: at once where nobody plays.
    fn is_due(&mut self, now_ms: f64, every_ms: f64, paced: bool) -> bool {
        let due = !paced || now_ms - self.0 >= every_ms;
        if due {
            self.0 = now_ms;
        }
        due
    }
}

impl App {
    /// Makes again what the changes since the last time ask for; in a frame, while time runs, not more than is due. Says whether
    /// anything is to be drawn but messages.
    pub(super) fn refresh(&mut self, frame: bool) -> bool {
        self.begin_anew();
        self.keep_beside();
        if self.session.0.borrow().is_behind() {
            self.session.0.borrow_mut().look();
        }
        let session = self.session.0.borrow();
        let paced = frame && session.playback.playing;
        let now_ms = browser::clock_ms();
        let mut anew = !paced || self.flat;
        let picture = self.drawn.picture(&session, self.size);
        anew |= picture;
        // A large cluster was drawn anew: the rest has a frame of its own.
        let busy = paced && picture && session.from_far;
        if !busy && self.drawn.time.is_due(now_ms, TIME_MS, paced) {
            anew |= self.drawn.time(&session);
        }
        let beside = !busy && self.drawn.beside.is_due(now_ms, BESIDE_MS, paced);
        if beside || matches!(session.shows_as(), View::Sequence | View::Branches) {
            let size = (self.size.width, self.size.height);
            self.drawn.views.refresh(&session, size, &self.beside);
            anew = true;
        }
        let session = if beside {
            // What is told of a log is read of it as often as it is told.
            drop(session);
            self.session.0.borrow_mut().reach();
            self.session.0.borrow()
        } else {
            session
        };
        if beside {
            let judged =
                session.panel == Panel::Verdict && self.drawn.judged.is_due(now_ms, JUDGED_MS, paced);
            if judged {
                self.drawn.at_end = session.engine().at_end();
            }
            self.drawn.beside(&session, self.log_shown);
        }
        anew |= self.touched.refresh(&session, &self.drawn.scene);
        narrated(&mut self.narrator, &session, &mut self.drawn.told);
        let far = matches!(self.drawn.scene.level(), Level::Blocks | Level::Heat);
        drop(session);
        self.session.0.borrow_mut().from_far = far;
        anew
    }

    /// Forgets what is of another story, or said in another language.
    fn begin_anew(&mut self) {
        if self.drawn.language != words::language() {
            // What has happened is said again. What was heard before is not what is to be heard next.
            self.session.0.borrow_mut().say_again();
            self.drawn = Drawn { opened: self.drawn.opened, ..Drawn::empty() };
        }
        let opened = self.session.0.borrow().opened();
        if self.drawn.opened != opened {
            self.drawn = Drawn { opened, ..Drawn::empty() };
            self.folded = None;
        }
    }
}

impl Drawn {
    pub(super) fn empty() -> Self {
        Self {
            scene: Rc::new(stage::Scene::empty()),
            tree: Rc::default(),
            stood: false,
            log: Rc::default(),
            search: Search::default(),
            lines: Rc::default(),
            marks: Rc::default(),
            bookmarks: Rc::default(),
            density: Rc::default(),
            silences: Rc::default(),
            facts: None,
            standings: Rc::default(),
            followed: None,
            views: views::Views::default(),
            summary: String::new(),
            legend: Vec::new(),
            found: Vec::new(),
            at_end: AtEnd::default(),
            story: String::new(),
            clock: Clock::default(),
            told: None,
            language: words::language(),
            opened: 0,
            picture: 0,
            revision: 0,
            events: 0,
            everything: false,
            log_filter: LogFilter::default(),
            log_shown: 0,
            terminal: 0,
            timeline: 0,
            held: None,
            size: None,
            beside: Beat::default(),
            time: Beat::default(),
            judged: Beat::default(),
        }
    }

    /// The stage: what is not shown is not laid out. Says whether it is another one.
    fn picture(&mut self, session: &Session, size: Size) -> bool {
        if session.shows_as() != View::Stage {
            return self.size.take().is_some();
        }
        let notes = self.scene.level() == Level::Notes;
        // From farther the picture has rates in it, which are others as time goes on.
        let picture = if notes { session.picture() } else { session.revision() };
        if self.picture == picture && self.size == Some(size) {
            return false;
        }
        self.followed = session.followed();
        let rates =
            if notes { BTreeMap::new() } else { rates(session.events(), session.view(), session.now()) };
        let scene = stage::layout(&Drawing {
            view: session.drawn(),
            windows: session.windows(),
            keys: &session.keys,
            fresh: session.fresh(),
            width: size.width,
            height: size.height,
            scale: size.scale,
            selected: session.selection.as_ref(),
            lens: session.camera().lens.as_ref(),
            rates: &rates,
            followed: self.followed.as_ref(),
        });
        (self.picture, self.size) = (picture, Some(size));
        let other = *self.scene != scene;
        if other {
            self.scene = Rc::new(scene);
        }
        other
    }

    /// The clock, and the line of time. Says whether they show anything else.
    fn time(&mut self, session: &Session) -> bool {
        const MILLISECOND: u64 = 1000;
        let whole = |at: Micros| at / MILLISECOND * MILLISECOND;
        let clock = Clock {
            now: whole(session.now()),
            end: whole(session.end()),
            steps: session.steps(),
            past: session.engine().past(),
        };
        let other = self.clock != clock;
        self.clock = clock;
        if self.timeline != session.timeline.version() {
            self.bookmarks = Rc::new(session.timeline.bookmarks().to_vec());
            self.marks = Rc::new(session.timeline.marks().to_vec());
            self.density = Rc::new(session.timeline.density().to_vec());
            self.silences = Rc::new(session.timeline.silences());
            self.timeline = session.timeline.version();
        }
        other
    }

    /// What stands beside the stage; of the log so many entries.
    fn beside(&mut self, session: &Session, log_shown: usize) {
        let standing = !session.playback.runs();
        if self.revision != session.revision() || self.stood != standing {
            self.tree = Rc::new(stage::in_words(session.drawn(), self.scene.level(), standing, &|flight| {
                session.shows(flight)
            }));
            self.stood = standing;
        }
        if self.revision != session.revision() {
            let level = self.scene.level();
            self.standings = if matches!(level, Level::Notes | Level::Bars) && session.camera().is_whole() {
                Rc::default()
            } else {
                Rc::new(standings(session.view()))
            };
            self.facts = inspect(session);
            self.summary = words::summary(session.view());
            self.legend = session.keys.legend();
            self.revision = session.revision();
        }
        let events = session.engine().events_len();
        let filtered = self.everything != session.everything
            || self.log_filter != session.log
            || self.log_shown != log_shown;
        if self.events != events || filtered {
            let of = Of {
                story: (session.opened(), session.deeds()),
                everything: session.everything,
                filter: session.log.clone(),
                language: words::language(),
            };
            let events = (session.engine().events_from(), session.events());
            self.log = Rc::new(self.search.entries(of, events, session.view(), log_shown));
            self.log_shown = log_shown;
            (self.events, self.everything) = (session.engine().events_len(), session.everything);
            self.log_filter = session.log.clone();
        }
        if self.held != Some(session.deeds()) {
            boot::hold_story(&session.story());
            self.held = Some(session.deeds());
        }
        if self.terminal != session.terminal.version() {
            self.lines = Rc::new(session.terminal.lines().to_vec());
            self.terminal = session.terminal.version();
        }
        self.found = if session.panel == Panel::Verdict { found(session, &self.at_end) } else { Vec::new() };
        self.story = if session.panel == Panel::Story { session.story() } else { String::new() };
    }
}

/// What the checkers found, and when, as far as that is remembered, with what does not hold although everything is mended.
#[inline(never)]
fn found(session: &Session, at_end: &AtEnd) -> Vec<Found> {
    let findings = session.engine().findings();
    let when = |finding: &Finding| {
        let told = session.events().iter().find(|happened| match &happened.event {
            partita_view::Event::Verdict(told) => told == finding,
            _ => false,
        });
        told.map(|happened| happened.at)
    };
    let found = findings.iter().map(|finding| (finding.clone(), when(finding)));
    found.chain(at_end.broken.iter().map(|finding| (finding.clone(), None))).collect()
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
    let (now_ms, detail) = (browser::clock_ms() as u64, narrator.detail);
    for happened in engine.events(before, NEWS_MAX).iter().filter(|happened| detail.admits(happened)) {
        narrator.tell(Subject::of(&happened.event), words::sentence(happened, session.view()), now_ms);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn while_time_runs_it_is_made_now_and_then_and_at_once_where_it_stands() {
        let mut beat = Beat::default();
        let mut due = |at, paced| beat.is_due(at, 250.0, paced);
        assert_eq!([due(1000.0, true), due(1100.0, true), due(1249.0, true)], [true, false, false]);
        assert_eq!([due(1250.0, true), due(1260.0, false), due(1500.0, true)], [true, true, false]);
    }
}
