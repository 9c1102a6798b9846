//! The replicas of one topic. Whoever takes one to change it is counted, so that nobody has to look at all of them to find what is
//! another than before.

use alloc::collections::BTreeMap;
use alloc::collections::btree_map::{Iter, Values, ValuesMut};
use alloc::sync::Arc;

use super::Partition;

/// The replicas of a topic on this broker, by their numbers.
#[derive(Clone, Debug)]
pub(crate) struct OfTopic {
    replicas: BTreeMap<i32, Arc<Partition>>,
    /// Tells it from those that had its name before on this broker.
    begun: u64,
    /// Grows whenever a replica is taken to be changed, comes or goes.
    taken: u64,
}

impl OfTopic {
    /// No replica yet; `begun` is another one for each.
    pub(super) fn new(begun: u64) -> Self {
        Self { replicas: BTreeMap::new(), begun, taken: 0 }
    }

    /// As long as this is the same, so is every replica of the topic.
    pub(crate) fn revision(&self) -> (u64, u64) {
        (self.begun, self.taken)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.replicas.is_empty()
    }

    pub(super) fn get(&self, partition: i32) -> Option<&Arc<Partition>> {
        self.replicas.get(&partition)
    }

    pub(super) fn iter(&self) -> Iter<'_, i32, Arc<Partition>> {
        self.replicas.iter()
    }

    pub(crate) fn values(&self) -> Values<'_, i32, Arc<Partition>> {
        self.replicas.values()
    }

    pub(super) fn get_mut(&mut self, partition: i32) -> Option<&mut Arc<Partition>> {
        self.taken += 1;
        self.replicas.get_mut(&partition)
    }

    pub(super) fn values_mut(&mut self) -> ValuesMut<'_, i32, Arc<Partition>> {
        self.taken += 1;
        self.replicas.values_mut()
    }

    pub(super) fn insert(&mut self, partition: i32, replica: Arc<Partition>) {
        self.taken += 1;
        self.replicas.insert(partition, replica);
    }

    pub(super) fn remove(&mut self, partition: i32) -> Option<Arc<Partition>> {
        self.taken += 1;
        self.replicas.remove(&partition)
    }
}
