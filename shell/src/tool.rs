//! A tool: one command line, as a machine.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use partita_machine::{Effect, Input, Instant, Machine, Now, Rng};

use crate::files::Files;
use crate::line::{LineError, split_line};
use crate::script::{Kept, Run};
use crate::topics;

/// Names of the tools, as one types them.
pub const TOOL_NAMES: &[&str] = &["kafka-topics.sh"];

/// What a tool gets besides its command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToolSettings {
    /// Seed of its chance: names of groups, order of brokers to ask.
    pub seed: u64,
    /// Whether its input is a terminal: a console producer prompts only there.
    pub terminal: bool,
    /// Files that the command line names ([`crate::files_named`]).
    pub files: Files,
}

/// Why there is no such tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToolError {
    /// The line cannot be split into words.
    Line(LineError),
    /// The first word is no tool.
    Unknown(String),
}

impl fmt::Display for ToolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(error) => error.fmt(f),
            Self::Unknown(word) => {
                write!(f, "{word}: there is no such tool; there are {}", TOOL_NAMES.join(", "))
            }
        }
    }
}

impl core::error::Error for ToolError {}

#[derive(Clone, Debug)]
enum Kind {
    Script(Kept),
}

/// A command-line tool of Kafka's as a machine. It ends with [`Effect::Exit`].
#[derive(Clone, Debug)]
pub struct Tool {
    line: String,
    kind: Kind,
    ended: bool,
}

impl Tool {
    /// A tool from a line as one types it.
    pub fn new(line: &str, settings: ToolSettings) -> Result<Self, ToolError> {
        let words = split_line(line).map_err(ToolError::Line)?;
        let mut tool = Self::from_words(&words, settings)?;
        tool.line = line.trim().to_string();
        Ok(tool)
    }

    /// A tool from the words of a line.
    pub fn from_words(words: &[String], settings: ToolSettings) -> Result<Self, ToolError> {
        let Some((name, arguments)) = words.split_first() else {
            return Err(ToolError::Line(LineError::Empty));
        };
        let rng = Rng::new(settings.seed);
        let script =
            |run: Run| Kind::Script(Kept::new(run, arguments.to_vec(), settings.files.clone(), rng.clone()));
        let kind = match base_name(name) {
            "kafka-topics" => script(topics::run),
            _ => return Err(ToolError::Unknown(name.clone())),
        };
        Ok(Self { line: words.join(" "), kind, ended: false })
    }

    /// The command line.
    #[must_use]
    pub fn line(&self) -> &str {
        &self.line
    }

    /// Whether it has ended.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.ended
    }
}

impl Machine for Tool {
    fn handle(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) {
        if self.ended {
            return;
        }
        let status = match &mut self.kind {
            Kind::Script(script) => script.handle(now, input, effects),
        };
        if let Some(status) = status {
            self.ended = true;
            effects.push(Effect::Exit(status));
        }
    }

    fn wake_at(&self) -> Option<Instant> {
        match &self.kind {
            _ if self.ended => None,
            Kind::Script(script) => script.wake_at(),
        }
    }
}

/// `kafka-topics` of `kafka-topics.sh`, `bin/kafka-topics.sh` and so on.
fn base_name(word: &str) -> &str {
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word);
    name.strip_suffix(".sh").or_else(|| name.strip_suffix(".bat")).unwrap_or(name)
}
