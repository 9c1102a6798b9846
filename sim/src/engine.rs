//! A story with its past: run on, go back, act, go on from there.
//!
//! The engine keeps copies of the world ([`Moment`]s) at intervals and the list of what happened; going anywhere is the
//! nearest copy before it, played forward. Nothing else is recorded: an old message is found by playing up to it.

mod acting;
mod history;
mod moment;
mod tape;
mod told;

use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_view::{
    AtEnd, ClusterView, CommandError, ConfigView, Configured, Done, Finding, Happened, MessageId,
    MessageView, Micros, Passed, Past, Printed, Progress, RecordView, RoundTrip,
};

use crate::command::Command;
use crate::story::{LENGTH_MAX, Story};
use crate::words;
pub(crate) use acting::{Refused, commanded};
use history::History;
use moment::{Moment, Recorder};

/// So far back messages are played again for who wants to see them.
const TAPE_LENGTH: Micros = 5_000_000;

/// A story being played.
#[derive(Clone, Debug)]
pub struct Engine {
    story: Story,
    present: Moment,
    history: History,
    record: Recorder,
    /// A seek that is under way: its target and how far it has come.
    replay: Option<(Micros, Moment)>,
    seen: Option<Seen>,
    /// Counts what changes the present without a step, so that the view is made again.
    changes: u64,
}

/// The view of a moment, and what it was made of.
#[derive(Clone, Debug)]
struct Seen {
    changes: u64,
    at: Micros,
    metadata: Option<i64>,
    view: Arc<ClusterView>,
}

impl Engine {
    /// A story at its beginning.
    #[must_use]
    pub fn new(story: Story) -> Self {
        let present = Moment::new(&story.setup);
        let mut engine = Self {
            story,
            history: History::default(),
            record: Recorder::default(),
            replay: None,
            seen: None,
            changes: 0,
            present,
        };
        engine.record.take(&mut engine.present);
        engine.history.keep(&engine.present);
        engine
    }

    /// The same story at its beginning, with nobody watching the promises: to measure what that costs.
    #[must_use]
    pub fn unwatched(mut self) -> Self {
        self.present.watched = false;
        self.history = History::default();
        self.history.keep(&self.present);
        self
    }

    /// The same story at its beginning, with what is answered counted ([`crate::World::answered`]).
    #[must_use]
    pub fn counting_answers(mut self) -> Self {
        self.present.world.answers = Some(crate::world::Answers::default());
        self.history = History::default();
        self.history.keep(&self.present);
        self
    }

    /// A story from its text, at its beginning.
    ///
    /// # Errors
    /// Names the first line that is not understood.
    pub fn from_text(text: &str) -> Result<Self, crate::StoryError> {
        Story::parse(text).map(Self::new)
    }

    /// The world of the present, to look at.
    #[must_use]
    pub fn world(&self) -> &crate::World {
        &self.present.world
    }

    /// What does not hold now although everything was mended a minute ago or earlier: leaders, ISRs, logs, lags, answers.
    /// Empty while something is broken.
    #[must_use]
    pub fn unhealed(&self) -> Vec<Finding> {
        self.present.watch.at_end(&self.present.world)
    }

    /// Whether [`Engine::unhealed`] is an answer now: nothing is broken, and the last fault was mended long enough ago.
    #[must_use]
    pub fn is_healed(&self) -> bool {
        self.present.watch.end_is_due(&self.present.world)
    }

    /// Digest of the whole state of the present.
    #[must_use]
    pub fn state_digest(&self) -> u64 {
        crate::digest::of_state(&self.present.world)
    }
}

impl partita_view::Engine for Engine {
    fn now(&self) -> Micros {
        self.present.world.now.0
    }

    fn end(&self) -> Micros {
        self.record.end
    }

    fn story_end(&self) -> Option<Micros> {
        self.story.end
    }

