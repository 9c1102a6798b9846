//! What two branches do not share, at the same moment: findings by promise and record, nodes, leaders, logs, groups and what they
//! committed, records.

use std::collections::{BTreeMap, BTreeSet};

use partita_view::{ClusterView, Finding, GroupView, Name, PartitionView};

use super::Windows;
use super::reach::partition_of;
use crate::words;

/// Records named of each partition that two branches do not share.
const RECORDS_TOLD: usize = 4;
/// Findings named that only one of two branches has; their number is told in any case.
const FINDINGS_TOLD: usize = 20;

/// Something of two moments, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What.
    pub what: String,
    /// In the one.
    pub a: String,
    /// In the other.
    pub b: String,
}

impl Difference {
    /// Whether they are not the same.
    pub fn differs(&self) -> bool {
        self.a != self.b
    }
}

/// Records that two branches do not share, named: of each partition the first that differs and what follows it, as far as the
/// newest records of both tell.
fn record_differences(a: (&ClusterView, &Windows), b: (&ClusterView, &Windows)) -> Vec<Difference> {
    let mut rows = Vec::new();
    for (topic, number) in partitions_of(a.0, b.0) {
        let of = |(view, windows): (&ClusterView, &Windows)| {
            newest(partition_of(view, &topic, number), windows, &topic)
        };
        let (Some(ours), Some(theirs)) = (of(a), of(b)) else { continue };
        // Below the oldest that both remember nothing can be said.
        let from = ours.first().into_iter().chain(theirs.first()).map(|(offset, _)| *offset).max();
        let mut offsets: Vec<i64> = ours.iter().chain(&theirs).map(|(offset, _)| *offset).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let mut told = 0;
        for offset in offsets.into_iter().filter(|offset| Some(*offset) >= from) {
            let at = |all: &[(i64, String)]| {
                all.iter().find(|(known, _)| *known == offset).map(|(_, text)| text.clone())
            };
            let (left, right) = (at(&ours), at(&theirs));
            if left == right {
                continue;
            }
            told += 1;
            if told > RECORDS_TOLD {
                break;
            }
            let absent = || words::ABSENT.text().to_owned();
            rows.push(Difference {
                what: words::record_title(&topic, number, offset),
                a: left.unwrap_or_else(absent),
                b: right.unwrap_or_else(absent),
            });
        }
    }
    rows
}

/// The newest records of a partition's leader, or of whoever has the most, by offset and in words; `None` where there are some that
/// nobody has asked for: the stage looks elsewhere, or there are too many replicas.
fn newest(
    partition: Option<&PartitionView>,
    windows: &Windows,
    topic: &partita_view::Name,
) -> Option<Vec<(i64, String)>> {
    let Some(partition) = partition else { return Some(Vec::new()) };
    let leader = partition.replicas.iter().find(|replica| Some(replica.node) == partition.leader);
    let Some(replica) = leader.or(partition.replicas.iter().max_by_key(|replica| replica.log_end)) else {
        return Some(Vec::new());
    };
    let records = windows.of(topic, partition.partition, replica.node);
    if records.is_empty() && replica.log_end > replica.log_start {
        return None;
    }
    let text =
        |bytes: &Option<bytes::Bytes>| bytes.as_ref().map_or("null".to_owned(), |bytes| words::bytes(bytes));
    let told = records.iter().map(|record| {
        (record.offset, words::fit(&format!("{}: {}", text(&record.key), text(&record.value)), 60))
    });
    Some(told.collect())
}

/// A moment to compare, and what the checkers had found by then.
pub(crate) type Moment<'a> = (&'a ClusterView, &'a [Finding]);

/// Two moments compared, what differs first: what was lost, nodes, leaders, and then the rest; records last, among what differs.
pub fn compare(a: Moment<'_>, b: Moment<'_>, windows: (&Windows, &Windows)) -> Vec<Difference> {
    let mut rows = differences(a, b);
    rows.extend(record_differences((a.0, windows.0), (b.0, windows.1)));
    rows.sort_by_key(|row| !row.differs());
    rows
}

