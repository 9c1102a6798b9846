//! The cells of the stage that two branches do not share: records which the other has not in the same place of the same replica,
//! and places of records that were lost here and not there.

use partita_view::{ClusterView, Finding, Name, PartitionView, RecordView, ReplicaView};

use super::Windows;

/// A cell of a replica.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Topic.
    pub topic: Name,
    /// Partition.
    pub partition: i32,
    /// Broker.
    pub node: i32,
    /// Offset.
    pub offset: i64,
    /// What is to be said of it.
    pub mark: CellMark,
}

/// What is to be said of a cell of one of two branches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellMark {
    /// The other branch has something else here, or nothing.
    Differs,
    /// What was here is lost, and the other branch does not say so.
    Lost,
}

/// Promises whose breach is the loss of a record at its offset.
const LOSSES: [&str; 3] = ["P2", "R2", "R5"];

/// Cells of `here` whose record is not the one of `there`, as far as the newest records of both tell. Where the other branch has
/// no such replica nothing is said of any cell: that it is not there is said once.
pub fn differing_cells(here: (&ClusterView, &Windows), there: (&ClusterView, &Windows)) -> Vec<Cell> {
    let mut cells = Vec::new();
    for topic in here.0.topics.iter().filter(|topic| !topic.internal) {
        for partition in &topic.partitions {
            for replica in &partition.replicas {
                let (number, node) = (partition.partition, replica.node);
                let Some(other) = replica_of(there.0, &topic.name, number, node) else { continue };
                let ours = here.1.of(&topic.name, number, node);
                let theirs = there.1.of(&topic.name, number, node);
                let differing = ours.iter().filter(|record| differs(record, other, theirs));
                cells.extend(differing.map(|record| Cell {
                    topic: topic.name.clone(),
                    partition: number,
                    node,
                    offset: record.offset,
                    mark: CellMark::Differs,
                }));
            }
        }
    }
    cells
}

/// Whether the other replica is known to have something else at the offset of a record.
fn differs(record: &RecordView, other: &ReplicaView, theirs: &[RecordView]) -> bool {
    if record.offset >= other.log_end {
        return true;
    }
    match theirs.binary_search_by_key(&record.offset, |known| known.offset) {
        Ok(at) => {
            let known = &theirs[at];
            (record.kind, &record.key, &record.value, &record.headers)
                != (known.kind, &known.key, &known.value, &known.headers)
        }
        // Between records that are known there is none: it was compacted away. What lies before them is not known.
        Err(at) => at > 0,
    }
}

/// Cells of records that were lost in one branch and not in the other: on the leader, or where nobody leads on every replica.
pub fn lost_cells(view: &ClusterView, here: &[Finding], there: &[Finding]) -> Vec<Cell> {
    let mut cells = Vec::new();
    for finding in here.iter().filter(|finding| LOSSES.contains(&finding.promise)) {
        let (Some((topic, number)), Some(offset)) = (&finding.about, finding.offset) else { continue };
        let same = |other: &Finding| other.about == finding.about && other.offset == finding.offset;
        if there.iter().any(|other| LOSSES.contains(&other.promise) && same(other)) {
            continue;
        }
        let Some(partition) = partition_of(view, topic, *number) else { continue };
        let on = |replica: &&std::sync::Arc<ReplicaView>| {
            partition.leader.is_none_or(|leader| leader == replica.node)
        };
        for replica in partition.replicas.iter().filter(on) {
            let node = replica.node;
            let cell = Cell { topic: topic.clone(), partition: *number, node, offset, mark: CellMark::Lost };
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        }
    }
    cells
}

fn partition_of<'a>(view: &'a ClusterView, topic: &Name, number: i32) -> Option<&'a PartitionView> {
    let topic = view.topics.iter().find(|each| each.name == *topic)?;
    topic.partitions.iter().find(|partition| partition.partition == number).map(|partition| &**partition)
}

fn replica_of<'a>(view: &'a ClusterView, topic: &Name, number: i32, node: i32) -> Option<&'a ReplicaView> {
    let partition = partition_of(view, topic, number)?;
    partition.replicas.iter().find(|replica| replica.node == node).map(|replica| &**replica)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytes::Bytes;
    use partita_view::TopicView;

    fn record(offset: i64, value: &'static str) -> RecordView {
        RecordView { offset, value: Some(Bytes::from_static(value.as_bytes())), ..RecordView::default() }
    }

    #[test]
    fn a_record_differs_by_what_stands_at_its_offset() {
        let replica = ReplicaView { log_end: 6, ..ReplicaView::default() };
        let theirs = [record(2, "c"), record(3, "d"), record(5, "f")];
        let differs = |offset, value| differs(&record(offset, value), &replica, &theirs);
        assert!(!differs(3, "d"), "the same");
        assert!(differs(3, "other"), "another value");
        assert!(differs(6, "g"), "beyond the log's end");
        assert!(differs(4, "e"), "compacted away there");
        assert!(!differs(1, "b"), "nothing is known of what lies before");
    }

    #[test]
    fn the_same_at_another_time_or_in_another_batch_is_the_same() {
        let replica = ReplicaView { log_end: 6, ..ReplicaView::default() };
        let known = RecordView { timestamp_ms: 7, batch: 1, leader_epoch: 2, ..record(3, "d") };
        assert!(!differs(&record(3, "d"), &replica, &[known]));
    }

    fn view(leader: Option<i32>) -> ClusterView {
        let replica = |node| ReplicaView { node, ..ReplicaView::default() }.into();
        let replicas = vec![replica(1), replica(2)];
        let partition = PartitionView { partition: 0, leader, replicas, ..PartitionView::default() };
        let topic =
            TopicView { name: "t".into(), partitions: vec![partition.into()], ..TopicView::default() };
        ClusterView { topics: vec![topic.into()], ..ClusterView::default() }
    }

    fn finding(promise: &'static str, offset: i64) -> Finding {
        Finding {
            promise,
            promised: "",
            about: Some(("t".into(), 0)),
            offset: Some(offset),
            node: None,
            seen: "It is gone.".into(),
            allowed_by: None,
        }
    }

    #[test]
    fn what_was_lost_only_here_is_marked_once_on_who_leads() {
        let here = [finding("R2", 6), finding("P2", 6), finding("R1", 3), finding("P2", 4)];
        let places = |leader, there: &[Finding]| -> Vec<(i32, i64)> {
            let cells = lost_cells(&view(leader), &here, there);
            assert!(cells.iter().all(|cell| cell.mark == CellMark::Lost));
            cells.iter().map(|cell| (cell.node, cell.offset)).collect()
        };
        assert_eq!(places(Some(2), &[]), [(2, 6), (2, 4)]);
        assert_eq!(places(Some(2), &[finding("R5", 4)]), [(2, 6)]);
        assert_eq!(places(None, &[finding("P2", 4)]), [(1, 6), (2, 6)]);
    }
}
