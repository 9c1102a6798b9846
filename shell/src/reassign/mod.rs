//! `kafka-reassign-partitions.sh`: where the replicas of partitions should be (KIP-455).

mod cancel;
mod dirs;
mod execute;
mod generate;
mod placement;
mod plan;
mod throttle;
mod verify;

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::messages::list_partition_reassignments_request::{
    ListPartitionReassignmentsRequest, ListPartitionReassignmentsTopics,
};
use partita_wire::messages::list_partition_reassignments_response::OngoingPartitionReassignment;
use partita_wire::{ErrorCode, Response};

use crate::cluster::connect_as;
use crate::log_dirs::comma_separated;
use crate::options::{Options, Spec, Takes};
use crate::script::{Flow, Halt, Script};
use crate::thrown::Thrown;
use crate::topics::{describe, unexpected};

const USAGE: &str = include_str!("../usage/reassign.txt");
const ABOUT: &str = "This tool helps to move topic partitions between replicas.";
const ACTIONS: [&str; 5] = ["generate", "execute", "verify", "cancel", "list"];
/// An exception that Kafka's tool throws for what it is told to do.
const FAILED: &str = "org.apache.kafka.tools.AdminCommandFailedException";
/// An exception that Kafka's tool throws for what it cannot read.
const WRONG: &str = "org.apache.kafka.tools.AdminOperationException";
const TIMEOUT_MS: i32 = 60_000;

pub(crate) const OPTIONS: &[Spec] = &[
    ("additional", Takes::Nothing),
    ("bootstrap-controller", Takes::Value),
    ("bootstrap-server", Takes::Value),
    ("broker-list", Takes::Value),
    ("cancel", Takes::Nothing),
    ("command-config", Takes::Value),
    ("disable-rack-aware", Takes::Nothing),
    ("disallow-replication-factor-change", Takes::Nothing),
    ("execute", Takes::Nothing),
    ("generate", Takes::Nothing),
    ("help", Takes::Nothing),
    ("list", Takes::Nothing),
    ("preserve-throttles", Takes::Nothing),
    ("reassignment-json-file", Takes::Value),
    ("replica-alter-log-dirs-throttle", Takes::Value),
    ("throttle", Takes::Value),
    ("timeout", Takes::Value),
    ("topics-to-move-json-file", Takes::Value),
    ("verify", Takes::Nothing),
    ("version", Takes::Nothing),
];

/// A partition by its topic and number.
type Place = (String, i32);
/// Replicas of partitions.
type Replicas = BTreeMap<Place, Vec<i32>>;
/// Reassignments that are under way.
type Ongoing = BTreeMap<Place, OngoingPartitionReassignment>;

/// The whole of it.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    let (options, action) = match prepare(script) {
        Err(Halt::Thrown(thrown)) => {
            script.err(&format!("Exception in thread \"main\" {}", thrown.text()));
            return Ok(1);
        }
        prepared => prepared?,
    };
    let done = connect_as(script, &options, "reassign-partitions-tool").and_then(|()| match action {
        "generate" => generate::generate(script, &options),
        "execute" => execute::execute(script, &options),
        "verify" => verify::verify(script, &options),
        "cancel" => cancel::cancel(script, &options),
        _ => list(script),
    });
    match done {
        // All of it on standard output: the message, then the exception and what caused it.
        Err(Halt::Thrown(thrown)) => {
            script.out(&format!("Error: {}", thrown.message));
            script.out(&thrown.text());
            if let Some(cause) = thrown.cause {
                script.out(&format!("Caused by: {cause}"));
            }
            script.out("");
            Ok(1)
        }
        Err(halt) => Err(halt),
        Ok(()) => Ok(0),
    }
}

/// An error of the tool's own: only its message is printed.
fn terse<T>(script: &mut Script<'_>, message: &str) -> Flow<T> {
    script.out(message);
    Err(Halt::Exit(1))
}

fn prepare(script: &mut Script<'_>) -> Flow<(Options, &'static str)> {
    let options = script.options(OPTIONS)?;
    script.help_or_version(&options, ABOUT, USAGE)?;
    let mut chosen = ACTIONS.into_iter().filter(|action| options.has(action));
    let (Some(action), None) = (chosen.next(), chosen.next()) else {
        let actions: Vec<String> = ACTIONS.iter().map(|action| format!("--{action}")).collect();
        let message = format!("Command must include exactly one action: {}", actions.join(", "));
        return script.usage(&message, USAGE);
    };
    let controllers = options.has("bootstrap-controller");
    match (options.has("bootstrap-server"), controllers) {
        (true, true) => {
            return script
                .usage("Please don't specify both --bootstrap-server and --bootstrap-controller", USAGE);
        }
        (false, false) => {
            return script.usage("Please specify either --bootstrap-server or --bootstrap-controller", USAGE);
        }
        _ => {}
    }
    let required: &[&str] = match action {
        "generate" => &["topics-to-move-json-file", "broker-list"],
        "list" => &[],
        _ => &["reassignment-json-file"],
    };
    script.usage_if(options.missing(required), USAGE)?;
    let permitted: &[&str] = match action {
        "generate" => &["disable-rack-aware"],
        "execute" => &[
            "additional",
            "disallow-replication-factor-change",
            "replica-alter-log-dirs-throttle",
            "throttle",
            "timeout",
        ],
        "verify" => &["preserve-throttles"],
        "cancel" => &["preserve-throttles", "timeout"],
        _ => &[],
    };
    let nodes = match action {
        "cancel" | "list" if controllers => "bootstrap-controller",
        _ => "bootstrap-server",
    };
    let known = |name: &str| {
        name == action
            || [nodes, "command-config"].contains(&name)
            || required.contains(&name)
            || permitted.contains(&name)
    };
    if let Some((other, _)) = OPTIONS.iter().find(|(name, _)| options.has(name) && !known(name)) {
        return script
            .usage(&format!("Option \"[{other}]\" can't be used with action \"[{action}]\""), USAGE);
    }
    Ok((options, action))
}

