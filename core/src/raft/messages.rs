//! Requests, answers and batches of the quorum, filled in.

use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_wire::ErrorCode;
use partita_wire::MetadataRecord;
use partita_wire::messages::leader_change_message::{LeaderChangeMessage, Voter};
use partita_wire::messages::{
    begin_quorum_epoch_request as begin, begin_quorum_epoch_response as begun,
    end_quorum_epoch_request as end, end_quorum_epoch_response as ended, fetch_request as fetch,
    vote_request as vote, vote_response as voted,
};
use partita_wire::messages::{
    fetch_snapshot_request as fetch_snapshot, fetch_snapshot_response as snapshot_fetched,
};
use partita_wire::records::control::{self, ControlType};
use partita_wire::records::{BatchBuilder, Codec};

use super::snapshot::SnapshotId;
use super::voter_set::{RECONFIGURABLE, version_record};
use super::{CONTROLLER_LISTENER, METADATA_TOPIC, METADATA_TOPIC_ID, Raft};

/// How long a fetch may wait at the leader (Kafka's `MAX_FETCH_WAIT_MS`).
const FETCH_WAIT_MS: i32 = 500;

fn cluster_id(raft: &Raft) -> Option<String> {
    Some(raft.cluster_id.to_string())
}

pub(super) fn vote(raft: &Raft, to: i32, pre_vote: bool) -> vote::VoteRequest {
    let part = vote::PartitionData {
        partition_index: 0,
        replica_epoch: raft.state.epoch,
        replica_id: raft.me,
        replica_directory_id: raft.directory,
        voter_directory_id: raft.voters().directory(to),
        last_offset_epoch: raft.log.last_epoch(),
        last_offset: raft.log.end(),
        pre_vote,
    };
    let topic = vote::TopicData { topic_name: METADATA_TOPIC.into(), partitions: vec![part] };
    vote::VoteRequest { cluster_id: cluster_id(raft), voter_id: to, topics: vec![topic] }
}

pub(super) fn vote_answer(raft: &Raft, outcome: Result<bool, ErrorCode>) -> voted::VoteResponse {
    let part = voted::PartitionData {
        partition_index: 0,
        error_code: outcome.err().unwrap_or(ErrorCode::None) as i16,
        leader_id: raft.told_leader(),
        leader_epoch: raft.state.epoch,
        vote_granted: outcome.unwrap_or(false),
    };
    let topic = voted::TopicData { topic_name: METADATA_TOPIC.into(), partitions: vec![part] };
    let node_endpoints = leader_endpoint(raft)
        .map(|(node_id, host, port)| voted::NodeEndpoint { node_id, host, port })
        .into_iter()
        .collect();
    voted::VoteResponse { error_code: 0, topics: vec![topic], node_endpoints }
}

pub(super) fn vote_refused(error: ErrorCode) -> voted::VoteResponse {
    voted::VoteResponse { error_code: error as i16, ..voted::VoteResponse::default() }
}

pub(super) fn begin_quorum_epoch(raft: &Raft, to: i32) -> begin::BeginQuorumEpochRequest {
    let part = begin::PartitionData {
        partition_index: 0,
        voter_directory_id: raft.voters().directory(to),
        leader_id: raft.me,
        leader_epoch: raft.state.epoch,
    };
    let topic = begin::TopicData { topic_name: METADATA_TOPIC.into(), partitions: vec![part] };
    let leader_endpoints = leader_endpoint(raft)
        .map(|(_, host, port)| begin::LeaderEndpoint { name: CONTROLLER_LISTENER.into(), host, port })
        .into_iter()
        .collect();
    begin::BeginQuorumEpochRequest {
        cluster_id: cluster_id(raft),
        voter_id: to,
        topics: vec![topic],
        leader_endpoints,
    }
}

pub(super) fn begin_quorum_epoch_answer(
    raft: &Raft,
    outcome: Result<(), ErrorCode>,
) -> begun::BeginQuorumEpochResponse {
    let part = begun::PartitionData {
        partition_index: 0,
        error_code: outcome.err().unwrap_or(ErrorCode::None) as i16,
        leader_id: raft.told_leader(),
        leader_epoch: raft.state.epoch,
    };
    let topic = begun::TopicData { topic_name: METADATA_TOPIC.into(), partitions: vec![part] };
    let node_endpoints = leader_endpoint(raft)
        .map(|(node_id, host, port)| begun::NodeEndpoint { node_id, host, port })
        .into_iter()
        .collect();
    begun::BeginQuorumEpochResponse { error_code: 0, topics: vec![topic], node_endpoints }
}

