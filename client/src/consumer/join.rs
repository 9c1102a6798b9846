//! Joining: commit, give back, JoinGroup.

use alloc::string::ToString;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::{Effect, Failure, Instant, Now};
use partita_wire::messages::join_group_request::{JoinGroupRequest, JoinGroupRequestProtocol};
use partita_wire::messages::join_group_response::JoinGroupResponse;
use partita_wire::{ErrorCode, Response};

use super::answer::Reply;
use super::assignors::Assignor;
use super::membership::{Identity, NO_GENERATION, Prepare, State};
use super::protocol::{Had, PROTOCOL_TYPE, Subscription};
use super::{Closing, Consumer, Wanted};
use crate::error::{ClientError, failure_code};
use crate::metadata::error_of;
use crate::net::LinkKey;

/// What Kafka's consumer adds to the rebalance time-out before it gives JoinGroup up.
const JOIN_GROUP_TIMEOUT_LAPSE_MS: u64 = 5_000;

impl Consumer {
    /// Goes on with membership, as far as there is something to do now.
    pub(super) fn advance_membership(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if !self.is_subscribed() {
            return;
        }
        if self.is_modern() {
            return self.advance_modern(now, effects);
        }
        self.share(now, effects);
        self.keep_alive(now, effects);
        if !self.polling || self.membership.fatal || self.closing != Closing::No {
            return;
        }
        self.take_up_assignment(now, effects);
        self.notice_changed_topics();
        if self.membership.rejoin_needed && !self.membership.join_in_flight && !self.is_syncing() {
            self.join(now, effects);
        }
    }

    /// When membership has something to do by itself.
    pub(super) fn membership_wake_at(&self) -> Option<Instant> {
        if self.is_modern() && self.is_subscribed() {
            return self.modern_wake_at();
        }
        let membership = &self.membership;
        let wants_coordinator = self.is_subscribed() || !self.commits.is_empty();
        let find = (wants_coordinator && membership.coordinator.is_none() && !membership.finding)
            .then_some(membership.find_not_before);
        let join =
            (membership.rejoin_needed && !membership.join_in_flight).then_some(membership.join_not_before);
        let prepare = match membership.prepare {
            Prepare::Committing(_, until) => Some(until),
            _ => None,
        };
        let (beat, session, poll) = match membership.has_heartbeats() {
            true => (
                (!membership.heartbeats.in_flight).then_some(membership.heartbeats.next_at),
                Some(membership.heartbeats.answered_at.after_ms(self.settings.session_timeout_ms)),
                (!self.polling).then(|| self.poll_deadline()),
            ),
            false => (None, None, None),
        };
        [find, join, prepare, beat, session, poll].into_iter().flatten().filter(|&at| at > self.seen).min()
    }

    fn is_syncing(&self) -> bool {
        self.membership.state == State::Syncing
    }

    /// The member that shared the partitions watches for topics that changed since.
    fn notice_changed_topics(&mut self) {
        let Some(shared) = &self.membership.shared else { return };
        let changed = shared.iter().any(|(topic, &count)| self.partition_count(topic) != count);
        if changed && !self.membership.rejoin_needed {
            self.membership.request_rejoin("cached metadata has changed");
        }
    }

    /// Number of partitions of a topic, 0 while it does not exist.
    pub(super) fn partition_count(&self, topic: &str) -> i32 {
        self.net.metadata.partition_count(topic).unwrap_or(0)
    }

    fn join(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.coordinator(now, effects).is_none() || !self.prepared(now, effects) {
            return;
        }
        if self.membership.join_not_before > now.at {
            return;
        }
        let Wanted::Topics(topics) = &self.wanted else { return };
        let mut subscription = Subscription {
            topics: topics.iter().map(ToString::to_string).collect(),
            user_data: None,
            owned: self.positions.keys().map(|(topic, partition)| (topic.to_string(), *partition)).collect(),
            generation: self.membership.generation,
            rack: Some(self.settings.client_rack.clone()).filter(|rack| !rack.is_empty()),
        };
        let protocol = |assignor: &Assignor| {
            // The generation stood here before the protocol had a field for it; Kafka's assignor still writes both.
            subscription.user_data = match assignor {
                Assignor::CooperativeSticky => Some(subscription.generation.to_be_bytes().to_vec()),
                // Whoever gives up everything first has to say otherwise what it had.
                Assignor::Sticky => self.membership.had.as_ref().map(Had::encode),
                Assignor::Range | Assignor::RoundRobin => None,
            };
            JoinGroupRequestProtocol {
                name: assignor.name().to_string(),
                metadata: Bytes::from(subscription.encode()),
            }
        };
        let ms = |ms: u64| i32::try_from(ms).unwrap_or(i32::MAX);
        let body = JoinGroupRequest {
            group_id: self.group().to_string(),
            session_timeout_ms: ms(self.settings.session_timeout_ms),
            rebalance_timeout_ms: ms(self.settings.max_poll_interval_ms),
            member_id: self.membership.member_id.clone(),
            group_instance_id: self.settings.group_instance_id.clone(),
            protocol_type: PROTOCOL_TYPE.to_string(),
            protocols: self.settings.assignors.iter().map(protocol).collect(),
            reason: Some(self.membership.rejoin_reason.clone()),
        };
        let rebalance = self.settings.max_poll_interval_ms.saturating_add(JOIN_GROUP_TIMEOUT_LAPSE_MS);
        let timeout = self.settings.common.request_timeout_ms.max(rebalance);
        let reply = Reply::Join(self.membership.identity());
        self.membership.state = State::Joining;
        self.membership.join_in_flight = true;
        self.membership.left = false;
        self.revision += 1;
        self.call_coordinator(now, body, i16::MAX, reply, timeout, effects);
    }

