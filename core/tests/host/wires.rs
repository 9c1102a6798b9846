//! Connections between the nodes of a host: opened, served one request at a time, answered.

use std::collections::VecDeque;

use partita_machine::{Address, CallId, ConnId, Input, LinkId, Listener, LostReason, Peer, RequestId};
use partita_wire::{ApiKey, Request, RequestHeader, Response, decode_response_frame, encode_response_frame};

use super::{CONTROLLER_PORT, Conn, End, Host, host_of};

impl Host {
    pub(super) fn open(&mut self, from: i32, link: LinkId, to: &Address) {
        let node = self.nodes.keys().copied().find(|&id| *host_of(id) == *to.host);
        let Some(node) = node else {
            return self.later(from, Input::Lost { link, why: LostReason::Refused });
        };
        let listener = if to.port == CONTROLLER_PORT { Listener::Controller } else { Listener::Broker };
        let conn = self.accept(node, listener, End::Link(from, link));
        self.links.insert((from, link), conn);
        self.later(from, Input::Linked { link });
    }

    pub(super) fn accept(&mut self, node: i32, listener: Listener, from: End) -> ConnId {
        self.next_id += 1;
        let conn = ConnId(self.next_id);
        self.conns.insert(conn, Conn { node, from, inbox: VecDeque::new(), busy: None });
        let peer = Peer { listener, host: "127.0.0.1".into(), principal: "User:ANONYMOUS".into() };
        self.later(node, Input::Opened { conn, peer });
        conn
    }

    pub(super) fn deliver(&mut self, conn: ConnId, call: CallId, header: RequestHeader, body: Request) {
        let Some(state) = self.conns.get_mut(&conn) else { return };
        state.inbox.push_back((call, header, body));
        self.next_request(conn);
    }

    fn next_request(&mut self, conn: ConnId) {
        let Some(state) = self.conns.get_mut(&conn) else { return };
        if state.busy.is_some() {
            return;
        }
        let Some((call, header, body)) = state.inbox.pop_front() else { return };
        self.next_id += 1;
        let request = RequestId(self.next_id);
        state.busy = Some((request, call, header.clone()));
        let node = state.node;
        self.later(node, Input::Request { conn, request, header, body });
    }

    pub(super) fn answered(&mut self, id: i32, request: RequestId, version: i16, body: Option<Response>) {
        let found = self.conns.iter_mut().find(|(_, conn)| {
            conn.node == id && conn.busy.as_ref().is_some_and(|(busy, ..)| *busy == request)
        });
        // The connection may have ended while the answer was made.
        let Some((&conn, state)) = found else { return };
        let (_, call, header) = state.busy.take().expect("it is busy");
        let from = state.from;
        if let Some(mut body) = body {
            let api = ApiKey::from_i16(header.api_key).expect("it was asked");
            let frame = encode_response_frame(header.correlation_id, version, &mut body)
                .unwrap_or_else(|error| panic!("node {id} cannot write its answer: {error} {body:?}"));
            let frame = bytes::Bytes::from(frame).slice(4..);
            let (_, body) = decode_response_frame(api, version, frame).expect("it reads back");
            match from {
                End::Link(to, link) => self.later(to, Input::Response { link, call, body }),
                End::Test => {
                    self.answers.insert(conn, Some(body));
                }
            }
        }
        self.next_request(conn);
    }
}
