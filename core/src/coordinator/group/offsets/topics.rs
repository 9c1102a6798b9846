//! Which topics of a request about offsets exist: what the metadata knows comes before what the coordinator does.

use alloc::string::String;
use alloc::vec::Vec;

use partita_wire::messages::offset_commit_request::OffsetCommitRequest;
use partita_wire::messages::offset_commit_response::OffsetCommitResponse;
use partita_wire::messages::offset_delete_request::OffsetDeleteRequest;
use partita_wire::messages::offset_delete_response::OffsetDeleteResponse;
use partita_wire::messages::offset_fetch_request::OffsetFetchRequestGroup;
use partita_wire::messages::offset_fetch_response::{OffsetFetchResponseGroup, OffsetFetchResponseTopics};
use partita_wire::{ErrorCode, Uuid};

use super::{commit, delete, fetch};
use crate::image::Image;

/// From this version on, OffsetCommit and OffsetFetch name topics by id.
const TOPIC_IDS_FROM: i16 = 10;

/// Takes partitions that do not exist out of a request, gives their answers, and fills in names and ids.
pub(crate) fn known_for_commit(
    image: &Image,
    version: i16,
    request: &mut OffsetCommitRequest,
) -> OffsetCommitResponse {
    let mut answered = OffsetCommitResponse::default();
    for topic in &mut request.topics {
        let unknown = if version >= TOPIC_IDS_FROM {
            topic.name = name_of(image, topic.topic_id).unwrap_or_default();
            ErrorCode::UnknownTopicId
        } else {
            ErrorCode::UnknownTopicOrPartition
        };
        let exists = image.topic(&topic.name);
        if version < TOPIC_IDS_FROM {
            topic.topic_id = exists.map_or(Uuid::ZERO, |topic| topic.id);
        }
        let error = if exists.is_some() { ErrorCode::UnknownTopicOrPartition } else { unknown };
        let gone = |index| image.partition(&topic.name, index).is_none();
        let missing = topic.partitions.iter().filter(|partition| gone(partition.partition_index));
        let missing: Vec<_> = missing.map(|p| commit::answer(p.partition_index, error)).collect();
        if !missing.is_empty() {
            commit::add(&mut answered, &topic.name, topic.topic_id, missing);
        }
        let name = &topic.name;
        topic.partitions.retain(|partition| image.partition(name, partition.partition_index).is_some());
    }
    request.topics.retain(|topic| !topic.partitions.is_empty());
    answered
}

/// The same for OffsetDelete.
pub(crate) fn known_for_delete(image: &Image, request: &mut OffsetDeleteRequest) -> OffsetDeleteResponse {
    let mut answered = OffsetDeleteResponse::default();
    for topic in &mut request.topics {
        let indexes = topic.partitions.iter().map(|partition| partition.partition_index);
        let missing: Vec<i32> =
            indexes.filter(|&index| image.partition(&topic.name, index).is_none()).collect();
        if !missing.is_empty() {
            let error = ErrorCode::UnknownTopicOrPartition;
            delete::add(&mut answered, &topic.name, missing.into_iter(), error);
        }
        let name = &topic.name;
        topic.partitions.retain(|partition| image.partition(name, partition.partition_index).is_some());
    }
    request.topics.retain(|topic| !topic.partitions.is_empty());
    answered
}

/// Takes topics whose id is not known out of a question about a group, and gives their answers.
pub(crate) fn known_for_fetch(
    image: &Image,
    version: i16,
    group: &mut OffsetFetchRequestGroup,
) -> Vec<OffsetFetchResponseTopics> {
    let mut answered = Vec::new();
    if version < TOPIC_IDS_FROM {
        return answered;
    }
    let Some(topics) = &mut group.topics else { return answered };
    topics.retain_mut(|topic| match name_of(image, topic.topic_id) {
        Some(name) => {
            topic.name = name;
            true
        }
        None => {
            answered.push(fetch::unknown(topic, ErrorCode::UnknownTopicId));
            false
        }
    });
    answered
}

/// Fills in the ids that a version asks for; topics that are gone have none, and are left out.
pub(crate) fn with_ids(image: &Image, version: i16, group: &mut OffsetFetchResponseGroup) {
    if version < TOPIC_IDS_FROM {
        return;
    }
    for topic in group.topics.iter_mut().filter(|topic| topic.topic_id == Uuid::ZERO) {
        topic.topic_id = image.topic(&topic.name).map_or(Uuid::ZERO, |topic| topic.id);
    }
    group.topics.retain(|topic| topic.topic_id != Uuid::ZERO);
}

fn name_of(image: &Image, id: Uuid) -> Option<String> {
    image.topics.get(&id).map(|topic| String::from(&*topic.name))
}
