//! Everything a person, a lesson or a storm can do to a world. There is no other way to change one.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use partita_machine::Name;
use partita_view::{MessageId, Micros, Party};

/// A command. Its `Display` is the playground's words for it, which `words.rs` reads back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Starts a producer: its name and its settings, Kafka's and the application's.
    Producer(Name, Vec<(Name, Name)>),
    /// Starts a consumer: its name and its settings, Kafka's and the application's.
    Consumer(Name, Vec<(Name, Name)>),
    /// Sends one record through a producer that runs; no key is a null key.
    Send {
        /// The producer.
        producer: Name,
        /// Key, if any.
        key: Option<String>,
        /// Value; none is a tombstone.
        value: Option<String>,
    },
    /// A consumer takes so many microseconds for each record from now on.
    Pace(Name, Micros),
    /// A consumer goes to another offset of a partition that it has.
    Seek(Name, Name, i32, i64),
    /// A consumer commits its positions now.
    Commit(Name),
    /// A broker more: its id, and its rack if it has one.
    Broker(i32, Option<Name>),
    /// A consumer leaves its group and ends.
    Leave(Name),
    /// SIGKILL.
    Kill(Party),
    /// The power goes.
    PowerOff(Party),
    /// SIGTERM: a controlled shutdown.
    Stop(Party),
    /// A node that does not run starts again on its disk.
    Restart(Party),
    /// SIGSTOP.
    Pause(Party),
    /// SIGCONT.
    Resume(Party),
    /// Nothing passes any more.
    Cut(Way),
    /// As usual again.
    Heal(Way),
    /// Slower by so many microseconds.
    Slow(Way, Micros),
    /// The wall clock of a machine is so many milliseconds ahead of the true time, or behind it; its monotonic clock, which
    /// runs its timers, goes on as before.
    Clock(Party, i64),
    /// Something happens to a node's disk.
    Disk(Party, DiskFault),
    /// Holds a message, and all behind it on its connection.
    Hold(MessageId),
    /// Lets a held message go on.
    Release(MessageId),
    /// Makes a message arrive later, and all behind it.
    Delay(MessageId, Micros),
    /// Loses a message, and its connection.
    Drop(MessageId),
    /// Breaks a request's connection for its sender, who tries again on another; this copy arrives so many microseconds later
    /// all the same.
    Late(MessageId, Micros),
    /// One more controller, which has no vote yet, starts.
    Controller(i32),
    /// A controller gets a vote in the metadata quorum, or loses it, by Kafka's tool.
    Quorum(VoterChange, i32),
    /// Starts a command-line tool under a name.
    Run(Name, String),
    /// Types a line into a tool; `None` ends its input.
    Type(Name, Option<String>),
    /// Interrupts a tool (SIGINT).
    Interrupt(Name),
}

/// A change of the voters of the metadata quorum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VoterChange {
    /// One more.
    Add,
    /// One less.
    Remove,
}

impl VoterChange {
    /// The playground's word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Remove => "remove",
        }
    }

    /// Name of the tool that is run for it.
    pub(crate) fn tool(self, id: i32) -> Name {
        alloc::format!("quorum-{}-{id}", self.word()).as_str().into()
    }
}

/// What may happen to a disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiskFault {
    /// Reads take so many microseconds.
    Slow(Micros),
    /// Nothing more fits.
    Fill,
    /// Nothing works.
    Fail,
    /// Nothing works in one of its log directories, by the path in `log.dirs`.
    FailDirectory(Name),
    /// A loss of power leaves a part of what was not flushed.
    Tear,
    /// A flush fails, which takes the log directory offline.
    FailFlushes,
    /// A flush says that it is done, and a loss of power takes what it was to keep.
    LieAboutFlushes,
    /// A file is gone.
    Lose(Name),
    /// One bit of a file is another, at this byte.
    Flip(Name, u64),
    /// As good as new; what is damaged stays so.
    Mend,
    /// Another disk, newly formatted, while no process has it.
    Replace,
}

impl Command {
    /// The machine that it is about, if it is about one.
    #[must_use]
    pub fn party(&self) -> Option<Party> {
        match self {
            Self::Producer(name, _)
            | Self::Consumer(name, _)
            | Self::Send { producer: name, .. }
            | Self::Pace(name, _)
            | Self::Seek(name, ..)
            | Self::Commit(name)
            | Self::Leave(name)
            | Self::Run(name, _)
            | Self::Type(name, _)
            | Self::Interrupt(name) => Some(Party::Client(name.clone())),
            Self::Kill(party)
            | Self::PowerOff(party)
            | Self::Stop(party)
            | Self::Restart(party)
            | Self::Pause(party)
            | Self::Resume(party)
            | Self::Clock(party, _)
            | Self::Disk(party, _) => Some(party.clone()),
            Self::Controller(id) => Some(Party::Node(*id)),
            Self::Quorum(change, id) => Some(Party::Client(change.tool(*id))),
            Self::Broker(id, _) => Some(Party::Node(*id)),
            Self::Cut(_)
            | Self::Heal(_)
            | Self::Slow(..)
            | Self::Hold(_)
            | Self::Release(_)
            | Self::Delay(..)
            | Self::Drop(_)
            | Self::Late(..) => None,
        }
    }
}

