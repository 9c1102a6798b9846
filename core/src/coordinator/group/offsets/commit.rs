//! OffsetCommit.

use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::ErrorCode;
use partita_wire::messages::offset_commit_request::{OffsetCommitRequest, OffsetCommitRequestPartition};
use partita_wire::messages::offset_commit_response::{
    OffsetCommitResponse, OffsetCommitResponsePartition, OffsetCommitResponseTopic,
};

use super::{Change, Commit, NONE};
use crate::coordinator::group::classic::{Group, State};
use crate::coordinator::group::{After, GroupState, GroupStep, records};
use crate::coordinator::step::Caller;

/// From this version on a commit with a generation into an unknown group is [`ErrorCode::GroupIdNotFound`].
const GROUP_ID_NOT_FOUND_FROM: i16 = 9;

impl GroupState {
    /// Serves OffsetCommit for topics that exist. `answered` is what is known already about those that do not.
    pub(crate) fn commit_offsets(
        &mut self,
        step: &mut GroupStep<'_>,
        caller: Caller,
        request: OffsetCommitRequest,
        answered: OffsetCommitResponse,
    ) {
        if let Err(error) = self.validate_commit(&request, caller.asked().version) {
            step.answer(caller, failed(&request, answered, error));
            return;
        }
        let id = Name::from(request.group_id.as_str());
        if let Some(group) = self.consumers.get(&id) {
            group.committed_by(step, &request.member_id);
        }
        if let Some(group) = self.groups.get(&id)
            && matches!(group.state, State::Stable { .. } | State::PreparingRebalance { .. })
        {
            group.restart_session(step, &request.member_id);
        }
        let mut response = answered;
        let mut changes = Vec::new();
        for topic in &request.topics {
            let name = Name::from(topic.name.as_str());
            let mut partitions = Vec::new();
            for partition in &topic.partitions {
                let error = match change(step, &request, &name, topic.topic_id, partition) {
                    Some(change) => {
                        changes.push(change);
                        ErrorCode::None
                    }
                    None => ErrorCode::OffsetMetadataTooLarge,
                };
                partitions.push(answer(partition.partition_index, error));
            }
            add(&mut response, &topic.name, topic.topic_id, partitions);
        }
        step.out.records.extend(changes.iter().map(|change| records::offset(&id, change)));
        let answer = Some((caller, response.into()));
        let generation = request.generation_id_or_member_epoch;
        step.out.after = Some(After::Offsets { group: id, generation, changes, answer });
    }

    fn validate_commit(&self, request: &OffsetCommitRequest, version: i16) -> Result<(), ErrorCode> {
        if let Some(group) = self.consumers.get(request.group_id.as_str()) {
            return group.validate_commit(request, version);
        }
        match self.groups.get(request.group_id.as_str()) {
            Some(group) => group.validate_commit(request),
            // Somebody who only stores offsets: a simple group comes into being.
            None if request.generation_id_or_member_epoch < 0 => Ok(()),
            None if version >= GROUP_ID_NOT_FOUND_FROM => Err(ErrorCode::GroupIdNotFound),
            None => Err(ErrorCode::IllegalGeneration),
        }
    }
}

impl Group {
    fn validate_commit(&self, request: &OffsetCommitRequest) -> Result<(), ErrorCode> {
        let generation = request.generation_id_or_member_epoch;
        let instance_id = request.group_instance_id.as_deref();
        match self.state {
            State::Dead => return Err(ErrorCode::CoordinatorNotAvailable),
            State::Empty if generation < 0 => return Ok(()),
            _ => {}
        }
        if generation >= 0 || !request.member_id.is_empty() || instance_id.is_some() {
            self.validate_member(&request.member_id, instance_id)?;
            if generation != self.generation {
                return Err(ErrorCode::IllegalGeneration);
            }
        } else {
            return Err(ErrorCode::UnknownMemberId);
        }
        match self.state {
            State::CompletingRebalance { .. } => Err(ErrorCode::RebalanceInProgress),
            _ => Ok(()),
        }
    }
}

/// What a commit changes, or `None` if its metadata is too large.
fn change(
    step: &GroupStep<'_>,
    request: &OffsetCommitRequest,
    topic: &Name,
    topic_id: partita_wire::Uuid,
    partition: &OffsetCommitRequestPartition,
) -> Option<Change> {
    let metadata = partition.committed_metadata.clone().unwrap_or_default();
    if metadata.encode_utf16().count() > step.settings.offset_metadata_max_bytes {
        return None;
    }
    let expire_timestamp = match request.retention_time_ms {
        NONE => NONE,
        retention_ms => step.now.wall_ms.saturating_add(retention_ms),
    };
    let commit = Commit {
        offset: partition.committed_offset,
        leader_epoch: partition.committed_leader_epoch.max(-1),
        metadata,
        commit_timestamp: step.now.wall_ms,
        expire_timestamp,
        topic_id,
    };
    Some(Change { topic: topic.clone(), partition: partition.partition_index, commit: Some(commit) })
}

/// The same error for every partition that has no answer yet.
pub(crate) fn failed(
    request: &OffsetCommitRequest,
    mut answered: OffsetCommitResponse,
    error: ErrorCode,
) -> OffsetCommitResponse {
    for topic in &request.topics {
        let partitions = topic.partitions.iter().map(|p| answer(p.partition_index, error)).collect();
        add(&mut answered, &topic.name, topic.topic_id, partitions);
    }
    answered
}

/// Every partition that would have been right gets an error instead.
pub(crate) fn spoil(response: &mut OffsetCommitResponse, error: ErrorCode) {
    let partitions = response.topics.iter_mut().flat_map(|topic| &mut topic.partitions);
    for partition in partitions.filter(|partition| partition.error_code == 0) {
        partition.error_code = error as i16;
    }
}

/// An answer for one partition.
pub(super) fn answer(partition_index: i32, error: ErrorCode) -> OffsetCommitResponsePartition {
    OffsetCommitResponsePartition { partition_index, error_code: error as i16 }
}

/// Adds partitions to a topic of an answer, which it may have already.
pub(super) fn add(
    response: &mut OffsetCommitResponse,
    name: &str,
    topic_id: partita_wire::Uuid,
    partitions: Vec<OffsetCommitResponsePartition>,
) {
    if let Some(topic) =
        response.topics.iter_mut().find(|topic| topic.name == name && topic.topic_id == topic_id)
    {
        topic.partitions.extend(partitions);
        return;
    }
    response.topics.push(OffsetCommitResponseTopic { name: String::from(name), topic_id, partitions });
}