pub(super) fn end_quorum_epoch(raft: &Raft, successors: &[i32]) -> end::EndQuorumEpochRequest {
    let candidate = |&id: &i32| end::ReplicaInfo {
        candidate_id: id,
        candidate_directory_id: raft.voters().directory(id),
    };
    let part = end::PartitionData {
        partition_index: 0,
        leader_id: raft.me,
        leader_epoch: raft.state.epoch,
        preferred_candidates: successors.iter().map(candidate).collect(),
        ..end::PartitionData::default()
    };
    let topic = end::TopicData { topic_name: METADATA_TOPIC.into(), partitions: vec![part] };
    let leader_endpoints = leader_endpoint(raft)
        .map(|(_, host, port)| end::LeaderEndpoint { name: CONTROLLER_LISTENER.into(), host, port })
        .into_iter()
        .collect();
    end::EndQuorumEpochRequest { cluster_id: cluster_id(raft), topics: vec![topic], leader_endpoints }
}

pub(super) fn end_quorum_epoch_answer(
    raft: &Raft,
    outcome: Result<(), ErrorCode>,
) -> ended::EndQuorumEpochResponse {
    let part = ended::PartitionData {
        partition_index: 0,
        error_code: outcome.err().unwrap_or(ErrorCode::None) as i16,
        leader_id: raft.told_leader(),
        leader_epoch: raft.state.epoch,
    };
    let topic = ended::TopicData { topic_name: METADATA_TOPIC.into(), partitions: vec![part] };
    let node_endpoints = leader_endpoint(raft)
        .map(|(node_id, host, port)| ended::NodeEndpoint { node_id, host, port })
        .into_iter()
        .collect();
    ended::EndQuorumEpochResponse { error_code: 0, topics: vec![topic], node_endpoints }
}

pub(super) fn fetch(raft: &Raft) -> fetch::FetchRequest {
    let part = fetch::FetchPartition {
        partition: 0,
        current_leader_epoch: raft.state.epoch,
        fetch_offset: raft.log.end(),
        last_fetched_epoch: raft.log.last_epoch(),
        log_start_offset: raft.log.start(),
        partition_max_bytes: raft.settings.fetch_bytes_max,
        replica_directory_id: raft.directory,
        high_watermark: raft.high_watermark,
    };
    let topic = fetch::FetchTopic {
        topic: METADATA_TOPIC.into(),
        topic_id: METADATA_TOPIC_ID,
        partitions: vec![part],
    };
    fetch::FetchRequest {
        cluster_id: cluster_id(raft),
        replica_state: fetch::ReplicaState { replica_id: raft.me, replica_epoch: -1 },
        max_wait_ms: FETCH_WAIT_MS,
        min_bytes: 0,
        max_bytes: raft.settings.fetch_bytes_max,
        topics: vec![topic],
        ..fetch::FetchRequest::default()
    }
}

pub(super) fn fetch_snapshot(
    raft: &Raft,
    id: SnapshotId,
    position: u64,
) -> fetch_snapshot::FetchSnapshotRequest {
    let part = fetch_snapshot::PartitionSnapshot {
        partition: 0,
        current_leader_epoch: raft.state.epoch,
        snapshot_id: fetch_snapshot::SnapshotId { end_offset: id.end, epoch: id.epoch },
        position: i64::try_from(position).unwrap_or(i64::MAX),
        replica_directory_id: raft.directory,
    };
    let topic = fetch_snapshot::TopicSnapshot { name: METADATA_TOPIC.into(), partitions: vec![part] };
    fetch_snapshot::FetchSnapshotRequest {
        cluster_id: cluster_id(raft),
        replica_id: raft.me,
        max_bytes: raft.snapshot_bytes_max(),
        topics: vec![topic],
    }
}

/// What is known of the leader goes along with every piece of a snapshot.
pub(super) fn fetch_snapshot_answer(
    raft: &Raft,
    topic: &str,
    part: snapshot_fetched::PartitionSnapshot,
) -> snapshot_fetched::FetchSnapshotResponse {
    let current_leader =
        snapshot_fetched::LeaderIdAndEpoch { leader_id: raft.told_leader(), leader_epoch: raft.state.epoch };
    let part = snapshot_fetched::PartitionSnapshot {
        current_leader,
        unaligned_records: Some(part.unaligned_records.unwrap_or_default()),
        ..part
    };
    let node_endpoints = leader_endpoint(raft)
        .map(|(node_id, host, port)| snapshot_fetched::NodeEndpoint { node_id, host, port })
        .into_iter()
        .collect();
    let topic = snapshot_fetched::TopicSnapshot { name: topic.into(), partitions: vec![part] };
    snapshot_fetched::FetchSnapshotResponse {
        topics: vec![topic],
        node_endpoints,
        ..snapshot_fetched::FetchSnapshotResponse::default()
    }
}

