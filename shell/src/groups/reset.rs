//! `--reset-offsets` in all its modes.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::messages::offset_commit_request::{
    OffsetCommitRequest, OffsetCommitRequestPartition, OffsetCommitRequestTopic,
};
use partita_wire::{ErrorCode, Response};

use super::ask::{self, EARLIEST, LATEST, Place};
use super::{USAGE, at_runtime, error, executed, named_groups, width};
use crate::java::{DEFAULT_CAPACITY, hash_order, string_hash, topic_partition_hash};
use crate::options::Options;
use crate::script::{Flow, Script};
use crate::thrown::Thrown;
use crate::time::{parse_datetime, parse_duration};
use crate::topics::{describe_partitions, unexpected};

/// Options that say where to, one of which there must be.
pub(super) const SCENARIOS: [&str; 8] = [
    "to-offset",
    "to-datetime",
    "by-duration",
    "to-earliest",
    "to-latest",
    "to-current",
    "shift-by",
    "from-file",
];

const LOGGER: &str = "org.apache.kafka.tools.OffsetsUtils";

/// New offsets by partition, in the order in which they are shown.
type Plan = Vec<(Place, i64)>;

pub(super) fn reset(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let mut groups = named_groups(script, options)?;
    hash_order(&mut groups, DEFAULT_CAPACITY, |group| string_hash(group));
    let mut plans: Vec<(String, Plan)> = Vec::new();
    for group in groups {
        let state = match ask::group(script, &group)? {
            Ok(described) => described.state,
            // A group that is not there yet can be given offsets to begin with.
            Err(thrown) if thrown.code == Some(ErrorCode::GroupIdNotFound) => "Dead".to_string(),
            Err(thrown) => return Err(at_runtime(executed(thrown)).into()),
        };
        if !matches!(state.as_str(), "Empty" | "Dead") {
            let message = format!(
                "Assignments can only be reset if the group '{group}' is inactive, but the current state is {state}."
            );
            error(script, &message);
            plans.push((group, Plan::new()));
            continue;
        }
        let places = places_to_reset(script, options, &group)?;
        let plan = plan(script, options, &group, places)?;
        if options.has("execute") {
            commit(script, &group, &plan)?;
        }
        plans.push((group, plan));
    }
    match options.has("export") {
        true => script.out(&export(options, &plans)),
        false => print(script, &plans),
    }
    Ok(())
}

fn places_to_reset(script: &mut Script<'_>, options: &Options, group: &str) -> Flow<Vec<Place>> {
    if options.has("all-topics") {
        return Ok(ask::committed(script, group)?.into_keys().collect());
    }
    if !options.has("topic") {
        if !options.has("from-file") {
            return script.usage("One of the reset scopes should be defined: --all-topics, --topic.", USAGE);
        }
        return Ok(Vec::new());
    }
    let mut places = Vec::new();
    for topic in options.all("topic").filter(|topic| topic.contains(':')) {
        places.extend(places_in(topic)?);
    }
    for topic in options.all("topic").filter(|topic| !topic.contains(':')) {
        places.extend(partitions_of_topic(script, topic)??);
    }
    Ok(places)
}

/// Reads `topic:0,1,2`.
pub(super) fn places_in(text: &str) -> Result<Vec<Place>, Thrown> {
    let Some((topic, partitions)) =
        text.split_once(':').filter(|(_, rest)| !rest.is_empty() && !rest.contains(':'))
    else {
        let message = format!("Invalid topic arg '{text}', expected topic name and partitions");
        return Err(Thrown::illegal_argument(message));
    };
    let place = |partition: &str| match partition.parse() {
        Ok(number) => Ok((topic.to_string(), number)),
        Err(_) => Err(Thrown::illegal_argument(format!(
            "Invalid partition '{partition}' specified in topic arg '{text}''"
        ))),
    };
    partitions.split(',').map(place).collect()
}

/// All partitions of a topic.
pub(super) fn partitions_of_topic(script: &mut Script<'_>, topic: &str) -> Flow<Result<Vec<Place>, Thrown>> {
    match describe_partitions(script, topic) {
        Ok(partitions) => Ok(Ok(partitions.into_iter().map(|p| (topic.to_string(), p)).collect())),
        Err(crate::script::Halt::Thrown(thrown)) => Ok(Err(thrown)),
        Err(halt) => Err(halt),
    }
}

