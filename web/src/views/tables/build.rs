//! Rows of partitions, groups, brokers and the quorum from a moment.

use partita_view::{ClusterView, GroupView, NodeView, PartitionView, Process, QuorumRole, TopicView};

use crate::session::Selection;
use crate::stage::letter;
use crate::views::table::{Cell, Column, Mark, ROWS_MAX, Row, TableData};
use crate::words;

/// Partitions, groups, brokers, quorum, topics.
pub fn tables(view: &ClusterView) -> Vec<TableData> {
    vec![partitions(view), groups(view), brokers(view), quorum(view), super::topics::topics(view)]
}

pub(super) fn text(name: &'static str) -> Column {
    Column { name, number: false, spare: false }
}

pub(super) fn number(name: &'static str) -> Column {
    Column { name, number: true, spare: false }
}

pub(super) fn spare(column: Column) -> Column {
    Column { spare: true, ..column }
}

/// Hue of the n-th topic that is not one of Kafka's own.
pub(super) fn hues(view: &ClusterView) -> impl Iterator<Item = (u8, &TopicView)> {
    let shown = view.topics.iter().filter(|topic| !topic.internal);
    shown.enumerate().map(|(n, topic)| (u8::try_from(n % 6).unwrap_or(0) + 1, &**topic))
}

fn partitions(view: &ClusterView) -> TableData {
    let mut rows = Vec::new();
    let (mut below, mut offline) = (0, 0);
    for (hue, topic) in hues(view) {
        for partition in &topic.partitions {
            let (state, class) = words::partition_state(partition, topic.min_in_sync);
            below += usize::from(class == "warn");
            offline += usize::from(class == "bad");
            rows.push(partition_row(topic, partition, hue, (state, class)));
        }
    }
    let mut note = words::partitions_note(rows.len(), below, offline);
    if view.quorum.leader.is_none() && view.quorum.epoch > 0 {
        note.push_str(words::METADATA_MAY_BE_OLD.text());
    }
    TableData {
        title: words::TOPICS_AND_PARTITIONS.text(),
        note,
        columns: vec![
            text(words::PARTITION.text()),
            text(words::STATE.text()),
            text(words::LEADER.text()),
            spare(text(words::REPLICAS_ORDERED.text())),
            text(words::ISR.text()),
            spare(number(words::EPOCH.text())),
            spare(number(words::START.text())),
            number(words::HW.text()),
            number(words::END.text()),
        ],
        rows,
        empty: words::NO_PARTITIONS.text(),
        most: ROWS_MAX,
    }
}

