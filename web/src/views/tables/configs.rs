//! Configs of topics, brokers and groups as they count, with Kafka's default and where the value comes from; settings of
//! producers.

use partita_view::{ClusterView, ConfigView, Configured, Engine, Name};

use crate::session::Selection;
use crate::views::table::{Cell, Mark, Row, TableData};
use crate::words;

use super::build::{hues, spare, text};

/// Rows drawn: a broker has some 400 configs.
const CONFIGS_MAX: usize = 500;
/// Kafka's name of the source of a value that nobody set.
const OF_KAFKA: &str = "DEFAULT_CONFIG";
/// A client's own setting.
const OF_CLIENT: &str = "client";

/// What was set: for topics, for all brokers, for one, for groups; and settings of producers.
pub fn set_configs(view: &ClusterView, engine: &dyn Engine) -> TableData {
    let mut rows = Vec::new();
    for (_, topic) in hues(view).filter(|(_, topic)| !topic.configs.is_empty()) {
        rows.extend(rows_of(view, engine, &Configured::Topic(topic.name.clone()), true));
    }
    rows.extend(rows_of(view, engine, &Configured::Brokers, true));
    for node in view.nodes.iter().filter(|node| node.is_broker) {
        rows.extend(rows_of(view, engine, &Configured::Broker(node.id), true));
    }
    for group in &view.groups {
        rows.extend(rows_of(view, engine, &Configured::Group(group.id.clone()), true));
    }
    for producer in &view.producers {
        let what = Selection::Producer(producer.name.clone());
        let client = |(name, value): &(Name, Name)| ConfigView {
            name: name.to_string(),
            value: Some(value.to_string()),
            source: OF_CLIENT,
            ..ConfigView::default()
        };
        let settings = producer.settings.iter().map(client);
        rows.extend(settings.map(|config| row(Some(&what), Cell::text(&*producer.name), &config)));
    }
    table(rows, words::NOT_DEFAULT.text().into())
}

/// Everything that counts for one topic, broker or group.
pub fn all_configs(view: &ClusterView, engine: &dyn Engine, of: &Configured) -> TableData {
    table(rows_of(view, engine, of, false), words::all_configs_of(of))
}

/// Whose configs are told in full: of what is selected, else of the first topic.
pub fn configured(view: &ClusterView, selected: Option<&Selection>) -> Configured {
    use Selection::{
        Batch, Group, Link, Member, Message, Node, Producer, Record, Replica, Segment, Tool, Topic,
    };
    match selected {
        Some(Node(id)) => Configured::Broker(*id),
        Some(Topic(name) | Replica(name, ..) | Record(name, ..) | Batch(name, ..) | Segment(name, ..)) => {
            Configured::Topic(name.clone())
        }
        Some(Group(id) | Member(id, _)) => Configured::Group(id.clone()),
        Some(Producer(_) | Tool(_) | Message(_) | Link(..)) | None => {
            let topic = hues(view).next().map(|(_, topic)| Configured::Topic(topic.name.clone()));
            topic.unwrap_or(Configured::Brokers)
        }
    }
}

fn table(rows: Vec<Row>, note: String) -> TableData {
    TableData {
        title: words::CONFIGS.text(),
        note,
        columns: vec![
            text(words::WHERE.text()),
            text(words::CONFIG_KEY.text()),
            text(words::VALUE.text()),
            text(words::DEFAULT.text()),
            spare(text(words::SOURCE.text())),
        ],
        rows,
        empty: words::NO_CONFIGS.text(),
        most: CONFIGS_MAX,
    }
}

fn rows_of(view: &ClusterView, engine: &dyn Engine, of: &Configured, set: bool) -> Vec<Row> {
    let (what, place) = match of {
        Configured::Topic(name) => {
            let hue = hues(view).find(|(_, topic)| topic.name == *name).map_or(1, |(hue, _)| hue);
            (Some(Selection::Topic(name.clone())), Cell::text(&**name).mark(Mark::Hue(hue)))
        }
        Configured::Brokers => (None, Cell::text(words::ALL_BROKERS.text())),
        Configured::Broker(id) => (Some(Selection::Node(*id)), Cell::text(words::node(*id, true))),
        Configured::Group(id) => (Some(Selection::Group(id.clone())), Cell::text(&**id)),
    };
    engine.configs(of, set).iter().map(|config| row(what.as_ref(), place.clone(), config)).collect()
}

fn row(what: Option<&Selection>, place: Cell, config: &ConfigView) -> Row {
    let own = config.source != OF_KAFKA;
    let default = if config.source == OF_CLIENT { "-" } else { config.default.unwrap_or("null") };
    let value = words::fit(config.value.as_deref().unwrap_or("null"), 28);
    Row {
        what: what.cloned(),
        marked: false,
        cells: vec![
            place,
            Cell::text(config.name.as_str()),
            Cell::text(value).class(if own { "strong" } else { "" }),
            Cell::text(words::fit(default, 22)).class("muted"),
            Cell::text(config.source).class("two"),
        ],
    }
}
