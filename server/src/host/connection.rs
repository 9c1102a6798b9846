//! A client's connection: frames in, decoded here, one request at a time to the node; answers out, encoded here.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use partita_machine::{CallId, ConnId, Listener, Peer};
use partita_wire::{ApiKey, Request, RequestHeader};
use tokio::io::{AsyncWriteExt, BufWriter};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore, mpsc};

use super::frame::{self, FrameError};
use super::hub::Hub;
use super::message::{Answers, Arrived, Inbox, Outgoing, ToMachine};

/// Requests of a connection that are decoded before the answer to the one ahead of them is written.
pub(crate) const DECODED_AHEAD: usize = 4;
/// Bytes of large requests in memory, all connections together, in units of [`BUDGET_UNIT`]; smaller ones are not counted.
const BUDGET_UNITS: usize = 4_096;
const BUDGET_UNIT: usize = 64 * 1024;
/// So many complaints about clients are said in full.
const COMPLAINTS_WHOLE: u64 = 20;

/// The budget that all connections of a process share.
pub(crate) fn budget() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(BUDGET_UNITS))
}

/// Serves one connection until either end closes it.
pub(crate) async fn serve(
    socket: TcpStream,
    listener: Listener,
    node: Inbox,
    hub: Hub,
    budget: Arc<Semaphore>,
) {
    let Ok(from) = socket.peer_addr() else { return };
    // An answer is written whole, so waiting to fill a packet would only add delay. Not every platform can be asked.
    let _ = socket.set_nodelay(true);
    let conn = hub.fresh_conn();
    let peer =
        Peer { listener, host: from.ip().to_string().as_str().into(), principal: "User:ANONYMOUS".into() };
    let (answers, outgoing) = mpsc::unbounded_channel();
    let opened = ToMachine::Opened { conn, peer, answers: Answers::Socket(answers) };
    if node.send(opened).is_err() {
        return;
    }
    let (reads, writes) = socket.into_split();
    let reading = read(reads, conn, listener, &node, &budget);
    let writing = write(writes, outgoing);
    tokio::select! {
        () = reading => {}
        () = writing => {}
    }
    // The node may be gone already, and then needs no news.
    let _ = node.send(ToMachine::Closed { conn });
}

async fn read(
    mut socket: OwnedReadHalf,
    conn: ConnId,
    listener: Listener,
    node: &Inbox,
    budget: &Arc<Semaphore>,
) {
    let ahead = Arc::new(Semaphore::new(DECODED_AHEAD));
    let mut first = true;
    loop {
        let Ok(turn) = ahead.clone().acquire_owned().await else { return };
        let size = match frame::read_size(&mut socket, first).await {
            Ok(size) => size,
            Err(error) => return report(conn, &error),
        };
        first = false;
        let Ok(memory) = memory(budget, size).await else { return };
        let body = match frame::read_body(&mut socket, size).await {
            Ok(body) => body,
            Err(error) => return report(conn, &error),
        };
        let Some((header, body)) = decode(listener, &body) else { return };
        let body = Box::new(body);
        let arrived = Arrived { conn, call: CallId(0), header, body, turn: Some(turn), memory };
        if node.send(ToMachine::Request(arrived)).is_err() {
            return;
        }
    }
}

/// A share of the budget for a frame. Small frames need none: they are bounded by the number of connections, and frames
/// that are announced and never sent must not hold up everybody's heartbeats.
async fn memory(budget: &Arc<Semaphore>, size: usize) -> Result<Option<OwnedSemaphorePermit>, AcquireError> {
    if size <= BUDGET_UNIT {
        return Ok(None);
    }
    let units = u32::try_from(size.div_ceil(BUDGET_UNIT)).unwrap_or(u32::MAX);
    budget.clone().acquire_many_owned(units).await.map(Some)
}

/// Decodes a request that the listener serves. `None` closes the connection, as Kafka does.
fn decode(listener: Listener, frame: &Bytes) -> Option<(RequestHeader, Request)> {
    let api = i16::from_be_bytes(frame.get(..2)?.try_into().ok()?);
    let version = i16::from_be_bytes(frame.get(2..4)?.try_into().ok()?);
    let (min, max) = partita_core::served(listener, api)?;
    let known = (min..=max).contains(&version) || api == ApiKey::ApiVersions as i16;
    if !known {
        return None;
    }
    partita_wire::decode_request_frame(frame.clone()).ok()
}

fn report(conn: ConnId, error: &FrameError) {
    if !matches!(error, FrameError::Closed) {
        complain(format_args!("connection {} ended: {error}", conn.0));
    }
}

/// Says what a client did wrong, or what was wrong for it: the first [`COMPLAINTS_WHOLE`] times, and from then on at every
/// doubling, so that nobody outside can fill a disk with our words.
fn complain(what: fmt::Arguments<'_>) {
    static COMPLAINTS: AtomicU64 = AtomicU64::new(0);
    let count = COMPLAINTS.fetch_add(1, Ordering::Relaxed) + 1;
    if count <= COMPLAINTS_WHOLE {
        eprintln!("partita: {what}");
    } else if count.is_power_of_two() {
        eprintln!("partita: {what} (complaint {count}; most are not said any more)");
    }
}

async fn write(socket: OwnedWriteHalf, mut outgoing: mpsc::UnboundedReceiver<Outgoing>) {
    let mut socket = BufWriter::with_capacity(16 * 1024, socket);
    while let Some(next) = outgoing.recv().await {
        let mut next = Some(next);
        while let Some(Outgoing::Answer { api, version, correlation_id, mut body, turn }) = next.take() {
            let parts = match partita_wire::encode_response_frame_parts(correlation_id, version, &mut body) {
                Ok(parts) => parts,
                Err(error) => {
                    complain(format_args!("{api:?} version {version}: {error}"));
                    return;
                }
            };
            for part in parts {
                if socket.write_all(&part).await.is_err() {
                    return;
                }
            }
            drop(turn);
            next = outgoing.try_recv().ok();
            if let Some(Outgoing::Close) = next {
                break;
            }
        }
        if socket.flush().await.is_err() || next.is_some() {
            return;
        }
    }
}
