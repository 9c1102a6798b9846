//! OffsetFetch: all its versions are served as the newest one, with an array of groups.

use alloc::string::String;
use alloc::vec::Vec;

use partita_wire::messages::offset_fetch_request::{
    OffsetFetchRequest, OffsetFetchRequestGroup, OffsetFetchRequestTopics,
};
use partita_wire::messages::offset_fetch_response::{
    OffsetFetchResponse, OffsetFetchResponseGroup, OffsetFetchResponsePartition,
    OffsetFetchResponsePartitions, OffsetFetchResponseTopic, OffsetFetchResponseTopics,
};
use partita_wire::{ErrorCode, Uuid};

use super::{ByPartition, Commit, Offsets};
use crate::coordinator::group::{After, GroupState, GroupStep};
use crate::coordinator::step::Caller;

/// From this version on a request asks about many groups.
const GROUPS_FROM: i16 = 8;
/// From this version on an answer has an error for the whole group.
const GROUP_ERROR_FROM: i16 = 2;

impl GroupState {
    /// Serves OffsetFetch for one group. With `require_stable` the answer waits for commits on their way; else it
    /// tells what is committed now.
    pub(crate) fn fetch_offsets(
        &self,
        step: &mut GroupStep<'_>,
        caller: Caller,
        request: &OffsetFetchRequestGroup,
        require_stable: bool,
    ) {
        if let Err(error) = self.validate_fetch(request) {
            step.answer(caller, failed(&request.group_id, error));
            return;
        }
        let known = self.offsets(&request.group_id);
        let offsets = known.map(|offsets| match require_stable {
            true => &offsets.written,
            false => &offsets.committed,
        });
        let mut topics: Vec<OffsetFetchResponseTopics> = match &request.topics {
            Some(topics) => topics.iter().map(|topic| asked_for(offsets, topic)).collect(),
            None => offsets.map(all).unwrap_or_default(),
        };
        if let Some(known) = known.filter(|_| require_stable) {
            refuse_unstable(known, &mut topics);
        }
        let group = OffsetFetchResponseGroup { group_id: request.group_id.clone(), topics, error_code: 0 };
        let response = OffsetFetchResponse { groups: alloc::vec![group], ..Default::default() };
        if require_stable {
            step.out.after = Some(After::Answer { caller, response: response.into() });
        } else {
            step.answer(caller, response);
        }
    }
}

impl GroupState {
    /// Members of a consumer group say who they are, and in which epoch (KIP-848); others need not.
    fn validate_fetch(&self, request: &OffsetFetchRequestGroup) -> Result<(), ErrorCode> {
        let Some(group) = self.consumers.get(request.group_id.as_str()) else { return Ok(()) };
        if request.member_id.is_none() && request.member_epoch < 0 {
            return Ok(());
        }
        let member_id = request.member_id.as_deref().unwrap_or_default();
        let member = group.members.get(member_id).ok_or(ErrorCode::UnknownMemberId)?;
        if member.epoch == request.member_epoch { Ok(()) } else { Err(member.other_epoch()) }
    }
}

/// Of partitions that a transaction has written an offset of and that is not decided yet nothing is told (KIP-447).
fn refuse_unstable(offsets: &Offsets, topics: &mut [OffsetFetchResponseTopics]) {
    for topic in topics {
        for of in topic.partitions.iter_mut().filter(|of| offsets.is_pending(&topic.name, of.partition_index))
        {
            let error_code = ErrorCode::UnstableOffsetCommit as i16;
            *of = OffsetFetchResponsePartitions { error_code, ..partition(of.partition_index, None) };
        }
    }
}

fn asked_for(offsets: Option<&ByPartition>, topic: &OffsetFetchRequestTopics) -> OffsetFetchResponseTopics {
    let partitions = offsets.and_then(|offsets| offsets.get(topic.name.as_str()));
    let of = |&index: &i32| {
        let commit = partitions.and_then(|partitions| partitions.get(&index));
        // A topic of the same name that was made anew has no offset yet.
        partition(index, commit.filter(|commit| same_topic(commit.topic_id, topic.topic_id)))
    };
    OffsetFetchResponseTopics {
        name: topic.name.clone(),
        topic_id: topic.topic_id,
        partitions: topic.partition_indexes.iter().map(of).collect(),
    }
}

