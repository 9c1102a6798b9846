//! C2 all along: what is committed of the metadata log is the same batch on every node, and nobody applies more than that.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec::Vec;

use partita_core::SharedList;
use partita_view::Finding;
use partita_wire::records::BatchView;

use super::promises::broken;

/// Committed batches that are remembered. When there are more, the older half goes.
const BATCHES_MAX: usize = 50_000;

/// A batch of the metadata log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) base: i64,
    /// Offset after its last record.
    pub(super) next: i64,
    pub(super) crc: u32,
}

impl Held {
    pub(super) fn of(batch: &BatchView) -> Self {
        let header = batch.header();
        Self { base: header.base_offset, next: header.next_offset(), crc: header.crc }
    }
}

/// How far the log of a node was compared.
#[derive(Clone, Copy, Debug, Default)]
struct Compared {
    incarnation: u32,
    to: i64,
}

/// The metadata log as it was committed.
#[derive(Clone, Debug, Default)]
pub(super) struct Metadata {
    committed: SharedList<Held>,
    nodes: BTreeMap<i32, Compared>,
}

impl Metadata {
    /// Compares what a node has learned to be committed since it was looked at last. `batches` gives its log from an offset on.
    pub(super) fn look<I: Iterator<Item = Held>>(
        &mut self,
        id: i32,
        incarnation: u32,
        high_watermark: i64,
        batches: impl Fn(i64) -> I,
        found: &mut Vec<Finding>,
    ) {
        let known = self.nodes.entry(id).or_default();
        if known.incarnation != incarnation {
            *known = Compared { incarnation, to: 0 };
        }
        if known.to >= high_watermark {
            return;
        }
        let from = core::mem::replace(&mut known.to, high_watermark);
        for held in batches(from).take_while(|held| held.next <= high_watermark) {
            if !self.agrees(held) {
                let seen = format!(
                    "Node {id} has another batch at offset {} of the metadata than the one that was committed there.",
                    held.base
                );
                found.push(Finding { node: Some(id), offset: Some(held.base), ..broken("C2", seen) });
                return;
            }
        }
    }

    /// Whether a committed batch is the one that is known; the first that is seen becomes that.
    fn agrees(&mut self, held: Held) -> bool {
        let end = self.committed.last().map_or(0, |last| last.next);
        if held.base >= end {
            if self.committed.len() >= BATCHES_MAX {
                self.committed.forget_first(BATCHES_MAX / 2);
            }
            self.committed.push(held);
            return true;
        }
        let at = self.committed.partition_point(|known| known.next <= held.base);
        // What was never seen committed, or is forgotten, cannot be compared.
        self.committed.get(at).is_none_or(|known| known.base >= held.next || *known == held)
    }
}

/// C2: a node that has applied what no leader has committed.
pub(super) fn applies(id: i32, applied: i64, committed_end: i64) -> Option<Finding> {
    (applied > committed_end).then(|| {
        let seen =
            format!("Node {id} has applied the metadata up to {applied}; committed was {committed_end}.");
        Finding { node: Some(id), offset: Some(applied), ..broken("C2", seen) }
    })
}
