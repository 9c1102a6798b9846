//! Members of the classic protocol in a consumer group: the coordinator shares for them too, and answers their requests
//! from what it decided. A classic member learns by its heartbeats that it has to join again.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::GoneReason;
use partita_wire::messages::heartbeat_request::HeartbeatRequest;
use partita_wire::messages::heartbeat_response::HeartbeatResponse;
use partita_wire::messages::join_group_request::{JoinGroupRequest, JoinGroupRequestProtocol};
use partita_wire::messages::join_group_response::JoinGroupResponse;
use partita_wire::messages::leave_group_request::MemberIdentity;
use partita_wire::messages::leave_group_response::MemberResponse;
use partita_wire::messages::sync_group_request::SyncGroupRequest;
use partita_wire::messages::sync_group_response::SyncGroupResponse;
use partita_wire::{ErrorCode, Uuid};

use super::heartbeat::Beat;
use super::records::classic_assignment;
use super::validate::Refused;
use super::{ClassicMember, ConsumerGroup, Draft, Member, MemberState, hash, resolve};
use crate::coordinator::group::classic::{self, CONSUMER_PROTOCOL_TYPE};
use crate::coordinator::group::{After, GroupState, GroupStep, Timer, embedded, heard};
use crate::coordinator::step::Caller;
use crate::image::Image;

/// From this version on a member gets its id first and joins with it then (KIP-394).
const MEMBER_ID_REQUIRED_FROM: i16 = 4;

impl GroupState {
    /// Serves JoinGroup for a consumer group with members.
    pub(crate) fn join_consumers(
        &mut self,
        step: &mut GroupStep<'_>,
        caller: Caller,
        request: JoinGroupRequest,
    ) {
        let asked_id = request.member_id.clone();
        match self.joined_consumers(step, &caller, request) {
            Err(refusal) => step.answer(caller, classic::refused(refusal.error, &asked_id)),
            Ok(Err(member_id)) => {
                step.answer(caller, classic::refused(ErrorCode::MemberIdRequired, &member_id));
            }
            Ok(Ok(response)) => self.answer_after(step, caller, response),
        }
    }

    /// The answer, or the id that a member has to join with.
    fn joined_consumers(
        &mut self,
        step: &mut GroupStep<'_>,
        caller: &Caller,
        request: JoinGroupRequest,
    ) -> Result<Result<JoinGroupResponse, String>, Refused> {
        let group = self.consumers.get(request.group_id.as_str()).ok_or(ErrorCode::UnknownMemberId)?;
        let is_nameless = request.member_id.is_empty();
        let member_id = match is_nameless {
            true => format!("{}", Uuid(step.rng.uuid_bytes())),
            false => request.member_id,
        };
        if !group.supports(&request.protocol_type, &request.protocols) {
            return Err(ErrorCode::InconsistentGroupProtocol.into());
        }
        let asked = caller.asked();
        if is_nameless && request.group_instance_id.is_none() && asked.version >= MEMBER_ID_REQUIRED_FROM {
            return Ok(Err(member_id));
        }
        let preferred = request.protocols.first().ok_or(ErrorCode::InconsistentGroupProtocol)?;
        let protocol_name = preferred.name.clone();
        let subscription =
            embedded::subscription(&preferred.metadata).ok_or(ErrorCode::InconsistentGroupProtocol)?;
        let image = step.settings.image.clone();
        let mut owned = crate::coordinator::group::assign::Partitions::new();
        for (topic, partitions) in subscription.owned {
            if let Some(topic) = image.topic(&topic) {
                owned.entry(topic.id).or_default().extend(partitions);
            }
        }
        let protocols = request.protocols.into_iter().map(|one| (one.name, one.metadata)).collect();
        let session_timeout_ms = request.session_timeout_ms;
        let beat = Beat {
            member_id: member_id.clone(),
            epoch: None,
            joins: is_nameless || request.group_instance_id.is_none(),
            instance_id: request.group_instance_id,
            rack_id: subscription.rack,
            rebalance_timeout_ms: request.rebalance_timeout_ms,
            topics: Some(subscription.topics),
            owned: Some(owned),
            client_id: asked.client_id.clone().unwrap_or_default(),
            client_host: Member::host(&asked.peer.host),
            classic: Some(ClassicMember { session_timeout_ms, protocols }),
            ..Beat::default()
        };
        let mut draft = Draft::of(group);
        draft.beat(step, beat)?;
        let epoch = draft.group.known(&member_id)?.epoch;
        let (id, member) = (draft.group.id.clone(), member_id.clone());
        step.cancel_timer(Timer::Rejoin { group: id.clone(), member_id: member.clone() });
        let is_all_classic = draft.group.members.values().all(|member| member.classic.is_some());
        if is_all_classic
            && step.settings.downgrades
            && draft.group.members.len() <= step.settings.group_max_size
        {
            // It took the place of the last member of the new protocol.
            self.downgrade(step, draft, None);
        } else {
            draft.group.restart_session(step, &member);
            step.set_timer(Timer::Resync { group: id, member_id: member }, request.rebalance_timeout_ms);
            draft.finish(step);
        }
        Ok(Ok(JoinGroupResponse {
            member_id,
            generation_id: epoch,
            protocol_type: Some(CONSUMER_PROTOCOL_TYPE.into()),
            protocol_name: Some(protocol_name),
            ..Default::default()
        }))
    }

