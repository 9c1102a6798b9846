//! Membership by the consumer protocol (KIP-848): one request, the heartbeat, says what is wanted and owned, and is answered
//! with what shall be owned. There is no barrier: this member gives back what it no longer has, says so, and goes on reading
//! everything else meanwhile.
//!
//! The member's epoch is where the generation of the classic protocol is; its state is `Stable` from the first answer on.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_machine::{Effect, Event, Failure, Instant, Name, Now};
use partita_wire::messages::consumer_group_heartbeat_request::{
    ConsumerGroupHeartbeatRequest, TopicPartitions,
};
use partita_wire::messages::consumer_group_heartbeat_response::ConsumerGroupHeartbeatResponse;
use partita_wire::{ErrorCode, Response, Uuid};

use super::answer::Reply;
use super::membership::{ById, Identity, Modern, NO_GENERATION, Prepare, State};
use super::positions::Place;
use super::subscribe::Wish;
use super::{Closing, Consumer};
use crate::backoff::Backoff;
use crate::error::{ClientError, failure_code};
use crate::metadata::error_of;
use crate::net::LinkKey;
use crate::settings::GroupProtocol;

/// Epoch with which a member joins.
const JOINING: i32 = 0;
/// Epoch with which a member leaves.
const LEAVING: i32 = -1;
/// Epoch with which a static member goes that will be back.
const AWAY: i32 = -2;

impl Consumer {
    /// Whether it is a member by the consumer protocol.
    pub(super) fn is_modern(&self) -> bool {
        self.settings.group_protocol == GroupProtocol::Consumer
    }

    /// Goes on with membership, as far as there is something to do now.
    pub(super) fn advance_modern(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.membership.fatal || self.closing != Closing::No {
            return;
        }
        let is_member = self.membership.state != State::Unjoined;
        if is_member && !self.polling && self.poll_deadline() <= now.at {
            self.leave(now, "consumer poll timeout has expired.", effects);
            return;
        }
        if self.polling {
            // Whoever was fenced or left without polling has lost what it had.
            if !is_member && self.membership.generation == NO_GENERATION {
                self.drop_partitions(effects);
            }
            self.reconcile(now, effects);
        }
        if is_member || self.polling {
            self.beat(now, effects);
        }
    }

    /// When membership has something to do by itself.
    pub(super) fn modern_wake_at(&self) -> Option<Instant> {
        let membership = &self.membership;
        let find =
            (membership.coordinator.is_none() && !membership.finding).then_some(membership.find_not_before);
        let beat = (!membership.heartbeats.in_flight).then_some(membership.heartbeats.next_at);
        let poll = (!self.polling && membership.state != State::Unjoined).then(|| self.poll_deadline());
        let prepare = match membership.prepare {
            Prepare::Committing(_, until) => Some(until),
            _ => None,
        };
        [find, beat, poll, prepare].into_iter().flatten().filter(|&at| at > self.seen).min()
    }

    fn beat(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let Some(wish) = self.wish() else { return };
        let membership = &self.membership;
        let news = membership.modern.hurry || membership.modern.said.as_ref() != Some(&wish);
        let waits = membership.heartbeats.next_at > now.at && (membership.heartbeats.failures > 0 || !news);
        if membership.heartbeats.in_flight || waits || self.coordinator(now, effects).is_none() {
            return;
        }
        let membership = &mut self.membership;
        if membership.state == State::Unjoined {
            if membership.member_id.is_empty() {
                // It names itself (KIP-1082), once for all its life.
                membership.member_id = Uuid(self.net.rng.uuid_bytes()).to_string();
            }
            membership.state = State::Joining;
            membership.generation = JOINING;
            membership.left = false;
            membership.modern = Modern { full: true, ..Modern::default() };
            self.revision += 1;
        }
        let body = self.heartbeat(&wish);
        let modern = &mut self.membership.modern;
        modern.said = Some(wish);
        (modern.full, modern.hurry, modern.owned_changed) = (false, false, false);
        self.membership.heartbeats.in_flight = true;
        let reply = Reply::Beat(self.membership.identity());
        let timeout = self.settings.common.request_timeout_ms;
        self.call_coordinator(now, body, i16::MAX, reply, timeout, effects);
    }

