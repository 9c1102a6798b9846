//! Connections that others open to a node: which of them are read, and when.

use alloc::string::ToString;

use partita_machine::{CloseReason, ConnId, Effect, Name, Peer, RequestId};
use partita_wire::{Request, RequestHeader};

use super::{Node, Work};
use crate::configs::BROKER;
use crate::disk::Disk;
use crate::image::Image;

impl<D: Disk> Node<D> {
    /// Somebody has opened a connection.
    pub(super) fn on_opened(&mut self, work: &mut Work<'_>, conn: ConnId, peer: Peer) {
        if !self.open.wait(conn, peer) {
            work.effects.push(Effect::Close { conn, why: CloseReason::TooManyConnections });
        }
    }

    /// Takes a connection whose turn it is, unless its address has too many.
    fn take(&mut self, work: &mut Work<'_>, conn: ConnId, peer: Peer) {
        let is_refused = self.connections.accept(work.now.at, &self.image, conn, &peer.host)
            && !self.open.enter(work.now.at, conn, peer);
        if is_refused {
            work.effects.push(Effect::Close { conn, why: CloseReason::TooManyConnections });
        }
    }

    /// A request has come. One over a connection that waits is looked at when that is its turn.
    pub(super) fn on_arrived(
        &mut self,
        work: &mut Work<'_>,
        conn: ConnId,
        request: (RequestId, RequestHeader, Request),
    ) {
        let Some((request, header, body)) = self.open.keep(conn, request) else { return };
        if let Some(asked) = self.asked(work.now.at, conn, request, header, &body) {
            self.on_request(work, asked, body);
        }
    }

    /// Takes the connections that there is room and time for.
    pub(super) fn admit(&mut self, work: &mut Work<'_>) {
        while let Some(waiting) = self.open.next_waiting(work.now.at) {
            self.take(work, waiting.conn, waiting.peer);
            if let Some(request) = waiting.request {
                self.on_arrived(work, waiting.conn, request);
            }
        }
    }

    /// The metadata has changed: other limits may be set.
    pub(super) fn limit_connections(&mut self, work: &mut Work<'_>, before: &Image) {
        let node = self.config.node_id.to_string();
        let differs = |of: &str| {
            let key = (BROKER, Name::from(of));
            before.configs.get(&key) != self.image.configs.get(&key)
        };
        if !differs(&node) && !differs("") {
            return;
        }
        for conn in self.open.set_limits(&self.image, &self.config) {
            self.on_closed(conn);
            work.effects.push(Effect::Close { conn, why: CloseReason::TooManyConnections });
        }
    }

    /// Connections that were closed from here on count no more.
    pub(super) fn note_closed(&mut self, made: &[Effect]) {
        for effect in made {
            if let Effect::Close { conn, .. } = effect {
                self.open.leave(*conn);
            }
        }
    }
}
