//! What explains the stage: the log, the terminal, the verdict, the story, the inspector.

mod arrival;
mod inspector;
mod log;
mod log_filter;
mod shells;
mod story;
mod terminal;
mod verdict;

pub(crate) use arrival::Arrival;
pub(crate) use inspector::{Facts, Inspector, inspect};
pub(crate) use log::{Entry, Log, entries};
pub(crate) use log_filter::LogFilters;
pub(crate) use shells::{ShellTab, Shells};
pub(crate) use story::Story;
pub(crate) use terminal::{TerminalPanel, Typed};
pub(crate) use verdict::{Found, Verdict};
