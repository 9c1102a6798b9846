//! `--delete` and `--delete-offsets`.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::messages::delete_groups_request::DeleteGroupsRequest;
use partita_wire::messages::offset_delete_request::{
    OffsetDeleteRequest, OffsetDeleteRequestPartition, OffsetDeleteRequestTopic,
};
use partita_wire::{ErrorCode, Response};

use super::ask::Place;
use super::reset::{partitions_of_topic, places_in};
use super::{error, named_groups, width};
use crate::options::Options;
use crate::script::{Flow, Script};
use crate::thrown::Thrown;
use crate::topics::unexpected;

pub(super) fn groups(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let names: BTreeSet<String> = named_groups(script, options)?.into_iter().collect();
    let mut deleted = Vec::new();
    let mut failed = Vec::new();
    for name in names {
        match delete_group(script, &name)? {
            Ok(()) => deleted.push(name),
            Err(thrown) => failed.push((name, thrown)),
        }
    }
    let quoted = format!("'{}'", deleted.join("', '"));
    if failed.is_empty() {
        script.out(&format!("Deletion of requested consumer groups ({quoted}) was successful."));
        return Ok(());
    }
    error(script, "Deletion of some consumer groups failed:");
    for (name, thrown) in failed {
        script.out(&format!("* Group '{name}' could not be deleted due to: {}", thrown.text()));
    }
    if !deleted.is_empty() {
        script.out(&format!("\nThese consumer groups were deleted successfully: {quoted}"));
    }
    Ok(())
}

fn delete_group(script: &mut Script<'_>, name: &str) -> Flow<Result<(), Thrown>> {
    let body = DeleteGroupsRequest { groups_names: alloc::vec![name.to_string()] };
    match script.ask("deleteConsumerGroups", Target::Coordinator(name.to_string()), body)? {
        Ok(Response::DeleteGroups(response)) => {
            let checked = response.results.iter().map(|result| Thrown::check(result.error_code, None));
            Ok(checked.collect())
        }
        Ok(other) => Err(unexpected(&other)),
        Err(error) => Ok(Err(error.into())),
    }
}

pub(super) fn offsets(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let group = options.text("group")?.unwrap_or_default().to_string();
    let mut results: BTreeMap<Place, Result<(), Thrown>> = BTreeMap::new();
    let mut wanted: BTreeSet<Place> = BTreeSet::new();
    for topic in options.all("topic") {
        if topic.contains(':') {
            wanted.extend(places_in(topic)?);
            continue;
        }
        match partitions_of_topic(script, topic)? {
            Ok(places) => wanted.extend(places),
            Err(thrown) => {
                results.insert((topic.to_string(), -1), Err(thrown));
            }
        }
    }
    let outcome = delete_offsets(script, &group, &wanted, &mut results)?;
    match outcome {
        None => script.out(&format!("Request succeeded for deleting offsets from group {group}.")),
        Some(message) => error(script, &message),
    }
    print(script, &results);
    Ok(())
}

/// Asks for the deletion; gives what is wrong with it as a whole.
fn delete_offsets(
    script: &mut Script<'_>,
    group: &str,
    wanted: &BTreeSet<Place>,
    results: &mut BTreeMap<Place, Result<(), Thrown>>,
) -> Flow<Option<String>> {
    if wanted.is_empty() {
        return Ok(None);
    }
    let mut by_topic: BTreeMap<&str, Vec<OffsetDeleteRequestPartition>> = BTreeMap::new();
    for (topic, partition_index) in wanted {
        let partition = OffsetDeleteRequestPartition { partition_index: *partition_index };
        by_topic.entry(topic).or_default().push(partition);
    }
    let topic =
        |(name, partitions): (&str, _)| OffsetDeleteRequestTopic { name: name.to_string(), partitions };
    let body = OffsetDeleteRequest {
        group_id: group.to_string(),
        topics: by_topic.into_iter().map(topic).collect(),
    };
    let to = Target::Coordinator(group.to_string());
    let response = match script.ask("deleteConsumerGroupOffsets", to, body)? {
        Ok(Response::OffsetDelete(response)) => Ok(response),
        Ok(other) => return Err(unexpected(&other)),
        Err(error) => Err(Thrown::from(error)),
    };
    let response = response.and_then(|r| Thrown::check(r.error_code, None).map(|()| r));
    let response = match response {
        Ok(response) => response,
        Err(thrown) => {
            for place in wanted {
                results.insert(place.clone(), Err(thrown.clone()));
            }
            return Ok(Some(thrown.message));
        }
    };
    for topic in response.topics {
        for partition in topic.partitions {
            let result = Thrown::check(partition.error_code, None);
            results.insert((topic.name.clone(), partition.partition_index), result);
        }
    }
    let code = |result: &Result<(), Thrown>| result.as_ref().err().and_then(|thrown| thrown.code);
    let partly = wanted.iter().filter_map(|place| results.get(place).and_then(code)).next();
    Ok(partly.map(|error| match error {
        ErrorCode::GroupSubscribedToTopic
        | ErrorCode::TopicAuthorizationFailed
        | ErrorCode::UnknownTopicOrPartition => {
            "Encountered some partition-level error, see the follow-up details.".to_string()
        }
        error => format!("Encountered some unknown error: {}", error.name()),
    }))
}

fn print(script: &mut Script<'_>, results: &BTreeMap<Place, Result<(), Thrown>>) {
    let t = width(15, results.keys().map(|(topic, _)| topic.as_str()));
    let line =
        |topic: &str, partition: &str, status: &str| format!("\n{topic:<t$} {partition:<10} {status:<15}");
    let mut text = line("TOPIC", "PARTITION", "STATUS");
    for ((topic, partition), result) in results {
        let partition = if *partition < 0 { "-".to_string() } else { partition.to_string() };
        let status = match result {
            Ok(()) => "Successful".to_string(),
            Err(thrown) => format!("Error: {}", thrown.text()),
        };
        text.push_str(&line(topic, &partition, &status));
    }
    script.out(&text);
}