    fn run(&mut self, until: Micros, deliveries: u32) -> Progress {
        self.replay = None;
        let before = self.present.place();
        let until = until.min(LENGTH_MAX);
        let progress =
            self.present.advance(&self.story, until, deliveries, &mut self.record, &mut self.history);
        self.record.reach(&self.present);
        // Time alone is told by the view's own moment.
        self.changes += u64::from(self.present.place() != before);
        progress
    }

    fn step(&mut self) -> bool {
        self.replay = None;
        let stepped = self.present.step_once(&self.story, &mut self.record);
        self.history.keep_now_and_then(&self.present);
        self.record.reach(&self.present);
        self.changes += 1;
        stepped
    }

    fn seek(&mut self, at: Micros, deliveries: u32) -> Progress {
        let at = at.min(LENGTH_MAX);
        let mut replay = match self.replay.take() {
            Some((target, moment)) if target == at => moment,
            _ if self.record.tape.on
                && !self.record.tape.reaches(at.saturating_sub(TAPE_LENGTH), self.present.steps()) =>
            {
                self.history.before(at.saturating_sub(TAPE_LENGTH), &self.present)
            }
            _ => self.history.before(at, &self.present),
        };
        let progress = replay.advance(&self.story, at, deliveries, &mut self.record, &mut self.history);
        self.record.reach(&replay);
        match progress {
            Progress::Done => {
                self.present = replay;
                // Parts of the view are kept while they say the same; a dead node's replicas cannot be asked again.
                self.seen = None;
                self.changes += 1;
            }
            Progress::Working(_) => self.replay = Some((at, replay)),
        }
        progress
    }

    fn remember_messages(&mut self, on: bool) {
        if self.record.tape.on != on {
            self.record.tape.clear();
            self.record.tape.on = on;
            let now = self.present.world.now.0;
            let from = now.saturating_sub(TAPE_LENGTH);
            self.replay = on.then(|| (now, self.history.before(from, &self.present)));
        }
    }

    fn messages(&self) -> &[Passed] {
        self.record.tape.messages()
    }

    fn command(&mut self, line: &str) -> Result<Done, CommandError> {
        let trimmed = line.trim();
        if trimmed == "help" {
            let lines = words::HELP.iter().map(|(word, does)| alloc::format!("{word}  {does}"));
            return Ok(Done::Answer(lines.collect()));
        }
        let command = if partita_shell::calls(trimmed) {
            Command::Run(self.tool_name(trimmed).as_str().into(), trimmed.to_string())
        } else {
            words::parse(trimmed)?
        };
        let tool = match &command {
            Command::Run(name, _) => Some(name.to_string()),
            _ => None,
        };
        self.obey(command, trimmed)?;
        Ok(tool.map_or(Done::Commanded, Done::Tool))
    }

    fn last_command(&self) -> Option<(Micros, String)> {
        let given = &self.story.commands[..self.present.next_command.min(self.story.commands.len())];
        given.last().map(|(at, command)| (*at, command.to_string()))
    }

    fn commands_given(&self) -> usize {
        self.present.next_command
    }

    fn give_up_future(&mut self) {
        self.replay = None;
        self.branch();
        self.changes += 1;
    }

    fn type_line(&mut self, tool: &str, line: Option<&str>) -> Result<(), CommandError> {
        let command = Command::Type(tool.into(), line.map(ToString::to_string));
        self.obey(command, tool)
    }

    fn interrupt(&mut self, tool: &str) -> Result<(), CommandError> {
        self.obey(Command::Interrupt(tool.into()), tool)
    }

    fn view(&mut self) -> Arc<ClusterView> {
        let now = self.present.world.now.0;
        if let Some(seen) = &mut self.seen
            && seen.changes == self.changes
        {
            if seen.at != now {
                seen.view = Arc::new(crate::view::later(&self.present.world, &seen.view));
                seen.at = now;
            }
            return seen.view.clone();
        }
        let metadata = crate::view::metadata(&self.present.world);
        let before = self.seen.take();
        let same = before.as_ref().is_some_and(|before| before.metadata == metadata);
        let before = before.map(|before| before.view);
        let view = Arc::new(crate::view::cluster(&mut self.present.world, before.as_deref(), same));
        self.seen = Some(Seen { changes: self.changes, at: now, metadata, view: view.clone() });
        view
    }

