//! Heartbeat: a member says that it lives, and learns whether it has to join again.

use partita_wire::ErrorCode;
use partita_wire::messages::heartbeat_request::HeartbeatRequest;
use partita_wire::messages::heartbeat_response::HeartbeatResponse;

use super::{Group, State};
use crate::coordinator::group::{GroupStep, Timer};
use crate::coordinator::step::Caller;

impl Group {
    /// Serves Heartbeat.
    pub(crate) fn heartbeat(&self, step: &mut GroupStep<'_>, caller: Caller, request: &HeartbeatRequest) {
        let error = self.heard(step, request).err().unwrap_or(ErrorCode::None);
        step.answer(caller, HeartbeatResponse { error_code: error as i16, ..Default::default() });
    }

    fn heard(&self, step: &mut GroupStep<'_>, request: &HeartbeatRequest) -> Result<(), ErrorCode> {
        if self.state == State::Dead {
            return Err(ErrorCode::CoordinatorNotAvailable);
        }
        self.validate_member(&request.member_id, request.group_instance_id.as_deref())?;
        if request.generation_id != self.generation {
            return Err(ErrorCode::IllegalGeneration);
        }
        self.restart_session(step, &request.member_id);
        match self.state {
            State::PreparingRebalance { .. } => Err(ErrorCode::RebalanceInProgress),
            State::CompletingRebalance { .. } | State::Stable { .. } => Ok(()),
            State::Empty | State::Dead => Err(ErrorCode::UnknownMemberId),
        }
    }

    /// Starts a member's session timer anew.
    pub(crate) fn restart_session(&self, step: &mut GroupStep<'_>, member_id: &str) {
        if let Some(member) = self.members.get(member_id) {
            let timer = Timer::Session { group: self.id.clone(), member_id: member.member_id.clone() };
            step.set_timer(timer, member.session_timeout_ms);
        }
    }

    /// Stops a member's session timer.
    pub(crate) fn stop_session(&self, step: &mut GroupStep<'_>, member_id: &str) {
        step.cancel_timer(Timer::Session { group: self.id.clone(), member_id: member_id.into() });
    }
}