    /// Serves SyncGroup for a consumer group.
    pub(crate) fn sync_consumers(
        &self,
        step: &mut GroupStep<'_>,
        caller: Caller,
        request: &SyncGroupRequest,
    ) {
        match self.synced_consumers(step, request) {
            Err(refusal) => step.answer(caller, classic::unsynced(refusal.error)),
            // What it was told to own has to be in the log first.
            Ok(response) => step.out.after = Some(After::Answer { caller, response: response.into() }),
        }
    }

    fn synced_consumers(
        &self,
        step: &mut GroupStep<'_>,
        request: &SyncGroupRequest,
    ) -> Result<SyncGroupResponse, Refused> {
        let group = self.consumers.get(request.group_id.as_str()).ok_or(ErrorCode::UnknownMemberId)?;
        let member = group.known_classic(&request.member_id, request.group_instance_id.as_deref())?;
        if request.generation_id != member.epoch {
            return Err(ErrorCode::IllegalGeneration.into());
        }
        let preferred = member.classic.as_ref().and_then(|classic| classic.protocols.first());
        let preferred = preferred.map(|(name, _)| name.as_str());
        let differs = |theirs: Option<&str>, ours: Option<&str>| theirs.is_some() && theirs != ours;
        if differs(request.protocol_type.as_deref(), Some(CONSUMER_PROTOCOL_TYPE))
            || differs(request.protocol_name.as_deref(), preferred)
        {
            return Err(ErrorCode::InconsistentGroupProtocol.into());
        }
        if group.epoch > member.epoch && member.state != MemberState::UnrevokedPartitions {
            group.expect_rejoin(step, member);
            return Err(ErrorCode::RebalanceInProgress.into());
        }
        let timer = Timer::Resync { group: group.id.clone(), member_id: request.member_id.clone() };
        step.cancel_timer(timer);
        group.restart_session(step, &request.member_id);
        Ok(SyncGroupResponse {
            protocol_type: request.protocol_type.clone(),
            protocol_name: request.protocol_name.clone(),
            assignment: classic_assignment(member, &names(member, &step.settings.image)),
            ..Default::default()
        })
    }

    /// Serves Heartbeat for a consumer group.
    pub(crate) fn heartbeat_consumers(
        &self,
        step: &mut GroupStep<'_>,
        caller: Caller,
        request: &HeartbeatRequest,
    ) {
        let response = match self.heard_consumers(step, request) {
            Ok(()) => HeartbeatResponse::default(),
            Err(refusal) => heard(refusal.error),
        };
        step.answer(caller, response);
    }

    fn heard_consumers(&self, step: &mut GroupStep<'_>, request: &HeartbeatRequest) -> Result<(), Refused> {
        let group = self.consumers.get(request.group_id.as_str()).ok_or(ErrorCode::UnknownMemberId)?;
        let member = group.known_classic(&request.member_id, request.group_instance_id.as_deref())?;
        if request.generation_id != member.epoch {
            return Err(ErrorCode::IllegalGeneration.into());
        }
        group.restart_session(step, &request.member_id);
        let has_to_join = match member.state {
            _ if member.epoch < group.epoch => true,
            MemberState::UnrevokedPartitions => true,
            MemberState::UnreleasedPartitions => !group.waits_for_others(member),
            MemberState::Stable | MemberState::Unknown => false,
        };
        if has_to_join {
            group.expect_rejoin(step, member);
            return Err(ErrorCode::RebalanceInProgress.into());
        }
        Ok(())
    }

