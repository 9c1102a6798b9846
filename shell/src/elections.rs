//! `kafka-leader-election.sh`.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::messages::elect_leaders_request::{ElectLeadersRequest, TopicPartitions};
use partita_wire::{ErrorCode, Response};

use crate::files::properties;
use crate::java::{DEFAULT_CAPACITY, hash_order, topic_partition_hash};
use crate::json::Json;
use crate::options::{OptionError, Options, Spec, Takes};
use crate::script::{Flow, Halt, Script};
use crate::thrown::Thrown;
use crate::topics::unexpected;

const USAGE: &str = "\
--all-topic-partitions, --bootstrap-server <host:port>, --command-config <file>, --election-type <preferred|unclean>, \
--help, --partition <partition>, --path-to-json-file <file>, --topic <topic>, --version
";
const ABOUT: &str = "This tool attempts to elect a new leader for a set of topic partitions. The type of elections \
                     supported are preferred replicas and unclean replicas.";
const FAILED: &str = "org.apache.kafka.tools.AdminCommandFailedException";
const WRONG: &str = "org.apache.kafka.tools.AdminOperationException";
const RUNTIME: &str = "java.lang.RuntimeException";

/// A partition by its topic and number.
type Place = (String, i32);

pub(crate) const OPTIONS: &[Spec] = &[
    ("all-topic-partitions", Takes::Nothing),
    ("bootstrap-server", Takes::Value),
    ("command-config", Takes::Value),
    ("election-type", Takes::Value),
    ("help", Takes::Nothing),
    ("partition", Takes::Value),
    ("path-to-json-file", Takes::Value),
    ("topic", Takes::Value),
    ("version", Takes::Nothing),
];

/// The whole of it.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    match elect(script) {
        Err(Halt::Thrown(thrown)) => {
            script.err(&thrown.message);
            script.err(&thrown.text());
            if let Some(cause) = thrown.cause {
                script.err(&format!("Caused by: {cause}"));
            }
            script.err("");
            Ok(1)
        }
        Err(halt) => Err(halt),
        Ok(status) => Ok(status),
    }
}

fn elect(script: &mut Script<'_>) -> Flow<i32> {
    let options = script.options(OPTIONS)?;
    script.help_or_version(&options, ABOUT, USAGE)?;
    check(&options)?;
    let kind = kind(&options)?;
    let chosen = chosen(script, &options)?;
    let mut pairs = match options.text("command-config")? {
        Some(file) => properties(&script.file(file)?),
        None => Vec::new(),
    };
    let servers = options.text("bootstrap-server")?.unwrap_or_default();
    pairs.push(("bootstrap.servers".to_string(), servers.to_string()));
    script.connect(&pairs).map_err(|error| {
        Halt::Thrown(Thrown::new("org.apache.kafka.common.config.ConfigException", error.0))
    })?;
    let body = ElectLeadersRequest {
        election_type: i8::from(kind == "UNCLEAN"),
        topic_partitions: chosen.map(by_topic),
        timeout_ms: 30_000,
    };
    let response = match script.ask("electLeaders", Target::Controller, body)?? {
        Response::ElectLeaders(response) => response,
        other => return Err(unexpected(&other)),
    };
    Thrown::check(response.error_code, None)?;
    let (mut elected, mut valid, mut failed) = (Vec::new(), Vec::new(), Vec::new());
    for topic in response.replica_election_results {
        for partition in topic.partition_result {
            let place = (topic.topic.clone(), partition.partition_id);
            match Thrown::check(partition.error_code, partition.error_message.as_deref()) {
                Ok(()) => elected.push(place),
                Err(thrown) if thrown.code == Some(ErrorCode::ElectionNotNeeded) => valid.push(place),
                Err(thrown) => failed.push((place, thrown)),
            }
        }
    }
    in_order(&mut elected, |place| place);
    in_order(&mut valid, |place| place);
    in_order(&mut failed, |(place, _)| place);
    tell(script, kind, &elected, &valid, &failed)
}

/// In the order of Java's hash sets of partitions.
fn in_order<T>(items: &mut [T], place: impl Fn(&T) -> &Place) {
    hash_order(items, DEFAULT_CAPACITY, |item| {
        let (topic, partition) = place(item);
        topic_partition_hash(topic, *partition)
    });
}