    /// Whether a rebalance leaves a member its partitions until it is told to give some back (KIP-429): if all its
    /// assignors can.
    pub(super) fn is_cooperative(&self) -> bool {
        let assignors = &self.settings.assignors;
        !assignors.is_empty() && assignors.iter().all(|assignor| assignor.is_cooperative())
    }

    /// Whether everything that comes before JoinGroup is done: positions are committed, partitions given back as far as
    /// the protocol wants it.
    fn prepared(&mut self, now: Now, effects: &mut Vec<Effect>) -> bool {
        if self.membership.prepare == Prepare::Needed {
            self.membership.prepare = Prepare::Done;
            if self.settings.auto_commit && !self.positions.is_empty() {
                let eager = !self.is_cooperative();
                for tracked in self.positions.values_mut() {
                    tracked.pending_revocation = eager;
                }
                let until = now.at.after_ms(self.settings.max_poll_interval_ms);
                let commit = self.commit_before_rejoin(now, until, effects);
                self.membership.prepare = Prepare::Committing(commit, until);
            }
        }
        if let Prepare::Committing(commit, until) = self.membership.prepare {
            if self.commits.has(commit) && until > now.at {
                return false;
            }
            self.membership.prepare = Prepare::Done;
        }
        self.membership.shared = None;
        self.membership.leading = None;
        if !self.is_cooperative() || self.membership.has_lost_all() {
            self.drop_partitions(effects);
        } else if let Wanted::Topics(topics) = &self.wanted {
            let kept = self.positions.keys().filter(|(topic, _)| topics.contains(topic)).cloned().collect();
            self.revoke_all_but(kept, effects);
        }
        true
    }

    pub(super) fn joined(
        &mut self,
        now: Now,
        identity: &Identity,
        key: &LinkKey,
        outcome: Result<Response, Failure>,
        effects: &mut Vec<Effect>,
    ) {
        self.membership.join_in_flight = false;
        let response = match outcome {
            Ok(Response::JoinGroup(response)) => response,
            Ok(_) => return self.fail(ErrorCode::UnknownServerError.into()),
            Err(failure) => return self.join_lost(now, key, failure, effects),
        };
        if self.closing != Closing::No || self.membership.state != State::Joining {
            return;
        }
        match error_of(response.error_code) {
            None => self.in_generation(now, response, effects),
            Some(ErrorCode::MemberIdRequired) => {
                self.membership.generation = NO_GENERATION;
                let reason =
                    alloc::format!("need to re-join with the given member-id: {}", response.member_id);
                self.membership.member_id = response.member_id;
                self.membership.request_rejoin(&reason);
            }
            Some(ErrorCode::UnknownMemberId) => {
                if self.membership.is(identity) {
                    self.reset_membership("JOIN_GROUP", ErrorCode::UnknownMemberId);
                }
            }
            Some(ErrorCode::CoordinatorNotAvailable | ErrorCode::NotCoordinator) => {
                self.lose_coordinator_of(key, effects);
                self.join_again(now, "rebalance failed due to NotCoordinatorException");
            }
            Some(ErrorCode::CoordinatorLoadInProgress) => {
                self.join_again(now, "rebalance failed due to CoordinatorLoadInProgressException");
            }
            Some(ErrorCode::RebalanceInProgress) => {
                self.membership.request_rejoin("rebalance failed due to RebalanceInProgressException");
            }
            Some(ErrorCode::GroupMaxSizeReached) => {
                let why = alloc::format!(
                    "Consumer group {} already has the configured maximum number of members.",
                    self.group()
                );
                self.fail(ClientError::new(ErrorCode::GroupMaxSizeReached, why));
            }
            Some(error) => self.fail(error.into()),
        }
    }

    pub(super) fn join_lost(&mut self, now: Now, key: &LinkKey, failure: Failure, effects: &mut Vec<Effect>) {
        if failure == Failure::Unsupported {
            return self.fail(failure_code(failure).into());
        }
        self.lose_coordinator_of(key, effects);
        self.join_again(now, "rebalance failed due to DisconnectException");
    }

    pub(super) fn join_again(&mut self, now: Now, reason: &str) {
        self.membership.join_not_before = now.at.after_ms(self.settings.common.retry_backoff_ms);
        self.membership.request_rejoin(reason);
    }

    /// The join phase is over: this member is in a new generation.
    fn in_generation(&mut self, now: Now, response: JoinGroupResponse, effects: &mut Vec<Effect>) {
        let membership = &mut self.membership;
        membership.state = State::Syncing;
        membership.generation = response.generation_id;
        membership.protocol = response.protocol_name;
        membership.rejoin_needed = false;
        membership.heartbeats.next_at = now.at.after_ms(self.settings.heartbeat_interval_ms);
        membership.heartbeats.answered_at = now.at;
        membership.heartbeats.failures = 0;
        let leads = response.leader == response.member_id;
        membership.member_id = response.member_id;
        self.revision += 1;
        if !leads {
            self.sync(now, Vec::new(), effects);
        } else if response.skip_assignment {
            // A static leader that came back: the group goes on with what it has (KIP-814).
            self.sync(now, Vec::new(), effects);
        } else {
            self.lead(now, response.members, effects);
        }
    }
}
