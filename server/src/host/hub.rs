//! Who of this process listens where.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use partita_machine::{Address, ConnId, Listener};
use tokio::sync::watch;

use super::message::Inbox;

/// The machines of this process by the addresses they listen on. Shared by all tasks; locked for look-ups only.
#[derive(Clone, Default)]
pub(crate) struct Hub {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    listening: Mutex<BTreeMap<Address, (Inbox, Listener)>>,
    conns: AtomicU64,
    unfenced: watch::Sender<BTreeSet<i32>>,
}

impl Hub {
    /// A machine listens at an address from now on.
    pub(crate) fn listen(&self, at: Address, inbox: Inbox, listener: Listener) {
        self.locked().insert(at, (inbox, listener));
    }

    /// Nobody listens at an address any more.
    pub(crate) fn leave(&self, at: &Address) {
        self.locked().remove(at);
    }

    /// Who listens at an address.
    pub(crate) fn find(&self, at: &Address) -> Option<(Inbox, Listener)> {
        self.locked().get(at).cloned()
    }

    /// The active controller has unfenced a broker: it may serve clients.
    pub(crate) fn unfence(&self, id: i32) {
        self.shared.unfenced.send_modify(|unfenced| {
            unfenced.insert(id);
        });
    }

    /// A broker is fenced, or has ended.
    pub(crate) fn fence(&self, id: i32) {
        self.shared.unfenced.send_modify(|unfenced| {
            unfenced.remove(&id);
        });
    }

    /// Waits until a broker is unfenced.
    pub(crate) async fn unfenced(&self, id: i32) {
        let mut watched = self.shared.unfenced.subscribe();
        // The other end lives as long as this hub.
        let _ = watched.wait_for(|unfenced| unfenced.contains(&id)).await;
    }

    /// A number for a connection, never used before.
    pub(crate) fn fresh_conn(&self) -> ConnId {
        ConnId(self.shared.conns.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, BTreeMap<Address, (Inbox, Listener)>> {
        // The map is whole after any panic: each change is one call.
        self.shared.listening.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
