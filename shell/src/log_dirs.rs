//! `kafka-log-dirs.sh --describe`.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::messages::describe_log_dirs_request::{DescribableLogDirTopic, DescribeLogDirsRequest};
use partita_wire::messages::describe_log_dirs_response::DescribeLogDirsResult;
use partita_wire::{ErrorCode, Response};

use crate::cluster::{connect_as, describe_cluster};
use crate::java::{DEFAULT_CAPACITY, hash_order, topic_partition_hash};
use crate::json::Json;
use crate::options::{Options, Spec, Takes};
use crate::script::{Ask, Flow, Halt, Script, first};
use crate::thrown::{Thrown, exception_class};
use crate::topics::unexpected;

const USAGE: &str = include_str!("usage/log_dirs.txt");
const ABOUT: &str = "This tool helps to query log directory usage on the specified brokers.";

pub(crate) const OPTIONS: &[Spec] = &[
    ("bootstrap-server", Takes::Value),
    ("broker-list", Takes::Value),
    ("command-config", Takes::Value),
    ("describe", Takes::Nothing),
    ("help", Takes::Nothing),
    ("topic-list", Takes::Value),
    ("version", Takes::Nothing),
];

/// The whole of it.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    let done = describe(script);
    script.reported(done)
}

fn describe(script: &mut Script<'_>) -> Flow<()> {
    let options = script.options(OPTIONS)?;
    script.help_or_version(&options, ABOUT, USAGE)?;
    script.usage_if(options.missing(&["bootstrap-server", "describe"]), USAGE)?;
    connect_as(script, &options, "log-dirs-tool")?;
    let topics: BTreeSet<String> = listed(&options, "topic-list")?.map(ToString::to_string).collect();
    let wanted = brokers(&options)?;
    let there: BTreeSet<i32> =
        describe_cluster(script)?.brokers.iter().map(|broker| broker.broker_id).collect();
    let missing: Vec<i32> = wanted.difference(&there).copied().collect();
    if !missing.is_empty() {
        script.err(&format!(
            "ERROR: The given brokers do not exist from --broker-list: {}. Current existent brokers: {}",
            comma_separated(&missing),
            comma_separated(&there)
        ));
        return Err(Halt::Exit(1));
    }
    let asked: Vec<i32> = if wanted.is_empty() { there } else { wanted }.into_iter().collect();
    script.out("Querying brokers for log directories information");
    let dirs = log_dirs(script, &asked, None)?;
    script.out(&format!("Received log directory information from brokers {}", comma_separated(&asked)));
    let of_broker = |(broker, dirs): (&i32, &Vec<DescribeLogDirsResult>)| {
        let dirs = dirs.iter().map(|dir| directory(dir, &topics)).collect();
        Json::object_of([("broker", Json::number_of(*broker)), ("logDirs", Json::List(dirs))])
    };
    let brokers = Json::List(dirs.iter().map(of_broker).collect());
    script.out(&Json::object_of([("brokers", brokers), ("version", Json::number_of(1))]).to_string());
    Ok(())
}

/// The log directories of brokers; with the replicas of these topics, or of all.
pub(crate) fn log_dirs(
    script: &mut Script<'_>,
    brokers: &[i32],
    topics: Option<Vec<DescribableLogDirTopic>>,
) -> Flow<BTreeMap<i32, Vec<DescribeLogDirsResult>>> {
    let ask = |broker: &i32| -> Ask {
        let body = DescribeLogDirsRequest { topics: topics.clone() };
        ("describeLogDirs", Target::Broker(*broker), body.into())
    };
    let outcomes = script.ask_all(brokers.iter().map(ask).collect())?;
    let mut dirs = BTreeMap::new();
    for (broker, outcome) in brokers.iter().zip(outcomes) {
        let (_, response) = outcome.and_then(first)?;
        let Response::DescribeLogDirs(response) = response else { return Err(unexpected(&response)) };
        Thrown::check(response.error_code, None)?;
        dirs.insert(*broker, response.results);
    }
    Ok(dirs)
}

/// A directory as the tool writes it: its partitions in the order of a hash map.
fn directory(dir: &DescribeLogDirsResult, topics: &BTreeSet<String>) -> Json {
    let chosen = dir.topics.iter().filter(|topic| topics.is_empty() || topics.contains(&topic.name));
    let mut partitions: Vec<_> =
        chosen.flat_map(|topic| topic.partitions.iter().map(|partition| (&*topic.name, partition))).collect();
    hash_order(&mut partitions, DEFAULT_CAPACITY, |(topic, partition)| {
        topic_partition_hash(topic, partition.partition_index)
    });
    let partition = |(topic, partition): (&str, &_)| {
        let partition: &partita_wire::messages::describe_log_dirs_response::DescribeLogDirsPartition =
            partition;
        Json::object_of([
            ("partition", Json::text_of(format!("{topic}-{}", partition.partition_index))),
            ("size", Json::number_of(partition.partition_size)),
            ("offsetLag", Json::number_of(partition.offset_lag)),
            ("isFuture", Json::Bool(partition.is_future_key)),
        ])
    };
    let error = match ErrorCode::from_i16(dir.error_code) {
        Some(ErrorCode::None) => Json::Null,
        code => Json::text_of(exception_class(code.unwrap_or(ErrorCode::UnknownServerError))),
    };
    Json::object_of([
        ("partitions", Json::List(partitions.into_iter().map(partition).collect())),
        ("error", error),
        ("logDir", Json::text_of(dir.log_dir.clone())),
    ])
}

fn listed<'a>(options: &'a Options, name: &'static str) -> Flow<impl Iterator<Item = &'a str>> {
    Ok(options.text(name)?.unwrap_or_default().split(',').filter(|part| !part.is_empty()))
}

fn brokers(options: &Options) -> Flow<BTreeSet<i32>> {
    let id = |text: &str| {
        let wrong =
            || Thrown::new("java.lang.NumberFormatException", format!("For input string: \"{text}\""));
        text.parse::<i32>().map_err(|_| wrong())
    };
    Ok(listed(options, "broker-list")?.map(id).collect::<Result<_, _>>()?)
}

/// `1,2,3`.
pub(crate) fn comma_separated<'a, T: ToString + 'a>(items: impl IntoIterator<Item = &'a T>) -> String {
    items.into_iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}
