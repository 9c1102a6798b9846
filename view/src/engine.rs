//! What a page asks of whatever runs the cluster.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::{
    ClusterView, ConfigView, Configured, Finding, Happened, MessageId, MessageView, Micros, Passed,
    RecordView, RoundTrip,
};

/// A cluster with its past: the page's only way to it. Nothing here waits: long work is done in slices, and each call
/// says how far it came.
pub trait Engine {
    /// The moment that [`Engine::view`] shows.
    fn now(&self) -> Micros;
    /// The latest moment that has been reached on this branch; going there needs no new simulation.
    fn end(&self) -> Micros;
    /// When the story says that it ends, if it does: playing stops there.
    fn story_end(&self) -> Option<Micros>;
    /// Goes on towards `until`, at most `deliveries` of them. Past [`Engine::end`] this makes new history. A story has a
    /// longest length, a day: what lies beyond is not gone to, here and in [`Engine::seek`].
    fn run(&mut self, until: Micros, deliveries: u32) -> Progress;
    /// Delivers exactly one thing; `false` if nothing is left to deliver, or the story is as long as it may be.
    fn step(&mut self) -> bool;
    /// Goes to any moment up to [`Engine::end`] or beyond, in slices: call again while it says [`Progress::Working`];
    /// until it is done, [`Engine::view`] shows the old moment.
    fn seek(&mut self, at: Micros, deliveries: u32) -> Progress;
    /// Carries out a line of the playground's words, or of a tool (`kafka-topics.sh --list`). Acting in the past makes
    /// a branch: what was beyond is given up for the new future. A tool's output arrives in [`Engine::printed`].
    fn command(&mut self, line: &str) -> Result<Done, CommandError>;
    /// The newest command of the story up to the present: when, and its words.
    fn last_command(&self) -> Option<(Micros, String)>;
    /// Commands of the story up to the present.
    fn commands_given(&self) -> usize;
    /// Gives up what lies beyond the present.
    fn give_up_future(&mut self);
    /// Types a line into a running tool that reads; `None` is the end of its input (Ctrl-D).
    fn type_line(&mut self, tool: &str, line: Option<&str>) -> Result<(), CommandError>;
    /// Interrupts a running tool (Ctrl-C).
    fn interrupt(&mut self, tool: &str) -> Result<(), CommandError>;
    /// The present moment. The same pointer while nothing changed.
    fn view(&mut self) -> Arc<ClusterView>;
    /// Whether a message with records of a topic that is not Kafka's own, or the answer to one, is on its way. Cheap: a page asks it many times a frame, to
    /// know when to slow down.
    fn carries_records(&self) -> bool;
    /// A window of records of one replica, from the first at or after `from`.
    fn records(&mut self, topic: &str, partition: i32, node: i32, from: i64, max: u32) -> Vec<RecordView>;
    /// A message of the past or on its way, opened. `None` if the run has no such message (yet).
    fn message(&mut self, id: MessageId) -> Option<MessageView>;
    /// Whether messages are to be remembered for [`Engine::messages`]. Where they were not, the recent past is played
    /// again: the next [`Engine::seek`] to the present does it, in slices.
    fn remember_messages(&mut self, on: bool);
    /// Messages of the recent past in the order in which they were sent; some of them may lie in the future of a present
    /// that went back.
    fn messages(&self) -> &[Passed];
    /// Everything that happened up to now, from the `from`-th entry on, at most `max`. What was forgotten is left out: the first
    /// of them may be a later one, [`Engine::events_from`].
    fn events(&self, from: usize, max: usize) -> &[Happened];
    /// Number of entries up to now, the forgotten ones among them.
    fn events_len(&self) -> usize;
    /// Number of the first entry that is remembered.
    fn events_from(&self) -> usize;
    /// Requests whose answers have arrived up to now, in the order of their arrival, from the `from`-th on, at most `max`; and the
    /// number of the first of them, which may be a later one: the oldest are forgotten.
    fn round_trips(&self, from: usize, max: usize) -> (usize, Vec<RoundTrip>);
    /// What is remembered of the past, and what that takes.
    fn past(&self) -> Past;
    /// Lines that tools have printed up to now, from the `from`-th on. What was forgotten is left out: the first of them may
    /// be a later one, [`Engine::printed_from`].
    fn printed(&self, from: usize) -> &[Printed];
    /// Number of lines up to now, the forgotten ones among them.
    fn printed_len(&self) -> usize;
    /// Number of the first line that is remembered.
    fn printed_from(&self) -> usize;
    /// What the checkers found up to now.
    fn findings(&self) -> &[Finding];
    /// What must hold once everything is mended: what of it is asked now, and what does not hold. Judged when asked.
    fn at_end(&self) -> AtEnd;
    /// Configs as the cluster would describe them now: all that exist, or with `set` only those that were set for just this
    /// topic, broker or group. Worked out when asked: a page asks for what it shows.
    fn configs(&self, of: &Configured, set: bool) -> Vec<ConfigView>;
    /// Promises that are watched: short name and sentence.
    fn promises(&self) -> &'static [(&'static str, &'static str)];
    /// The run as a story text that replays it.
    fn story(&self) -> String;
    /// Rolling digest of every step so far.
    fn digest(&self) -> u64;
    /// Deliveries made up to now.
    fn steps(&self) -> u64;
}

/// What is remembered of the past, and what it takes of memory. Bytes are counted, not measured: the same run has the same
/// everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// Everything that happened from this moment on is told by [`Engine::events`]; what is older may be forgotten.
    pub told_from: Micros,
    /// From this moment on copies stand close: going to an older one may take longer, since more of it is played again.
    pub close_from: Micros,
    /// Copies of past moments.
    pub copies: usize,
    /// What they take.
    pub copies_bytes: u64,
    /// What events and printed lines take.
    pub told_bytes: u64,
    /// What the story itself has written and keeps: all files of all disks. It grows as the story's own retention lets it.
    pub disk_bytes: u64,
}

/// The promises that are asked only once everything is mended, as they stand now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AtEnd {
    /// Short names of those that are not asked now, and why. What is neither here nor broken holds.
    pub not_asked: Vec<(&'static str, NotAsked)>,
    /// What does not hold although everything was mended long enough ago. Empty while something is broken.
    pub broken: Vec<Finding>,
}

/// Why a promise of the end is not asked now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAsked {
    /// A node does not run, or a link does not carry as it should.
    Broken,
    /// Everything is mended, and the cluster has time to become whole until this moment.
    Until(Micros),
    /// Records are still produced, or a reader takes time for each: nobody has to be at the end of a log.
    Reading,
}

/// How far a call came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It is there.
    Done,
    /// The budget ran out first; it has come this far.
    Working(Micros),
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// It was carried out.
    Commanded,
    /// A tool was started under this name.
    Tool(String),
    /// It only asks, and here are the lines that answer.
    Answer(Vec<String>),
}

/// Why a command was not carried out: the word that was not understood, and what would have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandError {
    /// Byte range of the word in the line.
    pub word: (u32, u32),
    /// What is wrong, in one sentence that names the word.
    pub message: String,
}

/// A line that a tool printed, or its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// When.
    pub at: Micros,
    /// The tool's name in the story.
    pub tool: String,
    /// What.
    pub what: Print,
}

/// What a tool printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Print {
    /// The command line it was started with.
    Started(String),
    /// A line of standard output.
    Out(String),
    /// A line of standard error.
    Err(String),
    /// A line that was typed into it.
    Typed(String),
    /// Its exit status.
    Exit(i32),
}
