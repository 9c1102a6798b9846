//! Commands: carried out now, as a part of the story. Who acts in the past gives up what came after.

use alloc::string::{String, ToString};

use partita_machine::Instant;
use partita_view::{CommandError, Event, Party};

use super::Engine;
use crate::command::Command;
use crate::story::{COMMANDS_MAX, LENGTH_MAX};

impl Engine {
    /// Whether the present is the latest moment of this branch: nothing was given up by acting now.
    pub(super) fn at_frontier(&self) -> bool {
        self.present.next_command == self.story.commands.len() && self.present.steps() == self.record.steps
    }

    /// Gives up what lies beyond the present: another future begins.
    pub(super) fn branch(&mut self) {
        if self.at_frontier() {
            return;
        }
        self.story.commands.truncate(self.present.next_command);
        self.story.end = None;
        self.record.cut(&self.present);
        self.history.cut(&self.present);
    }

    /// Carries out a command now, as a part of the story.
    pub(super) fn obey(&mut self, command: Command, line: &str) -> Result<(), CommandError> {
        if self.story.commands.len() >= COMMANDS_MAX {
            let message = alloc::format!("The story has {COMMANDS_MAX} commands already.");
            return Err(CommandError { word: (0, 0), message });
        }
        // A replay gives a command before whatever is due at the same microsecond. So this moment is brought to its
        // end first, and the command given in the next one.
        let now = self.present.world.now.0;
        if now >= LENGTH_MAX {
            let message = "The story is a day long, which is the most.".to_string();
            return Err(CommandError { word: (0, 0), message });
        }
        let _ = self.present.advance(&self.story, now, u32::MAX, &mut self.record, &mut self.history);
        self.record.reach(&self.present);
        // Tried on a copy first: what is refused leaves no trace in the story.
        let mut tried = self.present.clone();
        tried.world.pass(Instant(now + 1));
        let at = tried.world.now.0;
        tried.obey(&command).map_err(|refused| refused.pointing_into(line))?;
        self.replay = None;
        self.branch();
        self.story.commands.push((at, command));
        self.present = tried;
        self.present.next_command = self.story.commands.len();
        self.record.take(&mut self.present);
        self.record.reach(&self.present);
        self.changes += 1;
        Ok(())
    }

    /// A name for a tool that was typed without one: after what it is, numbered.
    pub(super) fn tool_name(&self, line: &str) -> String {
        let path = line.split_whitespace().next().unwrap_or_default();
        let word = path.rsplit('/').next().unwrap_or(path).trim_start_matches("kafka-");
        let word = word.split('.').next().filter(|word| !word.is_empty()).unwrap_or("tool");
        let word: String = word.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(32).collect();
        let taken = |name: &str| self.present.world.parties.contains_key(&Party::Client(name.into()));
        let mut names = (1_u32..).map(|number| alloc::format!("{word}-{number}"));
        names.find(|name| !taken(name)).unwrap_or(word)
    }
}

/// Why a command was not carried out, before it is known where in the line the word stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) word: String,
    pub(crate) message: String,
}

impl Refused {
    pub(crate) fn pointing_into(self, line: &str) -> CommandError {
        let start = line.find(self.word.as_str()).unwrap_or(0);
        let to_u32 = |at: usize| u32::try_from(at).unwrap_or(0);
        CommandError { word: (to_u32(start), to_u32(start + self.word.len())), message: self.message }
    }
}

/// Tells that a command was given.
pub(crate) fn commanded(command: &Command) -> Event {
    Event::Commanded(command.to_string())
}
