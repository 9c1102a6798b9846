//! Who of this process listens where.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use partita_machine::{Address, ConnId, Listener};

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

    /// A number for a connection, never used before.
    pub(crate) fn fresh_conn(&self) -> ConnId {
        ConnId(self.shared.conns.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, BTreeMap<Address, (Inbox, Listener)>> {
        // The map is whole after any panic: each change is one call.
        self.shared.listening.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
