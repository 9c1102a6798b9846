//! Branches: acting in the past gives up a future for another one. What is given up stays here as a story, can be
//! continued, and can stand beside the present one. Undo and redo go back to just before a command, and on again.

use partita_view::{ClusterView, Micros, PartitionView};

use super::Windows;
use crate::words;

/// Branches kept.
pub const BRANCHES_MAX: usize = 12;
/// Records named of each partition that two branches do not share.
const RECORDS_TOLD: usize = 4;
/// Commands that can be given again.
const REDO_MAX: usize = 200;

/// A future that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Its letter.
    pub name: String,
    /// What parted the other future from it.
    pub without: String,
    /// Where they part.
    pub parted: Micros,
    /// How far it had come.
    pub end: Micros,
    /// The story that plays it.
    pub story: String,
}

/// All branches but the one that is played.
#[derive(Clone, Debug, Default)]
pub struct Branches {
    kept: Vec<Branch>,
    /// Branches there have been.
    named: usize,
    /// The branch that stands beside the present one.
    pub compared: Option<usize>,
    redo: Vec<String>,
    version: u64,
}

impl Branches {
    /// Branches that were kept; so many there have been.
    pub(super) fn of(kept: Vec<Branch>, letters: usize) -> Self {
        Self { named: letters.max(kept.len()), kept, ..Self::default() }
    }

    /// Branches there have been, this one not counted.
    pub fn letters(&self) -> usize {
        self.named
    }

    /// Branches that were given up, oldest first.
    pub fn all(&self) -> &[Branch] {
        &self.kept
    }

    /// Grows with every change.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The letter of the branch that is played.
    pub fn current(&self) -> String {
        letter(self.named)
    }

    /// A future is given up by a command: its story and how far it had come.
    pub(super) fn part(&mut self, story: String, parted: Micros, end: Micros, command: &str) {
        self.kept.push(Branch { name: self.current(), without: words::fit(command, 60), parted, end, story });
        self.named += 1;
        self.version += 1;
        if self.kept.len() > BRANCHES_MAX {
            self.kept.remove(0);
            self.compared = self.compared.and_then(|at| at.checked_sub(1));
        }
    }

    /// Takes a branch out, because it is to be played; the one that was played takes its place.
    pub(crate) fn swap(&mut self, at: usize, story: String, end: Micros) -> Option<Branch> {
        let taken = self.kept.get(at)?.clone();
        self.version += 1;
        self.compared = None;
        let name = self.current();
        self.kept[at] = Branch { name, story, end, ..taken.clone() };
        self.named += 1;
        Some(taken)
    }

    pub(super) fn undone(&mut self, command: String) {
        self.redo.push(command);
        if self.redo.len() > REDO_MAX {
            self.redo.remove(0);
        }
    }

    /// The command to be given again.
    pub(super) fn take_redo(&mut self) -> Option<String> {
        self.redo.pop()
    }

    /// Something else was done: there is nothing to give again.
    pub(super) fn forget_redo(&mut self) {
        self.redo.clear();
    }

    /// Whether there is a command to give again.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }
}

