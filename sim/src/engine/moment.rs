//! One moment of a story, and how it becomes the next.

use alloc::vec::Vec;

use partita_machine::Instant;
use partita_view::{Event, Happened, MessageId, Micros, Printed, Progress};

use super::history::History;
use super::tape::Tape;
use super::told::Told;
use super::{Refused, commanded};
use crate::check::Watch;
use crate::command::Command;
use crate::digest::Digest;
use crate::network::Trip;
use crate::setup::Setup;
use crate::story::{LENGTH_MAX, Story};
use crate::world::{Delivered, Step, World};

/// Events that are remembered of a branch. When there are more, the oldest quarter goes.
const EVENTS_MAX: usize = 1 << 17;
/// The same of lines that tools printed.
const PRINTS_MAX: usize = 1 << 14;
/// The same of requests that were answered.
const TRIPS_MAX: usize = 1 << 17;
/// What an event takes of memory, with its names; a line with its text; a request.
const EVENT_BYTES: u64 = 128;
const PRINT_BYTES: u64 = 160;
const TRIP_BYTES: u64 = size_of::<Trip>() as u64;

/// A world with everything that belongs to the same moment.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    pub(crate) world: World,
    pub(crate) watch: Watch,
    /// Whether the promises are watched.
    pub(crate) watched: bool,
    pub(crate) digest: Digest,
    /// Commands of the story that were given.
    pub(crate) next_command: usize,
    /// Number of events up to now.
    pub(crate) events: usize,
    /// Number of printed lines up to now.
    pub(crate) prints: usize,
    /// Number of requests that were answered up to now.
    pub(crate) trips: usize,
}

/// What is remembered of the whole branch, however far back the present is.
#[derive(Clone, Debug)]
pub(crate) struct Recorder {
    pub(super) events: Told<Happened>,
    pub(super) prints: Told<Printed>,
    /// Requests that were answered, by the arrival of the answer.
    pub(super) trips: Told<Trip>,
    /// Messages of the recent past, while somebody looks at them.
    pub(crate) tape: Tape,
    /// The latest moment that was reached.
    pub(crate) end: Micros,
    /// Deliveries up to there.
    pub(crate) steps: u64,
}

impl Default for Recorder {
    fn default() -> Self {
        let (events, prints, trips) = (Told::new(EVENTS_MAX), Told::new(PRINTS_MAX), Told::new(TRIPS_MAX));
        Self { events, prints, trips, tape: Tape::default(), end: 0, steps: 0 }
    }
}

impl Recorder {
    /// Takes the moment's news. What was there before, when the same steps were played the first time, is not kept twice.
    pub(crate) fn take(&mut self, moment: &mut Moment) {
        for happened in moment.world.take_news() {
            if moment.events == self.events.len() {
                self.events.push(happened, |happened| happened.at);
            }
            moment.events += 1;
        }
        if self.tape.on {
            let sent = moment.world.sent.replace(Vec::new());
            self.tape.take(sent.unwrap_or_default(), moment.world.steps);
        }
        for trip in moment.world.trips.iter_mut().flat_map(|trips| trips.drain(..)) {
            if moment.trips == self.trips.len() {
                self.trips.push(trip, |trip| trip.at.0);
            }
            moment.trips += 1;
        }
        for printed in moment.world.take_prints() {
            if moment.prints == self.prints.len() {
                self.prints.push(printed, |printed| printed.at);
            }
            moment.prints += 1;
        }
    }

    /// What is remembered of everything told, in bytes.
    pub(crate) fn bytes(&self) -> u64 {
        let events = self.events.len() - self.events.first();
        let prints = self.prints.len() - self.prints.first();
        let trips = self.trips.len() - self.trips.first();
        EVENT_BYTES * events as u64 + PRINT_BYTES * prints as u64 + TRIP_BYTES * trips as u64
    }

    /// Notes how far the branch has come.
    pub(crate) fn reach(&mut self, moment: &Moment) {
        self.end = self.end.max(moment.world.now.0);
        self.steps = self.steps.max(moment.world.steps);
    }

    /// Forgets what came after a moment.
    pub(crate) fn cut(&mut self, moment: &Moment) {
        let now = moment.world.now.0;
        self.events.truncate(moment.events, now);
        self.prints.truncate(moment.prints, now);
        self.trips.truncate(moment.trips, now);
        self.tape.cut(moment.world.steps, now);
        self.end = now;
        self.steps = moment.world.steps;
    }
}