    /// The next heartbeat: all there is to say, or what changed.
    fn heartbeat(&self, wish: &Wish) -> ConsumerGroupHeartbeatRequest {
        let membership = &self.membership;
        let (modern, full) = (&membership.modern, membership.modern.full);
        let changed = modern.said.as_ref() != Some(wish);
        let (topics, expression) = match (wish, &modern.said) {
            _ if !full && !changed => (None, None),
            // An empty expression takes back the one before.
            (Wish::Topics(topics), Some(Wish::Expression(_))) => (Some(topics.clone()), Some(String::new())),
            (Wish::Topics(topics), _) => (Some(topics.clone()), None),
            (Wish::Expression(expression), _) => (Some(Vec::new()), Some(expression.clone())),
        };
        let ms = i32::try_from(self.settings.max_poll_interval_ms).unwrap_or(i32::MAX);
        ConsumerGroupHeartbeatRequest {
            group_id: self.group().into(),
            member_id: membership.member_id.clone(),
            member_epoch: membership.generation,
            instance_id: self.settings.group_instance_id.clone(),
            rack_id: Some(self.settings.client_rack.clone()).filter(|rack| full && !rack.is_empty()),
            rebalance_timeout_ms: if full { ms } else { -1 },
            subscribed_topic_names: topics,
            subscribed_topic_regex: expression,
            server_assignor: self.settings.group_remote_assignor.clone().filter(|_| full),
            topic_partitions: (full || modern.owned_changed).then(|| self.owned_by_id()),
        }
    }

    fn owned_by_id(&self) -> Vec<TopicPartitions> {
        let owned = self.membership.modern.owned.iter();
        let one = |(&topic_id, (_, of)): (&Uuid, &(Name, Vec<i32>))| TopicPartitions {
            topic_id,
            partitions: of.clone(),
        };
        owned.map(one).collect()
    }

    pub(super) fn beat_answered(
        &mut self,
        now: Now,
        identity: &Identity,
        key: &LinkKey,
        outcome: Result<Response, Failure>,
        effects: &mut Vec<Effect>,
    ) {
        self.membership.heartbeats.in_flight = false;
        if self.closing != Closing::No || !self.membership.is(identity) {
            return;
        }
        let response = match outcome {
            Ok(Response::ConsumerGroupHeartbeat(response)) => response,
            Ok(_) => return self.fail(ErrorCode::UnknownServerError.into()),
            Err(Failure::Unsupported) => return self.fail(failure_code(Failure::Unsupported).into()),
            Err(_) => {
                self.lose_coordinator_of(key, effects);
                return self.beat_failed(now);
            }
        };
        match error_of(response.error_code) {
            None => self.take_beat(now, response),
            Some(ErrorCode::CoordinatorNotAvailable | ErrorCode::NotCoordinator) => {
                self.lose_coordinator_of(key, effects);
                self.beat_failed(now);
            }
            Some(ErrorCode::UnknownMemberId | ErrorCode::FencedMemberEpoch) => self.fenced(),
            // The member before has not gone yet: its session will end.
            Some(error) if error.is_retriable() => self.beat_failed(now),
            Some(error) => match response.error_message {
                Some(why) => self.fail(ClientError::new(error, why)),
                None => self.fail(error.into()),
            },
        }
    }

    /// Nothing is known of what became of the heartbeat: the next one says everything.
    fn beat_failed(&mut self, now: Now) {
        let beats = &mut self.membership.heartbeats;
        let backoff = Backoff::new(&self.settings.common).ms(beats.failures, &mut self.net.rng);
        beats.failures += 1;
        beats.next_at = now.at.after_ms(backoff);
        self.membership.modern.full = true;
        self.membership.modern.said = None;
    }

    fn take_beat(&mut self, now: Now, response: ConsumerGroupHeartbeatResponse) {
        let membership = &mut self.membership;
        membership.heartbeats.failures = 0;
        membership.heartbeats.answered_at = now.at;
        membership.modern.interval_ms = u64::try_from(response.heartbeat_interval_ms).unwrap_or(0);
        membership.heartbeats.next_at = now.at.after_ms(membership.modern.interval_ms);
        let before = (membership.state, membership.generation);
        (membership.state, membership.generation) = (State::Stable, response.member_epoch);
        if let Some(assignment) = response.assignment {
            let topics = assignment.topic_partitions.into_iter();
            membership.modern.shall_own(topics.map(|topic| (topic.topic_id, topic.partitions)).collect());
        }
        if before != (membership.state, membership.generation) || membership.modern.target.is_some() {
            self.revision += 1;
        }
    }

