//! What a request of a member must be like, and whom it may speak for.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_wire::ErrorCode;
use partita_wire::messages::consumer_group_heartbeat_request::ConsumerGroupHeartbeatRequest;
use partita_wire::messages::offset_commit_request::{OffsetCommitRequest, OffsetCommitRequestTopic};

use super::{AWAY, ConsumerGroup, JOINING, LEAVING, Member};
use crate::coordinator::group::GroupStep;
use crate::coordinator::group::assign::Partitions;
use crate::coordinator::group::settings::Settings;

/// From this version on a client makes its own member id (KIP-1082).
const OWN_MEMBER_ID_FROM: i16 = 1;

/// From this version on OffsetCommit names a member's epoch.
const EPOCHS_FROM: i16 = 9;

/// Why a request is turned down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) error: ErrorCode,
    pub(crate) message: Option<String>,
}

impl Refused {
    pub(super) fn new(error: ErrorCode, message: impl Into<String>) -> Self {
        Self { error, message: Some(message.into()) }
    }
}

impl From<ErrorCode> for Refused {
    fn from(error: ErrorCode) -> Self {
        Self { error, message: None }
    }
}

/// Checks that need no group, and no coordinator.
pub(crate) fn check_heartbeat(
    settings: &Settings,
    request: &ConsumerGroupHeartbeatRequest,
    version: i16,
) -> Result<(), Refused> {
    let invalid = |message: &str| Err(Refused::new(ErrorCode::InvalidRequest, message));
    let blank = |text: &Option<String>| text.as_ref().is_some_and(|text| text.trim().is_empty());
    if request.group_id.trim().is_empty() {
        return invalid("GroupId can't be empty.");
    }
    if blank(&request.instance_id) {
        return invalid("InstanceId can't be empty.");
    }
    if blank(&request.rack_id) {
        return invalid("RackId can't be empty.");
    }
    let nameless = request.member_id.trim().is_empty();
    if nameless && (version >= OWN_MEMBER_ID_FROM || request.member_epoch != JOINING) {
        return invalid("MemberId can't be empty.");
    }
    match request.member_epoch {
        JOINING => {
            if request.rebalance_timeout_ms == -1 {
                return invalid("RebalanceTimeoutMs must be provided in first request.");
            }
            if request.topic_partitions.as_ref().is_none_or(|owned| !owned.is_empty()) {
                return invalid("TopicPartitions must be empty when (re-)joining.");
            }
            let names = request.subscribed_topic_names.as_ref().is_some_and(|names| !names.is_empty());
            let regex = request.subscribed_topic_regex.as_ref().is_some_and(|regex| !regex.is_empty());
            if !names && !regex {
                return invalid(
                    "Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining.",
                );
            }
        }
        AWAY if request.instance_id.is_none() => return invalid("InstanceId can't be null."),
        epoch if epoch < AWAY => return invalid("MemberEpoch is invalid."),
        _ => {}
    }
    if let Some(assignor) = &request.server_assignor
        && !settings.group_consumer_assignors.iter().any(|known| known.name() == assignor)
    {
        let known: Vec<&str> = settings.group_consumer_assignors.iter().map(|known| known.name()).collect();
        let message =
            format!("ServerAssignor {assignor} is not supported. Supported assignors: {}.", known.join(", "));
        return Err(Refused::new(ErrorCode::UnsupportedAssignor, message));
    }
    Ok(())
}

impl ConsumerGroup {
    /// A member that must be there.
    pub(super) fn known(&self, member_id: &str) -> Result<&Member, Refused> {
        self.members.get(member_id).ok_or_else(|| {
            let message = format!("Member {member_id} is not a member of group {}.", self.id);
            Refused::new(ErrorCode::UnknownMemberId, message)
        })
    }

