//! `kafka-leader-election.sh`.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::messages::elect_leaders_request::{ElectLeadersRequest, TopicPartitions};
use partita_wire::{ErrorCode, Response};

use crate::files::properties;
use crate::options::{OptionError, Options, Spec, Takes};
use crate::script::{Flow, Halt, Script};
use crate::thrown::Thrown;
use crate::topics::unexpected;

const USAGE: &str = "\
--all-topic-partitions, --bootstrap-server <host:port>, --command-config <file>, --election-type <preferred|unclean>, \
--help, --partition <partition>, --topic <topic>, --version
";
const ABOUT: &str = "This tool attempts to elect a new leader for a set of topic partitions. The type of elections \
                     supported are preferred replicas and unclean replicas.";
const FAILED: &str = "org.apache.kafka.tools.AdminCommandFailedException";

pub(crate) const OPTIONS: &[Spec] = &[
    ("all-topic-partitions", Takes::Nothing),
    ("bootstrap-server", Takes::Value),
    ("command-config", Takes::Value),
    ("election-type", Takes::Value),
    ("help", Takes::Nothing),
    ("partition", Takes::Value),
    ("topic", Takes::Value),
    ("version", Takes::Nothing),
];

/// The whole of it.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    match elect(script) {
        Err(Halt::Thrown(thrown)) => {
            script.err(&thrown.message);
            script.err(&thrown.text());
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
    let mut pairs = match options.text("command-config")? {
        Some(file) => properties(&script.file(file)?),
        None => Vec::new(),
    };
    let servers = options.text("bootstrap-server")?.unwrap_or_default();
    pairs.push(("bootstrap.servers".to_string(), servers.to_string()));
    script.connect(&pairs).map_err(|error| {
        Halt::Thrown(Thrown::new("org.apache.kafka.common.config.ConfigException", error.0))
    })?;
    let chosen = match options.text("topic")? {
        Some(topic) => {
            let partitions = alloc::vec![options.int("partition")?.unwrap_or_default()];
            Some(alloc::vec![TopicPartitions { topic: topic.to_string(), partitions }])
        }
        None => None,
    };
    let body = ElectLeadersRequest {
        election_type: i8::from(kind == "UNCLEAN"),
        topic_partitions: chosen,
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
            let place = format!("{}-{}", topic.topic, partition.partition_id);
            match Thrown::check(partition.error_code, partition.error_message.as_deref()) {
                Ok(()) => elected.push(place),
                Err(thrown) if thrown.code == Some(ErrorCode::ElectionNotNeeded) => valid.push(place),
                Err(thrown) => failed.push((place, thrown)),
            }
        }
    }
    tell(script, kind, &elected, &valid, &failed)
}

fn tell(
    script: &mut Script<'_>,
    kind: &str,
    elected: &[String],
    valid: &[String],
    failed: &[(String, Thrown)],
) -> Flow<i32> {
    if !elected.is_empty() {
        let places = elected.join(", ");
        script.out(&format!("Successfully completed leader election ({kind}) for partitions {places}"));
    }
    if !valid.is_empty() {
        script.out(&format!("Valid replica already elected for partitions {}", valid.join(", ")));
    }
    for (place, thrown) in failed {
        script.out(&format!(
            "Error completing leader election ({kind}) for partition: {place}: {}",
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
    if options.has("topic") == options.has("all-topic-partitions") {
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
