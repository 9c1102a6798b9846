//! A connection: its two ends, its two channels, and whose turn it is.

use alloc::boxed::Box;
use alloc::collections::VecDeque;

use partita_machine::{CallId, Instant, LinkId, RequestId};
use partita_wire::{ApiKey, Request, RequestHeader};

use super::{Channel, MachineId};

/// A process at an end of a connection. A restart is another process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) machine: MachineId,
    pub(crate) incarnation: u32,
}

/// From the machine that opened the connection, or back to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Out,
    Back,
}

/// A request that has arrived.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) request: RequestId,
    pub(crate) call: CallId,
    pub(crate) sent: Box<(RequestHeader, Request)>,
    /// When it left its sender.
    pub(crate) asked: Instant,
}

/// The request that the acceptor is working on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Current {
    pub(crate) request: RequestId,
    pub(crate) call: CallId,
    pub(crate) api: ApiKey,
    pub(crate) correlation_id: i32,
    /// When it was handed to the acceptor.
    pub(crate) since: Instant,
    /// When it left its sender.
    pub(crate) asked: Instant,
}

/// A connection between two processes.
#[derive(Clone, Debug)]
pub(crate) struct Connection {
    pub(crate) opener: End,
    /// The opener's name for it.
    pub(crate) link: LinkId,
    pub(crate) acceptor: End,
    /// Port that was asked for: it says which listener.
    pub(crate) port: u16,
    pub(crate) out: Channel,
    pub(crate) back: Channel,
    /// Arrived, and waiting for their turn: a node gets one request of a connection at a time.
    pub(crate) received: VecDeque<Received>,
    pub(crate) current: Option<Current>,
    /// The opener has hung up or its process has ended: nothing reaches it any more.
    pub(crate) opener_gone: bool,
    /// The acceptor has closed or its process has ended.
    pub(crate) acceptor_gone: bool,
    /// It breaks for its opener alone: what is under way to the acceptor still arrives.
    pub(crate) outlives_opener: bool,
    pub(crate) next_correlation_id: i32,
    /// The acceptor reads nothing before this (quotas).
    pub(crate) muted_until: Instant,
}

impl Connection {
    pub(crate) fn new(opener: End, link: LinkId, acceptor: End, port: u16) -> Self {
        Self {
            opener,
            link,
            acceptor,
            port,
            out: Channel::default(),
            back: Channel::default(),
            received: VecDeque::new(),
            current: None,
            opener_gone: false,
            acceptor_gone: false,
            outlives_opener: false,
            next_correlation_id: 0,
            muted_until: Instant::default(),
        }
    }

    /// Who sends and who receives in a direction.
    pub(crate) fn way(&self, direction: Direction) -> (MachineId, MachineId) {
        match direction {
            Direction::Out => (self.opener.machine, self.acceptor.machine),
            Direction::Back => (self.acceptor.machine, self.opener.machine),
        }
    }

    pub(crate) fn channel(&self, direction: Direction) -> &Channel {
        match direction {
            Direction::Out => &self.out,
            Direction::Back => &self.back,
        }
    }

    pub(crate) fn channel_mut(&mut self, direction: Direction) -> &mut Channel {
        match direction {
            Direction::Out => &mut self.out,
            Direction::Back => &mut self.back,
        }
    }

    /// Marks the end at `machine` as gone. A machine that talks to itself has two ends; `direction` says which sends.
    pub(crate) fn leave(&mut self, sender: Direction) {
        match sender {
            Direction::Out => self.opener_gone = true,
            Direction::Back => self.acceptor_gone = true,
        }
    }

    /// Whether nothing is under way in either direction.
    pub(crate) fn is_quiet(&self) -> bool {
        self.out.carried().next().is_none() && self.back.carried().next().is_none()
    }

    /// Whether nobody is at either end any more.
    pub(crate) fn is_abandoned(&self) -> bool {
        self.opener_gone && self.acceptor_gone
    }
}