fn plan(script: &mut Script<'_>, options: &Options, group: &str, mut places: Vec<Place>) -> Flow<Plan> {
    in_order(&mut places, |place| place);
    let scenario = SCENARIOS.iter().find(|scenario| options.has(scenario));
    match scenario.copied() {
        Some("to-offset") => {
            let offset = options.long("to-offset")?.unwrap_or_default();
            within_range(script, places.into_iter().map(|place| (place, offset)).collect())
        }
        Some("to-earliest") => at(script, &places, EARLIEST),
        Some("to-latest") => at(script, &places, LATEST),
        Some("to-datetime") => {
            let text = options.text("to-datetime")?.unwrap_or_default();
            let wall_ms = parse_datetime(text)
                .map_err(|message| at_runtime(Thrown::new("java.text.ParseException", message)))?;
            at_time(script, &places, wall_ms)
        }
        Some("by-duration") => {
            let text = options.text("by-duration")?.unwrap_or_default();
            let duration = parse_duration(text).ok_or_else(|| {
                let message = "Text cannot be parsed to a Duration";
                Thrown::new("java.time.format.DateTimeParseException", message)
            })?;
            let now = script.wall_ms();
            at_time(script, &places, now.saturating_sub(duration))
        }
        Some("shift-by") => shifted(script, options, group, places),
        Some("to-current") => current(script, group, places),
        Some("from-file") => from_file(script, options, group),
        _ => {
            let message = "Option '[reset-offsets]' requires one of the following scenarios: [[to-datetime], \
                           [by-duration], [to-latest], [to-current], [to-earliest], [to-offset], [shift-by], \
                           [from-file]]";
            script.usage(message, USAGE)
        }
    }
}

/// In the order of Java's hash maps of partitions.
fn in_order<T>(items: &mut [T], place: impl Fn(&T) -> &Place) {
    hash_order(items, DEFAULT_CAPACITY, |item| {
        let (topic, partition) = place(item);
        topic_partition_hash(topic, *partition)
    });
}

fn at(script: &mut Script<'_>, places: &[Place], timestamp: i64) -> Flow<Plan> {
    let offsets = ask::log_offsets(script, places, timestamp)?;
    Ok(places.iter().filter_map(|place| Some((place.clone(), *offsets.get(place)?))).collect())
}

/// The first record of that time or later; the end where there is none.
fn at_time(script: &mut Script<'_>, places: &[Place], wall_ms: i64) -> Flow<Plan> {
    let mut offsets = ask::log_offsets(script, places, wall_ms.max(0))?;
    let without: Vec<Place> = places.iter().filter(|place| !offsets.contains_key(*place)).cloned().collect();
    for (topic, partition) in &without {
        script.out(&format!(
            "\nWarn: Partition {partition} from topic {topic} is empty. Falling back to latest known offset."
        ));
    }
    offsets.extend(ask::log_offsets(script, &without, LATEST)?);
    Ok(places.iter().filter_map(|place| Some((place.clone(), *offsets.get(place)?))).collect())
}

fn shifted(script: &mut Script<'_>, options: &Options, group: &str, places: Vec<Place>) -> Flow<Plan> {
    let by = options.long("shift-by")?.unwrap_or_default();
    let committed = ask::committed(script, group)?;
    let mut wanted = Plan::new();
    for place in places {
        let Some((offset, _)) = committed.get(&place) else {
            let message = format!(
                "Cannot shift offset for partition {}-{} since there is no current committed offset",
                place.0, place.1
            );
            return Err(Thrown::illegal_argument(message).into());
        };
        wanted.push((place, offset.saturating_add(by)));
    }
    within_range(script, wanted)
}

/// Where the group is; the end of what it has not committed yet.
fn current(script: &mut Script<'_>, group: &str, places: Vec<Place>) -> Flow<Plan> {
    let committed = ask::committed(script, group)?;
    let without: Vec<Place> =
        places.iter().filter(|place| !committed.contains_key(*place)).cloned().collect();
    let ends = ask::log_offsets(script, &without, LATEST)?;
    let offset = |place: &Place| committed.get(place).map(|(offset, _)| *offset).or(ends.get(place).copied());
    Ok(places.into_iter().filter_map(|place| offset(&place).map(|offset| (place, offset))).collect())
}

