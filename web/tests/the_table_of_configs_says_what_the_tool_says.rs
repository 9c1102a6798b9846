//! Values and sources of the table of configs are those that `kafka-configs.sh --describe --all` prints.

use partita_view::{ConfigView, Configured, Engine, Print, Progress};
use partita_web::session::{Builder, Selection};
use partita_web::stories;
use partita_web::views::{all_configs, configured, set_configs};

const STORY: &str = "partita story 1\nseed 3\nbrokers 3\nset log.retention.ms=60000\n\
    4 topic orders partitions=1 replicas=3 cleanup.policy=compact\n\
    5 consumer c1 group=billing topic=orders group.protocol=consumer\n\
    8 run group: kafka-configs.sh --bootstrap-server localhost:9092 --alter --entity-type groups --entity-name billing --add-config consumer.session.timeout.ms=50000\n\
    8 run all: kafka-configs.sh --bootstrap-server localhost:9092 --alter --entity-type brokers --entity-default --add-config message.max.bytes=500000\n";

fn cluster(story: &str) -> Box<dyn Engine> {
    let mut engine = stories::open(story).expect("a story");
    go(&mut *engine, 14);
    engine
}

fn go(engine: &mut dyn Engine, seconds: u64) {
    while let Progress::Working(_) = engine.run(seconds * 1_000_000, 100_000) {}
}

/// Name, value and source of everything that the tool describes.
fn described(engine: &mut dyn Engine, kind: &str, name: &str) -> Vec<(String, String, String)> {
    let tool = format!("describe-{kind}-{name}");
    let line = format!(
        "run {tool}: kafka-configs.sh --bootstrap-server localhost:9092 --describe --all --entity-type {kind} --entity-name {name}"
    );
    engine.command(&line).expect("a tool");
    let until = engine.now() / 1_000_000 + 5;
    go(engine, until);
    let printed = engine.printed(0).iter().filter(|printed| printed.tool == tool);
    let lines = printed.filter_map(|printed| match &printed.what {
        Print::Out(text) => Some(text.clone()),
        _ => None,
    });
    let mut found = Vec::new();
    for line in lines.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()) {
        let Some((set, synonyms)) = line.trim().split_once(" sensitive=") else { continue };
        let (name, value) = set.split_once('=').expect("a value");
        let synonyms = synonyms.split_once("synonyms={").map_or("", |(_, rest)| rest);
        let source = synonyms.split_once(':').map_or("DEFAULT_CONFIG", |(source, _)| source);
        found.push((name.to_owned(), value.to_owned(), source.to_owned()));
    }
    found
}

fn told(config: &ConfigView) -> (String, String, String) {
    let value = config.value.clone().unwrap_or_else(|| "null".into());
    (config.name.clone(), value, config.source.into())
}

#[test]
fn of_a_topic_a_broker_and_a_group() {
    let mut engine = cluster(STORY);
    let of = [
        ("topics", "orders", Configured::Topic("orders".into()), 30),
        ("brokers", "1", Configured::Broker(1), 200),
        ("groups", "billing", Configured::Group("billing".into()), 15),
    ];
    for (kind, name, configured, least) in of {
        let mut tool = described(&mut *engine, kind, name);
        tool.sort();
        assert!(tool.len() >= least, "{kind}: {}", tool.len());
        let mut view: Vec<_> = engine.configs(&configured, false).iter().map(told).collect();
        view.sort();
        assert_eq!(view, tool, "{kind}");
    }
}

#[test]
fn rows_name_value_default_and_source() {
    let mut engine = cluster(STORY);
    let view = engine.view();
    let all = all_configs(&view, &*engine, &Configured::Topic("orders".into()));
    let row = |name: &str| {
        let row = all.rows.iter().find(|row| row.cells[1].text == name).expect("a row");
        [2, 3, 4].map(|at: usize| row.cells[at].text.clone())
    };
    assert_eq!(row("retention.ms"), ["60000", "604800000", "STATIC_BROKER_CONFIG"]);
    assert_eq!(row("min.insync.replicas"), ["1", "1", "DYNAMIC_DEFAULT_BROKER_CONFIG"]);
    assert_eq!(row("cleanup.policy"), ["compact", "delete", "DYNAMIC_TOPIC_CONFIG"]);
    let set = set_configs(&view, &*engine);
    let has = |place: &str, name: &str, source: &str| {
        let is_it = |at: usize, text: &str, cells: &[partita_web::views::Cell]| cells[at].text == text;
        set.rows.iter().any(|row| {
            is_it(0, place, &row.cells) && is_it(1, name, &row.cells) && is_it(4, source, &row.cells)
        })
    };
    assert!(has("orders", "cleanup.policy", "DYNAMIC_TOPIC_CONFIG"));
    assert!(has("all brokers", "message.max.bytes", "DYNAMIC_DEFAULT_BROKER_CONFIG"));
    assert!(has("Broker 2", "log.retention.ms", "STATIC_BROKER_CONFIG"));
    assert!(has("billing", "consumer.session.timeout.ms", "DYNAMIC_GROUP_CONFIG"));
}

#[test]
fn of_whatever_is_selected() {
    let mut engine = cluster(STORY);
    let view = engine.view();
    let whose = |what: &Selection| configured(&view, Some(what));
    assert_eq!(whose(&Selection::Node(2)), Configured::Broker(2));
    assert_eq!(whose(&Selection::Record("orders".into(), 0, 1, 3)), Configured::Topic("orders".into()));
    assert_eq!(whose(&Selection::Member("billing".into(), "c1".into())), Configured::Group("billing".into()));
    assert_eq!(configured(&view, None), Configured::Topic("orders".into()));
}

#[test]
fn a_default_that_the_builder_hints_at_has_an_effect() {
    let hint = partita_web::words::DEFAULTS_HINT.text();
    let (_, value) = hint.split_once('=').expect("name=value");
    let built = Builder { defaults: hint.into(), ..Builder::default() };
    let engine = cluster(&format!("{}4 topic orders partitions=1 replicas=3\n", built.story()));
    let configs = engine.configs(&Configured::Topic("orders".into()), false);
    let set = configs.iter().filter(|config| config.source == "STATIC_BROKER_CONFIG");
    assert!(set.map(|config| config.value.as_deref()).any(|found| found == Some(value)), "{hint}");
}
