//! After the join phase: the leader shares the partitions, everybody gets its assignment by SyncGroup.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::{Effect, Event, Failure, Name, Now};
use partita_wire::messages::join_group_response::JoinGroupResponseMember;
use partita_wire::messages::sync_group_request::{SyncGroupRequest, SyncGroupRequestAssignment};
use partita_wire::{ErrorCode, Response};

use super::Consumer;
use super::answer::Reply;
use super::assignors::{Assignor, Subscriber};
use super::membership::{Identity, Leading, Prepare, State};
use super::positions::Place;
use super::protocol::{Had, PROTOCOL_TYPE, Subscription, decode_assignment, encode_assignment};
use crate::error::ClientError;
use crate::metadata::error_of;
use crate::net::LinkKey;

impl Consumer {
    /// Gathers the metadata that sharing needs: of every topic that a member wants.
    pub(super) fn lead(
        &mut self,
        now: Now,
        members: Vec<JoinGroupResponseMember>,
        effects: &mut Vec<Effect>,
    ) {
        let wanted = members.iter().filter_map(|member| Subscription::decode(&member.metadata).ok());
        let topics: BTreeSet<Name> =
            wanted.flat_map(|subscription| subscription.topics).map(|topic| Name::from(&*topic)).collect();
        let unknown = topics.iter().any(|topic| !self.net.metadata.topics.contains_key(topic));
        match &self.matching {
            // It knows of all topics that there are; one that others want may come yet.
            Some(_) if unknown => self.net.want_refresh(),
            Some(_) => {}
            None => self.net.set_topics(topics),
        }
        let metadata_after = unknown.then_some(self.net.metadata_version);
        self.membership.leading = Some(Leading { members, metadata_after });
        self.share(now, effects);
    }

    /// Shares the partitions among the members, once the metadata is there.
    pub(super) fn share(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let Some(leading) = &self.membership.leading else { return };
        if leading.metadata_after.is_some_and(|after| self.net.metadata_version <= after) {
            return;
        }
        let Some(Leading { members, .. }) = self.membership.leading.take() else { return };
        let is_sticky = self.membership.protocol.as_deref() == Some(Assignor::Sticky.name());
        let subscriber = |member: &JoinGroupResponseMember| {
            let Subscription { topics, mut owned, mut generation, user_data, .. } =
                Subscription::decode(&member.metadata).unwrap_or_default();
            if is_sticky {
                let had = Had::decode(&user_data.unwrap_or_default()).unwrap_or_default();
                (owned, generation) = (had.partitions, had.generation);
            }
            let (member_id, instance_id) = (member.member_id.clone(), member.group_instance_id.clone());
            Subscriber { member_id, instance_id, topics, owned, generation }
        };
        let members: Vec<Subscriber> = members.iter().map(subscriber).collect();
        let wanted: BTreeSet<&String> = members.iter().flat_map(|member| &member.topics).collect();
        let counts: BTreeMap<Name, i32> =
            wanted.iter().map(|topic| (Name::from(topic.as_str()), self.partition_count(topic))).collect();
        let existing = counts.iter().filter(|&(_, &count)| count > 0);
        let topics: BTreeMap<String, i32> =
            existing.map(|(topic, &count)| (topic.to_string(), count)).collect();
        let name = self.membership.protocol.as_deref().unwrap_or_default();
        let Some(assignor) = Assignor::from_name(name) else {
            return self.fail(ErrorCode::InconsistentGroupProtocol.into());
        };
        let assignments = assignor
            .assign(&topics, &members)
            .into_iter()
            .map(|(member_id, partitions)| SyncGroupRequestAssignment {
                member_id,
                assignment: Bytes::from(encode_assignment(&partitions)),
            })
            .collect();
        self.membership.shared = Some(counts);
        self.sync(now, assignments, effects);
    }

    pub(super) fn sync(
        &mut self,
        now: Now,
        assignments: Vec<SyncGroupRequestAssignment>,
        effects: &mut Vec<Effect>,
    ) {
        let body = SyncGroupRequest {
            group_id: self.group().to_string(),
            generation_id: self.membership.generation,
            member_id: self.membership.member_id.clone(),
            group_instance_id: self.settings.group_instance_id.clone(),
            protocol_type: Some(PROTOCOL_TYPE.to_string()),
            protocol_name: self.membership.protocol.clone(),
            assignments,
        };
        let reply = Reply::Sync(self.membership.identity());
        let timeout = self.settings.common.request_timeout_ms;
        if !self.call_coordinator(now, body, i16::MAX, reply, timeout, effects) {
            self.membership.state = State::Joining;
            self.join_again(now, "rebalance failed due to CoordinatorNotAvailableException");
        }
    }

    pub(super) fn synced(
        &mut self,
        now: Now,
        identity: &Identity,
        key: &LinkKey,
        outcome: Result<Response, Failure>,
        effects: &mut Vec<Effect>,
    ) {
        if !self.membership.is(identity) || self.membership.state != State::Syncing {
            return;
        }
        let response = match outcome {
            Ok(Response::SyncGroup(response)) => response,
            Ok(_) => return self.fail(ErrorCode::UnknownServerError.into()),
            Err(failure) => {
                self.membership.state = State::Joining;
                return self.join_lost(now, key, failure, effects);
            }
        };
        match error_of(response.error_code) {
            None => {
                self.membership.state = State::Stable;
                self.membership.assignment = Some(response.assignment);
                self.revision += 1;
            }
            Some(ErrorCode::RebalanceInProgress) => {
                self.membership.state = State::Joining;
                self.membership.request_rejoin("rebalance failed due to RebalanceInProgressException");
            }
            Some(error @ (ErrorCode::UnknownMemberId | ErrorCode::IllegalGeneration)) => {
                self.reset_membership("SYNC_GROUP", error);
            }
            Some(ErrorCode::CoordinatorNotAvailable | ErrorCode::NotCoordinator) => {
                self.lose_coordinator_of(key, effects);
                self.membership.state = State::Joining;
                self.join_again(now, "rebalance failed due to NotCoordinatorException");
            }
            Some(error) => self.fail(error.into()),
        }
    }

    /// Takes up the assignment that came, as Java's consumer does inside `poll`.
    pub(super) fn take_up_assignment(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let Some(assignment) = self.membership.assignment.take() else { return };
        let Ok(assigned) = decode_assignment(&assignment) else {
            let why = "the assignment from the group's leader cannot be read";
            return self.fail(ClientError::new(ErrorCode::UnknownServerError, why));
        };
        let mut partitions: Vec<Place> =
            assigned.iter().map(|(topic, partition)| (Name::from(&**topic), *partition)).collect();
        partitions.sort();
        let generation = self.membership.generation;
        self.membership.had = Some(Had { partitions: assigned, generation });
        self.membership.prepare = Prepare::Needed;
        if !self.membership.rejoin_needed {
            self.membership.rejoin_reason.clear();
        }
        if self.revoke_all_but(partitions.clone(), effects) {
            self.membership.request_rejoin("need to revoke partitions and re-join");
        }
        self.set_partitions(&partitions, generation);
        self.postpone_auto_commit(now);
        effects.push(Effect::Tell(Event::Assigned { group: self.group().into(), generation, partitions }));
    }
}
