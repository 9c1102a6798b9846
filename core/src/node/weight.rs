//! How much memory a copy of a node takes for itself: counted, so that it is the same everywhere, and not measured.

use crate::disk::MemoryDisk;

use super::Node;

/// What every node has whatever it does: links, sessions, settings, the quorum.
const NODE_BYTES: u64 = 24 << 10;
/// A connection, with what is known of who is at its other end.
const CONNECTION_BYTES: u64 = 200;

impl Node<MemoryDisk> {
    /// About how many bytes it does not share with an earlier copy of it; with none, how many it takes.
    #[must_use]
    pub fn bytes_beside(&self, before: Option<&Self>) -> u64 {
        let replicas = self.broker.as_ref().map_or(0, |broker| {
            let before = before.and_then(|before| before.broker.as_ref());
            broker.partitions.replicas.bytes_beside(before.map(|before| &before.partitions.replicas))
        });
        let disk = self.disk.bytes_beside(before.map(|before| &before.disk));
        NODE_BYTES + self.open.len() as u64 * CONNECTION_BYTES + replicas + disk
    }
}
