//! `kafka-delete-records.sh`.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::messages::delete_records_request::{
    DeleteRecordsPartition, DeleteRecordsRequest, DeleteRecordsTopic,
};
use partita_wire::{ErrorCode, Response};

use crate::cluster::connect;
use crate::java::{DEFAULT_CAPACITY, hash_order, topic_partition_hash};
use crate::json::Json;
use crate::options::{Spec, Takes};
use crate::script::{Flow, Outcome, Script, first};
use crate::thrown::Thrown;
use crate::topics::all_partitions;

const USAGE: &str = include_str!("usage/delete_records.txt");
const ABOUT: &str = "This tool helps to delete records of the given partitions down to the specified offset.";
const LOGGER: &str = "org.apache.kafka.clients.admin.internals.DeleteRecordsHandler";
const WRONG: &str = "org.apache.kafka.tools.AdminOperationException";
const TIMEOUT_MS: i32 = 30_000;

pub(crate) const OPTIONS: &[Spec] = &[
    ("bootstrap-server", Takes::Value),
    ("command-config", Takes::Value),
    ("help", Takes::Nothing),
    ("offset-json-file", Takes::Value),
    ("version", Takes::Nothing),
];

/// Up to where the records of a partition go.
type Wanted = BTreeMap<(String, i32), i64>;

/// The whole of it.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    let done = delete(script);
    script.reported(done)
}

fn delete(script: &mut Script<'_>) -> Flow<()> {
    let options = script.options(OPTIONS)?;
    script.help_or_version(&options, ABOUT, USAGE)?;
    script.usage_if(options.missing(&["bootstrap-server", "offset-json-file"]), USAGE)?;
    connect(script, &options)?;
    let file = options.text("offset-json-file")?.unwrap_or_default().to_string();
    let wanted = parse(&script.json_file(&file)?)?;
    script.out("Executing records delete operation");
    script.out("Records delete operation completed:");
    // Partitions that are there go in one call, which is split among their leaders; a partition that nobody knows waits
    // for itself alone.
    let there = all_partitions(script)?;
    let is_there = |topic: &str, partition: i32| there.iter().any(|(t, _, p)| t == topic && *p == partition);
    let (known, unknown): (Wanted, Wanted) =
        wanted.clone().into_iter().partition(|((topic, partition), _)| is_there(topic, *partition));
    let mut groups: Vec<Wanted> = unknown.into_iter().map(|one| Wanted::from([one])).collect();
    if !known.is_empty() {
        groups.insert(0, known);
    }
    let ask = |group: &Wanted| ("deleteRecords", Target::Leaders, request(group).into());
    let outcomes = script.ask_all(groups.iter().map(ask).collect())?;
    let mut results = BTreeMap::new();
    for (group, outcome) in groups.iter().zip(outcomes) {
        results.extend(read(group, outcome));
    }
    tell(script, &wanted, &results);
    Ok(())
}

fn request(wanted: &Wanted) -> DeleteRecordsRequest {
    let mut topics: Vec<DeleteRecordsTopic> = Vec::new();
    for ((name, partition_index), offset) in wanted {
        let partition = DeleteRecordsPartition { partition_index: *partition_index, offset: *offset };
        match topics.last_mut().filter(|topic| topic.name == *name) {
            Some(topic) => topic.partitions.push(partition),
            None => {
                topics.push(DeleteRecordsTopic { name: name.clone(), partitions: alloc::vec![partition] });
            }
        }
    }
    DeleteRecordsRequest { topics, timeout_ms: TIMEOUT_MS }
}

/// The low watermark of each partition of a call, or why there is none.
fn read(group: &Wanted, outcome: Outcome) -> BTreeMap<(String, i32), Result<i64, Thrown>> {
    let answer = outcome.and_then(first).map_err(Thrown::from);
    let topics = match answer {
        Ok((_, Response::DeleteRecords(response))) => response.topics,
        Ok(_) => Vec::new(),
        Err(thrown) => return group.keys().map(|place| (place.clone(), Err(thrown.clone()))).collect(),
    };
    let mut results = BTreeMap::new();
    for topic in topics {
        for partition in topic.partitions {
            let result = Thrown::check(partition.error_code, None).map(|()| partition.low_watermark);
            results.insert((topic.name.clone(), partition.partition_index), result);
        }
    }
    results
}

