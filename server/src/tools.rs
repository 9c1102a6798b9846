//! `partita topics`, `produce`, `consume`, `groups` and so on: Kafka's command lines, against any Kafka.
//!
//! The same machines as in the simulated world, hosted by a process of their own: standard input gives the typed lines,
//! Ctrl-C the interrupt, and the exit status is theirs.

use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::process;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use lexopt::Parser;
use partita_machine::{Effect, Input, Instant, Machine, Now, Stream};
use partita_shell::{Files, Tool, ToolSettings, files_led_to, files_named};

use crate::Failure;
use crate::host::clock::Clock;
use crate::host::hub::Hub;
use crate::host::message::{Inbox, ToMachine};
use crate::host::task::{Ended, Task};

/// Largest file that an option may name, bytes.
const FILE_LEN_MAX: u64 = 1 << 30;
/// Longest typed line, bytes.
const LINE_LEN_MAX: u64 = 128 << 20;
/// Typed lines that a tool may hold back before no more are read.
const LINES_AHEAD: usize = 1_024;

/// Our short names of Kafka's tools.
pub(crate) const NAMES: [(&str, &str); 19] = [
    ("topics", "kafka-topics.sh"),
    ("produce", "kafka-console-producer.sh"),
    ("consume", "kafka-console-consumer.sh"),
    ("groups", "kafka-consumer-groups.sh"),
    ("configs", "kafka-configs.sh"),
    ("offsets", "kafka-get-offsets.sh"),
    ("elect", "kafka-leader-election.sh"),
    ("quorum", "kafka-metadata-quorum.sh"),
    ("cluster", "kafka-cluster.sh"),
    ("api-versions", "kafka-broker-api-versions.sh"),
    ("delete-records", "kafka-delete-records.sh"),
    ("features", "kafka-features.sh"),
    ("all-groups", "kafka-groups.sh"),
    ("log-dirs", "kafka-log-dirs.sh"),
    ("reassign", "kafka-reassign-partitions.sh"),
    ("transactions", "kafka-transactions.sh"),
    ("dump-log", "kafka-dump-log.sh"),
    ("producer-perf", "kafka-producer-perf-test.sh"),
    ("consumer-perf", "kafka-consumer-perf-test.sh"),
];

/// The tool that a command names.
pub(crate) fn named(command: &str) -> Option<&'static str> {
    NAMES.iter().find(|(short, long)| [*short, *long].contains(&command)).map(|(_, long)| *long)
}

/// Runs a tool until it ends, and ends the process with its status.
///
/// # Errors
/// If a word is no text, or a file cannot be read.
pub(crate) fn run(name: &str, mut arguments: Parser) -> Result<(), Failure> {
    let mut words = vec![name.to_string()];
    for word in arguments.raw_args()? {
        words.push(word.into_string().map_err(|word| format!("{}: no UTF-8", word.display()))?);
    }
    let settings = ToolSettings {
        seed: seed()?,
        terminal: io::stdin().is_terminal(),
        files: read_files(&words)?,
        ..ToolSettings::default()
    };
    let tool = Tool::from_words(&words, settings)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let status = runtime.block_on(host(tool));
    process::exit(status);
}

/// Another number for each process: names of groups must differ.
fn seed() -> io::Result<u64> {
    let mut seed = [0; 8];
    getrandom::fill(&mut seed).map_err(io::Error::other)?;
    Ok(u64::from_be_bytes(seed))
}

/// Files that are missing are the tool's to complain of.
fn read_files(words: &[String]) -> Result<Files, Failure> {
    let mut files = Files::default();
    for name in files_named(words) {
        read_file(&mut files, name)?;
    }
    for name in files_led_to(words, &files) {
        read_file(&mut files, &name)?;
    }
    Ok(files)
}

