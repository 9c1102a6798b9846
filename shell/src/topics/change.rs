//! `--alter` and `--delete`.

use alloc::string::String;
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::Response;
use partita_wire::messages::create_partitions_request::{
    CreatePartitionsAssignment, CreatePartitionsRequest, CreatePartitionsTopic,
};
use partita_wire::messages::delete_topics_request::{DeleteTopicState, DeleteTopicsRequest};

use super::create::{TIMEOUT_MS, Wanted};
use super::{describe, ensure_found, topics, unexpected};
use crate::options::Options;
use crate::script::{Flow, Script};
use crate::thrown::Thrown;

pub(super) fn alter(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let wanted = Wanted::read(options)?;
    let names: Vec<String> = topics(script, options)?.into_iter().map(|(name, _)| name).collect();
    ensure_found(options, !names.is_empty())?;
    if names.is_empty() {
        return Ok(());
    }
    let described = describe::by_name(script, &names, None)?;
    let topic = |described: &describe::Described| {
        let first = described.partitions.len();
        let added = wanted.assignment.get(first..).unwrap_or_default().iter();
        let added = added.map(|ids| CreatePartitionsAssignment { broker_ids: ids.clone() }).collect();
        CreatePartitionsTopic {
            name: described.name.clone(),
            count: wanted.partitions.unwrap_or_default(),
            assignments: (!wanted.assignment.is_empty()).then_some(added),
        }
    };
    let body = CreatePartitionsRequest {
        topics: described.iter().map(topic).collect(),
        timeout_ms: TIMEOUT_MS,
        validate_only: false,
    };
    let Response::CreatePartitions(response) = script.ask("createPartitions", Target::Controller, body)??
    else {
        return Ok(());
    };
    for result in &response.results {
        Thrown::check(result.error_code, result.error_message.as_deref())?;
    }
    Ok(())
}

pub(super) fn delete(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let names: Vec<String> = topics(script, options)?.into_iter().map(|(name, _)| name).collect();
    ensure_found(options, !names.is_empty())?;
    if names.is_empty() {
        return Ok(());
    }
    let state = |name: &String| DeleteTopicState { name: Some(name.clone()), ..DeleteTopicState::default() };
    let body = DeleteTopicsRequest {
        topics: names.iter().map(state).collect(),
        // Older versions carry the names here.
        topic_names: Vec::new(),
        timeout_ms: TIMEOUT_MS,
    };
    match script.ask("deleteTopics", Target::Controller, body)?? {
        Response::DeleteTopics(response) => {
            for topic in &response.responses {
                Thrown::check(topic.error_code, topic.error_message.as_deref())?;
            }
            Ok(())
        }
        other => Err(unexpected(&other)),
    }
}
