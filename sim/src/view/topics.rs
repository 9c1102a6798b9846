//! Topics with all their replicas, wherever these are.

use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_view::{ClusterView, PartitionView, Party, ReplicaRole, ReplicaView, TopicView};

use super::kept;
use crate::world::World;

/// Topics as the best informed node has them; as they were, if no node runs. Where the metadata is the same as before, only what
/// has changed on the replicas is made again.
pub(super) fn topics(
    world: &World,
    before: Option<&ClusterView>,
    same_metadata: bool,
) -> Vec<Arc<TopicView>> {
    let old = before.map(|before| before.topics.as_slice()).unwrap_or_default();
    if same_metadata && before.is_some() {
        return old.iter().map(|topic| with_changes(world, topic)).collect();
    }
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

/// A topic of which only replicas may have changed; the old pointer if none has.
fn with_changes(world: &World, old: &Arc<TopicView>) -> Arc<TopicView> {
    let is_same = |partition: &PartitionView, replica: &ReplicaView| {
        let node = world.node(replica.node);
        let running = node.and_then(|node| node.replica_is(&old.name, partition.partition, replica));
        running.unwrap_or_else(|| is_left_as(world, replica))
    };
    let changed = old.partitions.iter().enumerate().filter(|(_, partition)| {
        partition.replicas.len() != partition.assignment.len()
            || !partition.replicas.iter().all(|replica| is_same(partition, replica))
    });
    let changed: Vec<_> = changed
        .map(|(at, partition)| {
            (at, kept(Some(partition), whole(world, &old.name, partition, Some(partition))))
        })
        .collect();
    if changed.is_empty() {
        return old.clone();
    }
    let mut topic = (**old).clone();
    for (at, partition) in changed {
        topic.partitions[at] = partition;
    }
    kept(Some(old), topic)
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
        Some(leader) => leader.high_watermark.unwrap_or(0),
        None => replicas.iter().filter_map(|replica| replica.high_watermark).max().unwrap_or(0),
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
        (None, Some(old)) if is_left_as(world, old) => (**old).clone(),
        (None, _) => left_behind(world, topic, partition.partition, node),
    }
}

/// Whether a replica whose node does not run is still as it was looked at: nobody writes to that node's disk, unless something
/// happens to it.
fn is_left_as(world: &World, replica: &ReplicaView) -> bool {
    replica.role == ReplicaRole::Offline && times_harmed(replica) == harmed(world, replica.node)
}

/// Bits of a left replica's revision that tell where its log ends; those above count what happened to its disk.
const LOG_END_BITS: u32 = 48;

fn harmed(world: &World, node: i32) -> u64 {
    let machine = world.machine(&Party::Node(node));
    machine.map_or(0, |machine| world.slot(machine).disk_changes.into())
}

/// What had happened to its disk when a replica that was left behind was looked at.
fn times_harmed(replica: &ReplicaView) -> u64 {
    (u64::MAX - replica.revision) >> LOG_END_BITS
}

/// A replica as its node left it on its disk.
fn left_behind(world: &World, topic: &str, partition: i32, node: i32) -> ReplicaView {
    let disk = world.machine(&Party::Node(node)).and_then(|machine| world.slot(machine).disk.as_ref());
    let left = disk.and_then(|disk| partita_core::replica_on(disk, node, topic, partition));
    let left = left.unwrap_or_else(|| ReplicaView { node, ..ReplicaView::default() });
    // No running replica counts that far.
    let log_end = left.log_end.cast_unsigned() & ((1 << LOG_END_BITS) - 1);
    ReplicaView { revision: u64::MAX - ((harmed(world, node) << LOG_END_BITS) | log_end), ..left }
}