fn tell(script: &mut Script<'_>, wanted: &Wanted, results: &BTreeMap<(String, i32), Result<i64, Thrown>>) {
    for (topic, partition) in wanted.keys() {
        let Some(Err(thrown)) = results.get(&(topic.clone(), *partition)) else { continue };
        let Some(code) = thrown.code.filter(|code| *code != ErrorCode::RequestTimedOut) else { continue };
        let text = format!(
            "[AdminClient clientId=adminclient-1] DeleteRecords request for topic partition {topic}-{partition} failed \
             due to an unexpected error {}",
            code.name()
        );
        script.log("ERROR", &text, LOGGER);
    }
    // Kafka's tool prints in the reverse order of a hash map.
    let mut places: Vec<&(String, i32)> = wanted.keys().collect();
    hash_order(&mut places, DEFAULT_CAPACITY, |(topic, partition)| topic_partition_hash(topic, *partition));
    for (topic, partition) in places.into_iter().rev() {
        let result = match results.get(&(topic.clone(), *partition)) {
            Some(Ok(low_watermark)) => format!("low_watermark: {low_watermark}"),
            Some(Err(thrown)) => format!("error: {}", thrown.text()),
            None => format!("error: {}", Thrown::of(ErrorCode::UnknownServerError).text()),
        };
        script.out(&format!("partition: {topic}-{partition}\t{result}"));
    }
}

fn parse(text: &str) -> Result<Wanted, Thrown> {
    let json = Json::parse(text).map_err(|_| Thrown::new(WRONG, "The input string is not a valid JSON"))?;
    version(&json)?;
    let partitions =
        json.get("partitions")?.ok_or_else(|| Thrown::new(WRONG, "Missing partitions field"))?.list()?;
    let (mut wanted, mut twice) = (Wanted::new(), Vec::new());
    for partition in partitions {
        let topic = partition.field("topic")?.text()?.to_string();
        let place = (topic, partition.field("partition")?.int()?);
        let offset = partition.field("offset")?.long()?;
        if wanted.contains_key(&place) {
            twice.push(format!("{}-{}", place.0, place.1));
        }
        wanted.insert(place, offset);
    }
    if twice.is_empty() {
        return Ok(wanted);
    }
    twice.dedup();
    let message = format!("Offset json file contains duplicate topic partitions: {}", twice.join(","));
    Err(Thrown::new("org.apache.kafka.tools.AdminCommandFailedException", message))
}

/// The one version of these files; without the field it is meant.
fn version(json: &Json) -> Result<(), Thrown> {
    match json.get("version")?.map(Json::int).transpose()? {
        None | Some(1) => Ok(()),
        Some(other) => Err(Thrown::new(WRONG, format!("Not supported version field value {other}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_names_each_partition_once() {
        let message = |text: &str| parse(text).unwrap_err().message;
        assert_eq!(message("{x"), "The input string is not a valid JSON");
        assert_eq!(message("{\"version\":2}"), "Not supported version field value 2");
        assert_eq!(message("{}"), "Missing partitions field");
        assert_eq!(message("{\"partitions\":[{\"topic\":\"ot\"}]}"), "No such field exists: `partition`");
        let one = "{\"topic\":\"ot\",\"partition\":0,\"offset\":2}";
        let wanted = Wanted::from([(("ot".to_string(), 0), 2)]);
        assert_eq!(parse(&format!("{{\"partitions\":[{one}]}}")), Ok(wanted));
        assert_eq!(
            message(&format!("{{\"partitions\":[{one},{one}]}}")),
            "Offset json file contains duplicate topic partitions: ot-0"
        );
    }
}
