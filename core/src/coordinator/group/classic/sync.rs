//! SyncGroup: the leader hands in the assignment, everybody gets a part of it.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_wire::ErrorCode;
use partita_wire::messages::sync_group_request::{SyncGroupRequest, SyncGroupRequestAssignment};
use partita_wire::messages::sync_group_response::SyncGroupResponse;

use super::rebalance::unsynced;
use super::{Group, State};
use crate::coordinator::group::{After, GroupStep, Timer, records};
use crate::coordinator::step::Caller;

/// An assignment that waits to be committed.
#[derive(Clone, Debug)]
pub(crate) struct Synced {
    pub(crate) generation: i32,
    /// The leader that handed it in.
    pub(crate) member_id: String,
    /// By member id; who is missing has an empty one.
    pub(crate) assignments: BTreeMap<String, Bytes>,
}

impl Group {
    /// Serves SyncGroup.
    pub(crate) fn sync(&mut self, step: &mut GroupStep<'_>, caller: Caller, request: SyncGroupRequest) {
        if let Err(error) = self.validate_sync(&request) {
            step.answer(caller, unsynced(error));
            return;
        }
        match self.state {
            State::Stable { .. } => {
                self.sync_received(step, &request.member_id);
                let response = self.synced(&request.member_id);
                step.answer(caller, response);
            }
            State::CompletingRebalance { .. } => {
                self.sync_received(step, &request.member_id);
                let Some(member) = self.members.get_mut(&request.member_id) else { return };
                if let Some(before) = member.awaiting_sync.replace(caller) {
                    step.answer(before, unsynced(ErrorCode::RebalanceInProgress));
                }
                if self.is_leader(&request.member_id) {
                    self.assign(step, request.member_id, request.assignments);
                }
            }
            State::PreparingRebalance { .. } => step.answer(caller, unsynced(ErrorCode::RebalanceInProgress)),
            State::Empty | State::Dead => step.answer(caller, unsynced(ErrorCode::UnknownMemberId)),
        }
    }

    fn validate_sync(&self, request: &SyncGroupRequest) -> Result<(), ErrorCode> {
        match self.state {
            State::Dead => return Err(ErrorCode::CoordinatorNotAvailable),
            State::Empty => return Err(ErrorCode::UnknownMemberId),
            _ => {}
        }
        self.validate_member(&request.member_id, request.group_instance_id.as_deref())?;
        if request.generation_id != self.generation {
            return Err(ErrorCode::IllegalGeneration);
        }
        let differs = |theirs: &Option<String>, ours: &Option<String>| {
            theirs.is_some() && ours.is_some() && theirs != ours
        };
        if differs(&request.protocol_type, &self.protocol_type)
            || differs(&request.protocol_name, &self.protocol)
        {
            return Err(ErrorCode::InconsistentGroupProtocol);
        }
        Ok(())
    }

    fn sync_received(&mut self, step: &mut GroupStep<'_>, member_id: &str) {
        if self.heard_sync_of(member_id) {
            step.cancel_timer(Timer::Sync { group: self.id.clone() });
        }
    }

    /// The leader's assignment goes to the log first.
    fn assign(
        &mut self,
        step: &mut GroupStep<'_>,
        member_id: String,
        assignments: Vec<SyncGroupRequestAssignment>,
    ) {
        let assignments = assignments.into_iter().map(|one| (one.member_id, one.assignment)).collect();
        step.out.records.push(records::group(self, Some(&assignments)));
        let synced = Synced { generation: self.generation, member_id, assignments };
        step.out.after = Some(After::Synced { group: self.id.clone(), synced });
    }

    /// The log knows the assignment: everybody may. Nothing happens if the group has gone on meanwhile.
    pub(crate) fn assignment_stored(&mut self, step: &mut GroupStep<'_>, mut synced: Synced) {
        let State::CompletingRebalance { unsynced } = &self.state else { return };
        if synced.generation != self.generation {
            return;
        }
        let state = State::Stable { unsynced: unsynced.clone() };
        for member in self.members.values_mut() {
            let assignment = synced.assignments.remove(&member.member_id).unwrap_or_default();
            if member.assignment != assignment {
                member.since_generation = synced.generation;
            }
            member.assignment = assignment;
        }
        let waiting: Vec<String> = self.members.keys().cloned().collect();
        for member_id in waiting {
            let response = self.synced(&member_id);
            let Some(member) = self.members.get_mut(&member_id) else { continue };
            if let Some(caller) = member.awaiting_sync.take() {
                step.answer(caller, response);
                self.restart_session(step, &member_id);
            }
        }
        self.transition(step, state, None);
    }

    /// The log does not know the assignment: everybody joins again.
    pub(crate) fn assignment_lost(&mut self, step: &mut GroupStep<'_>, synced: &Synced, error: ErrorCode) {
        if !matches!(self.state, State::CompletingRebalance { .. }) || synced.generation != self.generation {
            return;
        }
        self.reset_assignments(step, error);
        // Kafka's own text has no blank there.
        let reason = format!(
            "Error {} when storing group assignmentduring SyncGroup (member: {}).",
            error.name(),
            synced.member_id
        );
        self.prepare_rebalance(step, reason);
    }

    fn synced(&self, member_id: &str) -> SyncGroupResponse {
        SyncGroupResponse {
            protocol_type: self.protocol_type.clone(),
            protocol_name: self.protocol.clone(),
            assignment: self.members.get(member_id).map(|m| m.assignment.clone()).unwrap_or_default(),
            ..Default::default()
        }
    }
}
