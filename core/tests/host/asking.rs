//! What tests ask of the nodes of a host, as clients do.

use partita_core::disk::MemoryDisk;
use partita_core::{Node, served};
use partita_machine::{CallId, ConnId, Input, Listener};
use partita_wire::{Request, RequestHeader, Response};

use super::{End, Host};

impl Host {
    /// Asks a node, as a client would in a version of its own, and runs until the answer. `None` if the connection was
    /// closed instead.
    pub(crate) fn ask_in(
        &mut self,
        node: i32,
        listener: Listener,
        version: i16,
        body: impl Into<Request>,
    ) -> Option<Response> {
        let conn = self.send_in(node, listener, version, body);
        self.run_until("an answer", |host| host.answers.contains_key(&conn));
        self.take(conn).expect("it is there")
    }

    /// Sends a request on a connection of its own; [`Host::take`] has the answer once it is there.
    pub(crate) fn send_in(
        &mut self,
        node: i32,
        listener: Listener,
        version: i16,
        body: impl Into<Request>,
    ) -> ConnId {
        let body = body.into();
        let header = RequestHeader {
            api_key: body.api_key() as i16,
            api_version: version,
            correlation_id: 1,
            client_id: Some("test".into()),
        };
        self.send_as(node, listener, header, body)
    }

    /// The same with a header of the test's own.
    pub(crate) fn send_as(
        &mut self,
        node: i32,
        listener: Listener,
        header: RequestHeader,
        body: Request,
    ) -> ConnId {
        let conn = self.accept(node, listener, End::Test);
        self.deliver(conn, CallId(0), header, body);
        conn
    }

    /// The answer to what was sent, if it is there; `None` inside if the connection was closed instead.
    pub(crate) fn take(&mut self, conn: ConnId) -> Option<Option<Response>> {
        self.answers.remove(&conn)
    }

    /// Brings what a slow disk was asked for.
    pub(crate) fn bring_late(&mut self, node: i32) {
        for late in self.disk_under(node).take_late() {
            self.later(node, Input::Loaded { read: late.read, data: Ok(late.data) });
        }
    }

    /// Sends a node a request and does not wait for the answer.
    pub(crate) fn send(&mut self, node: i32, listener: Listener, version: i16, body: impl Into<Request>) {
        self.send_in(node, listener, version, body);
    }

    /// Asks a broker in the newest version that it serves.
    pub(crate) fn ask(&mut self, node: i32, body: impl Into<Request>) -> Response {
        let body = body.into();
        let (_, version) = served(Listener::Broker, body.api_key() as i16).expect("it is served");
        self.ask_in(node, Listener::Broker, version, body).expect("an answer")
    }

    /// The active controller as the nodes see it, if one of them leads.
    pub(crate) fn controller(&self) -> Option<i32> {
        let leads = |node: &Node<MemoryDisk>| {
            let quorum = node.quorum_view();
            quorum.leader.map(|leader| (quorum.epoch, leader))
        };
        self.nodes.values().filter_map(leads).max().map(|(_, leader)| leader)
    }
}