/// Lines of `topic,partition,offset`, or with the group before them.
fn from_file(script: &mut Script<'_>, options: &Options, group: &str) -> Flow<Plan> {
    let name = options.text("from-file")?.unwrap_or_default();
    let text = script
        .file(name)
        .map_err(|_| at_runtime(Thrown::new("java.io.IOException", format!("Unable to read file {name}"))))?;
    let mut wanted = Plan::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        let cells = match cells.as_slice() {
            [of, rest @ ..] if rest.len() == 3 => {
                if *of != group {
                    continue;
                }
                rest
            }
            cells => cells,
        };
        let read = match cells {
            [topic, partition, offset] => {
                partition.parse().ok().zip(offset.parse().ok()).map(|(p, o)| (topic, p, o))
            }
            _ => None,
        };
        let Some((topic, partition, offset)) = read else {
            let message = format!("Cannot read the line '{line}' of {name}");
            return Err(at_runtime(Thrown::new("java.io.IOException", message)).into());
        };
        wanted.push(((topic.to_string(), partition), offset));
    }
    if wanted.is_empty() {
        error(script, &format!("No reset plan for group {group} found"));
        return Ok(wanted);
    }
    in_order(&mut wanted, |(place, _)| place);
    within_range(script, wanted)
}

/// What lies beyond the ends of a log becomes its end.
fn within_range(script: &mut Script<'_>, wanted: Plan) -> Flow<Plan> {
    let places: Vec<Place> = wanted.iter().map(|(place, _)| place.clone()).collect();
    let starts = ask::log_offsets(script, &places, EARLIEST)?;
    let ends = ask::log_offsets(script, &places, LATEST)?;
    let mut plan = Plan::new();
    for (place, offset) in wanted {
        let beyond = match (starts.get(&place), ends.get(&place)) {
            (_, Some(end)) if offset > *end => Some(("higher than latest", *end)),
            (Some(start), _) if offset < *start => Some(("lower than earliest", *start)),
            _ => None,
        };
        let offset = match beyond {
            None => offset,
            Some((what, end)) => {
                let message = format!(
                    "New offset ({offset}) is {what} offset for topic partition {}-{}. Value will be set to {end}",
                    place.0, place.1
                );
                script.log("WARN", &message, LOGGER);
                end
            }
        };
        plan.push((place, offset));
    }
    Ok(plan)
}

fn commit(script: &mut Script<'_>, group: &str, plan: &Plan) -> Flow<()> {
    if plan.is_empty() {
        return Ok(());
    }
    let mut by_topic: BTreeMap<&str, Vec<OffsetCommitRequestPartition>> = BTreeMap::new();
    for ((topic, partition_index), committed_offset) in plan {
        by_topic.entry(topic).or_default().push(OffsetCommitRequestPartition {
            partition_index: *partition_index,
            committed_offset: *committed_offset,
            committed_leader_epoch: -1,
            committed_metadata: Some(String::new()),
        });
    }
    let topic = |(name, partitions): (&str, _)| OffsetCommitRequestTopic {
        name: name.to_string(),
        partitions,
        ..OffsetCommitRequestTopic::default()
    };
    let body = OffsetCommitRequest {
        group_id: group.to_string(),
        generation_id_or_member_epoch: -1,
        topics: by_topic.into_iter().map(topic).collect(),
        ..OffsetCommitRequest::default()
    };
    let to = Target::Coordinator(group.to_string());
    let response = match script.ask("alterConsumerGroupOffsets", to, body)? {
        Ok(Response::OffsetCommit(response)) => response,
        Ok(other) => return Err(unexpected(&other)),
        Err(error) => return Err(at_runtime(executed(error)).into()),
    };
    for partition in response.topics.iter().flat_map(|topic| &topic.partitions) {
        Thrown::check(partition.error_code, None).map_err(|error| at_runtime(executed(error)))?;
    }
    Ok(())
}

fn print(script: &mut Script<'_>, plans: &[(String, Plan)]) {
    let places = || plans.iter().flat_map(|(_, plan)| plan.iter().map(|(place, _)| place));
    let g = width(15, plans.iter().map(|(group, _)| group.as_str()));
    let t = width(15, places().map(|(topic, _)| topic.as_str()));
    let line = |cells: [&str; 4]| {
        let [group, topic, partition, offset] = cells;
        format!("\n{group:<g$} {topic:<t$} {partition:<10} {offset}")
    };
    let mut text = line(["GROUP", "TOPIC", "PARTITION", "NEW-OFFSET"]);
    for (group, plan) in plans {
        for ((topic, partition), offset) in plan {
            text.push_str(&line([group, topic, &partition.to_string(), &offset.to_string()]));
        }
    }
    script.out(&text);
}

fn export(options: &Options, plans: &[(String, Plan)]) -> String {
    let single = options.all("group").count() == 1;
    let mut text = String::new();
    for (group, plan) in plans {
        for ((topic, partition), offset) in plan {
            let of = if single { String::new() } else { format!("{group},") };
            text.push_str(&format!("{of}{topic},{partition},{offset}\n"));
        }
    }
    text
}
