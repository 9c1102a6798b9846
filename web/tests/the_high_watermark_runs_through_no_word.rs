//! The high watermark runs through all replicas of a partition, and leaves out what is written above them.

mod laid_out;
mod sample;

use std::sync::Arc;

use partita_view::{ClusterView, Engine, ReplicaRole};
use sample::Sample;

/// Partition 2 with this high watermark, and its leader's broker gone.
fn offline(high_watermark: i64) -> ClusterView {
    let mut view = (*Sample::default().view()).clone();
    let partition = &mut Arc::make_mut(&mut view.topics[0]).partitions[2];
    let partition = Arc::make_mut(partition);
    partition.high_watermark = high_watermark;
    let leader = partition.leader;
    for replica in &mut partition.replicas {
        if Some(replica.node) == leader {
            Arc::make_mut(replica).role = ReplicaRole::Offline;
        }
    }
    view
}

#[test]
fn it_has_a_gap_where_a_label_stands_and_nowhere_else() {
    let scene = laid_out::scene(&offline(1), 428);
    let bar = scene.partitions[2].high_watermark.as_ref().expect("a high watermark");
    let labels: Vec<_> = scene.strips.iter().filter(|strip| strip.partition == 2).collect();
    assert!(labels.iter().any(|strip| strip.note.is_some()), "it says who was the leader");
    assert_eq!(bar.gaps.len(), labels.len(), "all labels begin at the left of it");
    for (strip, (from, to)) in labels.iter().zip(&bar.gaps) {
        assert!(*from < strip.role_at.y && strip.role_at.y < *to && *to <= strip.stave.y, "{}", strip.name);
    }
    let scene = laid_out::scene(&offline(8), 428);
    assert!(scene.partitions[2].high_watermark.as_ref().is_some_and(|bar| bar.gaps.is_empty()));
}