    /// Whether a commit may be taken. A member that has gone on to a newer epoch meanwhile may still commit what it has had
    /// since the epoch it names, or longer (KIP-1251).
    pub(crate) fn validate_commit(
        &self,
        request: &OffsetCommitRequest,
        version: i16,
    ) -> Result<(), ErrorCode> {
        let epoch = request.generation_id_or_member_epoch;
        if epoch < 0 && self.members.is_empty() {
            return Ok(());
        }
        let member = self.members.get(&request.member_id).ok_or(ErrorCode::UnknownMemberId)?;
        if member.classic.is_none() && version < EPOCHS_FROM {
            return Err(ErrorCode::UnsupportedVersion);
        }
        if epoch == member.epoch {
            return Ok(());
        }
        let had = |topic: &OffsetCommitRequestTopic| {
            let assigned = member.assigned.get(&topic.topic_id);
            topic.partitions.iter().all(|partition| {
                let since = assigned.and_then(|assigned| assigned.get(&partition.partition_index));
                since.is_some_and(|&since| since <= epoch)
            })
        };
        if epoch < member.epoch && member.classic.is_none() && request.topics.iter().all(had) {
            return Ok(());
        }
        Err(member.other_epoch())
    }

    /// A commit is a sign of life of a classic member.
    pub(crate) fn committed_by(&self, step: &mut GroupStep<'_>, member_id: &str) {
        if self.members.get(member_id).is_some_and(|member| member.classic.is_some()) {
            self.restart_session(step, member_id);
        }
    }

    /// The static member of an instance id, which must be this member.
    pub(super) fn known_static(&self, member_id: &str, instance_id: &str) -> Result<&Member, Refused> {
        let member = self.static_member(instance_id).ok_or_else(|| {
            Refused::new(ErrorCode::UnknownMemberId, format!("Instance id {instance_id} is unknown."))
        })?;
        if member.member_id != member_id {
            let message = format!(
                "Static member {member_id} with instance id {instance_id} was fenced by member {}.",
                member.member_id
            );
            return Err(Refused::new(ErrorCode::FencedInstanceId, message));
        }
        Ok(member)
    }

    /// A member of a classic request, static or not.
    pub(super) fn known_classic(
        &self,
        member_id: &str,
        instance_id: Option<&str>,
    ) -> Result<&Member, Refused> {
        let member = match instance_id {
            Some(instance_id) => self.known_static(member_id, instance_id)?,
            None => self.known(member_id)?,
        };
        if member.classic.is_none() {
            let message = format!("Member {member_id} does not use the classic protocol.");
            return Err(Refused::new(ErrorCode::UnknownMemberId, message));
        }
        Ok(member)
    }
}

impl Member {
    /// Whether a heartbeat with that epoch is of today's member. The one before is let through if the member owns no more
    /// than it may: the answer that told the new one may have been lost. Whoever begins anew may always.
    pub(super) fn check_epoch(&self, epoch: i32, owned: Option<&Partitions>) -> Result<(), Refused> {
        let relation = match epoch {
            JOINING => return Ok(()),
            epoch if epoch > self.epoch => "greater",
            epoch if epoch == self.epoch => return Ok(()),
            epoch if epoch == self.previous_epoch && owned.is_some_and(|owned| self.owns_all(owned)) => {
                return Ok(());
            }
            _ => "smaller",
        };
        let message = format!(
            "The consumer group member has a {relation} member epoch ({epoch}) than the one known by the group \
             coordinator ({}). The member must abandon all its partitions and rejoin.",
            self.epoch
        );
        Err(Refused::new(ErrorCode::FencedMemberEpoch, message))
    }

    /// What a request that names another epoch than the member's gets.
    pub(crate) fn other_epoch(&self) -> ErrorCode {
        if self.classic.is_some() { ErrorCode::IllegalGeneration } else { ErrorCode::StaleMemberEpoch }
    }

    fn owns_all(&self, owned: &Partitions) -> bool {
        owned.iter().all(|(topic, of)| {
            let assigned = self.assigned.get(topic);
            of.iter().all(|partition| assigned.is_some_and(|assigned| assigned.contains_key(partition)))
        })
    }
}

/// Whether an epoch leaves the group.
pub(super) fn leaves(epoch: i32) -> bool {
    epoch == LEAVING || epoch == AWAY
}
