//! What explains the stage: the log, the terminal, the verdict, the inspector.

mod inspector;
mod log;
mod terminal;
mod verdict;

pub(crate) use inspector::{Facts, Inspector, inspect};
pub(crate) use log::{Entry, Log, entries};
pub(crate) use terminal::{TerminalPanel, Typed};
pub(crate) use verdict::Verdict;