    /// The coordinator has given this member up: what it had belongs to others, and it begins anew under its id.
    pub(super) fn fenced(&mut self) {
        let membership = &mut self.membership;
        membership.state = State::Unjoined;
        membership.generation = NO_GENERATION;
        membership.modern = Modern::default();
        membership.prepare = Prepare::Needed;
        membership.heartbeats.next_at = Instant(0);
        self.revision += 1;
    }

    /// Makes what it owns what it shall own: commits, gives back, takes, says so. It says so as well where nothing but the ids
    /// of its topics changed: the coordinator waits for that.
    fn reconcile(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let Some((owned, unknown)) = self.resolved_target() else { return };
        if unknown {
            self.net.want_refresh();
        }
        let of_topic = |(name, of): &(Name, Vec<i32>)| {
            let name = name.clone();
            of.iter().map(move |&partition| (name.clone(), partition)).collect::<Vec<Place>>()
        };
        let mut partitions: Vec<Place> = owned.values().flat_map(of_topic).collect();
        partitions.sort();
        partitions.dedup();
        let same = partitions.iter().eq(self.positions.keys());
        if !same && !self.ready_to_change(now, &partitions, effects) {
            return;
        }
        self.membership.prepare = Prepare::Needed;
        let modern = &mut self.membership.modern;
        if !unknown || modern.owned != owned {
            (modern.owned_changed, modern.hurry) = (true, true);
        }
        modern.owned = owned;
        if !unknown {
            modern.target = None;
        }
        if same {
            return;
        }
        let generation = self.membership.generation;
        self.revoke_all_but(partitions.clone(), effects);
        self.set_partitions(&partitions, generation);
        self.postpone_auto_commit(now);
        effects.push(Effect::Tell(Event::Assigned { group: self.group().into(), generation, partitions }));
    }

    /// What it shall own as far as the names of these topics are known, and whether some are not. The name of a topic that it
    /// owns is known even when the metadata has it no more.
    fn resolved_target(&self) -> Option<(ById, bool)> {
        let modern = &self.membership.modern;
        let mut resolved = BTreeMap::new();
        let mut unknown = false;
        for (&topic, of) in modern.target.as_ref()? {
            let owned = || modern.owned.get(&topic).map(|(name, _)| name);
            match self.net.metadata.name_of(topic).or_else(owned) {
                Some(name) => {
                    resolved.insert(topic, (name.clone(), of.clone()));
                }
                None => unknown |= !of.is_empty(),
            }
        }
        Some((resolved, unknown))
    }

    /// Whether positions are committed, where they are by the consumer itself; what goes is not read any further.
    fn ready_to_change(&mut self, now: Now, kept: &[Place], effects: &mut Vec<Effect>) -> bool {
        if self.membership.prepare == Prepare::Needed {
            self.membership.prepare = Prepare::Done;
            if self.settings.auto_commit && !self.positions.is_empty() {
                for (_, tracked) in self.positions.iter_mut().filter(|(place, _)| !kept.contains(place)) {
                    tracked.pending_revocation = true;
                }
                let until = now.at.after_ms(self.settings.max_poll_interval_ms);
                let commit = self.commit_before_rejoin(now, until, effects);
                self.membership.prepare = Prepare::Committing(commit, until);
            }
        }
        match self.membership.prepare {
            Prepare::Committing(commit, until) => !self.commits.has(commit) || until <= now.at,
            Prepare::Needed | Prepare::Done => true,
        }
    }

    /// Leaves the group; a static member only for a while. Gives whether an answer will come.
    pub(super) fn leave_modern(&mut self, now: Now, effects: &mut Vec<Effect>) -> bool {
        let is_member = self.membership.state == State::Stable && self.membership.coordinator.is_some();
        if is_member {
            let epoch = if self.settings.group_instance_id.is_some() { AWAY } else { LEAVING };
            let body = ConsumerGroupHeartbeatRequest {
                group_id: self.group().into(),
                member_id: self.membership.member_id.clone(),
                member_epoch: epoch,
                instance_id: self.settings.group_instance_id.clone(),
                ..Default::default()
            };
            let timeout = self.settings.common.request_timeout_ms;
            self.call_coordinator(now, body, i16::MAX, Reply::Leave, timeout, effects);
        }
        self.fenced();
        self.membership.left = true;
        is_member
    }
}

impl Modern {
    /// Takes what it shall own; what it was told already is no news (a coordinator answers a full heartbeat with it again).
    fn shall_own(&mut self, target: BTreeMap<Uuid, Vec<i32>>) {
        if self.told.as_ref() != Some(&target) {
            (self.told, self.target) = (Some(target.clone()), Some(target));
        }
    }
}
