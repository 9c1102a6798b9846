//! Configs of topics and settings of producers, with Kafka's default and where the value comes from.

use partita_view::ClusterView;

use crate::session::Selection;
use crate::views::table::{Cell, Mark, Row, TableData};
use crate::words;

use super::build::{hues, spare, text};

/// Kafka's configs of a topic with their defaults.
pub(crate) type Defaults = [(&'static str, Option<&'static str>)];

/// Kafka's name of the source of a value that was set for a topic.
const OF_TOPIC: &str = "DYNAMIC_TOPIC_CONFIG";
/// Kafka's name of the source of a value that nobody set.
const OF_KAFKA: &str = "DEFAULT_CONFIG";
/// A producer's own setting.
const OF_CLIENT: &str = "client";

/// What is set, or everything with its default.
pub(crate) fn configs(view: &ClusterView, defaults: &Defaults, all: bool) -> TableData {
    let mut rows = Vec::new();
    for (hue, topic) in hues(view) {
        let place = || Cell::text(&*topic.name).mark(Mark::Hue(hue));
        let what = Selection::Topic(topic.name.clone());
        for (name, default) in defaults {
            let set = topic.configs.iter().find(|(set, _)| **set == **name);
            match set {
                Some((_, value)) => rows.push(row(&what, place(), name, value, *default, OF_TOPIC)),
                None if all => {
                    rows.push(row(&what, place(), name, default.unwrap_or("null"), *default, OF_KAFKA))
                }
                None => {}
            }
        }
    }
    for producer in &view.producers {
        let what = Selection::Producer(producer.name.clone());
        for (name, value) in &producer.settings {
            rows.push(row(&what, Cell::text(&*producer.name), name, value, None, OF_CLIENT));
        }
    }
    TableData {
        title: words::CONFIGS.text(),
        note: if all { String::new() } else { words::NOT_DEFAULT.text().into() },
        columns: vec![
            text(words::WHERE.text()),
            text(words::CONFIG_KEY.text()),
            text(words::VALUE.text()),
            text(words::DEFAULT.text()),
            spare(text(words::SOURCE.text())),
        ],
        rows,
        empty: words::NO_CONFIGS.text(),
    }
}

fn row(what: &Selection, place: Cell, name: &str, value: &str, default: Option<&str>, source: &str) -> Row {
    let own = source != OF_KAFKA;
    Row {
        what: Some(what.clone()),
        marked: false,
        cells: vec![
            place,
            Cell::text(name),
            Cell::text(words::fit(value, 28)).class(if own { "strong" } else { "" }),
            Cell::text(words::fit(default.unwrap_or("-"), 22)).class("muted"),
            Cell::text(source).class("two"),
        ],
    }
}
