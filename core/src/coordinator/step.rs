//! One step of a coordinator: what a handler knows, and what it leaves behind.

use alloc::vec::Vec;

use partita_machine::{Event, Instant, Now, Rng};
use partita_wire::Response;

use super::runtime::Coordinated;
use crate::cx::Asked;

/// Who waits for an answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Caller {
    /// The client itself.
    Client(Asked),
    /// One part of a request about many groups, which may live on many shards.
    Part {
        /// The whole request.
        asked: Asked,
        /// Place of this part among the request's parts.
        index: usize,
    },
}

impl Caller {
    /// The request that is to be answered, whole or in part.
    pub(crate) fn asked(&self) -> &Asked {
        match self {
            Caller::Client(asked) | Caller::Part { asked, .. } => asked,
        }
    }
}

/// The surroundings of one step of a shard's state, and its outcome.
///
/// The state itself may change what is not in the log (who waits, who was heard of). What is in the log changes only by
/// replay of the records once they are appended: so a failed append leaves nothing to take back.
pub(crate) struct Step<'a, S: Coordinated> {
    pub(crate) now: Now,
    pub(crate) rng: &'a mut Rng,
    pub(crate) settings: &'a S::Settings,
    pub(crate) out: Outcome<S>,
}

/// What a step leaves behind.
pub(crate) struct Outcome<S: Coordinated> {
    /// Answers that may leave at once.
    pub(crate) answers: Vec<(Caller, Response)>,
    /// Worth showing.
    pub(crate) events: Vec<Event>,
    /// Timers set, or cancelled by `None`, in order.
    pub(crate) timers: Vec<(S::Timer, Option<Instant>)>,
    /// Timers set unless they are set already.
    pub(crate) timers_once: Vec<(S::Timer, Instant)>,
    /// To be appended in one batch.
    pub(crate) records: Vec<S::Record>,
    /// What follows once the records are committed, or lost. Without records it follows what was appended before.
    pub(crate) after: Option<S::After>,
}

impl<S: Coordinated> Default for Outcome<S> {
    fn default() -> Self {
        Self {
            answers: Vec::new(),
            events: Vec::new(),
            timers: Vec::new(),
            timers_once: Vec::new(),
            records: Vec::new(),
            after: None,
        }
    }
}

impl<'a, S: Coordinated> Step<'a, S> {
    /// A step that has done nothing yet.
    pub(crate) fn new(now: Now, rng: &'a mut Rng, settings: &'a S::Settings) -> Self {
        Self { now, rng, settings, out: Outcome::default() }
    }

    /// Answers at once.
    pub(crate) fn answer(&mut self, caller: Caller, response: impl Into<Response>) {
        self.out.answers.push((caller, response.into()));
    }

    /// Tells something worth showing.
    pub(crate) fn tell(&mut self, event: Event) {
        self.out.events.push(event);
    }

    /// Sets a timer that many milliseconds from now. Negative times are none.
    pub(crate) fn set_timer(&mut self, timer: S::Timer, after_ms: i32) {
        let after_ms = u64::try_from(after_ms).unwrap_or(0);
        self.out.timers.push((timer, Some(self.now.at.after_ms(after_ms))));
    }

    /// Sets a timer unless it is set already.
    pub(crate) fn set_timer_once(&mut self, timer: S::Timer, after_ms: i32) {
        let after_ms = u64::try_from(after_ms).unwrap_or(0);
        self.out.timers_once.push((timer, self.now.at.after_ms(after_ms)));
    }

    /// Cancels a timer.
    pub(crate) fn cancel_timer(&mut self, timer: S::Timer) {
        self.out.timers.push((timer, None));
    }
}