fn partition_row(
    topic: &TopicView,
    partition: &PartitionView,
    hue: u8,
    state: (String, &'static str),
) -> Row {
    let of = |id: i32| partition.replicas.iter().find(|replica| replica.node == id);
    let leader = partition.leader.and_then(of);
    let shown = partition.leader.or(partition.assignment.first().copied()).unwrap_or(0);
    let end = partition.replicas.iter().map(|replica| replica.log_end).max().unwrap_or(0);
    let log_end = leader.map_or(end, |leader| leader.log_end);
    let start = leader.map_or(0, |leader| leader.log_start);
    let replicas = partition
        .assignment
        .iter()
        .map(|id| (*id, of(*id).map(|replica| replica.role).unwrap_or_default()))
        .collect();
    let ahead = if log_end > partition.high_watermark { "strong" } else { "" };
    Row {
        what: Some(Selection::Replica(topic.name.clone(), partition.partition, shown)),
        marked: matches!(state.1, "warn" | "bad"),
        cells: vec![
            Cell::text(words::partition(&topic.name, partition.partition)).mark(Mark::Hue(hue)),
            Cell::text(state.0).class(state.1),
            Cell::text(
                partition.leader.map_or_else(|| words::NO_LEADER.text().into(), |id| words::node(id, true)),
            ),
            Cell::text(words::ids(&partition.assignment)).mark(Mark::Replicas(replicas)),
            Cell::text(format!("{{{}}}", words::ids(&partition.in_sync))),
            Cell::number(partition.leader_epoch.into()),
            Cell::number(start),
            Cell::number(partition.high_watermark),
            Cell::number(log_end).class(ahead),
        ],
    }
}

fn groups(view: &ClusterView) -> TableData {
    let most =
        view.groups.iter().flat_map(|group| &group.offsets).filter_map(|o| o.lag).max().unwrap_or(0).max(1);
    let rows =
        view.groups.iter().enumerate().flat_map(|(n, group)| group_rows(view, group, &letter(n), most));
    TableData {
        title: words::GROUPS_BY_LAG.text(),
        note: view.groups.len().to_string(),
        columns: vec![
            text(words::MEMBER.text()),
            spare(text(words::GROUP.text())),
            text(words::PARTITION.text()),
            spare(number(words::COMMITTED.text())),
            spare(number(words::HW.text())),
            number(words::LAG.text()),
        ],
        rows: rows.collect(),
        empty: words::NO_GROUPS.text(),
        most: ROWS_MAX,
    }
}

/// A row for each partition that a group has committed or owns; one for a group that has none.
fn group_rows(view: &ClusterView, group: &GroupView, letter: &str, most: i64) -> Vec<Row> {
    let mut rows = Vec::new();
    for (hue, topic) in hues(view) {
        for partition in &topic.partitions {
            let is_it =
                |topic_name: &str, number: i32| *topic_name == *topic.name && number == partition.partition;
            let offset = group.offsets.iter().find(|o| is_it(&o.topic, o.partition));
            let owner = group.members.iter().find(|m| m.owned.iter().any(|o| is_it(&o.topic, o.partition)));
            if offset.is_none() && owner.is_none() {
                continue;
            }
            let lag = offset.and_then(|offset| offset.lag);
            rows.push(Row {
                what: Some(match owner {
                    Some(owner) => Selection::Member(group.id.clone(), owner.name.clone()),
                    None => Selection::Group(group.id.clone()),
                }),
                marked: owner.is_none(),
                cells: vec![
                    Cell::text(owner.map_or(words::NOBODY.text(), |owner| &owner.name))
                        .mark(Mark::Letter(letter.to_owned())),
                    Cell::text(&*group.id),
                    Cell::text(words::partition(&topic.name, partition.partition)).mark(Mark::Hue(hue)),
                    offset.map_or_else(|| Cell::text("-"), |offset| Cell::number(offset.committed)),
                    Cell::number(partition.high_watermark),
                    lag.map_or_else(
                        || Cell { number: -1, ..Cell::text("-") },
                        |lag| Cell::number(lag).mark(Mark::Bar(hue, lag.max(0) * 100 / most)),
                    ),
                ],
            });
        }
    }
    if rows.is_empty() {
        let state = group.state;
        let cells = vec![
            Cell::text(state).mark(Mark::Letter(letter.to_owned())),
            Cell::text(&*group.id),
            Cell::text("-"),
            Cell::text("-"),
            Cell::text("-"),
            Cell { number: -1, ..Cell::text("-") },
        ];
        rows.push(Row { what: Some(Selection::Group(group.id.clone())), marked: false, cells });
    }
    rows
}

fn state_of(node: &NodeView) -> (String, &'static str) {
    let class = match node.process {
        Process::Running if node.fenced == Some(true) => return (words::FENCED.text().into(), "warn"),
        Process::Running => "",
        Process::Killed => "bad",
        Process::Stopped => "two",
        Process::Starting | Process::Stopping | Process::Paused => "warn",
    };
    let active = node.process == Process::Running && node.quorum == QuorumRole::Leader;
    let word = words::process(node.process);
    (if active { format!("{word}, {}", words::CONTROLLER.text()) } else { word.into() }, class)
}

fn brokers(view: &ClusterView) -> TableData {
    let brokers: Vec<&NodeView> =
        view.nodes.iter().filter(|node| node.is_broker).map(|node| &**node).collect();
    let gone = brokers.iter().filter(|node| node.process != Process::Running).count();
    let of = |id: i32| {
        let all = view.topics.iter().flat_map(|topic| &topic.partitions);
        all.fold((0, 0), |(leads, holds), partition| {
            let here = partition.assignment.contains(&id);
            (leads + i64::from(partition.leader == Some(id)), holds + i64::from(here))
        })
    };
    let rows = brokers.iter().map(|node| {
        let (state, class) = state_of(node);
        let (leads, holds) = of(node.id);
        let disk = i64::try_from(node.disk_bytes).unwrap_or(i64::MAX);
        Row {
            what: Some(Selection::Node(node.id)),
            marked: class == "bad" || class == "warn",
            cells: vec![
                Cell { number: node.id.into(), ..Cell::text(words::node(node.id, true)) },
                Cell::text(state).class(class),
                Cell::text(node.rack.as_deref().unwrap_or("-")),
                Cell::number(leads),
                Cell::number(holds),
                Cell { number: disk, ..Cell::text(words::size(node.disk_bytes)) },
            ],
        }
    });
    TableData {
        title: words::BROKERS_TABLE.text(),
        note: words::brokers_note(brokers.len(), gone),
        columns: vec![
            text(words::BROKER.text()),
            text(words::STATE.text()),
            spare(text("Rack")),
            number(words::LEADS.text()),
            number(words::REPLICAS.text()),
            number(words::DISK.text()),
        ],
        rows: rows.collect(),
        empty: words::NOTHING_YET.text(),
        most: ROWS_MAX,
    }
}

fn quorum(view: &ClusterView) -> TableData {
    let end = view.nodes.iter().map(|node| node.metadata_end).max().unwrap_or(0);
    let shown = view.nodes.iter().filter(|node| node.metadata_end > 0 || node.is_controller);
    let rows = shown.map(|node| {
        let running = !matches!(node.process, Process::Killed | Process::Stopped);
        let role = if running { words::quorum_role(node.quorum) } else { words::process(node.process) };
        let cell =
            |number: i64| if running { Cell::number(number) } else { Cell { number: -1, ..Cell::text("-") } };
        Row {
            what: Some(Selection::Node(node.id)),
            marked: false,
            cells: vec![
                Cell { number: node.id.into(), ..Cell::text(words::node(node.id, node.is_broker)) },
                Cell::text(role).class(if running { "" } else { "two" }),
                cell(node.quorum_epoch.into()),
                cell(node.metadata_end),
                cell(end - node.metadata_end),
            ],
        }
    });
    TableData {
        title: words::QUORUM_TABLE.text(),
        note: words::quorum_note(view.quorum.epoch, view.quorum.high_watermark),
        columns: vec![
            text(words::NODE.text()),
            text(words::VOTES.text()),
            number(words::EPOCH.text()),
            number(words::LOG_END.text()),
            number(words::LAG.text()),
        ],
        rows: rows.collect(),
        empty: words::NOTHING_YET.text(),
        most: ROWS_MAX,
    }
}
