//! What every room of a node works with while it handles one input.

use alloc::vec::Vec;

use partita_machine::{ConnId, Effect, Event, Links, Now, Peer, RequestId, Rng, Settled};
use partita_wire::{ApiKey, Request, RequestHeader, Response};

use crate::config::NodeConfig;
use crate::disk::Disk;
use crate::node::{LinkKey, Reply};

/// The surroundings of one input: clocks, configuration, disk, links, chance, and where effects go.
pub(crate) struct Cx<'a> {
    pub(crate) now: Now,
    pub(crate) config: &'a NodeConfig,
    pub(crate) disk: &'a mut dyn Disk,
    pub(crate) links: &'a mut Links<LinkKey, Reply>,
    pub(crate) rng: &'a mut Rng,
    pub(crate) effects: &'a mut Vec<Effect>,
    /// The active controller and where it listens, if the quorum's leader is known.
    pub(crate) controller: Option<(i32, partita_machine::Address)>,
    /// Calls that ended while a room was at work; the node hands them out when the room is done.
    pub(crate) settled: &'a mut Vec<Settled<LinkKey, Reply>>,
}

/// A request that is to be answered exactly once. Whoever keeps it owes the answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    pub(crate) conn: ConnId,
    pub(crate) request: RequestId,
    pub(crate) api: ApiKey,
    pub(crate) version: i16,
    pub(crate) client_id: Option<alloc::string::String>,
    pub(crate) peer: Peer,
    /// Set where the request came inside an Envelope: the answer goes back inside one.
    pub(crate) enveloped: Option<Enveloped>,
}

/// What the inside of an Envelope needs for its answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Enveloped {
    /// Version of the Envelope request itself.
    pub(crate) version: i16,
    /// Header of the request inside.
    pub(crate) header: RequestHeader,
}

impl Cx<'_> {
    /// Answers a request.
    pub(crate) fn answer(&mut self, asked: &Asked, body: impl Into<Response>) {
        self.answer_muted(asked, Some(body.into()), 0);
    }

    /// Answers a Produce with acks=0: nothing is sent, and the next request may come.
    pub(crate) fn answer_nothing(&mut self, asked: &Asked) {
        self.answer_muted(asked, None, 0);
    }

    /// Answers a request, after which its connection is muted for so long (KIP-219).
    pub(crate) fn answer_muted(&mut self, asked: &Asked, body: Option<Response>, mute_ms: u32) {
        let (version, body) = match (&asked.enveloped, body) {
            (Some(outer), Some(inner)) => {
                (outer.version, Some(crate::node::wrap_in_envelope(&outer.header, asked.version, inner)))
            }
            (_, body) => (asked.version, body),
        };
        self.effects.push(Effect::Answer { request: asked.request, version, body, mute_ms });
    }

    /// Sends a request over the link for `key`. Its end comes to the room that `reply` names.
    pub(crate) fn call(
        &mut self,
        key: LinkKey,
        to: &partita_machine::Address,
        body: impl Into<Request>,
        reply: Reply,
        timeout_ms: u64,
    ) {
        let ended = self.links.call(self.now, &key, to, body.into(), reply, timeout_ms, self.effects);
        self.settled.extend(ended);
    }

    /// Tells something worth showing.
    pub(crate) fn tell(&mut self, event: Event) {
        self.effects.push(Effect::Tell(event));
    }
}
