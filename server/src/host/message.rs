//! What tasks send each other.

use partita_machine::{CallId, ConnId, LinkId, LostReason, Peer};
use partita_wire::{ApiKey, Request, RequestHeader, Response};
use tokio::sync::{OwnedSemaphorePermit, mpsc};

/// Where a machine's task is reached. Unbounded, yet what it holds is bounded: a connection has at most
/// [`super::connection::DECODED_AHEAD`] requests in it, a machine at most the calls that its `Links` allow.
pub(crate) type Inbox = mpsc::UnboundedSender<ToMachine>;

/// What a machine's task is told.
pub(crate) enum ToMachine {
    /// Somebody opened a connection.
    Opened { conn: ConnId, peer: Peer, answers: Answers },
    /// A request arrived; it waits for its turn.
    Request(Arrived),
    /// A connection is gone.
    Closed { conn: ConnId },
    /// A connection may be read again after it was muted.
    Unmuted { conn: ConnId },
    /// A link of the machine is up.
    Linked { link: LinkId },
    /// An answer to a call of the machine.
    Response { link: LinkId, call: CallId, body: Box<Response> },
    /// A link of the machine is gone.
    Lost { link: LinkId, why: LostReason },
    /// A controlled shutdown is asked for.
    Terminate,
    /// A line was typed into a tool; `None` is the end of its input.
    Typed(Option<String>),
    /// A tool was interrupted.
    Interrupt,
    /// The task ends at once and gives its machine back (SIGKILL).
    Halt,
}

/// A request that was decoded.
pub(crate) struct Arrived {
    pub(crate) conn: ConnId,
    /// The caller's number for it; only of use within the process.
    pub(crate) call: CallId,
    pub(crate) header: RequestHeader,
    pub(crate) body: Box<Request>,
    /// Given back when its answer is written: what lets the connection read on. A client that reads no answers is
    /// not read either.
    pub(crate) turn: Option<OwnedSemaphorePermit>,
    /// Given back when it is answered: its share of the memory for requests.
    pub(crate) memory: Option<OwnedSemaphorePermit>,
}

/// Where answers on a connection go.
pub(crate) enum Answers {
    /// To a socket.
    Socket(mpsc::UnboundedSender<Outgoing>),
    /// To another machine of this process.
    Machine { inbox: Inbox, link: LinkId },
}

/// What a socket is to send.
pub(crate) enum Outgoing {
    /// An answer.
    Answer {
        api: ApiKey,
        version: i16,
        correlation_id: i32,
        body: Box<Response>,
        /// Given back when it is written.
        turn: Option<OwnedSemaphorePermit>,
    },
    /// Nothing more: the connection closes.
    Close,
}
