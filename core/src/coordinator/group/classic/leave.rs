//! LeaveGroup: members go at once, not only when their sessions end.

use alloc::format;
use alloc::vec::Vec;

use partita_view::GoneReason;
use partita_wire::ErrorCode;
use partita_wire::messages::leave_group_request::{LeaveGroupRequest, MemberIdentity};
use partita_wire::messages::leave_group_response::{LeaveGroupResponse, MemberResponse};

use super::{Group, State};
use crate::coordinator::group::{After, GroupStep};
use crate::coordinator::step::Caller;

impl Group {
    /// Serves LeaveGroup, in the form of version 3 and later (see [`normalized`]).
    pub(crate) fn leave(&mut self, step: &mut GroupStep<'_>, caller: Caller, request: Vec<MemberIdentity>) {
        if self.state == State::Dead {
            step.answer(caller, left(Err(ErrorCode::CoordinatorNotAvailable)));
            return;
        }
        let mut members = Vec::new();
        for identity in request {
            let error = self.leave_one(step, &identity).err().unwrap_or(ErrorCode::None);
            members.push(MemberResponse {
                member_id: identity.member_id,
                group_instance_id: identity.group_instance_id,
                error_code: error as i16,
            });
        }
        let gone: Vec<&str> =
            members.iter().filter(|m| m.error_code == 0).map(|m| m.member_id.as_str()).collect();
        if !gone.is_empty() {
            let reason = format!("explicit `LeaveGroup` request for ({}) members.", gone.join(", "));
            match self.state {
                State::CompletingRebalance { .. } | State::Stable { .. } => {
                    self.prepare_rebalance(step, reason)
                }
                State::PreparingRebalance { .. } => self.complete_join_if_all_joined(step),
                State::Empty | State::Dead => {}
            }
        }
        let response = left(Ok(members));
        step.out.after = Some(After::Answer { caller, response: response.into() });
    }

    fn leave_one(&mut self, step: &mut GroupStep<'_>, identity: &MemberIdentity) -> Result<(), ErrorCode> {
        let instance_id = identity.group_instance_id.as_deref();
        let member_id = if identity.member_id.is_empty() {
            // An administrator knows instance ids only.
            let known = instance_id.and_then(|instance_id| self.static_members.get(instance_id));
            known.cloned().ok_or(ErrorCode::UnknownMemberId)?
        } else {
            identity.member_id.clone()
        };
        if self.pending_members.remove(&member_id) {
            self.stop_session(step, &member_id);
            return Ok(());
        }
        self.validate_member(&member_id, instance_id)?;
        self.stop_session(step, &member_id);
        self.dismiss(step, &member_id, GoneReason::Left);
        Ok(())
    }
}

/// Version 2 and before name one member outside the list.
pub(crate) fn normalized(version: i16, request: LeaveGroupRequest) -> Vec<MemberIdentity> {
    if version >= 3 {
        return request.members;
    }
    alloc::vec![MemberIdentity { member_id: request.member_id, ..Default::default() }]
}

/// An answer; every member has an error of its own, or all share one.
pub(crate) fn left(outcome: Result<Vec<MemberResponse>, ErrorCode>) -> LeaveGroupResponse {
    match outcome {
        Ok(members) => LeaveGroupResponse { members, ..Default::default() },
        Err(error) => LeaveGroupResponse { error_code: error as i16, ..Default::default() },
    }
}

/// What members of a group that does not exist get.
pub(crate) fn nobody_left(request: Vec<MemberIdentity>) -> LeaveGroupResponse {
    let response = |identity: MemberIdentity| MemberResponse {
        member_id: identity.member_id,
        group_instance_id: identity.group_instance_id,
        error_code: ErrorCode::UnknownMemberId as i16,
    };
    left(Ok(request.into_iter().map(response).collect()))
}

/// Version 2 and before have room for one error only.
pub(crate) fn left_for_version(version: i16, mut response: LeaveGroupResponse) -> LeaveGroupResponse {
    if version < 3 {
        if response.error_code == 0 {
            response.error_code = response.members.first().map_or(0, |member| member.error_code);
        }
        response.members = Vec::new();
    }
    response
}