/// Two moments compared but for their records, what differs first.
fn differences(a: Moment<'_>, b: Moment<'_>) -> Vec<Difference> {
    let mut rows = Vec::new();
    let mut push = |what: String, a: String, b: String| rows.push(Difference { what, a, b });
    let ((a, found_a), (b, found_b)) = (a, b);
    push(words::FINDINGS.text().into(), found_a.len().to_string(), found_b.len().to_string());
    push(words::ACKED.text().into(), acked(a), acked(b));
    for (what, a, b) in findings(found_a, found_b) {
        push(what, a, b);
    }
    for (id, is_broker) in nodes_of(a, b) {
        push(words::node(id, is_broker), process(a, id), process(b, id));
    }
    let partitions = partitions_of(a, b);
    for (topic, number) in &partitions {
        let of = |view| leader(partition_of(view, topic, *number));
        push(words::leader_of(&words::partition(topic, *number)), of(a), of(b));
    }
    for (topic, number) in &partitions {
        let of = |view| partition_of(view, topic, *number);
        let name = words::partition(topic, *number);
        push(words::isr_of(&name), in_sync(of(a)), in_sync(of(b)));
        push(words::end_of(&name), ends(of(a)), ends(of(b)));
    }
    let mut groups: Vec<_> = a.groups.iter().chain(&b.groups).map(|group| group.id.clone()).collect();
    groups.sort();
    groups.dedup();
    for id in groups {
        push(id.to_string(), group(a, &id), group(b, &id));
        for (what, a, b) in committed(group_of(a, &id), group_of(b, &id)) {
            push(what, a, b);
        }
    }
    rows.sort_by_key(|row| !row.differs());
    rows
}

/// What the checkers found in only one of two branches, by promise and record.
fn findings(a: &[Finding], b: &[Finding]) -> Vec<(String, String, String)> {
    let same = |x: &Finding, y: &Finding| {
        (x.promise, &x.about, x.offset, x.node) == (y.promise, &y.about, y.offset, y.node)
    };
    let only = |of: &Finding, other: &[Finding]| !other.iter().any(|each| same(each, of));
    let absent = || words::ABSENT.text().to_owned();
    let ours = a.iter().filter(|finding| only(finding, b));
    let ours = ours.map(|finding| (words::finding_title(finding), words::seen(&finding.seen), absent()));
    let theirs = b.iter().filter(|finding| only(finding, a));
    let theirs = theirs.map(|finding| (words::finding_title(finding), absent(), words::seen(&finding.seen)));
    ours.take(FINDINGS_TOLD).chain(theirs.take(FINDINGS_TOLD)).collect()
}

/// Ids of all nodes of both, and whether they are brokers.
fn nodes_of(a: &ClusterView, b: &ClusterView) -> BTreeMap<i32, bool> {
    a.nodes.iter().chain(&b.nodes).map(|node| (node.id, node.is_broker)).collect()
}

fn process(view: &ClusterView, id: i32) -> String {
    let node = view.nodes.iter().find(|node| node.id == id);
    node.map_or(words::ABSENT.text(), |node| words::process(node.process)).into()
}

fn group_of<'a>(view: &'a ClusterView, id: &str) -> Option<&'a GroupView> {
    view.groups.iter().find(|group| *group.id == *id).map(|group| &**group)
}

/// Committed offsets of a group that are not the same, by partition.
fn committed(a: Option<&GroupView>, b: Option<&GroupView>) -> Vec<(String, String, String)> {
    let offsets = |group: Option<&GroupView>| -> BTreeMap<(Name, i32), String> {
        let offsets = group.iter().flat_map(|group| &group.offsets);
        offsets.map(|o| ((o.topic.clone(), o.partition), words::committed_and_lag(o))).collect()
    };
    let (ours, theirs) = (offsets(a), offsets(b));
    let id = a.or(b).map_or("", |group| &*group.id);
    let all: BTreeSet<&(Name, i32)> = ours.keys().chain(theirs.keys()).collect();
    let text = |of: &BTreeMap<(Name, i32), String>, place: &(Name, i32)| {
        of.get(place).cloned().unwrap_or_else(|| words::ABSENT.text().into())
    };
    let told = all.into_iter().map(|place| {
        let what = words::committed_of(id, &words::partition(&place.0, place.1));
        (what, text(&ours, place), text(&theirs, place))
    });
    told.filter(|(_, a, b)| a != b).collect()
}

fn acked(view: &ClusterView) -> String {
    let sum =
        |of: fn(&partita_view::ProducerView) -> u64| view.producers.iter().map(|each| of(each)).sum::<u64>();
    words::acked_and_failed(sum(|p| p.acked), sum(|p| p.failed))
}

fn partitions_of(a: &ClusterView, b: &ClusterView) -> Vec<(partita_view::Name, i32)> {
    let shown = a.topics.iter().chain(&b.topics).filter(|topic| !topic.internal);
    let mut all: Vec<_> = shown
        .flat_map(|topic| topic.partitions.iter().map(|partition| (topic.name.clone(), partition.partition)))
        .collect();
    all.sort();
    all.dedup();
    all
}

