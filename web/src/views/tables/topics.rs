//! Topics, a row each: their shape, what is wrong with them, what they hold.

use partita_view::{ClusterView, TopicView};

use crate::session::Selection;
use crate::views::table::{Cell, Mark, ROWS_MAX, Row, TableData};
use crate::words;

use super::build::{hues, number, spare, text};

/// Topics of a moment.
pub(super) fn topics(view: &ClusterView) -> TableData {
    let rows: Vec<Row> = hues(view).map(|(hue, topic)| row(topic, hue)).collect();
    TableData {
        title: words::TOPICS_TABLE.text(),
        note: rows.len().to_string(),
        columns: vec![
            text(words::TOPIC_COLUMN.text()),
            number(words::PARTITIONS_COLUMN.text()),
            number(words::REPLICAS.text()),
            number(words::UNDER.text()),
            number(words::OFFLINE_COLUMN.text()),
            number(words::RECORDS_HELD.text()),
            spare(text(words::SETTINGS.text())),
        ],
        rows,
        empty: words::NO_PARTITIONS.text(),
        most: ROWS_MAX,
    }
}

fn row(topic: &TopicView, hue: u8) -> Row {
    let count = |number: usize| Cell::number(i64::try_from(number).unwrap_or(i64::MAX));
    let partitions = || topic.partitions.iter();
    let under = partitions().filter(|p| p.in_sync.len() < p.assignment.len()).count();
    let offline = partitions().filter(|p| p.leader.is_none()).count();
    let held = |p: &partita_view::PartitionView| {
        let replicas = p.replicas.iter().map(|replica| replica.log_end.saturating_sub(replica.log_start));
        replicas.max().unwrap_or(0)
    };
    let set: Vec<String> = topic.configs.iter().map(|(name, value)| format!("{name}={value}")).collect();
    Row {
        what: Some(Selection::Topic(topic.name.clone())),
        marked: under + offline > 0,
        cells: vec![
            Cell::text(topic.name.to_string()).mark(Mark::Hue(hue)),
            count(topic.partitions.len()),
            count(topic.partitions.first().map_or(0, |p| p.assignment.len())),
            count(under).class(if under > 0 { "warn" } else { "" }),
            count(offline).class(if offline > 0 { "bad" } else { "" }),
            Cell::number(partitions().map(|p| held(p)).sum()),
            Cell::text(set.join(", ")),
        ],
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use partita_view::{PartitionView, ReplicaView};

    use super::*;

    #[test]
    fn a_topic_says_how_many_of_its_partitions_are_not_whole() {
        let replica = Arc::new(ReplicaView { log_start: 2, log_end: 9, ..ReplicaView::default() });
        let partition = |leader, in_sync: &[i32]| {
            Arc::new(PartitionView {
                leader,
                assignment: vec![1, 2],
                in_sync: in_sync.to_vec(),
                replicas: vec![replica.clone()],
                ..PartitionView::default()
            })
        };
        let topic = TopicView {
            name: "orders".into(),
            partitions: vec![partition(Some(1), &[1, 2]), partition(Some(1), &[1]), partition(None, &[2])],
            configs: vec![("retention.ms".into(), "1000".into())],
            ..TopicView::default()
        };
        let told: Vec<String> = row(&topic, 1).cells.into_iter().map(|cell| cell.text).collect();
        assert_eq!(told, ["orders", "3", "2", "2", "1", "21", "retention.ms=1000"]);
    }
}
