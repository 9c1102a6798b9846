//! What stands out of a cluster that is too large to look at one by one: worst first, each with a place to look at.

use std::collections::BTreeMap;

use partita_view::{ClusterView, GroupView, MemberState, NodeView, Party, Process, ReplicaRole, TopicView};

use super::{Focus, Selection};
use crate::words;

/// Most that is told.
const SHOWN_MAX: usize = 24;
/// A topic with fewer partitions has no hot one.
const HOT_PARTITIONS: usize = 4;
/// Nor one with fewer records.
const HOT_RECORDS: i64 = 50;
/// A partition with so many times its fair share of a topic's records is hot.
const HOT_TIMES: i64 = 3;
/// A lag that is worth a line.
const LAG: i64 = 50;
/// A broker that leads so many times the mean is worth a line.
const UNEVEN_PERCENT: usize = 180;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Something is broken.
    Bad,
    /// Something will be, or is worse than it should be.
    Warn,
    /// Worth knowing.
    Note,
}

/// Something that stands out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How bad it is.
    pub grade: Grade,
    /// What, in a few words.
    pub title: String,
    /// What follows from it.
    pub text: String,
    /// What to look at.
    pub what: Selection,
    /// What to look at alone, where that helps.
    pub focus: Option<Focus>,
    /// How much it weighs among its like.
    weight: i64,
}

/// What stands out of a moment, worst first.
pub fn standings(view: &ClusterView) -> Vec<Standing> {
    let mut all = Vec::new();
    let missing = missing(view);
    let of = |node: &NodeView| of_node(view, node, missing.get(&node.id).copied().unwrap_or_default());
    all.extend(view.nodes.iter().filter_map(|node| of(node)));
    all.extend(without_leader(view));
    all.extend(view.topics.iter().filter(|topic| !topic.internal).filter_map(|topic| hot(topic)));
    all.extend(view.groups.iter().filter_map(|group| of_group(group)));
    all.extend(uneven(view));
    all.sort_by_key(|standing| (standing.grade, -standing.weight));
    all.truncate(SHOWN_MAX);
    all
}

/// Of each broker the partitions that lack it in their ISR, and those of them that nobody leads.
fn missing(view: &ClusterView) -> BTreeMap<i32, (usize, usize)> {
    let mut missing: BTreeMap<i32, (usize, usize)> = BTreeMap::new();
    for partition in view.topics.iter().flat_map(|topic| &topic.partitions) {
        for node in partition.assignment.iter().filter(|node| !partition.in_sync.contains(node)) {
            let (under, offline) = missing.entry(*node).or_default();
            *under += 1;
            *offline += usize::from(partition.leader.is_none());
        }
    }
    missing
}

fn of_node(view: &ClusterView, node: &NodeView, (under, offline): (usize, usize)) -> Option<Standing> {
    let name = words::node(node.id, node.is_broker);
    let standing = |grade, title, text| Standing {
        grade,
        title,
        text,
        what: Selection::Node(node.id),
        focus: None,
        weight: 1000 + i64::try_from(under).unwrap_or(0),
    };
    let trouble = words::out_of_sync_on(under, offline, node.rack.as_deref());
    if matches!(node.process, Process::Killed | Process::Stopped) {
        return Some(standing(Grade::Bad, words::is_in_state(&name, words::process(node.process)), trouble));
    }
    if node.process == Process::Paused {
        return Some(standing(Grade::Warn, words::is_in_state(&name, words::process(node.process)), trouble));
    }
    let mut links = view.links.iter().filter(|link| link.from == Party::Node(node.id));
    let (cut, slow) = links.by_ref().fold((0, None), |(cut, slow), link| {
        (cut + usize::from(link.cut), slow.max((link.slow > 0).then_some(link.slow)))
    });
    if cut > 0 || slow.is_some() {
        let title = words::links_of(&name, cut, slow);
        return Some(standing(Grade::Warn, title, trouble));
    }
    if node.fenced == Some(true) && node.process == Process::Running {
        return Some(standing(Grade::Warn, words::is_in_state(&name, words::FENCED.text()), trouble));
    }
    (under > 0).then(|| standing(Grade::Warn, words::is_behind(&name), trouble))
}

/// Partitions that nobody leads, by topic.
fn without_leader(view: &ClusterView) -> Vec<Standing> {
    let nobody = |topic: &&std::sync::Arc<TopicView>| topic.partitions.iter().any(|p| p.leader.is_none());
    view.topics
        .iter()
        .filter(nobody)
        .map(|topic| {
            let offline = topic.partitions.iter().filter(|partition| partition.leader.is_none());
            let count = offline.clone().count();
            let first = offline.map(|partition| partition.partition).min().unwrap_or(0);
            let node =
                topic.partitions.iter().find(|p| p.partition == first).and_then(|p| p.assignment.first());
            Standing {
                grade: Grade::Bad,
                title: words::nobody_leads(&topic.name, count),
                text: words::first_without_leader(&topic.name, first),
                what: node.map_or(Selection::Topic(topic.name.clone()), |node| {
                    Selection::Replica(topic.name.clone(), first, *node)
                }),
                focus: Some(Focus::Topic(topic.name.clone())),
                weight: 10_000 + i64::try_from(count).unwrap_or(0),
            }
        })
        .collect()
}

