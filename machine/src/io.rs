//! What a machine is told, and what it asks of its host.

use alloc::string::String;
use alloc::vec::Vec;

use partita_view::{Event, Name};
use partita_wire::{Records, Request, RequestHeader, Response};

use crate::{Address, CallId, ConnId, Instant, LinkId, Now, ReadId, RequestId};

/// A node, a client or a tool.
pub trait Machine {
    /// Takes one input at the moment `now`. What it asks of the host is added to `effects`, in order.
    fn handle(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>);
    /// When it wants a [`Input::Wake`], if nothing else comes before. A moment that has passed means: at once.
    fn wake_at(&self) -> Option<Instant>;
}

/// What a machine is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// The process has started. The first input of a machine's life, once.
    Started,
    /// Somebody opened a connection to a listener of this machine.
    Opened {
        /// The connection.
        conn: ConnId,
        /// Who and where.
        peer: Peer,
    },
    /// A request on a connection. The next one of that connection comes only after its [`Effect::Answer`].
    Request {
        /// The connection.
        conn: ConnId,
        /// What to answer to.
        request: RequestId,
        /// Its header; the version in it was checked against what is served by the decoder, not by the machine.
        header: RequestHeader,
        /// Its body.
        body: Request,
    },
    /// A connection is gone. Requests of it that still wait need no answer any more, and get none.
    Closed {
        /// The connection.
        conn: ConnId,
    },
    /// A link of ours is up.
    Linked {
        /// The link.
        link: LinkId,
    },
    /// The answer to a call of ours.
    Response {
        /// The link.
        link: LinkId,
        /// The call.
        call: CallId,
        /// The answer.
        body: Response,
    },
    /// A link of ours is gone, or could not be opened. All its calls have failed.
    Lost {
        /// The link.
        link: LinkId,
        /// Why.
        why: LostReason,
    },
    /// A read of the disk that was to come later.
    Loaded {
        /// The read.
        read: ReadId,
        /// What was read.
        data: Result<Records, DiskError>,
    },
    /// The time named by [`Machine::wake_at`] has come.
    Wake,
    /// A controlled shutdown is asked for (SIGTERM). The machine ends with [`Effect::Exit`].
    Terminate,
    /// A line was typed into a tool; `None` is the end of its input.
    Typed(Option<String>),
    /// A tool was interrupted (SIGINT).
    Interrupt,
}

/// What a machine asks of its host.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Exactly one for each [`Input::Request`], unless its connection was closed first.
    Answer {
        /// The request.
        request: RequestId,
        /// The version to encode the body in.
        version: i16,
        /// The body; `None` sends nothing (a Produce with acks=0).
        body: Option<Response>,
        /// How long the connection is not read after the answer (quotas, KIP-219), milliseconds.
        mute_ms: u32,
    },
    /// Close a connection that somebody opened.
    Close {
        /// The connection.
        conn: ConnId,
        /// Why.
        why: CloseReason,
    },
    /// Open a link. [`Input::Linked`] or [`Input::Lost`] follows.
    Open {
        /// The machine's own number for it, never used before.
        link: LinkId,
        /// Where to.
        to: Address,
    },
    /// Send a request over a link that is up. Answers come in the order of the calls.
    Call {
        /// The link.
        link: LinkId,
        /// The machine's own number for it, never used before.
        call: CallId,
        /// The version to encode the body in.
        version: i16,
        /// The body.
        body: Request,
    },
    /// Close a link of ours. Nothing more comes from it, not even [`Input::Lost`].
    Hang {
        /// The link.
        link: LinkId,
    },
    /// Something worth showing. A host may ignore it.
    Tell(Event),
    /// A tool prints a piece of text, which has its line breaks in it.
    Print(Stream, String),
    /// The machine has ended with this exit status. It gets no more input.
    Exit(i32),
}

/// Who opened a connection, and to which listener.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// The listener.
    pub listener: Listener,
    /// The peer's address as Kafka's tools print it (`127.0.0.1`).
    pub host: Name,
    /// The authenticated principal (`User:ANONYMOUS`).
    pub principal: Name,
}

/// A listener of a node. Each serves APIs of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Listener {
    /// For clients and other brokers.
    Broker,
    /// For controllers and for brokers that talk to them.
    Controller,
}

/// Standard output or standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

/// Why a link of ours is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostReason {
    /// Nobody listens there.
    Refused,
    /// It could not be opened in time.
    Unreachable,
    /// The other end closed it, or its process ended.
    Closed,
}

/// Why a machine closes a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseReason {
    /// The listener does not serve this API or version; Kafka closes without an answer.
    Unsupported,
    /// A Produce with acks=0 failed; closing is the only answer there is.
    UnacknowledgedFailure,
    /// The process is shutting down.
    ShuttingDown,
    /// Its address opens more connections than its quota allows (KIP-612).
    TooManyConnections,
}

/// Why a disk did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskError {
    /// No space is left.
    Full,
    /// There is no such file.
    Missing,
    /// The device failed.
    Failed,
}
