//! JoinGroup: somebody wants to be in the next generation.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::{Event, Rng};
use partita_wire::ErrorCode;
use partita_wire::messages::join_group_request::JoinGroupRequest;
use partita_wire::messages::join_group_response::JoinGroupResponseMember;

use super::member::{Member, named};
use super::rebalance::refused;
use super::{Group, State};
use crate::coordinator::group::settings::{NEW_MEMBER_JOIN_TIMEOUT_MS, PENDING_MEMBERS_MAX};
use crate::coordinator::group::{GroupStep, Timer};
use crate::coordinator::step::Caller;

/// From this version on a member gets its id first and joins with it then (KIP-394).
const MEMBER_ID_REQUIRED_FROM: i16 = 4;

impl Group {
    /// Serves JoinGroup.
    pub(crate) fn join(&mut self, step: &mut GroupStep<'_>, caller: Caller, request: JoinGroupRequest) {
        if !self.has_room_for(step, &request.member_id) {
            self.remove(&request.member_id);
            step.answer(caller, refused(ErrorCode::GroupMaxSizeReached, ""));
        } else if self.state == State::Dead {
            step.answer(caller, refused(ErrorCode::CoordinatorNotAvailable, &request.member_id));
        } else if !self.supports_protocols(&request.protocol_type, &request.protocols) {
            step.answer(caller, refused(ErrorCode::InconsistentGroupProtocol, &request.member_id));
        } else if request.member_id.is_empty() {
            self.join_new(step, caller, request);
        } else if self.pending_members.contains(&request.member_id) {
            let member_id = request.member_id.clone();
            self.add_member(step, caller, request, member_id);
        } else {
            self.join_again(step, caller, request);
        }
    }

    /// Whether `group.max.size` lets somebody join. While members join again, those that have done so count: so a group
    /// that is too large sheds the last ones.
    fn has_room_for(&self, step: &GroupStep<'_>, member_id: &str) -> bool {
        let size_max = step.settings.group_max_size;
        let member = self.members.get(member_id);
        match self.state {
            State::Empty | State::Dead => true,
            State::PreparingRebalance { .. } => {
                member.is_some_and(|member| member.awaiting_join.is_some())
                    || self.awaiting_join_count() < size_max
            }
            State::CompletingRebalance { .. } | State::Stable { .. } => {
                member.is_some() || self.members.len() < size_max
            }
        }
    }

    /// Somebody without a member id.
    fn join_new(&mut self, step: &mut GroupStep<'_>, caller: Caller, request: JoinGroupRequest) {
        let client_id = caller.asked().client_id.as_deref().unwrap_or_default();
        let prefix = request.group_instance_id.as_deref().unwrap_or(client_id);
        let member_id = fresh_member_id(step.rng, prefix);
        match &request.group_instance_id {
            Some(instance_id) => match self.static_members.get(instance_id).cloned() {
                Some(old_id) => self.replace_static_member(step, caller, request, &old_id, member_id),
                None => self.add_member(step, caller, request, member_id),
            },
            None if caller.asked().version < MEMBER_ID_REQUIRED_FROM => {
                self.add_member(step, caller, request, member_id);
            }
            None if self.pending_members.len() >= PENDING_MEMBERS_MAX => {
                step.answer(caller, refused(ErrorCode::GroupMaxSizeReached, ""));
            }
            None => {
                let timer = Timer::Session { group: self.id.clone(), member_id: member_id.clone() };
                step.set_timer(timer, request.session_timeout_ms);
                step.answer(caller, refused(ErrorCode::MemberIdRequired, &member_id));
                self.pending_members.insert(member_id);
            }
        }
    }