impl Moment {
    pub(crate) fn new(setup: &Setup) -> Self {
        let mut world = World::new(setup.clone());
        world.trips = Some(Vec::new());
        Self {
            world,
            watch: Watch::default(),
            watched: true,
            digest: Digest::default(),
            next_command: 0,
            events: 0,
            prints: 0,
            trips: 0,
        }
    }

    pub(crate) fn steps(&self) -> u64 {
        self.world.steps
    }

    /// About how many bytes it does not share with an earlier one.
    pub(crate) fn bytes_beside(&self, before: Option<&Self>) -> u64 {
        let world = self.world.bytes_beside(before.map(|before| &before.world));
        world + self.watch.bytes_beside(before.map(|before| &before.watch))
    }

    /// How far it has come: deliveries and commands.
    pub(crate) fn place(&self) -> (u64, usize) {
        (self.world.steps, self.next_command)
    }

    /// Goes on to `until`, at most `deliveries` of them, commands of the story in their places.
    pub(crate) fn advance(
        &mut self,
        story: &Story,
        until: Micros,
        deliveries: u32,
        record: &mut Recorder,
        history: &mut History,
    ) -> Progress {
        let mut left = deliveries;
        self.tapes(record);
        loop {
            let due = self.world.next_at().map_or(Micros::MAX, |at| at.0);
            if let Some((at, command)) = story.commands.get(self.next_command)
                && *at <= due
            {
                if *at > until {
                    break;
                }
                self.world.pass(Instant(*at));
                self.give(command);
            } else if due > until {
                break;
            } else if left == 0 {
                record.take(self);
                return Progress::Working(self.world.now.0);
            } else {
                left -= 1;
                self.deliver(record);
            }
            record.take(self);
            history.keep_now_and_then(self);
        }
        self.world.pass(Instant(until));
        Progress::Done
    }

    /// Delivers one thing, or gives the story's next command if that comes first.
    pub(crate) fn step_once(&mut self, story: &Story, record: &mut Recorder) -> bool {
        self.tapes(record);
        let due = self.world.next_at().map_or(Micros::MAX, |at| at.0);
        let stepped = match story.commands.get(self.next_command) {
            Some((at, command)) if *at <= due => {
                self.world.pass(Instant(*at));
                self.give(command);
                true
            }
            _ if due > LENGTH_MAX => false,
            _ => self.deliver(record),
        };
        record.take(self);
        stepped
    }

    /// Plays until a message is on its way.
    pub(crate) fn play_to_message(&mut self, story: &Story, id: MessageId, record: &mut Recorder) {
        while self.world.network.last_message() < id && self.steps() <= record.steps {
            if !self.step_once(story, record) {
                return;
            }
        }
    }

    /// Carries out a command of the story. One that is refused now was refused then: it says so and goes on.
    fn give(&mut self, command: &Command) {
        self.next_command += 1;
        let refused = self.obey(command).err();
        if let Some(refused) = refused {
            let who = partita_view::Party::Client("story".into());
            self.world.tell(who, Event::Commanded(refused.message));
        }
    }

    /// Carries out a command.
    pub(crate) fn obey(&mut self, command: &Command) -> Result<(), Refused> {
        let who = partita_view::Party::Client("story".into());
        self.world.tell(who, commanded(command));
        self.digest.command(command);
        let mut step = self.world.obey(command)?;
        self.observe(&mut step);
        Ok(())
    }

    /// The world collects what it sends if it is to be remembered.
    fn tapes(&mut self, record: &Recorder) {
        if record.tape.on != self.world.sent.is_some() {
            self.world.sent = record.tape.on.then(Vec::new);
        }
    }

    fn deliver(&mut self, record: &mut Recorder) -> bool {
        let Some(mut step) = self.world.step() else { return false };
        if record.tape.on
            && let Delivered::Message(id) = step.delivered
        {
            record.tape.arrived(id, step.at.0);
        }
        self.observe(&mut step);
        true
    }

    fn observe(&mut self, step: &mut Step) {
        self.digest.step(step);
        let found = if self.watched { self.watch.step(&self.world, step) } else { Vec::new() };
        for finding in found {
            let who = step.to.clone().unwrap_or(partita_view::Party::Client("network".into()));
            self.world.tell(who, Event::Verdict(finding));
        }
        self.digest.state_now_and_then(&self.world);
    }
}
