//! The group's coordinator: found, lost, called; heartbeats and farewells.

use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

use partita_machine::{Address, Effect, Event, Failure, Instant, Now};
use partita_wire::messages::find_coordinator_request::FindCoordinatorRequest;
use partita_wire::messages::heartbeat_request::HeartbeatRequest;
use partita_wire::messages::leave_group_request::{LeaveGroupRequest, MemberIdentity};
use partita_wire::{ErrorCode, Request, Response};

use super::answer::Reply;
use super::membership::{Identity, State};
use super::positions::Place;
use super::{Closing, Consumer, Wanted};
use crate::backoff::Backoff;
use crate::error::ClientError;
use crate::metadata::error_of;
use crate::net::LinkKey;

impl Consumer {
    /// `group.id`, empty if there is none.
    pub(super) fn group(&self) -> &str {
        self.settings.group_id.as_deref().unwrap_or_default()
    }

    pub(super) fn is_subscribed(&self) -> bool {
        matches!(self.wanted, Wanted::Topics(_) | Wanted::Expression(_))
    }

    /// The coordinator's link and address. Looks for it if it is not known.
    pub(super) fn coordinator(&mut self, now: Now, effects: &mut Vec<Effect>) -> Option<(LinkKey, Address)> {
        if let Some((node, address)) = &self.membership.coordinator {
            return Some((LinkKey::Coordinator(*node), address.clone()));
        }
        if self.membership.finding || self.membership.find_not_before > now.at {
            return None;
        }
        let (key, to) = self.net.least_loaded()?;
        let group = self.group().into();
        let body = FindCoordinatorRequest { coordinator_keys: vec![group], ..Default::default() };
        self.membership.finding = true;
        let timeout = self.settings.common.request_timeout_ms;
        self.net.call(now, (&key, &to), body, i16::MAX, Reply::Find, timeout, effects);
        None
    }

    /// Calls the coordinator, if it is known.
    pub(super) fn call_coordinator(
        &mut self,
        now: Now,
        body: impl Into<Request>,
        version_max: i16,
        reply: Reply,
        timeout_ms: u64,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let Some((key, to)) = self.coordinator(now, effects) else { return false };
        self.net.call(now, (&key, &to), body, version_max, reply, timeout_ms, effects);
        true
    }

    pub(super) fn found(&mut self, now: Now, outcome: Result<Response, Failure>, effects: &mut Vec<Effect>) {
        self.membership.finding = false;
        let found = match outcome {
            Ok(Response::FindCoordinator(response)) => response.coordinators.into_iter().next(),
            _ => None,
        };
        let error = match &found {
            None => Some(ErrorCode::NetworkException),
            Some(found) => error_of(found.error_code),
        };
        match (error, found) {
            (None, Some(found)) => {
                let port = u16::try_from(found.port).unwrap_or_default();
                self.membership.coordinator = Some((found.node_id, Address::new(&found.host, port)));
                self.membership.find_failures = 0;
                self.membership.heartbeats.answered_at = now.at;
                // The link is opened at once, so that the first call finds it up.
                if let Some((key, to)) = self.coordinator(now, effects) {
                    self.net.ready(now, &key, &to, effects);
                }
            }
            (Some(error), _) if error.is_retriable() => {
                let backoff =
                    Backoff::new(&self.settings.common).ms(self.membership.find_failures, &mut self.net.rng);
                self.membership.find_failures += 1;
                self.membership.find_not_before = now.at.after_ms(backoff);
                self.net.want_refresh();
            }
            (Some(error), _) => self.fail(error.into()),
            (None, None) => {}
        }
    }

    /// The coordinator does not answer, or says that it is none.
    pub(super) fn lose_coordinator(&mut self, effects: &mut Vec<Effect>) {
        if let Some((node, _)) = self.membership.coordinator.take() {
            self.net.hang(&LinkKey::Coordinator(node), effects);
        }
    }

    /// [`Consumer::lose_coordinator`], if it is still the one of this link.
    pub(super) fn lose_coordinator_of(&mut self, key: &LinkKey, effects: &mut Vec<Effect>) {
        let current = self.membership.coordinator.as_ref().map(|(node, _)| LinkKey::Coordinator(*node));
        if current.as_ref() == Some(key) {
            self.lose_coordinator(effects);
        }
    }

    /// An error that the application has to see; the group is over for this consumer.
    pub(super) fn fail(&mut self, error: ClientError) {
        self.membership.fatal = true;
        self.error = Some(error);
        self.revision += 1;
    }

