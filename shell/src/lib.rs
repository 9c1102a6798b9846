//! Kafka's command lines as machines over the client.
//!
//! A [`Tool`] is made of a command line (`kafka-topics.sh --bootstrap-server 127.0.0.1:9092 --list`). It sends the
//! requests that Kafka's own tool sends, prints what that prints, on the same stream, and ends with the same exit status;
//! only the stack traces of Java are left out. A simulated world hosts it like any client, and `partita topics ...` runs
//! it against any Kafka.
//!
//! Where to start: [`Tool`], then the `script` module (tools that ask, wait and print) and `topics` as an example.
#![no_std]

extern crate alloc;

mod api_versions;
mod client_log;
mod cluster;
mod completion;
mod configs;
mod consumer;
mod delete_records;
mod dump_log;
mod elections;
mod features;
mod files;
mod get_offsets;
mod groups;
mod hint;
mod java;
mod json;
mod line;
mod list_groups;
mod log_dirs;
mod names;
mod options;
mod perf;
mod processes;
mod producer;
mod quorum;
mod reassign;
mod script;
mod table;
mod thrown;
mod time;
mod tool;
mod topics;
mod transactions;
mod usage;

pub use completion::option_names;
pub use files::{Files, files_led_to, files_named};
pub use line::{LINE_LEN_MAX, LineError, WORDS_MAX, split_line};
pub use names::{TOOL_NAMES, called, calls};
pub use processes::Process;
pub use time::{is_datetime, is_duration};
pub use tool::{Tool, ToolError, ToolSettings};
