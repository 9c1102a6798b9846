//! OffsetDelete, and offsets of topics that are gone.

use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::ErrorCode;
use partita_wire::messages::offset_delete_request::OffsetDeleteRequest;
use partita_wire::messages::offset_delete_response::{
    OffsetDeleteResponse, OffsetDeleteResponsePartition, OffsetDeleteResponseTopic,
};

use super::Change;
use crate::coordinator::group::classic::State;
use crate::coordinator::group::{After, GroupState, GroupStep, records};
use crate::coordinator::step::Caller;

impl GroupState {
    /// Serves OffsetDelete for topics that exist. `answered` is what is known already about those that do not.
    pub(crate) fn delete_offsets(
        &self,
        step: &mut GroupStep<'_>,
        caller: Caller,
        request: &OffsetDeleteRequest,
        answered: OffsetDeleteResponse,
    ) {
        if let Err(error) = self.deletable(&request.group_id) {
            step.answer(caller, failed(error));
            return;
        }
        let id = Name::from(request.group_id.as_str());
        let mut response = answered;
        let mut changes = Vec::new();
        for topic in &request.topics {
            let subscribed = self.is_in_use(&id, &topic.name);
            let error = if subscribed { ErrorCode::GroupSubscribedToTopic } else { ErrorCode::None };
            let committed = self.offsets(&id).and_then(|offsets| offsets.written.get(topic.name.as_str()));
            for partition in topic.partitions.iter().filter(|_| !subscribed) {
                if committed.is_some_and(|committed| committed.contains_key(&partition.partition_index)) {
                    let topic = topic.name.as_str().into();
                    changes.push(Change { topic, partition: partition.partition_index, commit: None });
                }
            }
            let indexes = topic.partitions.iter().map(|partition| partition.partition_index);
            add(&mut response, &topic.name, indexes, error);
        }
        step.out.records.extend(changes.iter().map(|change| records::offset(&id, change)));
        let answer = Some((caller, response.into()));
        step.out.after = Some(After::Offsets { group: id, generation: -1, changes, answer });
    }

    /// Whether a member of the group reads a topic.
    fn is_in_use(&self, id: &str, topic: &str) -> bool {
        self.groups.get(id).is_some_and(|group| group.is_subscribed_to(topic))
            || self.consumers.get(id).is_some_and(|group| group.is_subscribed_to(topic))
    }

    fn deletable(&self, group_id: &str) -> Result<(), ErrorCode> {
        if self.consumers.contains_key(group_id) {
            return Ok(());
        }
        let group = self.groups.get(group_id).ok_or(ErrorCode::GroupIdNotFound)?;
        match group.state {
            State::Dead => Err(ErrorCode::GroupIdNotFound),
            State::Empty => Ok(()),
            // Of consumers it is known which topics they use.
            _ if group.is_of_consumers() => Ok(()),
            _ => Err(ErrorCode::NonEmptyGroup),
        }
    }

    /// A group's offsets of topics that no longer exist go.
    pub(crate) fn forget_topics(&self, step: &mut GroupStep<'_>, group: &Name, topics: &[Name]) {
        let Some(offsets) = self.offsets(group) else { return };
        let mut changes = Vec::new();
        for topic in topics {
            let partitions = offsets.written.get(topic).into_iter().flat_map(|of| of.keys());
            changes.extend(partitions.map(|&partition| Change {
                topic: topic.clone(),
                partition,
                commit: None,
            }));
        }
        if changes.is_empty() {
            return;
        }
        step.out.records.extend(changes.iter().map(|change| records::offset(group, change)));
        step.out.after = Some(After::Offsets { group: group.clone(), generation: -1, changes, answer: None });
    }
}

/// The whole request failed.
pub(crate) fn failed(error: ErrorCode) -> OffsetDeleteResponse {
    OffsetDeleteResponse { error_code: error as i16, ..Default::default() }
}

/// Adds partitions with the same error to a topic of an answer.
pub(super) fn add(
    response: &mut OffsetDeleteResponse,
    name: &str,
    partitions: impl Iterator<Item = i32>,
    error: ErrorCode,
) {
    let partitions = partitions
        .map(|partition_index| OffsetDeleteResponsePartition { partition_index, error_code: error as i16 });
    match response.topics.iter_mut().find(|topic| topic.name == name) {
        Some(topic) => topic.partitions.extend(partitions),
        None => {
            let topic = OffsetDeleteResponseTopic { name: name.into(), partitions: partitions.collect() };
            response.topics.push(topic);
        }
    }
}