fn read_file(files: &mut Files, name: &str) -> Result<(), Failure> {
    let Ok(about) = fs::metadata(name) else { return Ok(()) };
    if about.len() > FILE_LEN_MAX {
        return Err(format!("{name}: more than {FILE_LEN_MAX} bytes").into());
    }
    files.insert(name, fs::read(name).map_err(|error| format!("{name}: {error}"))?);
    Ok(())
}

async fn host(tool: Tool) -> i32 {
    let client_id = tool.client_id().to_string();
    let pace = Pace::default();
    let reads = tool.reads_lines();
    let paced = Paced { tool, pace: pace.clone() };
    let (task, inbox) = Task::new(paced, Clock::start(), Hub::default(), Some(client_id));
    if reads {
        read_lines(inbox.clone(), pace);
    }
    pass_on_signals(inbox);
    match task.printing(print).run().await {
        Ended::Exited(status) => status,
        Ended::Halted(_) => 1,
    }
}

/// Ctrl-C, and a polite end.
fn pass_on_signals(inbox: Inbox) {
    let to_interrupt = inbox.clone();
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() {
            let _ = to_interrupt.send(ToMachine::Interrupt);
        }
    });
    #[cfg(unix)]
    tokio::spawn(async move {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
        while terminate.recv().await.is_some() {
            let _ = inbox.send(ToMachine::Terminate);
        }
    });
    #[cfg(not(unix))]
    drop(inbox);
}

/// Nobody reads what is printed any more: that is the end.
fn print(stream: Stream, text: &str) {
    let printed = match stream {
        Stream::Out => {
            let mut out = io::stdout().lock();
            out.write_all(text.as_bytes()).and_then(|()| out.flush())
        }
        Stream::Err => io::stderr().lock().write_all(text.as_bytes()),
    };
    if printed.is_err() {
        process::exit(1);
    }
}

/// How many lines were read that the tool has not taken.
#[derive(Clone, Default)]
struct Pace {
    shared: Arc<(Mutex<Ahead>, Condvar)>,
}

#[derive(Default)]
struct Ahead {
    /// Sent, but not handed to the tool yet.
    sent: usize,
    /// Held back by the tool.
    held: usize,
}

impl Pace {
    /// Waits until the tool may get one more line.
    fn wait(&self) {
        let (ahead, changed) = &*self.shared;
        let locked = ahead.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |ahead: &mut Ahead| ahead.sent + ahead.held >= LINES_AHEAD;
        let mut locked = changed.wait_while(locked, full).unwrap_or_else(PoisonError::into_inner);
        locked.sent += 1;
    }

    fn took(&self, lines: usize, held: usize) {
        let (ahead, changed) = &*self.shared;
        let mut locked = ahead.lock().unwrap_or_else(PoisonError::into_inner);
        locked.sent = locked.sent.saturating_sub(lines);
        locked.held = held;
        changed.notify_one();
    }
}

/// A tool that tells how far it is with its lines.
struct Paced {
    tool: Tool,
    pace: Pace,
}

impl Machine for Paced {
    fn handle(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) {
        let lines = usize::from(matches!(input, Input::Typed(_)));
        self.tool.handle(now, input, effects);
        if self.tool.reads_lines() {
            self.pace.took(lines, self.tool.lines_waiting());
        }
    }

    fn wake_at(&self) -> Option<Instant> {
        self.tool.wake_at()
    }
}

/// Reads standard input on a thread: there is no other way to wait for it.
fn read_lines(inbox: Inbox, pace: Pace) {
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = io::Read::take(&mut input, LINE_LEN_MAX).read_until(b'\n', &mut line);
            pace.wait();
            if !matches!(read, Ok(1..)) {
                let _ = inbox.send(ToMachine::Typed(None));
                return;
            }
            let text = line.strip_suffix(b"\n").unwrap_or(&line);
            let text = text.strip_suffix(b"\r").unwrap_or(text);
            let text = String::from_utf8_lossy(text).into_owned();
            if inbox.send(ToMachine::Typed(Some(text))).is_err() {
                return;
            }
        }
    });
}