/// The partition of a topic that holds far more than its share.
fn hot(topic: &TopicView) -> Option<Standing> {
    let held = |partition: &partita_view::PartitionView| {
        let replicas = partition.replicas.iter().map(|replica| replica.log_end - replica.log_start);
        replicas.max().unwrap_or(0)
    };
    let all: i64 = topic.partitions.iter().map(|partition| held(partition)).sum();
    let count = i64::try_from(topic.partitions.len()).unwrap_or(i64::MAX);
    let hottest = topic.partitions.iter().max_by_key(|partition| held(partition))?;
    let most = held(hottest);
    if topic.partitions.len() < HOT_PARTITIONS
        || all < HOT_RECORDS
        || most.saturating_mul(count) < all * HOT_TIMES
    {
        return None;
    }
    let leader = hottest.leader.or(hottest.assignment.first().copied())?;
    Some(Standing {
        grade: Grade::Warn,
        title: words::is_hot(&words::partition(&topic.name, hottest.partition)),
        text: words::share_of_records(&topic.name, most * 100 / all, count),
        what: Selection::Replica(topic.name.clone(), hottest.partition, leader),
        focus: Some(Focus::Topic(topic.name.clone())),
        weight: most * 100 / all,
    })
}

fn of_group(group: &GroupView) -> Option<Standing> {
    let lag: i64 = group.offsets.iter().filter_map(|offset| offset.lag).sum();
    let here = || {
        group
            .members
            .iter()
            .filter(|member| member.state != MemberState::Left && member.process != Process::Killed)
    };
    let idle = here().filter(|member| member.owned.is_empty()).count();
    let standing = |grade, title| Standing {
        grade,
        title,
        text: words::group_trouble(lag, idle, here().count()),
        what: Selection::Group(group.id.clone()),
        focus: Some(Focus::Group(group.id.clone())),
        weight: lag.min(900),
    };
    if group.state == "PreparingRebalance" || group.state == "CompletingRebalance" {
        return Some(standing(Grade::Warn, words::rebalances(&group.id)));
    }
    if lag >= LAG {
        return Some(standing(Grade::Warn, words::falls_behind(&group.id)));
    }
    (idle > 0 && group.state == "Stable").then(|| standing(Grade::Note, words::has_idle_members(&group.id)))
}

/// A broker that leads far more than the others.
fn uneven(view: &ClusterView) -> Option<Standing> {
    let running = view.nodes.iter().filter(|node| node.is_broker && node.process == Process::Running).count();
    let mut leads: BTreeMap<i32, usize> = BTreeMap::new();
    let led =
        view.topics.iter().flat_map(|topic| &topic.partitions).flat_map(|partition| &partition.replicas);
    led.filter(|replica| replica.role == ReplicaRole::Leader).for_each(|replica| {
        *leads.entry(replica.node).or_default() += 1;
    });
    let all: usize = leads.values().sum();
    let mean = all / running.max(1);
    let (id, most) = leads.into_iter().max_by_key(|(id, leads)| (*leads, -id))?;
    if running < 3 || mean < 4 || most * 100 < mean * UNEVEN_PERCENT {
        return None;
    }
    Some(Standing {
        grade: Grade::Note,
        title: words::LEADERS_UNEVEN.text().into(),
        text: words::leads_more(&words::node(id, true), most, mean),
        what: Selection::Node(id),
        focus: None,
        weight: 1,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use partita_view::{GroupOffset, PartitionView, ReplicaView};

    fn node(id: i32, process: Process) -> Arc<NodeView> {
        Arc::new(NodeView { id, is_broker: true, process, ..NodeView::default() })
    }

    fn partition(number: i32, leader: Option<i32>, log_end: i64) -> Arc<PartitionView> {
        let replica = ReplicaView { node: 1, log_end, role: ReplicaRole::Leader, ..ReplicaView::default() };
        Arc::new(PartitionView {
            partition: number,
            leader,
            assignment: vec![1, 2],
            in_sync: vec![1],
            replicas: vec![Arc::new(replica)],
            ..PartitionView::default()
        })
    }

    #[test]
    fn the_worst_comes_first() {
        let topic = TopicView {
            name: "orders".into(),
            partitions: (0..5)
                .map(|n| partition(n, (n > 0).then_some(1), if n == 2 { 900 } else { 10 }))
                .collect(),
            ..TopicView::default()
        };
        let offset = GroupOffset { topic: "orders".into(), partition: 0, committed: 1, lag: Some(400) };
        let group = GroupView {
            id: "billing".into(),
            state: "Stable",
            offsets: vec![offset],
            ..GroupView::default()
        };
        let view = ClusterView {
            nodes: vec![node(1, Process::Running), node(2, Process::Killed)],
            topics: vec![Arc::new(topic)],
            groups: vec![Arc::new(group)],
            ..ClusterView::default()
        };
        let all = standings(&view);
        let titles: Vec<&str> = all.iter().map(|standing| standing.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "1 partition of orders has no leader",
                "Broker 2 is killed",
                "billing falls behind",
                "orders-2 is hot",
            ]
        );
        assert_eq!(all[1].text, "5 partitions lack it in their ISR, 1 of them has no leader.");
        assert_eq!(all[3].what, Selection::Replica("orders".into(), 2, 1));
        assert!(all.is_sorted_by_key(|standing| standing.grade));
    }

    #[test]
    fn nothing_stands_out_of_a_cluster_that_is_well() {
        let well = PartitionView { in_sync: vec![1, 2], ..(*partition(0, Some(1), 5)).clone() };
        let topic = TopicView { name: "t".into(), partitions: vec![Arc::new(well)], ..TopicView::default() };
        let view = ClusterView {
            nodes: vec![node(1, Process::Running), node(2, Process::Running)],
            topics: vec![Arc::new(topic)],
            ..ClusterView::default()
        };
        assert!(standings(&view).is_empty());
    }
}