/// The partitions that the options name; `None` is all there are.
fn chosen(script: &Script<'_>, options: &Options) -> Flow<Option<Vec<Place>>> {
    if let Some(topic) = options.text("topic")? {
        return Ok(Some(alloc::vec![(topic.to_string(), options.int("partition")?.unwrap_or_default())]));
    }
    let Some(file) = options.text("path-to-json-file")? else { return Ok(None) };
    let text = script.file(file).map_err(at_runtime)?;
    // Kafka's reader tells no more of what is no JSON than that there is none.
    let json = Json::parse(&text).map_err(|_| Thrown::new(WRONG, "Replica election data is empty"))?;
    Ok(Some(places(&json)?))
}

/// The partitions in a file's JSON, each of them once.
fn places(json: &Json) -> Result<Vec<Place>, Thrown> {
    let Some(partitions) = json.get("partitions").map_err(at_runtime)? else {
        return Err(Thrown::new(WRONG, "Replica election data is missing \"partitions\" field"));
    };
    let place = |json: &Json| Ok((json.field("topic")?.text()?.to_string(), json.field("partition")?.int()?));
    let places = partitions.list().and_then(|partitions| partitions.iter().map(place).collect());
    let places: Vec<Place> = places.map_err(at_runtime)?;
    let mut seen = BTreeSet::new();
    let mut twice: Vec<Place> = places.iter().filter(|place| !seen.insert(*place)).cloned().collect();
    twice.sort();
    twice.dedup();
    if twice.is_empty() {
        return Ok(places);
    }
    in_order(&mut twice, |place| place);
    Err(Thrown::new(
        WRONG,
        format!("Replica election data contains duplicate partitions: [{}]", named(&twice)),
    ))
}

/// An exception inside Java's RuntimeException.
fn at_runtime(thrown: Thrown) -> Thrown {
    let cause = thrown.text();
    Thrown { cause: Some(cause.clone()), ..Thrown::new(RUNTIME, cause) }
}

/// As a request names them.
fn by_topic(places: Vec<Place>) -> Vec<TopicPartitions> {
    let mut topics: BTreeMap<String, Vec<i32>> = BTreeMap::new();
    for (topic, partition) in places {
        topics.entry(topic).or_default().push(partition);
    }
    topics.into_iter().map(|(topic, partitions)| TopicPartitions { topic, partitions }).collect()
}

fn named(places: &[Place]) -> String {
    let names: Vec<String> = places.iter().map(|(topic, partition)| format!("{topic}-{partition}")).collect();
    names.join(", ")
}

fn tell(
    script: &mut Script<'_>,
    kind: &str,
    elected: &[Place],
    valid: &[Place],
    failed: &[(Place, Thrown)],
) -> Flow<i32> {
    if !elected.is_empty() {
        let places = named(elected);
        script.out(&format!("Successfully completed leader election ({kind}) for partitions {places}"));
    }
    if !valid.is_empty() {
        script.out(&format!("Valid replica already elected for partitions {}", named(valid)));
    }
    for ((topic, partition), thrown) in failed {
        script.out(&format!(
            "Error completing leader election ({kind}) for partition: {topic}-{partition}: {}",
            thrown.text()
        ));
    }
    if failed.is_empty() {
        return Ok(0);
    }
    let message = format!("{} replica(s) could not be elected", failed.len());
    script.err(&message);
    script.err(&format!("{FAILED}: {message}"));
    for (_, thrown) in failed {
        script.err(&format!("\tSuppressed: {}", thrown.text()));
    }
    script.err("");
    Ok(1)
}

fn check(options: &Options) -> Result<(), Thrown> {
    let missing: Vec<&str> =
        ["bootstrap-server", "election-type"].into_iter().filter(|name| !options.has(name)).collect();
    if !missing.is_empty() {
        return Err(Thrown::new(FAILED, format!("Missing required option(s): {}", missing.join(", "))));
    }
    let scopes = ["topic", "all-topic-partitions", "path-to-json-file"];
    if scopes.into_iter().filter(|scope| options.has(scope)).count() != 1 {
        let message = "One and only one of the following options is required: topic, all-topic-partitions, \
                       path-to-json-file";
        return Err(Thrown::new(FAILED, message));
    }
    if options.has("topic") && !options.has("partition") {
        return Err(Thrown::new(FAILED, "Missing required option(s): partition"));
    }
    if options.has("partition") && !options.has("topic") {
        return Err(Thrown::new(FAILED, "Option partition is only allowed if topic is used"));
    }
    Ok(())
}

fn kind(options: &Options) -> Result<&'static str, OptionError> {
    let given = options.text("election-type")?.unwrap_or_default();
    let known = ["PREFERRED", "UNCLEAN"].into_iter().find(|kind| kind.eq_ignore_ascii_case(given));
    known.ok_or_else(|| OptionError::NotANumber { name: "election-type", value: given.to_string() })
}