    /// Sends a heartbeat when one is due; notices a coordinator or an application that is gone.
    pub(super) fn keep_alive(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if !self.membership.has_heartbeats() || self.membership.fatal || self.closing != Closing::No {
            return;
        }
        let beats = self.membership.heartbeats;
        if self.membership.coordinator.is_some()
            && beats.answered_at.after_ms(self.settings.session_timeout_ms) <= now.at
        {
            self.lose_coordinator(effects);
        }
        if !self.polling && self.poll_deadline() <= now.at {
            self.leave(now, "consumer poll timeout has expired.", effects);
            return;
        }
        if beats.in_flight || beats.next_at > now.at || self.coordinator(now, effects).is_none() {
            return;
        }
        let body = HeartbeatRequest {
            group_id: self.group().into(),
            generation_id: self.membership.generation,
            member_id: self.membership.member_id.clone(),
            group_instance_id: self.settings.group_instance_id.clone(),
        };
        let reply = Reply::Heartbeat(self.membership.identity());
        self.membership.heartbeats.in_flight = true;
        self.membership.heartbeats.next_at = now.at.after_ms(self.settings.heartbeat_interval_ms);
        let timeout = self.settings.common.request_timeout_ms;
        self.call_coordinator(now, body, i16::MAX, reply, timeout, effects);
    }

    pub(super) fn poll_deadline(&self) -> Instant {
        self.membership.polled_at.after_ms(self.settings.max_poll_interval_ms)
    }

    pub(super) fn heartbeat_answered(
        &mut self,
        now: Now,
        identity: &Identity,
        key: &LinkKey,
        outcome: Result<Response, Failure>,
        effects: &mut Vec<Effect>,
    ) {
        self.membership.heartbeats.in_flight = false;
        let error = match outcome {
            Ok(Response::Heartbeat(response)) => error_of(response.error_code),
            _ => {
                self.lose_coordinator_of(key, effects);
                return self.heartbeat_failed(now);
            }
        };
        match error {
            None => {
                self.membership.heartbeats.answered_at = now.at;
                self.membership.heartbeats.failures = 0;
            }
            Some(ErrorCode::RebalanceInProgress) => {
                self.membership.heartbeats.answered_at = now.at;
                if self.membership.state == State::Stable {
                    self.membership.request_rejoin("group is already rebalancing");
                }
            }
            Some(ErrorCode::CoordinatorNotAvailable | ErrorCode::NotCoordinator) => {
                self.lose_coordinator_of(key, effects);
                self.heartbeat_failed(now);
            }
            Some(
                error @ (ErrorCode::IllegalGeneration
                | ErrorCode::UnknownMemberId
                | ErrorCode::FencedInstanceId),
            ) => {
                if self.membership.is(identity) {
                    self.reset_membership("HEARTBEAT", error);
                }
            }
            Some(error) => self.fail(error.into()),
        }
    }

    fn heartbeat_failed(&mut self, now: Now) {
        let beats = &mut self.membership.heartbeats;
        let backoff = Backoff::new(&self.settings.common).ms(beats.failures, &mut self.net.rng);
        beats.failures += 1;
        beats.next_at = now.at.after_ms(backoff);
    }

    /// The coordinator does not know this member or generation any more. FENCED_INSTANCE_ID is final: another member has
    /// this one's instance id.
    pub(super) fn reset_membership(&mut self, api: &str, error: ErrorCode) {
        if self.is_modern() {
            return self.fenced();
        }
        let reason = format!("encountered {} from {api} response", error.name());
        self.membership.reset(&reason, error != ErrorCode::IllegalGeneration);
        self.revision += 1;
        if error == ErrorCode::FencedInstanceId {
            self.fail(error.into());
        }
    }

    /// Leaves the group; static members stay until their session ends (KIP-345). Gives whether an answer will come.
    pub(super) fn leave(&mut self, now: Now, reason: &str, effects: &mut Vec<Effect>) -> bool {
        if self.is_modern() {
            return self.leave_modern(now, effects);
        }
        let member = !self.membership.member_id.is_empty() && self.membership.state != State::Unjoined;
        let leaves = member
            && self.is_subscribed()
            && self.settings.group_instance_id.is_none()
            && self.membership.coordinator.is_some();
        if leaves {
            let identity = MemberIdentity {
                member_id: self.membership.member_id.clone(),
                reason: Some(reason.into()),
                ..Default::default()
            };
            let body = LeaveGroupRequest {
                group_id: self.group().into(),
                members: vec![identity],
                ..Default::default()
            };
            let timeout = self.settings.common.request_timeout_ms;
            self.call_coordinator(now, body, i16::MAX, Reply::Leave, timeout, effects);
        }
        self.membership.left = true;
        self.membership.reset("consumer pro-actively leaving the group", true);
        self.revision += 1;
        leaves
    }

    /// Gives all partitions of a subscription back, or loses them if the member is in no generation.
    pub(super) fn drop_partitions(&mut self, effects: &mut Vec<Effect>) {
        if !self.is_subscribed() {
            return;
        }
        self.revoke_all_but(Vec::new(), effects);
    }

    /// Gives partitions back, or loses them; gives whether there were any.
    pub(super) fn revoke_all_but(&mut self, kept: Vec<Place>, effects: &mut Vec<Effect>) -> bool {
        let lost = self.membership.has_lost_all();
        let gone = |place: &&Place| !kept.contains(place);
        let partitions: Vec<Place> = self.positions.keys().filter(gone).cloned().collect();
        if partitions.is_empty() {
            return false;
        }
        self.positions.retain(|place, _| kept.contains(place));
        self.arrived.retain(|place| kept.contains(place));
        self.revision += 1;
        effects.push(Effect::Tell(Event::Revoked { group: self.group().into(), partitions, lost }));
        true
    }
}
