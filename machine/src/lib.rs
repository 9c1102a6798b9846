//! The boundary of a machine. Nodes, clients and tools are all [`Machine`]s: each is told things and answers with
//! things it asks of its host; it never asks for the time, a socket, a file or chance. Time is an argument, chance is
//! a seed.
//!
//! The crate exists because `core` and `client` share the boundary and may not know each other. It holds what crosses
//! the boundary ([`Input`], [`Effect`], ids, time), and the two things that every machine needs to live behind it:
//! [`Links`], which opens links, negotiates versions on them and finds the question to an answer, and [`Rng`]; and
//! [`SmallMap`], of which both have many; and [`Regex`], which brokers and tools read alike.
//!
//! Where to start: [`Machine`], then [`Input`] and [`Effect`].
#![no_std]

extern crate alloc;

mod id;
mod io;
mod links;
mod regex;
mod rng;
mod small_map;
mod time;

pub use id::{Address, CallId, ConnId, LinkId, ReadId, RequestId};
pub use io::{CloseReason, DiskError, Effect, Input, Listener, LostReason, Machine, Peer, Stream};
pub use links::{Failure, Links, Purpose, QUEUED_CALLS_MAX, Settings, Settled};
pub use partita_view::{Event, MoveStage, Name};
pub use regex::{Regex, Wrong};
pub use rng::Rng;
pub use small_map::SmallMap;
pub use time::{Instant, Now};