/// A link in one direction or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// From.
    pub from: Party,
    /// To.
    pub to: Party,
    /// And back.
    pub both: bool,
}

impl fmt::Display for DiskFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Slow(by) => write!(f, "slow {}", Length(*by)),
            Self::Fill => f.write_str("fill"),
            Self::Fail => f.write_str("fail"),
            Self::FailDirectory(dir) => write!(f, "fail {dir}"),
            Self::Tear => f.write_str("tear"),
            Self::FailFlushes => f.write_str("flush-fails"),
            Self::LieAboutFlushes => f.write_str("flush-lies"),
            Self::Lose(file) => write!(f, "lose {file}"),
            Self::Flip(file, at) => write!(f, "flip {file} {at}"),
            Self::Mend => f.write_str("mend"),
            Self::Replace => f.write_str("replace"),
        }
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{}", Named(&self.from), if self.both { "" } else { "> " }, Named(&self.to))
    }
}

/// A party as the playground writes it.
pub(crate) struct Named<'a>(pub(crate) &'a Party);

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Party::Node(id) => write!(f, "{id}"),
            Party::Client(name) => f.write_str(name),
        }
    }
}

/// A length of time as the playground writes it: `50ms`, `1500us`.
struct Length(Micros);

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            us if us % 1_000 == 0 => write!(f, "{}ms", us / 1_000),
            us => write!(f, "{us}us"),
        }
    }
}

/// How far a clock is off as the playground writes it: `+1h`, `-90s`, `right`.
struct Ahead(i64);

impl fmt::Display for Ahead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("right");
        }
        let units = [(86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1_000, "s")];
        let (ms, unit) = units.into_iter().find(|(ms, _)| self.0 % ms == 0).unwrap_or((1, "ms"));
        write!(f, "{:+}{unit}", self.0 / ms)
    }
}

/// A key as the playground writes it: in single quotes where it would not be read back as one word; `-` for none.
struct Key<'a>(Option<&'a str>);

impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("-"),
            Some(key)
                if key.is_empty()
                    || key == "-"
                    || key.starts_with('\'')
                    || key.contains(char::is_whitespace) =>
            {
                write!(f, "'{}'", key.replace('\'', "''"))
            }
            Some(key) => f.write_str(key),
        }
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settings = |f: &mut fmt::Formatter<'_>, word: &str, name: &Name, settings: &[(Name, Name)]| {
            write!(f, "{word} {name}")?;
            settings.iter().try_for_each(|(name, value)| write!(f, " {name}={value}"))
        };
        match self {
            Self::Producer(name, given) => settings(f, "producer", name, given),
            Self::Consumer(name, given) => settings(f, "consumer", name, given),
            Self::Send { producer, key, value: Some(value) } => {
                write!(f, "send {producer} {} {value}", Key(key.as_deref()))
            }
            Self::Send { producer, key, value: None } => {
                write!(f, "tombstone {producer} {}", Key(key.as_deref()))
            }
            Self::Pace(name, by) => write!(f, "pace {name} {}", Length(*by)),
            Self::Seek(name, topic, partition, offset) => {
                write!(f, "seek {name} {topic} {partition} {offset}")
            }
            Self::Commit(name) => write!(f, "commit {name}"),
            Self::Broker(id, None) => write!(f, "broker {id}"),
            Self::Broker(id, Some(rack)) => write!(f, "broker {id} rack={rack}"),
            Self::Leave(name) => write!(f, "leave {name}"),
            Self::Kill(party) => write!(f, "kill {}", Named(party)),
            Self::PowerOff(party) => write!(f, "poweroff {}", Named(party)),
            Self::Stop(party) => write!(f, "stop {}", Named(party)),
            Self::Restart(party) => write!(f, "restart {}", Named(party)),
            Self::Pause(party) => write!(f, "pause {}", Named(party)),
            Self::Resume(party) => write!(f, "resume {}", Named(party)),
            Self::Cut(way) => write!(f, "cut {way}"),
            Self::Heal(way) => write!(f, "heal {way}"),
            Self::Slow(way, by) => write!(f, "slow {way} {}", Length(*by)),
            Self::Clock(party, ahead_ms) => write!(f, "clock {} {}", Named(party), Ahead(*ahead_ms)),
            Self::Disk(party, fault) => write!(f, "disk {} {fault}", Named(party)),
            Self::Hold(id) => write!(f, "hold {}", id.0),
            Self::Release(id) => write!(f, "release {}", id.0),
            Self::Delay(id, by) => write!(f, "delay {} {}", id.0, Length(*by)),
            Self::Drop(id) => write!(f, "drop {}", id.0),
            Self::Late(id, by) => write!(f, "late {} {}", id.0, Length(*by)),
            Self::Controller(id) => write!(f, "controller {id}"),
            Self::Quorum(change, id) => write!(f, "quorum {} {id}", change.word()),
            Self::Run(name, line) => write!(f, "run {name}: {line}"),
            Self::Type(name, Some(line)) => write!(f, "{name}> {line}"),
            Self::Type(name, None) => write!(f, "end {name}"),
            Self::Interrupt(name) => write!(f, "interrupt {name}"),
        }
    }
}