/// The record that begins each epoch of the log.
pub(super) fn leader_change_batch(raft: &Raft, granted: &[i32], timestamp: i64) -> Option<Bytes> {
    let voter = |id: i32| Voter { voter_id: id, ..Voter::default() };
    let mut message = LeaderChangeMessage {
        version: 0,
        leader_id: raft.me,
        voters: raft.voters().ids().map(voter).collect(),
        granting_voters: granted.iter().copied().map(voter).collect(),
    };
    let value = Bytes::from(partita_wire::encode(&mut message, 0).ok()?);
    let mut records = vec![(ControlType::LeaderChange, value)];
    records.extend(own_change(raft).unwrap_or_default());
    control::batch(&records, timestamp, raft.log.end(), raft.state.epoch).ok()
}

/// A leader that is not what the log says of it says so at once, and so does one whose voters only formatting has written.
fn own_change(raft: &Raft) -> Option<Vec<(ControlType, Bytes)>> {
    let (voters, version) = (raft.voters(), raft.membership.version());
    let own = raft.own.as_ref().filter(|_| version >= RECONFIGURABLE)?;
    let written = raft.membership.voters_offset().is_some_and(|offset| offset >= 0);
    if written && voters.get(raft.me) == Some(own) {
        return None;
    }
    let updated = voters.updated(raft.me, own.clone())?;
    Some(vec![version_record(version)?, updated.record()?])
}

/// Control records as one batch.
pub(super) fn control_batch(raft: &Raft, records: &[(ControlType, Bytes)], timestamp: i64) -> Option<Bytes> {
    control::batch(records, timestamp, raft.log.end(), raft.state.epoch).ok()
}

/// Metadata records as one batch.
pub(super) fn metadata_batch(
    records: &[MetadataRecord],
    timestamp: i64,
    base_offset: i64,
    epoch: i32,
) -> Option<Bytes> {
    let mut batch = BatchBuilder::new(Codec::None);
    for record in records {
        let version = version_of(record);
        let value = record.clone().encode(version).ok()?;
        batch.append(timestamp, None, Some(&value), &[]).ok()?;
    }
    batch.build(base_offset, epoch).ok()
}

/// The version in which the active controller writes a record: the newest, but for changes of a registration, which Kafka
/// writes in the oldest that has a place for them.
fn version_of(record: &MetadataRecord) -> i16 {
    match record {
        MetadataRecord::BrokerRegistrationChange(change) if change.cordoned_log_dirs.is_some() => 3,
        MetadataRecord::BrokerRegistrationChange(change) if change.log_dirs.is_empty() => {
            i16::from(change.in_controlled_shutdown != 0)
        }
        MetadataRecord::BrokerRegistrationChange(_) => 2,
        record => record.schema().versions.last(),
    }
}

pub(super) fn leader_endpoint(raft: &Raft) -> Option<(i32, String, u16)> {
    let (id, address) = raft.leader().filter(|_| raft.told_leader() >= 0)?;
    Some((id, address.host.to_string(), address.port))
}

#[cfg(test)]
mod tests {
    use partita_wire::messages::broker_registration_change_record::BrokerRegistrationChangeRecord;

    use partita_wire::Uuid;

    use super::*;

    #[test]
    fn changes_of_a_registration_are_written_in_the_oldest_version_that_holds_them() {
        let version = |change| version_of(&MetadataRecord::BrokerRegistrationChange(change));
        let none = BrokerRegistrationChangeRecord::default;
        assert_eq!(version(BrokerRegistrationChangeRecord { fenced: -1, ..none() }), 0);
        assert_eq!(version(BrokerRegistrationChangeRecord { in_controlled_shutdown: 1, ..none() }), 1);
        assert_eq!(version(BrokerRegistrationChangeRecord { log_dirs: vec![Uuid([1; 16])], ..none() }), 2);
        let cordoned_log_dirs = Some(Vec::new());
        assert_eq!(version(BrokerRegistrationChangeRecord { cordoned_log_dirs, ..none() }), 3);
    }
}
