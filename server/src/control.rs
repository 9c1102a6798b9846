//! `partita ctl`: a few words to a running `partita serve`, over the loopback, with a token.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::cluster::Cluster;

/// Longest line that is read from either end.
const LINE_BYTES_MAX: u64 = 1_024;
/// How long a client may take for its line, or the server for its answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long we rest when the system refuses a connection.
const ACCEPT_REST: Duration = Duration::from_millis(100);

/// Where a running server listens for words, and what it wants to hear first.
pub(crate) struct Control {
    socket: TcpListener,
    token: String,
}

impl Control {
    /// Takes a free port and a new token.
    ///
    /// # Errors
    /// If the system has no port or no chance to give.
    pub(crate) async fn open() -> io::Result<Self> {
        let mut token = [0; 16];
        getrandom::fill(&mut token).map_err(io::Error::other)?;
        let token = token.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { socket: TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?, token })
    }

    /// What to hand to `partita ctl --at`.
    ///
    /// # Errors
    /// If the socket is gone.
    pub(crate) fn at(&self) -> io::Result<String> {
        Ok(format!("{}/{}", self.socket.local_addr()?.port(), self.token))
    }

    /// Listens until it is dropped.
    pub(crate) async fn serve(self, cluster: Arc<Cluster>) {
        loop {
            let Ok((stream, _)) = self.socket.accept().await else {
                // Too many open files, most likely: give others time to close.
                tokio::time::sleep(ACCEPT_REST).await;
                continue;
            };
            // One at a time: there is one person at the keyboard.
            let _ = tokio::time::timeout(PATIENCE, converse(stream, &self.token, &cluster)).await;
        }
    }
}

async fn converse(mut stream: TcpStream, token: &str, cluster: &Arc<Cluster>) -> io::Result<()> {
    let (reads, mut writes) = stream.split();
    let mut line = String::new();
    BufReader::new(reads.take(LINE_BYTES_MAX)).read_line(&mut line).await?;
    let answer = match line.trim_end().split_once(' ') {
        Some((given, words)) if same(given, token) => obey(words, cluster).await,
        _ => Err("that is not the token of the ready line".to_owned()),
    };
    let answer = match answer {
        Ok(()) => "ok\n".to_owned(),
        Err(why) => format!("error {why}\n"),
    };
    writes.write_all(answer.as_bytes()).await
}

/// Compares in a time that does not tell how much is right.
fn same(given: &str, token: &str) -> bool {
    let differing = given.bytes().zip(token.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    given.len() == token.len() && differing == 0
}

async fn obey(words: &str, cluster: &Arc<Cluster>) -> Result<(), String> {
    let (word, id) = words.split_once(' ').ok_or_else(|| format!("'{words}' lacks a node's number"))?;
    let id = id.parse().map_err(|_| format!("'{id}' is not a node's number"))?;
    let cluster = cluster.clone();
    // A task of its own: who asked may hang up or wait too long, but a change that was begun is finished.
    let change = match word {
        "kill" => tokio::spawn(async move { cluster.kill(id).await }),
        "restart" => tokio::spawn(async move { cluster.restart(id).await }),
        _ => return Err(format!("'{word}' is not kill or restart")),
    };
    change.await.map_err(|error| error.to_string())?
}

/// Says `words` to the server at `at`, as its ready line gives it.
///
/// # Errors
/// If it cannot be reached, or does not do it.
pub(crate) async fn say(at: &str, words: &str) -> Result<(), String> {
    let (port, token) = at.split_once('/').ok_or("--at takes what the ready line says: PORT/TOKEN")?;
    let port: u16 = port.parse().map_err(|_| format!("'{port}' is not a port"))?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect(address).await.map_err(|error| format!("{address}: {error}"))?;
    let line = format!("{token} {words}\n");
    stream.write_all(line.as_bytes()).await.map_err(|error| error.to_string())?;
    let mut answer = String::new();
    let mut answers = BufReader::new(stream.take(LINE_BYTES_MAX));
    let reading = tokio::time::timeout(PATIENCE, answers.read_line(&mut answer)).await;
    reading.map_err(|_| "no answer".to_owned())?.map_err(|error| error.to_string())?;
    match answer.trim_end().split_once(' ') {
        None if answer.trim_end() == "ok" => Ok(()),
        Some(("error", why)) => Err(why.to_owned()),
        _ => Err(format!("an answer that is none: {answer:?}")),
    }
}
