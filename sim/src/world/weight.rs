//! How much memory a copy of a world takes for itself: counted, so that it is the same natively and in a page.

use alloc::sync::Arc;

use super::{Slot, World};
use crate::host::Host;

/// A machine's place, and its party's.
const SLOT_BYTES: u64 = 400;
/// A client with what it has fetched or not sent yet.
const CLIENT_BYTES: u64 = 12 << 10;
/// A connection without what it carries.
const CONNECTION_BYTES: u64 = 500;
/// A message on its way.
const CARRIED_BYTES: u64 = 400;
/// Something in the queue of what is due.
const DUE_BYTES: u64 = 60;

impl World {
    /// About how many bytes it does not share with an earlier copy of it; with none, how many it takes.
    pub(crate) fn bytes_beside(&self, before: Option<&Self>) -> u64 {
        let before = |at: usize| before.and_then(|before| before.slots.get(at));
        let slots = self.slots.iter().enumerate().map(|(at, slot)| slot.bytes_beside(before(at)));
        let carried = self.network.connections.values().map(|connection| {
            let messages = connection.out.carried().count() + connection.back.carried().count();
            CONNECTION_BYTES + CARRIED_BYTES * (messages + connection.received.len()) as u64
        });
        slots.sum::<u64>() + carried.sum::<u64>() + DUE_BYTES * self.queue.len() as u64
    }

    /// Bytes of all files on all disks: what the story itself has written and still keeps.
    pub(crate) fn disk_bytes(&self) -> u64 {
        self.slots.iter().filter_map(Slot::disk).map(partita_core::disk::MemoryDisk::bytes).sum()
    }
}

impl Slot {
    fn bytes_beside(&self, before: Option<&Self>) -> u64 {
        let shared = |host: &Arc<Host>| {
            before.and_then(|before| before.host.as_ref()).is_some_and(|before| Arc::ptr_eq(before, host))
        };
        let process = match &self.host {
            Some(host) if shared(host) => 0,
            Some(host) => match &**host {
                Host::Node(node) => node.bytes_beside(before.and_then(Self::node)),
                _ => CLIENT_BYTES,
            },
            None => 0,
        };
        let before = before.and_then(|before| before.disk.as_ref());
        let disk = self.disk.as_ref().map_or(0, |disk| disk.bytes_beside(before));
        SLOT_BYTES + process + disk + CARRIED_BYTES * self.inbox.len() as u64
    }
}
