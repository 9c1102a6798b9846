//! Static members (KIP-345): a process that comes back takes the place of the one it was.

use alloc::format;
use alloc::string::String;

use partita_machine::Event;
use partita_view::GoneReason;
use partita_wire::ErrorCode;
use partita_wire::messages::join_group_request::JoinGroupRequest;

use super::join::client_reason;
use super::rebalance::{refused, unsynced};
use super::{Group, Member, State};
use crate::coordinator::group::{After, GroupStep, records};
use crate::coordinator::step::Caller;

/// From this version on a leader can be told that the assignment stands (KIP-814).
const SKIP_ASSIGNMENT_FROM: i16 = 9;

/// A static member that came back to a stable group, once the log knows its new id.
#[derive(Clone, Debug)]
pub(crate) struct Replaced {
    pub(crate) member_id: String,
    /// The member as it was.
    pub(crate) before: Member,
    /// Who led.
    pub(crate) leader: Option<String>,
}

impl Group {
    /// The process behind an instance id is a new one: its member goes on under a new id.
    pub(super) fn replace_static_member(
        &mut self,
        step: &mut GroupStep<'_>,
        caller: Caller,
        request: JoinGroupRequest,
        old_id: &str,
        new_id: String,
    ) {
        let leader = self.leader.clone();
        let instance_id = request.group_instance_id.clone().unwrap_or_default();
        let client_reason = String::from(client_reason(request.reason.as_deref()));
        let Some(before) = self.rename_static_member(step, old_id, &new_id) else { return };
        self.restart_session(step, &new_id);
        self.update_member(step, &new_id, caller, request);
        match self.state {
            State::Stable { .. } if self.protocol == self.select_protocol() => {
                step.out.records.push(records::group(self, None));
                let replaced = Replaced { member_id: new_id, before, leader };
                step.out.after = Some(After::Replaced { group: self.id.clone(), replaced });
            }
            State::Stable { .. } => {
                let reason = format!(
                    "Group's selectedProtocol will change because static member {new_id} with instance id \
                     {instance_id} joined with change of protocol; client reason: {client_reason}"
                );
                self.prepare_rebalance(step, reason);
            }
            // The leader may be at work with the old id: its assignment would miss the new one.
            State::CompletingRebalance { .. } => {
                let reason = format!(
                    "Updating metadata for static member {new_id} with instance id {instance_id}; client reason: \
                     {client_reason}"
                );
                self.prepare_rebalance(step, reason);
            }
            State::PreparingRebalance { .. } | State::Empty | State::Dead => {
                self.complete_join_if_all_joined(step);
            }
        }
    }

    /// Gives a member another id; requests under the old one are fenced. Gives the member as it was.
    fn rename_static_member(
        &mut self,
        step: &mut GroupStep<'_>,
        old_id: &str,
        new_id: &str,
    ) -> Option<Member> {
        let mut member = self.members.remove(old_id)?;
        if let Some(caller) = member.awaiting_join.take() {
            step.answer(caller, refused(ErrorCode::FencedInstanceId, old_id));
        }
        if let Some(caller) = member.awaiting_sync.take() {
            step.answer(caller, unsynced(ErrorCode::FencedInstanceId));
        }
        self.stop_session(step, old_id);
        self.heard_sync_of(old_id);
        let before = member.clone();
        step.tell(Event::MemberGone {
            group: self.id.clone(),
            member: old_id.into(),
            client: member.client_id.as_str().into(),
            why: GoneReason::Fenced,
        });
        step.tell(Event::MemberJoined {
            group: self.id.clone(),
            member: new_id.into(),
            client: member.client_id.as_str().into(),
        });
        if self.is_leader(old_id) {
            self.leader = Some(new_id.into());
        }
        if let Some(instance_id) = &member.group_instance_id {
            self.static_members.insert(instance_id.clone(), new_id.into());
        }
        member.member_id = new_id.into();
        member.is_new = false;
        self.members.insert(new_id.into(), member);
        Some(before)
    }

    /// The log knows the new id: the member goes on where the old one was, without a rebalance.
    pub(crate) fn static_member_stored(&mut self, step: &mut GroupStep<'_>, replaced: &Replaced) {
        let Some(member) = self.members.get_mut(&replaced.member_id) else { return };
        let Some(caller) = member.awaiting_join.take() else { return };
        let mut response = self.joined(&replaced.member_id, false);
        if caller.asked().version >= SKIP_ASSIGNMENT_FROM {
            response.skip_assignment = self.is_leader(&replaced.member_id);
        } else {
            // The old id, so that the new process does not take itself for the leader and assign anew.
            response.leader = replaced.leader.clone().unwrap_or_default();
            response.members.clear();
        }
        step.answer(caller, response);
    }

    /// The log does not know the new id: the old one is back.
    pub(crate) fn static_member_lost(
        &mut self,
        step: &mut GroupStep<'_>,
        replaced: Replaced,
        error: ErrorCode,
    ) {
        let Some(mut member) = self.members.remove(&replaced.member_id) else { return };
        if let Some(caller) = member.awaiting_join.take() {
            let mut response = self.joined("", false);
            response.error_code = error as i16;
            response.leader = replaced.leader.clone().unwrap_or_default();
            step.answer(caller, response);
        }
        self.stop_session(step, &replaced.member_id);
        if self.is_leader(&replaced.member_id) {
            self.leader = Some(replaced.before.member_id.clone());
        }
        let old_id = replaced.before.member_id.clone();
        self.insert(replaced.before);
        self.restart_session(step, &old_id);
    }
}