fn letter(number: usize) -> String {
    crate::stage::letter(number)
}

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
pub fn record_differences(a: (&ClusterView, &Windows), b: (&ClusterView, &Windows)) -> Vec<Difference> {
    let mut rows = Vec::new();
    for (topic, number) in partitions_of(a.0, b.0) {
        let of = |(view, windows): (&ClusterView, &Windows)| {
            newest(partition(view, &topic, number), windows, &topic)
        };
        let (ours, theirs) = (of(a), of(b));
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

/// The newest records of a partition's leader, or of whoever has the most, by offset and in words.
fn newest(
    partition: Option<&PartitionView>,
    windows: &Windows,
    topic: &partita_view::Name,
) -> Vec<(i64, String)> {
    let Some(partition) = partition else { return Vec::new() };
    let leader = partition.replicas.iter().find(|replica| Some(replica.node) == partition.leader);
    let Some(replica) = leader.or(partition.replicas.iter().max_by_key(|replica| replica.log_end)) else {
        return Vec::new();
    };
    let records = windows.of(topic, partition.partition, replica.node);
    let text =
        |bytes: &Option<bytes::Bytes>| bytes.as_ref().map_or("null".to_owned(), |bytes| words::bytes(bytes));
    records
        .iter()
        .map(|record| {
            (record.offset, words::fit(&format!("{}: {}", text(&record.key), text(&record.value)), 60))
        })
        .collect()
}

/// Two moments compared, what differs first.
pub fn differences(a: (&ClusterView, usize), b: (&ClusterView, usize)) -> Vec<Difference> {
    let mut rows = Vec::new();
    let mut push = |what: String, a: String, b: String| rows.push(Difference { what, a, b });
    let ((a, lost_a), (b, lost_b)) = (a, b);
    push(words::FINDINGS.text().into(), lost_a.to_string(), lost_b.to_string());
    push(words::ACKED.text().into(), acked(a), acked(b));
    for node in &a.nodes {
        let other = b.nodes.iter().find(|each| each.id == node.id);
        let there =
            other.map_or_else(|| words::ABSENT.text().into(), |node| words::process(node.process).into());
        push(words::node(node.id, node.is_broker), words::process(node.process).into(), there);
    }
    for (topic, number) in partitions_of(a, b) {
        let of = |view| partition(view, &topic, number);
        let name = words::partition(&topic, number);
        push(words::leader_of(&name), leader(of(a)), leader(of(b)));
        push(words::isr_of(&name), in_sync(of(a)), in_sync(of(b)));
        push(words::end_of(&name), ends(of(a)), ends(of(b)));
    }
    let mut groups: Vec<_> = a.groups.iter().chain(&b.groups).map(|group| group.id.clone()).collect();
    groups.sort();
    groups.dedup();
    for id in groups {
        push(id.to_string(), group(a, &id), group(b, &id));
    }
    rows.sort_by_key(|row| !row.differs());
    rows
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

fn partition<'a>(view: &'a ClusterView, topic: &str, number: i32) -> Option<&'a PartitionView> {
    let topic = view.topics.iter().find(|each| *each.name == *topic)?;
    topic.partitions.iter().find(|partition| partition.partition == number).map(|partition| &**partition)
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
    let Some(group) = view.groups.iter().find(|group| *group.id == *id) else {
        return words::ABSENT.text().into();
    };
    let lag: i64 = group.offsets.iter().filter_map(|offset| offset.lag).sum();
    format!("{}, {}", words::group_state(group, usize::MAX).0, words::lag(lag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use partita_view::{NodeView, Process};

    #[test]
    fn a_future_that_is_given_up_keeps_its_letter() {
        let mut branches = Branches::default();
        assert_eq!(branches.current(), "A");
        branches.part("story a".into(), 5, 9, "kill 1");
        assert_eq!((branches.current().as_str(), branches.all()[0].name.as_str()), ("B", "A"));
        let taken = branches.swap(0, "story b".into(), 12).unwrap();
        assert_eq!(taken.story, "story a");
        assert_eq!((branches.all()[0].name.as_str(), branches.all()[0].story.as_str()), ("B", "story b"));
    }

    #[test]
    fn what_differs_comes_first() {
        let node = |process| NodeView { id: 1, is_broker: true, process, ..NodeView::default() }.into();
        let a = ClusterView { nodes: vec![node(Process::Running)], ..ClusterView::default() };
        let b = ClusterView { nodes: vec![node(Process::Killed)], ..ClusterView::default() };
        let rows = differences((&a, 0), (&b, 0));
        assert_eq!(
            (rows[0].what.as_str(), rows[0].a.as_str(), rows[0].b.as_str()),
            ("Broker 1", "running", "killed")
        );
        assert!(rows[1..].iter().all(|row| !row.differs()));
    }
}