    /// Serves LeaveGroup for a consumer group.
    pub(crate) fn leave_consumers(
        &mut self,
        step: &mut GroupStep<'_>,
        caller: Caller,
        group_id: &str,
        members: Vec<MemberIdentity>,
    ) {
        let Some(group) = self.consumers.get(group_id) else {
            return step.answer(caller, classic::nobody_left(members));
        };
        let mut draft = Draft::of(group);
        let mut gone: Vec<String> = Vec::new();
        let mut left = Vec::new();
        for identity in members {
            let found = draft.group.leaving(&identity).map(|member| member.member_id.clone());
            if let Ok(member_id) = &found {
                draft.group.stop_timers(step, member_id);
                draft.remove(member_id, GoneReason::Left);
                gone.push(member_id.clone());
            }
            left.push(MemberResponse {
                member_id: found.as_ref().cloned().unwrap_or(identity.member_id),
                group_instance_id: identity.group_instance_id,
                error_code: found.err().map_or(0, |refusal| refusal.error as i16),
            });
        }
        if !gone.is_empty() {
            let hash = hash::of(&resolve::topics(&draft.group, &step.settings.image), &step.settings.image);
            let reason = format!("explicit `LeaveGroup` request for ({}) members.", gone.join(", "));
            draft.bump(hash, Some(Name::from(reason)));
            draft.finish(step);
        }
        step.out.after = Some(After::Answer { caller, response: classic::left(Ok(left)).into() });
    }
}

impl ConsumerGroup {
    /// Whether a classic member with these protocols can be in: all classic members know one of them.
    fn supports(&self, kind: &str, protocols: &[JoinGroupRequestProtocol]) -> bool {
        let knows = |member: &Member, name: &str| {
            let classic = member.classic.as_ref();
            classic.is_some_and(|classic| classic.protocols.iter().any(|(known, _)| known == name))
        };
        kind == CONSUMER_PROTOCOL_TYPE
            && protocols.iter().any(|one| self.classic_members().all(|member| knows(member, &one.name)))
    }

    /// A member that LeaveGroup names.
    fn leaving(&self, identity: &MemberIdentity) -> Result<&Member, Refused> {
        match identity.group_instance_id.as_deref() {
            // An administrator knows instance ids only.
            Some(instance_id) if identity.member_id.is_empty() => {
                let member = self.static_member(instance_id).ok_or(ErrorCode::UnknownMemberId)?;
                self.known_classic(&member.member_id, Some(instance_id))
            }
            instance_id => self.known_classic(&identity.member_id, instance_id),
        }
    }

    /// Whether others still hold something that a member shall get.
    fn waits_for_others(&self, member: &Member) -> bool {
        let shall = self.target.get(&member.member_id).into_iter().flatten();
        let mut places = shall.flat_map(|(&topic, of)| of.iter().map(move |&partition| (topic, partition)));
        places.any(|(topic, partition)| {
            let others = self.members.values().filter(|other| other.member_id != member.member_id);
            !member.holds(topic, partition) && others.into_iter().any(|other| other.holds(topic, partition))
        })
    }

    /// A classic member has been told to join again: it has that long.
    fn expect_rejoin(&self, step: &mut GroupStep<'_>, member: &Member) {
        let timer = Timer::Rejoin { group: self.id.clone(), member_id: member.member_id.clone() };
        step.set_timer_once(timer, member.rebalance_timeout_ms);
    }
}

/// What a member owns, by the names of topics.
fn names(member: &Member, image: &Image) -> Vec<(String, Vec<i32>)> {
    let name = |topic: &Uuid| image.topics.get(topic).map(|topic| String::from(&*topic.name));
    let owned = member.owned();
    let named = owned.iter().filter_map(|(topic, of): (&Uuid, &BTreeSet<i32>)| {
        Some((name(topic)?, of.iter().copied().collect()))
    });
    let mut named: Vec<(String, Vec<i32>)> = named.collect();
    named.sort();
    named
}
