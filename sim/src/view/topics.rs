//! Topics with all their replicas, wherever these are.

use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_view::{ClusterView, PartitionView, ReplicaRole, ReplicaView, TopicView};

use super::kept;
use crate::world::World;

/// Topics as the best informed node has them; as they were, if no node runs.
pub(super) fn topics(world: &World, before: Option<&ClusterView>) -> Vec<Arc<TopicView>> {
    let old = before.map(|before| before.topics.as_slice()).unwrap_or_default();
    let known = match world.best_informed() {
        Some(node) => node.topic_views(),
        None => old.iter().map(|topic| (**topic).clone()).collect(),
    };
    let mut topics: Vec<Arc<TopicView>> = known
        .into_iter()
        .map(|topic| {
            let old = old.iter().find(|old| old.id == topic.id);
            kept(old, with_replicas(world, topic, old))
        })
        .collect();
    topics.sort_by_key(|topic| topic.internal);
    topics
}

fn with_replicas(world: &World, mut topic: TopicView, old: Option<&Arc<TopicView>>) -> TopicView {
    for partition in &mut topic.partitions {
        let index = usize::try_from(partition.partition).unwrap_or(usize::MAX);
        let old = old.and_then(|old| old.partitions.get(index));
        *partition = kept(old, whole(world, &topic.name, partition, old));
    }
    topic
}

fn whole(
    world: &World,
    topic: &str,
    known: &PartitionView,
    old: Option<&Arc<PartitionView>>,
) -> PartitionView {
    let replicas: Vec<Arc<ReplicaView>> = known
        .assignment
        .iter()
        .map(|&node| {
            let old = old.and_then(|old| old.replicas.iter().find(|replica| replica.node == node));
            kept(old, replica(world, topic, known, node, old))
        })
        .collect();
    let running = || replicas.iter().filter(|replica| replica.role != ReplicaRole::Offline);
    let leader = running().find(|replica| Some(replica.node) == known.leader);
    let high_watermark = match leader {
        Some(leader) => leader.high_watermark,
        None => replicas.iter().map(|replica| replica.high_watermark).max().unwrap_or(0),
    };
    // Without transactions the last stable offset is the high watermark.
    PartitionView { high_watermark, last_stable_offset: high_watermark, replicas, ..known.clone() }
}

fn replica(
    world: &World,
    topic: &str,
    partition: &PartitionView,
    node: i32,
    old: Option<&Arc<ReplicaView>>,
) -> ReplicaView {
    let running = world.node(node).and_then(|node| node.replica_view(topic, partition.partition));
    match (running, old) {
        // Whether it is in the ISR is the cluster's to say, not its own.
        (Some(replica), _) if replica.role != ReplicaRole::Leader => {
            let in_sync = partition.in_sync.contains(&node);
            ReplicaView {
                role: if in_sync { ReplicaRole::Follower } else { ReplicaRole::OutOfSync },
                ..replica
            }
        }
        (Some(replica), _) => replica,
        // Nobody writes to the disk of a node that does not run.
        (None, Some(old)) if old.role == ReplicaRole::Offline => (**old).clone(),
        (None, _) => left_behind(world, topic, partition.partition, node),
    }
}

/// A replica as its node left it on its disk.
fn left_behind(world: &World, topic: &str, partition: i32, node: i32) -> ReplicaView {
    let records = super::records(world, topic, partition, node, 0, u32::MAX);
    let (Some(first), Some(last)) = (records.first(), records.last()) else {
        return ReplicaView { node, ..ReplicaView::default() };
    };
    let log_end = last.offset + 1;
    ReplicaView {
        node,
        role: ReplicaRole::Offline,
        leader_epoch: last.leader_epoch,
        log_start: first.offset,
        log_end,
        high_watermark: log_end,
        // No running replica counts that far.
        revision: u64::MAX - u64::try_from(log_end).unwrap_or(0),
        ..ReplicaView::default()
    }
}