    fn carries_records(&self) -> bool {
        crate::view::carries_records(&self.present.world)
    }

    fn records(&mut self, topic: &str, partition: i32, node: i32, from: i64, max: u32) -> Vec<RecordView> {
        crate::view::records(&self.present.world, topic, partition, node, from, max)
    }

    fn message(&mut self, id: MessageId) -> Option<MessageView> {
        if let Some(open) = crate::view::message(&self.present.world, id) {
            return Some(open);
        }
        let mut past = self.history.before_message(id)?;
        past.play_to_message(&self.story, id, &mut self.record);
        crate::view::message(&past.world, id)
    }

    fn events(&self, from: usize, max: usize) -> &[Happened] {
        let from = from.max(self.record.events.first());
        self.record.events.range(from, self.present.events.min(from.saturating_add(max)))
    }

    fn events_len(&self) -> usize {
        self.present.events
    }

    fn round_trips(&self, from: usize, max: usize) -> (usize, Vec<RoundTrip>) {
        let from = from.max(self.record.trips.first());
        let known = self.record.trips.range(from, self.present.trips.min(from.saturating_add(max)));
        (from, known.iter().map(|trip| trip.told()).collect())
    }

    fn printed(&self, from: usize) -> &[Printed] {
        self.record.prints.range(from, self.present.prints)
    }

    fn printed_len(&self) -> usize {
        self.present.prints
    }

    fn printed_from(&self) -> usize {
        self.record.prints.first()
    }

    fn events_from(&self) -> usize {
        self.record.events.first()
    }

    fn past(&self) -> Past {
        Past {
            told_from: self.record.events.forgotten_at().map_or(0, |at| at + 1),
            close_from: self.history.close_from(),
            copies: self.history.len(),
            copies_bytes: self.history.bytes(),
            told_bytes: self.record.bytes(),
            disk_bytes: self.present.world.disk_bytes(),
        }
    }

    fn findings(&self) -> &[Finding] {
        self.present.watch.findings()
    }

    fn at_end(&self) -> AtEnd {
        let (watch, world) = (&self.present.watch, &self.present.world);
        AtEnd { not_asked: watch.not_asked(world), broken: watch.at_end(world) }
    }

    fn configs(&self, of: &Configured, set: bool) -> Vec<ConfigView> {
        crate::view::configs(&self.present.world, of, set)
    }

    fn promises(&self) -> &'static [(&'static str, &'static str)] {
        crate::check::PROMISES
    }

    fn story(&self) -> String {
        let mut story = self.story.clone();
        story.end = Some(self.record.end.max(story.end.unwrap_or(0)));
        story.to_string()
    }

    fn digest(&self) -> u64 {
        self.present.digest.value()
    }

    fn steps(&self) -> u64 {
        self.present.steps()
    }
}

#[cfg(test)]
mod tests {
    use partita_view::Engine as _;

    use super::*;

    #[test]
    fn a_story_ends_after_a_day_and_whoever_wants_more_gets_there() {
        let mut engine = Engine::from_text("partita story 1\nbrokers 1\n0.1 poweroff 0\n").unwrap();
        assert_eq!(engine.seek(1_000_000_000_000_000, u32::MAX), Progress::Done);
        assert_eq!((engine.now(), engine.end()), (LENGTH_MAX, LENGTH_MAX));
        assert_eq!(engine.run(Micros::MAX, u32::MAX), Progress::Done);
        assert!(!engine.step());
        assert_eq!(engine.now(), LENGTH_MAX);
        assert!(engine.command("restart 0").unwrap_err().message.contains("a day"));
    }
}
