//! Ends of a tool that never asks the cluster: usage, help, version.

use alloc::string::ToString;
use alloc::vec::Vec;

use partita_machine::{Effect, Stream};

use crate::options::Options;
use crate::script::{Flow, Halt, Script};

/// The version of Kafka whose tools these are.
pub(crate) const KAFKA_VERSION: &str = "4.3.1";

impl Script<'_> {
    /// Prints an error and the usage text, and ends.
    pub(crate) fn usage<T>(&mut self, message: &str, usage: &str) -> Flow<T> {
        self.err(message);
        self.print(Stream::Err, usage);
        Err(Halt::Exit(1))
    }

    /// [`Script::usage`] if there is a message.
    pub(crate) fn usage_if(&mut self, message: Option<alloc::string::String>, usage: &str) -> Flow<()> {
        match message {
            Some(message) => self.usage(&message, usage),
            None => Ok(()),
        }
    }

    /// Ends a tool that prints an exception's message and then what Java prints of it, both on standard error.
    pub(crate) fn reported(&mut self, done: Flow<()>) -> Flow<i32> {
        match done {
            Err(Halt::Thrown(thrown)) => {
                self.err(&thrown.message);
                self.err(&thrown.text());
                if let Some(cause) = thrown.cause {
                    self.err(&alloc::format!("Caused by: {cause}"));
                }
                self.err("");
                Ok(1)
            }
            Err(halt) => Err(halt),
            Ok(()) => Ok(0),
        }
    }

    /// `--help` and `--version`, as each of Kafka's tools has them.
    pub(crate) fn help_or_version(&mut self, options: &Options, about: &str, usage: &str) -> Flow<()> {
        if options.has("help") || !options.any {
            return self.usage(about, usage);
        }
        if options.has("version") {
            self.out(KAFKA_VERSION);
            return Err(Halt::Exit(0));
        }
        Ok(())
    }
}

/// Prints for a tool that is no script.
pub(crate) struct Printer<'a> {
    pub(crate) effects: &'a mut Vec<Effect>,
    pub(crate) usage: &'static str,
}

impl Printer<'_> {
    /// Prints text that has its line breaks in it.
    pub(crate) fn print(&mut self, stream: Stream, text: &str) {
        self.effects.push(Effect::Print(stream, text.to_string()));
    }

    /// Prints an error and the usage text; gives the exit status.
    pub(crate) fn usage(&mut self, message: &str) -> i32 {
        self.print(Stream::Err, &alloc::format!("{message}\n{}", self.usage));
        1
    }
}