    /// A member of the group.
    fn join_again(&mut self, step: &mut GroupStep<'_>, caller: Caller, request: JoinGroupRequest) {
        let id = request.member_id.clone();
        if let Err(error) = self.validate_member(&id, request.group_instance_id.as_deref()) {
            step.answer(caller, refused(error, &id));
            return;
        }
        let same = self.members.get(&id).is_some_and(|member| member.matches(&request.protocols));
        let state = self.state.name();
        let client_reason = client_reason(request.reason.as_deref());
        let reason = match self.state {
            State::PreparingRebalance { .. } => {
                format!("Member {id} is joining group during {state}; client reason: {client_reason}")
            }
            // The leader may ask for a rebalance for reasons that its own metadata does not show.
            State::Stable { .. } if self.is_leader(&id) => {
                format!("Leader {id} re-joining group during {state}; client reason: {client_reason}")
            }
            State::CompletingRebalance { .. } | State::Stable { .. } if !same => {
                format!("Updating metadata for member {id} during {state}; client reason: {client_reason}")
            }
            // It may not have got its answer: nothing changes by telling it again.
            State::CompletingRebalance { .. } | State::Stable { .. } => {
                let response = self.joined(&id, false);
                step.answer(caller, response);
                return;
            }
            State::Empty | State::Dead => {
                step.answer(caller, refused(ErrorCode::UnknownMemberId, &id));
                return;
            }
        };
        self.update_member(step, &id, caller, request);
        self.rebalance_or_complete_join(step, reason);
    }

    /// Takes in a new member, and begins a rebalance for it.
    fn add_member(
        &mut self,
        step: &mut GroupStep<'_>,
        caller: Caller,
        request: JoinGroupRequest,
        member_id: String,
    ) {
        if let State::PreparingRebalance { initial: Some(wait) } = &mut self.state {
            wait.new_member = true;
        }
        if self.members.is_empty() {
            self.protocol_type = Some(request.protocol_type.clone());
        }
        let reason = format!(
            "Adding new member {member_id} with group instance id {}; client reason: {}",
            request.group_instance_id.as_deref().unwrap_or("null"),
            client_reason(request.reason.as_deref()),
        );
        let member = Member::joining(member_id.clone(), caller, request);
        step.tell(Event::MemberJoined {
            group: self.id.clone(),
            member: member_id.as_str().into(),
            client: member.client_id.as_str().into(),
        });
        self.insert(member);
        let timer = Timer::Session { group: self.id.clone(), member_id };
        step.set_timer(timer, NEW_MEMBER_JOIN_TIMEOUT_MS);
        self.rebalance_or_complete_join(step, reason);
    }

    /// A member comes with other protocols and timeouts, and waits from now on.
    pub(super) fn update_member(
        &mut self,
        step: &mut GroupStep<'_>,
        member_id: &str,
        caller: Caller,
        request: JoinGroupRequest,
    ) {
        let Some(member) = self.members.get_mut(member_id) else { return };
        member.protocols = named(request.protocols);
        member.rebalance_timeout_ms = request.rebalance_timeout_ms;
        member.session_timeout_ms = request.session_timeout_ms;
        // One that came over another connection before is not waited for any more.
        if let Some(before) = member.awaiting_join.replace(caller) {
            step.answer(before, refused(ErrorCode::RebalanceInProgress, member_id));
        }
    }

    /// All members, for the leader.
    pub(super) fn joined_members(&self) -> Vec<JoinGroupResponseMember> {
        let member = |member: &Member| JoinGroupResponseMember {
            member_id: member.member_id.clone(),
            group_instance_id: member.group_instance_id.clone(),
            metadata: self.metadata_of(&member.member_id),
        };
        self.members.values().map(member).collect()
    }
}

/// Why a client says that it joins (KIP-800).
pub(super) fn client_reason(reason: Option<&str>) -> &str {
    reason.filter(|reason| !reason.is_empty()).unwrap_or("not provided")
}

/// `<prefix>-<uuid>`, the UUID in its usual form.
fn fresh_member_id(rng: &mut Rng, prefix: &str) -> String {
    let bytes = rng.uuid_bytes();
    let mut id = String::from(prefix);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 0 | 4 | 6 | 8 | 10) {
            id.push('-');
        }
        id.push_str(&format!("{byte:02x}"));
    }
    id
}
