//! Which answers are no answers: the asked broker was the wrong one, or not ready yet.

use partita_wire::{ErrorCode, Response};

use crate::metadata::error_of;

/// Whether an answer only says: not me, or not now.
pub(super) fn asks_again(response: &Response) -> bool {
    match response {
        Response::CreateTopics(r) => any(r.topics.iter().map(|t| t.error_code), wrong_controller),
        Response::DeleteTopics(r) => any(r.responses.iter().map(|t| t.error_code), wrong_controller),
        Response::CreatePartitions(r) => any(r.results.iter().map(|t| t.error_code), wrong_controller),
        Response::IncrementalAlterConfigs(r) => {
            any(r.responses.iter().map(|t| t.error_code), wrong_controller)
        }
        Response::ElectLeaders(r) => any([r.error_code].into_iter(), wrong_controller),
        Response::AlterPartitionReassignments(r) => any([r.error_code].into_iter(), wrong_controller),
        Response::ListPartitionReassignments(r) => any([r.error_code].into_iter(), wrong_controller),
        Response::DescribeGroups(r) => any(r.groups.iter().map(|g| g.error_code), wrong_coordinator),
        Response::ConsumerGroupDescribe(r) => any(r.groups.iter().map(|g| g.error_code), wrong_coordinator),
        Response::DeleteGroups(r) => any(r.results.iter().map(|g| g.error_code), wrong_coordinator),
        Response::OffsetFetch(r) => any(r.groups.iter().map(|g| g.error_code), wrong_coordinator),
        Response::OffsetDelete(r) => any([r.error_code].into_iter(), wrong_coordinator),
        Response::LeaveGroup(r) => any([r.error_code].into_iter(), wrong_coordinator),
        Response::ListGroups(r) => any([r.error_code].into_iter(), not_loaded),
        Response::OffsetCommit(r) => {
            any(r.topics.iter().flat_map(|t| &t.partitions).map(|p| p.error_code), wrong_coordinator)
        }
        Response::ListOffsets(r) => {
            any(r.topics.iter().flat_map(|t| &t.partitions).map(|p| p.error_code), wrong_leader)
        }
        Response::DeleteRecords(r) => {
            any(r.topics.iter().flat_map(|t| &t.partitions).map(|p| p.error_code), wrong_leader)
        }
        _ => false,
    }
}

fn any(mut codes: impl Iterator<Item = i16>, is: fn(ErrorCode) -> bool) -> bool {
    codes.any(|code| error_of(code).is_some_and(is))
}

fn wrong_controller(error: ErrorCode) -> bool {
    matches!(error, ErrorCode::NotController | ErrorCode::ThrottlingQuotaExceeded)
}

fn wrong_coordinator(error: ErrorCode) -> bool {
    matches!(error, ErrorCode::NotCoordinator) || not_loaded(error)
}

fn not_loaded(error: ErrorCode) -> bool {
    matches!(error, ErrorCode::CoordinatorNotAvailable | ErrorCode::CoordinatorLoadInProgress)
}

fn wrong_leader(error: ErrorCode) -> bool {
    matches!(
        error,
        ErrorCode::NotLeaderOrFollower
            | ErrorCode::LeaderNotAvailable
            | ErrorCode::FencedLeaderEpoch
            | ErrorCode::UnknownLeaderEpoch
            | ErrorCode::OffsetNotAvailable
            | ErrorCode::UnknownTopicOrPartition
    )
}