fn all(offsets: &ByPartition) -> Vec<OffsetFetchResponseTopics> {
    let topic = |(name, partitions): (&partita_machine::Name, &alloc::collections::BTreeMap<i32, Commit>)| {
        OffsetFetchResponseTopics {
            name: String::from(&**name),
            topic_id: Uuid::ZERO,
            partitions: partitions.iter().map(|(&index, commit)| partition(index, Some(commit))).collect(),
        }
    };
    offsets.iter().map(topic).collect()
}

fn same_topic(a: Uuid, b: Uuid) -> bool {
    a == b || a == Uuid::ZERO || b == Uuid::ZERO
}

fn partition(partition_index: i32, commit: Option<&Commit>) -> OffsetFetchResponsePartitions {
    OffsetFetchResponsePartitions {
        partition_index,
        committed_offset: commit.map_or(-1, |commit| commit.offset),
        committed_leader_epoch: commit.map_or(-1, |commit| commit.leader_epoch),
        metadata: Some(commit.map(|commit| commit.metadata.clone()).unwrap_or_default()),
        error_code: 0,
    }
}

/// Partitions of a topic that the answer cannot tell about.
pub(crate) fn unknown(topic: &OffsetFetchRequestTopics, error: ErrorCode) -> OffsetFetchResponseTopics {
    let of =
        |&index: &i32| OffsetFetchResponsePartitions { error_code: error as i16, ..partition(index, None) };
    OffsetFetchResponseTopics {
        name: topic.name.clone(),
        topic_id: topic.topic_id,
        partitions: topic.partition_indexes.iter().map(of).collect(),
    }
}

/// The answer for one group that cannot be served.
pub(crate) fn failed(group_id: &str, error: ErrorCode) -> OffsetFetchResponse {
    let group = OffsetFetchResponseGroup {
        group_id: group_id.into(),
        error_code: error as i16,
        ..Default::default()
    };
    OffsetFetchResponse { groups: alloc::vec![group], ..Default::default() }
}

/// A request of any version as a list of groups.
pub(crate) fn groups_of(version: i16, request: OffsetFetchRequest) -> Vec<OffsetFetchRequestGroup> {
    if version >= GROUPS_FROM {
        return request.groups;
    }
    let topic = |topic: partita_wire::messages::offset_fetch_request::OffsetFetchRequestTopic| {
        OffsetFetchRequestTopics {
            name: topic.name,
            partition_indexes: topic.partition_indexes,
            ..Default::default()
        }
    };
    let topics = request.topics.map(|topics| topics.into_iter().map(topic).collect());
    alloc::vec![OffsetFetchRequestGroup { group_id: request.group_id, topics, ..Default::default() }]
}

/// An answer about groups in the shape of a version. `asked` are the partitions, for versions without an error for a
/// whole group.
pub(crate) fn for_version(
    version: i16,
    asked: &[OffsetFetchRequestGroup],
    response: OffsetFetchResponse,
) -> OffsetFetchResponse {
    if version >= GROUPS_FROM {
        return response;
    }
    let Some(mut group) = response.groups.into_iter().next() else { return OffsetFetchResponse::default() };
    if version < GROUP_ERROR_FROM
        && let Some(error) = ErrorCode::from_i16(group.error_code)
        && error != ErrorCode::None
    {
        let topics = asked.first().and_then(|asked| asked.topics.as_ref());
        group.topics = topics.into_iter().flatten().map(|topic| unknown(topic, error)).collect();
    }
    OffsetFetchResponse {
        topics: group.topics.into_iter().map(old_topic).collect(),
        error_code: group.error_code,
        ..Default::default()
    }
}

fn old_topic(topic: OffsetFetchResponseTopics) -> OffsetFetchResponseTopic {
    let partition = |partition: OffsetFetchResponsePartitions| OffsetFetchResponsePartition {
        partition_index: partition.partition_index,
        committed_offset: partition.committed_offset,
        committed_leader_epoch: partition.committed_leader_epoch,
        metadata: partition.metadata,
        error_code: partition.error_code,
    };
    OffsetFetchResponseTopic {
        name: topic.name,
        partitions: topic.partitions.into_iter().map(partition).collect(),
    }
}
