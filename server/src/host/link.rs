//! A link of a machine to another process: one socket, one task.

use std::collections::VecDeque;
use std::time::Duration;

use partita_machine::{Address, CallId, LinkId, LostReason};
use partita_wire::{ApiKey, Request, RequestHeader};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::net::tcp::OwnedReadHalf;
use tokio::sync::mpsc;

use super::frame;
use super::message::{Inbox, ToMachine};

/// `socket.connection.setup.timeout.ms`.
const SETUP: Duration = Duration::from_secs(10);

/// A call to send.
pub(crate) struct LinkOut {
    pub(crate) call: CallId,
    pub(crate) version: i16,
    pub(crate) body: Box<Request>,
}

/// A call that was sent and has no answer yet.
struct Sent {
    call: CallId,
    api: ApiKey,
    version: i16,
    correlation_id: i32,
}

/// Opens a link. News of it go to `inbox`; it closes when what is returned is dropped.
pub(crate) fn open(
    link: LinkId,
    to: Address,
    inbox: Inbox,
    client_id: Option<String>,
) -> mpsc::UnboundedSender<LinkOut> {
    let (calls, outgoing) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        let why = run(link, &to, &inbox, client_id, outgoing).await;
        let _ = inbox.send(ToMachine::Lost { link, why });
    });
    calls
}

async fn run(
    link: LinkId,
    to: &Address,
    inbox: &Inbox,
    client_id: Option<String>,
    mut calls: mpsc::UnboundedReceiver<LinkOut>,
) -> LostReason {
    let connecting = TcpStream::connect((&*to.host, to.port));
    let socket = match tokio::time::timeout(SETUP, connecting).await {
        Ok(Ok(socket)) => socket,
        Ok(Err(_)) => return LostReason::Refused,
        Err(_) => return LostReason::Unreachable,
    };
    let _ = socket.set_nodelay(true);
    let (reads, mut writes) = socket.into_split();
    let (sent, waiting) = mpsc::unbounded_channel();
    if inbox.send(ToMachine::Linked { link }).is_err() {
        return LostReason::Closed;
    }
    let reading = read_answers(reads, link, waiting, inbox);
    let writing = async {
        let mut correlation_id = 0_i32;
        while let Some(LinkOut { call, version, mut body }) = calls.recv().await {
            correlation_id = correlation_id.wrapping_add(1) & i32::MAX;
            let api = body.api_key();
            let header = RequestHeader {
                api_key: api as i16,
                api_version: version,
                correlation_id,
                client_id: client_id.clone(),
            };
            let answered = !is_unanswered(&body);
            let Ok(frame) = partita_wire::encode_request_frame(&header, &mut body) else { return };
            if answered && sent.send(Sent { call, api, version, correlation_id }).is_err() {
                return;
            }
            if writes.write_all(&frame).await.is_err() {
                return;
            }
        }
    };
    tokio::select! {
        () = reading => {}
        () = writing => {}
    }
    LostReason::Closed
}

/// A Produce with acks=0 has no answer.
fn is_unanswered(body: &Request) -> bool {
    matches!(body, Request::Produce(produce) if produce.acks == 0)
}

async fn read_answers(
    mut socket: OwnedReadHalf,
    link: LinkId,
    mut waiting: mpsc::UnboundedReceiver<Sent>,
    inbox: &Inbox,
) {
    let mut sent = VecDeque::new();
    loop {
        let Ok(size) = frame::read_size(&mut socket, false).await else { return };
        let Ok(body) = frame::read_body(&mut socket, size).await else { return };
        while let Ok(next) = waiting.try_recv() {
            sent.push_back(next);
        }
        let Some(Sent { call, api, version, correlation_id }) = sent.pop_front() else { return };
        match partita_wire::decode_response_frame(api, version, body) {
            Ok((answered, body)) if answered == correlation_id => {
                if inbox.send(ToMachine::Response { link, call, body: Box::new(body) }).is_err() {
                    return;
                }
            }
            // Answers out of order or out of shape: nothing on this link can be trusted any more.
            Ok(_) | Err(_) => return,
        }
    }
}
