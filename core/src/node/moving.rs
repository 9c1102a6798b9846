//! Partitions that are being reassigned, as the metadata on a node has them: for who checks that they get there.

use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::PartitionView;
use partita_wire::Uuid;

use crate::disk::Disk;

use super::Node;
use super::replicas::partition_view;

/// A partition on its way to other replicas (KIP-455).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moving {
    /// Its topic.
    pub topic: Name,
    /// Id of its topic: another topic of that name is another.
    pub topic_id: Uuid,
    /// Its number.
    pub partition: i32,
    /// All replicas, those to come and those to go included.
    pub replicas: Vec<i32>,
    /// Replicas to come.
    pub adding: Vec<i32>,
    /// Replicas to go.
    pub removing: Vec<i32>,
    /// Grows with each change of the partition.
    pub partition_epoch: i32,
}

impl<D: Disk> Node<D> {
    /// Partitions that are being reassigned, by the metadata that this node has applied.
    pub fn moving(&self) -> impl Iterator<Item = Moving> {
        let all = self.image.partitions();
        let moving = all.filter(|(_, _, state)| !state.adding.is_empty() || !state.removing.is_empty());
        moving.map(|(topic, partition, state)| Moving {
            topic: topic.name.clone(),
            topic_id: topic.id,
            partition,
            replicas: state.replicas.clone(),
            adding: state.adding.clone(),
            removing: state.removing.clone(),
            partition_epoch: state.partition_epoch,
        })
    }

    /// A partition by its topic's id, as the metadata on this node has it, without its replicas.
    #[must_use]
    pub fn partition_of(&self, topic_id: Uuid, partition: i32) -> Option<PartitionView> {
        let state = self.image.topics.get(&topic_id)?.partitions.get(usize::try_from(partition).ok()?)?;
        Some(partition_view(partition, state))
    }
}
