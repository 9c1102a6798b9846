//! Images that nodes of one process share: whoever applies a batch to an image first lends what came of it to the others.
//!
//! Nobody can tell by anything else than memory and time: an entry is used only for the very same batch on the very same
//! image. So a world of many nodes holds its metadata once.

use alloc::collections::VecDeque;
use alloc::sync::Arc;

use bytes::Bytes;

use super::Image;

/// Most batches that are remembered: nodes that follow the log are a few apart.
const APPLIED_MAX: usize = 16;

/// What came of the latest batches of a metadata log, for other nodes of the same process.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    latest: Arc<VecDeque<Entry>>,
    /// Grows with each entry.
    revision: u64,
}

#[derive(Clone, Debug)]
struct Entry {
    before: Arc<Image>,
    batch: Bytes,
    after: Arc<Image>,
}

impl Applied {
    /// How many entries it has had: whoever has had more knows more.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What comes of a batch on this image, if somebody has applied it.
    pub(crate) fn find(&self, image: &Arc<Image>, batch: &Bytes) -> Option<Arc<Image>> {
        // The one at the very same image stands near the end.
        let is_same = |entry: &&Entry| {
            let known = &entry.before;
            known.offset == image.offset
                && entry.batch == *batch
                && (Arc::ptr_eq(known, image) || **known == **image)
        };
        self.latest.iter().rev().find(is_same).map(|entry| entry.after.clone())
    }

    /// Remembers what came of a batch.
    pub(crate) fn note(&mut self, before: Arc<Image>, batch: Bytes, after: Arc<Image>) {
        let latest = Arc::make_mut(&mut self.latest);
        if latest.len() >= APPLIED_MAX {
            latest.pop_front();
        }
        latest.push_back(Entry { before, batch, after });
        self.revision += 1;
    }
}