fn leader(partition: Option<&PartitionView>) -> String {
    let Some(partition) = partition else { return words::ABSENT.text().into() };
    match partition.leader {
        Some(id) => format!("{}, {}", words::node(id, true), words::epoch(partition.leader_epoch)),
        None => words::OFFLINE.text().into(),
    }
}

fn in_sync(partition: Option<&PartitionView>) -> String {
    partition.map_or_else(
        || words::ABSENT.text().into(),
        |partition| format!("{{{}}}", words::ids(&partition.in_sync)),
    )
}

fn ends(partition: Option<&PartitionView>) -> String {
    let Some(partition) = partition else { return words::ABSENT.text().into() };
    let end = partition.replicas.iter().map(|replica| replica.log_end).max().unwrap_or(0);
    words::high_watermark_and_end(partition.high_watermark, end)
}

fn group(view: &ClusterView, id: &str) -> String {
    let Some(group) = group_of(view, id) else { return words::ABSENT.text().into() };
    let lag: i64 = group.offsets.iter().filter_map(|offset| offset.lag).sum();
    format!("{}, {}", words::group_state(group, usize::MAX).0, words::lag(lag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use partita_view::{GroupOffset, NodeView, Process, TopicView};

    #[test]
    fn what_differs_comes_first() {
        let node = |process| NodeView { id: 1, is_broker: true, process, ..NodeView::default() }.into();
        let a = ClusterView { nodes: vec![node(Process::Running)], ..ClusterView::default() };
        let b = ClusterView { nodes: vec![node(Process::Killed)], ..ClusterView::default() };
        let rows = differences((&a, &[]), (&b, &[]));
        assert_eq!(
            (rows[0].what.as_str(), rows[0].a.as_str(), rows[0].b.as_str()),
            ("Broker 1", "running", "killed")
        );
        assert!(rows[1..].iter().all(|row| !row.differs()));
    }

    #[test]
    fn leaders_and_nodes_come_before_what_follows_from_them() {
        let view = |process, leader, high_watermark| {
            let node = NodeView { id: 1, is_broker: true, process, ..NodeView::default() };
            let partition = |partition| {
                let partition =
                    PartitionView { partition, leader, high_watermark, ..PartitionView::default() };
                std::sync::Arc::new(partition)
            };
            let partitions = vec![partition(0), partition(1)];
            let topic = TopicView { name: "t".into(), partitions, ..TopicView::default() };
            ClusterView { nodes: vec![node.into()], topics: vec![topic.into()], ..ClusterView::default() }
        };
        let (a, b) = (view(Process::Running, Some(1), 5), view(Process::Killed, None, 3));
        let rows = compare((&a, &[]), (&b, &[]), (&Windows::default(), &Windows::default()));
        let differing: Vec<&str> =
            rows.iter().filter(|row| row.differs()).map(|row| row.what.as_str()).collect();
        let leader = |n| words::leader_of(&words::partition("t", n));
        let end = |n| words::end_of(&words::partition("t", n));
        assert_eq!(differing, ["Broker 1", &leader(0), &leader(1), &end(0), &end(1)]);
    }

    #[test]
    fn losses_commits_and_nodes_of_either_side_are_named() {
        let node = |id| NodeView { id, is_broker: true, ..NodeView::default() }.into();
        let offset =
            |partition, committed| GroupOffset { topic: "orders".into(), partition, committed, lag: Some(2) };
        let group = |offsets| {
            vec![GroupView { id: "billing".into(), state: "Empty", offsets, ..GroupView::default() }.into()]
        };
        let a = ClusterView {
            nodes: vec![node(0)],
            groups: group(vec![offset(0, 4), offset(1, 7)]),
            ..ClusterView::default()
        };
        let b = ClusterView {
            nodes: vec![node(0), node(3)],
            groups: group(vec![offset(0, 4), offset(1, 9), offset(2, 1)]),
            ..ClusterView::default()
        };
        let lost = Finding {
            promise: "R1",
            promised: "",
            about: Some(("orders".into(), 1)),
            offset: Some(6),
            lost: Some((6, 6)),
            node: None,
            seen: "It is gone.".into(),
            allowed_by: None,
        };
        let rows = differences((&a, &[lost]), (&b, &[]));
        let differing: Vec<&str> =
            rows.iter().filter(|row| row.differs()).map(|row| row.what.as_str()).collect();
        for what in ["R1 broken: orders-1, offset 6", "Broker 3", "billing, orders-1", "billing, orders-2"] {
            assert!(differing.contains(&what), "{what}: {differing:?}");
        }
        assert!(!differing.contains(&"billing, orders-0"));
    }
}
