//! Requests about partitions, split among their leaders, and the answers put together again.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use partita_wire::messages::delete_records_request::DeleteRecordsTopic;
use partita_wire::messages::list_offsets_request::ListOffsetsTopic;
use partita_wire::{Request, Response};

use crate::metadata::Metadata;

/// Topics of a request that belongs to leaders.
pub(super) fn topics(body: &Request) -> Vec<&str> {
    match body {
        Request::ListOffsets(request) => request.topics.iter().map(|topic| topic.name.as_str()).collect(),
        Request::DeleteRecords(request) => request.topics.iter().map(|topic| topic.name.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// The request for each leader; `None` while a leader is not known.
pub(super) fn split(body: &Request, metadata: &Metadata) -> Option<Vec<(i32, Request)>> {
    let places = match body {
        Request::ListOffsets(request) => {
            let topics = request.topics.iter();
            topics.flat_map(|t| t.partitions.iter().map(move |p| (&t.name, p.partition_index))).collect()
        }
        Request::DeleteRecords(request) => {
            let topics = request.topics.iter();
            topics.flat_map(|t| t.partitions.iter().map(move |p| (&t.name, p.partition_index))).collect()
        }
        _ => Vec::new(),
    };
    let mut by_leader: BTreeMap<i32, Vec<(&String, i32)>> = BTreeMap::new();
    for place in places {
        by_leader.entry(metadata.leader(place.0, place.1)?.id).or_default().push(place);
    }
    Some(by_leader.into_iter().map(|(leader, places)| (leader, part(body, &places))).collect())
}

/// The request with these partitions only.
fn part(body: &Request, places: &[(&String, i32)]) -> Request {
    let mut part = body.clone();
    match &mut part {
        Request::ListOffsets(request) => {
            for ListOffsetsTopic { name, partitions, .. } in &mut request.topics {
                partitions.retain(|partition| places.contains(&(&*name, partition.partition_index)));
            }
            request.topics.retain(|topic| !topic.partitions.is_empty());
        }
        Request::DeleteRecords(request) => {
            for DeleteRecordsTopic { name, partitions, .. } in &mut request.topics {
                partitions.retain(|partition| places.contains(&(&*name, partition.partition_index)));
            }
            request.topics.retain(|topic| !topic.partitions.is_empty());
        }
        _ => {}
    }
    part
}

/// One answer out of those of the leaders, under the id of the first. A topic that several of them lead comes several
/// times, with other partitions.
pub(super) fn merge(answers: Vec<(i32, Response)>) -> Vec<(i32, Response)> {
    let mut answers = answers.into_iter();
    let Some((node, mut all)) = answers.next() else { return Vec::new() };
    for (_, more) in answers {
        match (&mut all, more) {
            (Response::ListOffsets(all), Response::ListOffsets(more)) => all.topics.extend(more.topics),
            (Response::DeleteRecords(all), Response::DeleteRecords(more)) => all.topics.extend(more.topics),
            _ => {}
        }
    }
    alloc::vec![(node, all)]
}
