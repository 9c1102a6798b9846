//! The cells of the stage that two branches do not share: records which the other has not in the same place of the same replica,
//! and places of records that were lost here and not there.

use std::collections::BTreeMap;

use partita_view::{ClusterView, Finding, Name, RecordView, ReplicaView};

use super::Windows;
use super::reach::{partition_of, replica_of};

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

/// Most lost records of a partition that are marked.
const LOST_CELLS_MAX: usize = 64;

/// Cells of `here` whose record is not the one of `there`, as far as the newest records of both tell. Where the other branch has
/// no such replica nothing is said of any cell: that it is not there is said once.
pub fn differing_cells(here: (&ClusterView, &Windows), there: (&ClusterView, &Windows)) -> Vec<Cell> {
    let mut cells = Vec::new();
    for topic in here.0.topics.iter().filter(|topic| !topic.internal) {
        for partition in &topic.partitions {
            for replica in &partition.replicas {
                let (number, node) = (partition.partition, replica.node);
                let Some(other) = replica_of(there.0, (&topic.name, number, node)) else { continue };
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

/// Cells of records that were lost in one branch and not in the other: on the leader, or where nobody leads on every replica. Of
/// each partition the first ones, more than a strip has room for.
pub fn lost_cells(view: &ClusterView, here: &[Finding], there: &[Finding]) -> Vec<Cell> {
    let (ours, theirs) = (lost_ranges(here), lost_ranges(there));
    let mut cells = Vec::new();
    for (place @ (topic, number), ranges) in ours {
        let Some(partition) = partition_of(view, topic, *number) else { continue };
        let known = theirs.get(place).map_or(&[][..], Vec::as_slice);
        let offsets = only_in(&ranges, known);
        let on = |replica: &&std::sync::Arc<ReplicaView>| {
            partition.leader.is_none_or(|leader| leader == replica.node)
        };
        for replica in partition.replicas.iter().filter(on) {
            cells.extend(offsets.iter().map(|offset| Cell {
                topic: topic.clone(),
                partition: *number,
                node: replica.node,
                offset: *offset,
                mark: CellMark::Lost,
            }));
        }
    }
    cells
}

/// Ranges of offsets that findings tell to be lost, by partition: in order, none touching another.
fn lost_ranges(findings: &[Finding]) -> BTreeMap<&(Name, i32), Vec<(i64, i64)>> {
    let mut places: BTreeMap<&(Name, i32), Vec<(i64, i64)>> = BTreeMap::new();
    for finding in findings {
        if let (Some(place), Some(lost)) = (&finding.about, finding.lost) {
            places.entry(place).or_default().push(lost);
        }
    }
    for ranges in places.values_mut() {
        ranges.sort_unstable();
        ranges.dedup_by(|next, before| {
            let joins = next.0 <= before.1.saturating_add(1);
            before.1 = if joins { before.1.max(next.1) } else { before.1 };
            joins
        });
    }
    places
}

/// The first offsets of some ranges that are in none of the others; both are in order.
fn only_in(ranges: &[(i64, i64)], others: &[(i64, i64)]) -> Vec<i64> {
    let mut offsets = Vec::new();
    for (first, last) in ranges {
        let mut at = *first;
        while at <= *last && offsets.len() < LOST_CELLS_MAX {
            let other = others.get(others.partition_point(|(_, last)| *last < at));
            match other.filter(|(first, _)| *first <= at) {
                Some((_, i64::MAX)) => return offsets,
                Some((_, last)) => at = last + 1,
                None => {
                    offsets.push(at);
                    at += 1;
                }
            }
        }
    }
    offsets
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytes::Bytes;
    use partita_view::{PartitionView, TopicView};

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

    /// A finding about these offsets; only where they are lost it says so.
    fn finding(promise: &'static str, lost: Option<(i64, i64)>, offset: i64) -> Finding {
        Finding {
            promise,
            promised: "",
            about: Some(("t".into(), 0)),
            offset: Some(offset),
            lost,
            node: None,
            seen: "It is gone.".into(),
            allowed_by: None,
        }
    }

    #[test]
    fn what_was_lost_only_here_is_marked_once_on_who_leads() {
        // A batch of three, the committed end of the log in it, and what was never there: records of acks=0, whose offsets nobody
        // knows, and a high watermark that stood still.
        let here = [
            finding("P2", Some((4, 6)), 4),
            finding("R2", Some((6, 7)), 6),
            finding("P2", None, 9),
            finding("R1", None, 3),
        ];
        let places = |leader, there: &[Finding]| -> Vec<(i32, i64)> {
            let cells = lost_cells(&view(leader), &here, there);
            assert!(cells.iter().all(|cell| cell.mark == CellMark::Lost));
            cells.iter().map(|cell| (cell.node, cell.offset)).collect()
        };
        assert_eq!(places(Some(2), &[]), [(2, 4), (2, 5), (2, 6), (2, 7)]);
        assert_eq!(places(Some(2), &[finding("R5", Some((5, 6)), 5)]), [(2, 4), (2, 7)]);
        assert_eq!(places(None, &[finding("P2", Some((5, 9)), 5)]), [(1, 4), (2, 4)]);
    }

    #[test]
    fn of_a_great_loss_the_first_records_are_marked() {
        let here = [finding("R2", Some((0, i64::MAX)), 0), finding("P2", Some((3, 5)), 3)];
        assert_eq!(lost_cells(&view(Some(1)), &here, &[]).len(), LOST_CELLS_MAX);
        assert_eq!(lost_cells(&view(Some(1)), &here, &here), []);
    }
}
