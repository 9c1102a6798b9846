//! Stages that all run, whatever failed before, and a summary of them at the end.

use std::time::{Duration, Instant};

use crate::Failure;
use crate::step::step;

/// The stages so far.
#[derive(Default)]
pub(crate) struct Stages {
    done: Vec<Done>,
}

struct Done {
    name: String,
    took: Duration,
    failure: Option<String>,
}

impl Stages {
    /// Runs one stage; whether it succeeded. A failure is said now and once more at the end.
    pub(crate) fn run(&mut self, name: &str, work: impl FnOnce() -> Result<(), Failure>) -> bool {
        let start = Instant::now();
        let failure = step(name, work).err().map(|failure| failure.to_string());
        if let Some(failure) = &failure {
            eprintln!("   {failure}");
        }
        let good = failure.is_none();
        self.done.push(Done { name: name.to_owned(), took: start.elapsed(), failure });
        good
    }

    /// The summary; a failure when a stage failed.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        eprintln!("\n== summary");
        for Done { name, took, failure } in &self.done {
            let result = if failure.is_none() { "ok    " } else { "FAILED" };
            eprintln!("   {result} {:7.1} s  {name}", took.as_secs_f64());
        }
        let failed: Vec<_> =
            self.done.iter().filter_map(|done| Some((&done.name, done.failure.as_ref()?))).collect();
        if failed.is_empty() {
            return Ok(());
        }
        let told: Vec<_> = failed.iter().map(|(name, failure)| format!("{name}: {failure}")).collect();
        Err(format!("{} of {} stages failed\n\n{}", failed.len(), self.done.len(), told.join("\n\n")).into())
    }
}
