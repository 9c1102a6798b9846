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

    /// What comes of a batch on this image, if somebody has applied it; and the batch as that one has it.
    pub(crate) fn find(&self, image: &Arc<Image>, batch: &Bytes) -> Option<(Arc<Image>, Bytes)> {
        // The one at the very same image stands near the end.
        let is_same = |entry: &&Entry| {
            let known = &entry.before;
            known.offset == image.offset
                && entry.batch == *batch
                && (Arc::ptr_eq(known, image) || **known == **image)
        };
        self.latest.iter().rev().find(is_same).map(|entry| (entry.after.clone(), entry.batch.clone()))
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

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn the_same_batch_on_the_same_image_comes_to_the_same() {
        let mut applied = Applied::default();
        let (before, after) = (Arc::new(Image::default()), Arc::new(Image { offset: 3, ..Image::default() }));
        let batch = Bytes::from_static(b"a batch");
        applied.note(before.clone(), batch.clone(), after.clone());
        let (found, _) = applied.find(&before, &batch).unwrap();
        assert!(Arc::ptr_eq(&found, &after));
        // An image that another node came to by itself counts if it is equal.
        assert!(applied.find(&Arc::default(), &batch).is_some());
        assert!(applied.find(&after, &batch).is_none(), "another image");
        assert!(applied.find(&before, &Bytes::from_static(b"another")).is_none());
    }

    #[test]
    fn only_the_latest_are_remembered() {
        let mut applied = Applied::default();
        let images: Vec<Arc<Image>> =
            (0..20).map(|offset| Arc::new(Image { offset, ..Image::default() })).collect();
        for pair in images.windows(2) {
            applied.note(pair[0].clone(), Bytes::new(), pair[1].clone());
        }
        assert_eq!(applied.revision(), 19);
        assert!(applied.find(&images[2], &Bytes::new()).is_none());
        assert!(applied.find(&images[3], &Bytes::new()).is_some());
    }
}
