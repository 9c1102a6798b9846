//! One direction of a connection.

use alloc::boxed::Box;
use alloc::collections::VecDeque;

use partita_machine::{CallId, Instant, RequestId};
use partita_view::MessageId;
use partita_wire::{ApiKey, Request, RequestHeader, Response};

/// Something on its way.
#[derive(Clone, Debug)]
pub(crate) struct Carried {
    pub(crate) id: MessageId,
    pub(crate) sent: Instant,
    /// Not before this; and never before what is ahead of it.
    pub(crate) arrives: Instant,
    pub(crate) payload: Payload,
}

/// What a channel carries. Further protocols (a database, ZooKeeper) join here.
#[derive(Clone, Debug)]
pub(crate) enum Payload {
    /// Opens the connection.
    Syn,
    /// The kernel has shaken hands for a process that was paused: it learns of the connection when it goes on.
    Knocked,
    /// The other end accepted.
    Accepted,
    /// Nobody listens there.
    Refused,
    /// The sender's end is closed.
    Fin,
    /// A Kafka request: its header and body.
    Request { request: RequestId, call: CallId, sent: Box<(RequestHeader, Request)> },
    /// The answer to a Kafka request, and when that was asked.
    Response {
        call: CallId,
        api: ApiKey,
        version: i16,
        correlation_id: i32,
        asked: Instant,
        body: Box<Response>,
    },
}

/// One direction of a connection: first in, first out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Channel {
    carried: VecDeque<Carried>,
    /// The message that a person holds; nothing behind it arrives either.
    held: Option<MessageId>,
    /// The connection is dead: what is under way still arrives, nothing that is sent later does.
    dead: bool,
}

impl Channel {
    /// Adds something behind all else. Gives the moment it arrives if it is the first: nobody looks before.
    pub(crate) fn push(&mut self, mut carried: Carried) -> Option<Instant> {
        if self.dead {
            return None;
        }
        if let Some(last) = self.carried.back() {
            carried.arrives = carried.arrives.max(last.arrives);
        }
        let first = self.carried.is_empty();
        if self.carried.capacity() == 0 {
            // Most never carry more than one thing at a time.
            self.carried.reserve_exact(1);
        }
        let arrives = carried.arrives;
        self.carried.push_back(carried);
        first.then_some(arrives)
    }

    /// Takes what has arrived by `now`, if anything.
    pub(crate) fn arrived(&mut self, now: Instant) -> Option<Carried> {
        let head = self.carried.front()?;
        if self.held == Some(head.id) || head.arrives > now {
            return None;
        }
        self.carried.pop_front()
    }

    /// When the next thing arrives, if nothing holds it.
    pub(crate) fn next_at(&self) -> Option<Instant> {
        let head = self.carried.front()?;
        (self.held != Some(head.id)).then_some(head.arrives)
    }

    pub(crate) fn carries(&self, message: MessageId) -> bool {
        self.carried.iter().any(|carried| carried.id == message)
    }

    pub(crate) fn carried(&self) -> impl Iterator<Item = &Carried> {
        self.carried.iter()
    }

    /// Whether `message` would arrive by itself: it is not held, and nothing ahead of it is.
    pub(crate) fn moves(&self, message: MessageId) -> bool {
        let mut ahead = self.carried.iter().take_while(|carried| carried.id != message);
        self.held != Some(message) && !ahead.any(|carried| self.held == Some(carried.id))
    }

    pub(crate) fn hold(&mut self, message: MessageId) {
        self.held = Some(message);
    }

    /// Lets a held message go on. `false` if it is not held.
    pub(crate) fn release(&mut self, message: MessageId) -> bool {
        let was_held = self.held == Some(message);
        if was_held {
            self.held = None;
        }
        was_held
    }

    /// Makes a message, and with it all behind it, arrive later.
    pub(crate) fn delay(&mut self, message: MessageId, by_us: u64) {
        let mut not_before = Instant::default();
        for carried in self.carried.iter_mut().skip_while(|carried| carried.id != message) {
            if carried.id == message {
                carried.arrives.0 = carried.arrives.0.saturating_add(by_us);
            }
            carried.arrives = carried.arrives.max(not_before);
            not_before = carried.arrives;
        }
    }

    /// Nothing may arrive before `at`: a link that was cut is healed.
    pub(crate) fn not_before(&mut self, at: Instant) {
        for carried in &mut self.carried {
            carried.arrives = carried.arrives.max(at);
        }
    }

    /// Loses a message and all behind it.
    pub(crate) fn drop_from(&mut self, message: MessageId) {
        let keep = self.carried.iter().take_while(|carried| carried.id != message).count();
        self.carried.truncate(keep);
        self.dead = true;
    }

    /// Loses all that is under way.
    pub(crate) fn lose_all(&mut self) {
        self.carried.clear();
        self.held = None;
    }

    /// Whether a message is a request.
    pub(crate) fn is_request(&self, message: MessageId) -> bool {
        let request =
            |carried: &Carried| carried.id == message && matches!(carried.payload, Payload::Request { .. });
        self.carried.iter().any(request)
    }

    /// Loses everything that is sent from now on.
    pub(crate) fn kill(&mut self) {
        self.dead = true;
    }
}