fn list(script: &mut Script<'_>) -> Flow<()> {
    let ongoing = ongoing(script, None)?;
    if ongoing.is_empty() {
        script.out("No partition reassignments found.");
        return Ok(());
    }
    script.out("Current partition reassignments:");
    for ((topic, partition), moved) in &ongoing {
        let part = |name: &str, ids: &[i32]| match ids {
            [] => String::new(),
            ids => format!(" {name}: {}.", comma_separated(ids)),
        };
        script.out(&format!(
            "{topic}-{partition}: replicas: {}.{}{}",
            comma_separated(&moved.replicas),
            part("adding", &moved.adding_replicas),
            part("removing", &moved.removing_replicas)
        ));
    }
    Ok(())
}

/// The reassignments that are under way: of these partitions, or all.
fn ongoing(script: &mut Script<'_>, places: Option<&[Place]>) -> Flow<Ongoing> {
    let topics = places.map(|places| {
        let mut topics: Vec<ListPartitionReassignmentsTopics> = Vec::new();
        for (name, partition) in places {
            match topics.iter_mut().find(|topic| topic.name == *name) {
                Some(topic) => topic.partition_indexes.push(*partition),
                None => topics.push(ListPartitionReassignmentsTopics {
                    name: name.clone(),
                    partition_indexes: alloc::vec![*partition],
                }),
            }
        }
        topics
    });
    let body = ListPartitionReassignmentsRequest { timeout_ms: TIMEOUT_MS, topics };
    let response = match script.ask("listPartitionReassignments", Target::Controller, body)? {
        Ok(Response::ListPartitionReassignments(response)) => response,
        Ok(other) => return Err(unexpected(&other)),
        Err(error) => return Err(Thrown::from(error).wrapped().into()),
    };
    Thrown::check(response.error_code, response.error_message.as_deref()).map_err(Thrown::wrapped)?;
    let mut ongoing = Ongoing::new();
    for topic in response.topics {
        for partition in topic.partitions {
            ongoing.insert((topic.name.clone(), partition.partition_index), partition);
        }
    }
    Ok(ongoing)
}

/// Replicas of all partitions of topics; `None` for a topic that is not there.
fn replicas_of(script: &mut Script<'_>, topics: &[&str]) -> Flow<BTreeMap<String, Option<Vec<Vec<i32>>>>> {
    let mut found = BTreeMap::new();
    for topic in topics {
        let described = match describe::by_name(script, &[topic.to_string()], None) {
            Err(Halt::Thrown(thrown)) if thrown.code == Some(ErrorCode::UnknownTopicOrPartition) => None,
            described => described?.into_iter().next(),
        };
        let replicas = described.map(|topic| {
            let mut partitions = topic.partitions;
            partitions.sort_by_key(|partition| partition.index);
            partitions.into_iter().map(|partition| partition.replicas).collect()
        });
        found.insert(topic.to_string(), replicas);
    }
    Ok(found)
}

/// [`replicas_of`] topics that must all be there.
fn replicas_of_all(script: &mut Script<'_>, topics: &[&str]) -> Flow<Replicas> {
    let mut all = Replicas::new();
    for (topic, partitions) in replicas_of(script, topics)? {
        let Some(partitions) = partitions else {
            let message = Some(format!("Topic {topic} not found."));
            let code = ErrorCode::UnknownTopicOrPartition as i16;
            return Err(Thrown::from(partita_client::ClientError::told(code, message)).wrapped().into());
        };
        all.extend((0..).zip(partitions).map(|(partition, replicas)| ((topic.clone(), partition), replicas)));
    }
    Ok(all)
}

/// Names of the topics of partitions, each once.
fn topics_of<'a>(places: impl Iterator<Item = &'a Place>) -> Vec<&'a str> {
    let mut topics: Vec<&str> = places.map(|(topic, _)| topic.as_str()).collect();
    topics.sort_unstable();
    topics.dedup();
    topics
}

/// `t-0,t-1`.
fn listed<'a>(places: impl Iterator<Item = &'a Place>) -> String {
    places.map(|(topic, partition)| format!("{topic}-{partition}")).collect::<Vec<_>>().join(",")
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
