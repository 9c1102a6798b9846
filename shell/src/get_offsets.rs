//! `kafka-get-offsets.sh`.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::Pattern;
use partita_client::admin::Target;
use partita_wire::messages::list_offsets_request::{
    ListOffsetsPartition, ListOffsetsRequest, ListOffsetsTopic,
};
use partita_wire::{ErrorCode, Response};

use crate::files::properties;
use crate::options::{Options, Spec, Takes};
use crate::script::{Flow, Halt, Script};
use crate::thrown::Thrown;
use crate::topics::{all_partitions, unexpected};

const USAGE: &str = "\
--bootstrap-server <host:port>, --command-config <file>, --exclude-internal-topics, --help, --partitions <ids>, \
--time <timestamp or -1 / latest, -2 / earliest, -3 / max-timestamp, ...>, --topic <topic or expression>, \
--topic-partitions <topic:partition, topic:from-to, ...>, --version
";
const ABOUT: &str = "An interactive shell for getting topic-partition offsets.";

pub(crate) const OPTIONS: &[Spec] = &[
    ("bootstrap-server", Takes::Value),
    ("command-config", Takes::Value),
    ("exclude-internal-topics", Takes::Nothing),
    ("help", Takes::Nothing),
    ("partitions", Takes::Value),
    ("time", Takes::Value),
    ("topic", Takes::Value),
    ("topic-partitions", Takes::Value),
    ("version", Takes::Nothing),
];

/// Names of times with a meaning of their own.
const TIMES: [(&str, i64); 6] = [
    ("latest", -1),
    ("earliest", -2),
    ("max-timestamp", -3),
    ("earliest-local", -4),
    ("latest-tiered", -5),
    ("earliest-pending-upload", -6),
];

/// Topics and partitions that are wanted.
struct Filter {
    topic: Option<Pattern>,
    /// From here, and up to but without there.
    partitions: Vec<(i32, i32)>,
}

/// The whole of it.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    match offsets(script) {
        Err(Halt::Thrown(thrown)) => {
            script.err(&format!("Error occurred: {}", thrown.message));
            Ok(1)
        }
        Err(halt) => Err(halt),
        Ok(()) => Ok(0),
    }
}

fn offsets(script: &mut Script<'_>) -> Flow<()> {
    let options = script.options(OPTIONS)?;
    script.help_or_version(&options, ABOUT, USAGE)?;
    script.usage_if(options.missing(&["bootstrap-server"]), USAGE)?;
    let timestamp = time(options.text("time")?.unwrap_or("latest"))?;
    let filters = filters(&options)?;
    let mut pairs = match options.text("command-config")? {
        Some(file) => properties(&script.file(file)?),
        None => Vec::new(),
    };
    let servers = options.text("bootstrap-server")?.unwrap_or_default();
    pairs.push(("bootstrap.servers".to_string(), servers.to_string()));
    script.connect(&pairs).map_err(|error| Halt::Thrown(Thrown::illegal_argument(error.0)))?;
    let internal_too = !options.has("exclude-internal-topics");
    let mut wanted: BTreeMap<String, Vec<i32>> = BTreeMap::new();
    for (topic, internal, partition) in all_partitions(script)? {
        let fits = |filter: &Filter| filter.fits(&topic, partition);
        if (internal_too || !internal) && filters.iter().any(fits) {
            wanted.entry(topic).or_default().push(partition);
        }
    }
    if wanted.is_empty() {
        let message = "Could not match any topic-partitions with the specified filters";
        return Err(Thrown::illegal_argument(message).into());
    }
    let found = ask(script, wanted, timestamp)?;
    for ((topic, partition), offset) in found {
        script.out(&format!("{topic}:{partition}:{offset}"));
    }
    Ok(())
}

