//! The socket a node listens on.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;

use partita_machine::Listener;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::connection;
use super::hub::Hub;
use super::message::Inbox;

/// Connections of one node at a time; one more waits to be accepted.
pub(crate) const CONNECTIONS_MAX: usize = 2_000;

/// Binds a port of the loopback, which `option` of the command line names.
///
/// # Errors
/// If the port is in use, naming it.
pub(crate) async fn bind(port: u16, option: &str) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| {
        io::Error::new(error.kind(), format!("127.0.0.1:{port}: {error} ({option} takes another)"))
    })
}

/// Binds a port of the loopback, or where it is in use one that the system picks.
///
/// # Errors
/// If there is none.
pub(crate) async fn bind_near(port: u16) -> io::Result<TcpListener> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
        Ok(socket) => Ok(socket),
        Err(_) => TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await,
    }
}

/// Accepts connections for a listener of a node until it is dropped; its connections are dropped with it. As with Kafka,
/// nobody is let in to a broker before the controller has unfenced it: earlier answers would know of no brokers.
pub(crate) async fn serve(
    id: i32,
    listener: Listener,
    socket: TcpListener,
    node: Inbox,
    hub: Hub,
    budget: Arc<Semaphore>,
) {
    if listener == Listener::Broker {
        hub.unfenced(id).await;
    }
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let mut connections = JoinSet::new();
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { return };
        let accepted = socket.accept().await;
        while connections.try_join_next().is_some() {}
        let Ok((stream, _)) = accepted else {
            // Too many open files, most likely: give others time to close.
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            continue;
        };
        let (node, hub, budget) = (node.clone(), hub.clone(), budget.clone());
        connections.spawn(async move {
            connection::serve(stream, listener, node, hub, budget).await;
            drop(place);
        });
    }
}
