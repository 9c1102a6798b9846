//! What explains the stage: the log, the terminal, the verdict, the story, the inspector.

mod arrival;
mod form;
mod help;
mod inspector;
mod library;
mod log;
mod log_filter;
mod shells;
mod standing;
mod story;
mod terminal;
mod verdict;

pub(crate) use arrival::Arrival;
pub(crate) use form::DeedForm;
pub(crate) use help::{Help, language_switch};
pub(crate) use inspector::{Facts, Inspector, inspect};
pub(crate) use library::Library;
pub(crate) use log::{Entries, Log, Of, SHOWN, Search};
pub(crate) use log_filter::LogFilters;
pub(crate) use shells::{ShellTab, Shells};
pub(crate) use standing::Standings;
pub(crate) use story::Story;
pub(crate) use terminal::{TerminalPanel, Typed};
pub(crate) use verdict::{Found, Verdict};