fn ask(
    script: &mut Script<'_>,
    wanted: BTreeMap<String, Vec<i32>>,
    timestamp: i64,
) -> Flow<BTreeMap<(String, i32), i64>> {
    let partition =
        |partition_index| ListOffsetsPartition { partition_index, current_leader_epoch: -1, timestamp };
    let topic = |(name, partitions): (String, Vec<i32>)| ListOffsetsTopic {
        name,
        partitions: partitions.into_iter().map(partition).collect(),
    };
    let body = ListOffsetsRequest {
        replica_id: -1,
        isolation_level: 0,
        topics: wanted.into_iter().map(topic).collect(),
        timeout_ms: 30_000,
    };
    let response = match script.ask("listOffsets", Target::Leaders, body)?? {
        Response::ListOffsets(response) => response,
        other => return Err(unexpected(&other)),
    };
    let mut found = BTreeMap::new();
    for topic in response.topics {
        for partition in topic.partitions {
            let place = (topic.name.clone(), partition.partition_index);
            match ErrorCode::from_i16(partition.error_code) {
                Some(ErrorCode::None) if partition.offset >= 0 => {
                    found.insert(place, partition.offset);
                }
                Some(ErrorCode::None) => {}
                _ => {
                    let thrown = Thrown::check(partition.error_code, None).err();
                    let why = thrown.map(|thrown| thrown.message).unwrap_or_default();
                    script.err(&format!(
                        "Skip getting offsets for topic-partition {}:{} due to error: {why}",
                        place.0, place.1
                    ));
                }
            }
        }
    }
    Ok(found)
}

fn time(text: &str) -> Result<i64, Thrown> {
    let named = TIMES.iter().find(|(name, _)| *name == text).map(|(_, time)| *time);
    named.or_else(|| text.parse().ok()).ok_or_else(|| {
        Thrown::illegal_argument(format!(
            "Malformed time argument {text}. Please use -1 or latest / -2 or earliest / -3 or max-timestamp / -4 or \
             earliest-local / -5 or latest-tiered / -6 or earliest-pending-upload, or a specified long format timestamp"
        ))
    })
}

fn filters(options: &Options) -> Result<Vec<Filter>, Thrown> {
    if options.has("topic-partitions") && (options.has("topic") || options.has("partitions")) {
        let message = "--topic-partitions cannot be used with --topic or --partitions";
        return Err(Thrown::illegal_argument(message));
    }
    if let Some(list) = options.text("topic-partitions")? {
        return list.split(',').map(|part| topic_partitions(part.trim())).collect();
    }
    let topic = options.text("topic")?.map(pattern).transpose()?;
    let partitions = match options.text("partitions")? {
        Some(list) => list.split(',').map(|part| range(part.trim(), part)).collect::<Result<Vec<_>, _>>()?,
        None => Vec::new(),
    };
    Ok(alloc::vec![Filter { topic, partitions }])
}

fn pattern(text: &str) -> Result<Pattern, Thrown> {
    Pattern::topics(text).map_err(|why| Thrown::illegal_argument(format!("Invalid topic expression: {why}")))
}

/// Reads `topic`, `topic:3`, `topic:2-5`, `topic:2-`, `:3`.
fn topic_partitions(text: &str) -> Result<Filter, Thrown> {
    let (topic, partitions) = text.split_once(':').unwrap_or((text, ""));
    let topic = if topic.is_empty() { None } else { Some(pattern(topic)?) };
    let partitions = if partitions.is_empty() { Vec::new() } else { alloc::vec![range(partitions, text)?] };
    Ok(Filter { topic, partitions })
}

fn range(text: &str, whole: &str) -> Result<(i32, i32), Thrown> {
    let number = |text: &str, open: i32| if text.is_empty() { Some(open) } else { text.parse().ok() };
    let range = match text.split_once('-') {
        Some((from, to)) => number(from, 0).zip(number(to, i32::MAX)),
        None => text.parse::<i32>().ok().map(|one| (one, one.saturating_add(1))),
    };
    range.ok_or_else(|| Thrown::illegal_argument(format!("Invalid rule: {whole}")))
}

impl Filter {
    fn fits(&self, topic: &str, partition: i32) -> bool {
        self.topic.as_ref().is_none_or(|pattern| pattern.matches(topic))
            && (self.partitions.is_empty()
                || self.partitions.iter().any(|(from, to)| (*from..*to).contains(&partition)))
    }
}

#[cfg(test)]
mod tests {
    use super::{time, topic_partitions};

    #[test]
    fn times_and_filters() {
        assert_eq!(time("earliest"), Ok(-2));
        assert_eq!(time("1000"), Ok(1_000));
        assert!(
            time("foo")
                .unwrap_err()
                .message
                .starts_with("Malformed time argument foo. Please use -1 or latest")
        );
        let filter = topic_partitions("ot:2-3").unwrap();
        assert!(filter.fits("ot", 2) && !filter.fits("ot", 3) && !filter.fits("other", 2));
        assert!(topic_partitions("ot").unwrap().fits("ot", 99));
        assert!(topic_partitions("ot:x").is_err());
    }
}
