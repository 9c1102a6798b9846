//! A rebalance: how the join phase begins and ends, and who is given up on the way.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::{Event, Name};
use partita_view::GoneReason;
use partita_wire::ErrorCode;
use partita_wire::messages::join_group_response::JoinGroupResponse;
use partita_wire::messages::sync_group_response::SyncGroupResponse;

use super::{Departed, Group, InitialDelay, State};
use crate::coordinator::group::{GroupStep, Timer, records};
use crate::coordinator::step::Caller;

/// How soon at least a group is looked at again of which nobody has joined: its static members may say that they need no time.
const NOBODY_JOINED_MS: i32 = 100;

impl Group {
    /// Begins a rebalance where one can begin; else the join phase ends if nobody is awaited any more.
    pub(super) fn rebalance_or_complete_join(&mut self, step: &mut GroupStep<'_>, reason: String) {
        match self.state {
            State::Empty | State::CompletingRebalance { .. } | State::Stable { .. } => {
                self.prepare_rebalance(step, reason);
            }
            State::PreparingRebalance { .. } | State::Dead => self.complete_join_if_all_joined(step),
        }
    }

    /// Begins a rebalance.
    pub(crate) fn prepare_rebalance(&mut self, step: &mut GroupStep<'_>, reason: String) {
        if matches!(self.state, State::CompletingRebalance { .. }) {
            self.reset_assignments(step, ErrorCode::RebalanceInProgress);
        }
        step.cancel_timer(Timer::Sync { group: self.id.clone() });
        let initial = (self.state == State::Empty).then(|| {
            let delay_ms = step.settings.group_initial_rebalance_delay_ms.max(0);
            let remaining_ms = (self.rebalance_timeout_ms() - delay_ms).max(0);
            InitialDelay { new_member: false, delay_ms, remaining_ms }
        });
        let wait_ms = initial.as_ref().map(|initial| initial.delay_ms);
        self.transition(step, State::PreparingRebalance { initial }, Some(Name::from(reason)));
        match wait_ms {
            Some(delay_ms) => step.set_timer(self.join_timer(), delay_ms),
            None if self.has_all_members_joined() => self.complete_join(step),
            None => step.set_timer(self.join_timer(), self.rebalance_timeout_ms()),
        }
    }

    /// Ends the join phase if nobody is awaited any more. The first one of an empty group waits for its timer.
    pub(super) fn complete_join_if_all_joined(&mut self, step: &mut GroupStep<'_>) {
        if matches!(self.state, State::PreparingRebalance { initial: None }) && self.has_all_members_joined()
        {
            self.complete_join(step);
        }
    }

    /// The join timer is due: the first join phase goes on if somebody came meanwhile, any other ends.
    pub(crate) fn join_timer_due(&mut self, step: &mut GroupStep<'_>) {
        let State::PreparingRebalance { initial } = &mut self.state else { return };
        match initial {
            Some(wait) if wait.new_member && wait.remaining_ms != 0 => {
                let delay_ms = step.settings.group_initial_rebalance_delay_ms.max(0).min(wait.remaining_ms);
                let remaining_ms = (wait.remaining_ms - wait.delay_ms).max(0);
                *wait = InitialDelay { new_member: false, delay_ms, remaining_ms };
                step.set_timer(self.join_timer(), delay_ms);
            }
            _ => self.complete_join(step),
        }
    }

    /// Ends the join phase: who has not joined is removed, a new generation begins.
    pub(super) fn complete_join(&mut self, step: &mut GroupStep<'_>) {
        step.cancel_timer(self.join_timer());
        let late =
            self.members.values().filter(|m| m.awaiting_join.is_none() && m.group_instance_id.is_none());
        let late: Vec<String> = late.map(|member| member.member_id.clone()).collect();
        for member_id in late {
            self.stop_session(step, &member_id);
            self.dismiss(step, &member_id, GoneReason::RebalanceTimeout);
        }
        if self.state == State::Dead {
            return;
        }
        if !self.members.is_empty() && !self.elect_joined_leader() {
            // Only static members are left, and none has joined: their session timeouts will end this.
            if let State::PreparingRebalance { initial: Some(wait) } = &mut self.state {
                wait.remaining_ms = 0;
            }
            step.set_timer(self.join_timer(), self.rebalance_timeout_ms().max(NOBODY_JOINED_MS));
            return;
        }
        self.begin_generation(step);
    }

    /// The next generation: its members learn of it, or the log that there are none.
    fn begin_generation(&mut self, step: &mut GroupStep<'_>) {
        self.generation = self.generation.wrapping_add(1);
        if self.members.is_empty() {
            self.protocol = None;
            self.subscribed = self.subscribed_topics();
            self.transition(step, State::Empty, None);
            step.out.records.push(records::group(self, None));
            return;
        }
        self.protocol = self.select_protocol();
        self.subscribed = self.subscribed_topics();
        let ids: Vec<String> = self.members.keys().cloned().collect();
        self.transition(step, State::CompletingRebalance { unsynced: ids.iter().cloned().collect() }, None);
        for member_id in &ids {
            let response = self.joined(member_id, false);
            if let Some(member) = self.members.get_mut(member_id) {
                member.is_new = false;
                if let Some(caller) = member.awaiting_join.take() {
                    step.answer(caller, response);
                }
            }
            self.restart_session(step, member_id);
        }
        step.set_timer(Timer::Sync { group: self.id.clone() }, self.rebalance_timeout_ms());
    }

    /// What a member learns of the present generation; the leader also who the others are.
    pub(super) fn joined(&self, member_id: &str, skip_assignment: bool) -> JoinGroupResponse {
        JoinGroupResponse {
            generation_id: self.generation,
            protocol_type: self.protocol_type.clone(),
            protocol_name: self.protocol.clone(),
            leader: self.leader.clone().unwrap_or_default(),
            skip_assignment,
            member_id: member_id.into(),
            members: if self.is_leader(member_id) { self.joined_members() } else { Vec::new() },
            ..Default::default()
        }
    }

    /// A leader that has not joined is replaced by somebody who has. Tells whether there is one who has.
    fn elect_joined_leader(&mut self) -> bool {
        let has_joined = |id: &String| self.members.get(id).is_some_and(|m| m.awaiting_join.is_some());
        if self.leader.as_ref().is_some_and(has_joined) {
            return true;
        }
        let joined = self.members.values().find(|member| member.awaiting_join.is_some());
        let Some(joined) = joined.map(|member| member.member_id.clone()) else { return false };
        self.leader = Some(joined);
        true
    }

    /// The sync timer is due: who has a generation but did not ask for its assignment is removed.
    pub(crate) fn sync_timer_due(&mut self, step: &mut GroupStep<'_>) {
        let unsynced = match &self.state {
            State::CompletingRebalance { unsynced } | State::Stable { unsynced } if !unsynced.is_empty() => {
                unsynced.clone()
            }
            _ => return,
        };
        for member_id in &unsynced {
            self.stop_session(step, member_id);
            self.dismiss(step, member_id, GoneReason::RebalanceTimeout);
        }
        let removed: Vec<&str> = unsynced.iter().map(String::as_str).collect();
        let reason = format!("Removing [{}] on pending sync request expiration", removed.join(", "));
        self.prepare_rebalance(step, reason);
    }

    /// A session timer is due: the member, or the id that nobody joined with, is removed.
    pub(crate) fn session_timer_due(&mut self, step: &mut GroupStep<'_>, member_id: &str) {
        if self.pending_members.remove(member_id) {
            if step.settings.waits_for_the_gone {
                return;
            }
            self.complete_join_without(step);
            return;
        }
        let Some(member) = self.members.get(member_id) else { return };
        if self.state == State::Dead || member.has_satisfied_heartbeat() {
            return;
        }
        self.dismiss(step, member_id, GoneReason::SessionTimeout);
        match self.state {
            State::CompletingRebalance { .. } | State::Stable { .. } => {
                let reason = format!("removing member {member_id} on heartbeat expiration.");
                self.prepare_rebalance(step, reason);
            }
            _ => self.complete_join_without(step),
        }
    }

    /// After somebody awaited is gone. Unlike a join, this can end even the first join phase early.
    fn complete_join_without(&mut self, step: &mut GroupStep<'_>) {
        if matches!(self.state, State::PreparingRebalance { .. }) && self.has_all_members_joined() {
            self.complete_join(step);
        }
    }

    /// Removes a member; a JoinGroup of it that waits learns that it is unknown, and may try again.
    pub(super) fn dismiss(&mut self, step: &mut GroupStep<'_>, member_id: &str, why: GoneReason) {
        let Some(mut member) = self.remove(member_id) else { return };
        if let Some(caller) = member.awaiting_join.take() {
            step.answer(caller, refused(ErrorCode::UnknownMemberId, ""));
        }
        if let Some(caller) = member.awaiting_sync.take() {
            step.answer(caller, unsynced(ErrorCode::UnknownMemberId));
        }
        step.tell(Event::MemberGone {
            group: self.id.clone(),
            member: member.member_id.as_str().into(),
            client: member.client_id.as_str().into(),
            why,
        });
        self.departed.push(Departed {
            member_id: member.member_id,
            group_instance_id: member.group_instance_id,
            client_id: member.client_id,
        });
    }

    /// No member has an assignment any more; those that wait for one learn why.
    pub(super) fn reset_assignments(&mut self, step: &mut GroupStep<'_>, error: ErrorCode) {
        let mut waiting: Vec<(String, Caller)> = Vec::new();
        for member in self.members.values_mut() {
            member.assignment = Bytes::new();
            let caller = member.awaiting_sync.take();
            waiting.extend(caller.map(|caller| (member.member_id.clone(), caller)));
        }
        for (member_id, caller) in waiting {
            step.answer(caller, unsynced(error));
            self.restart_session(step, &member_id);
        }
    }

    fn join_timer(&self) -> Timer {
        Timer::Join { group: self.id.clone() }
    }
}

/// A JoinGroup that is turned down.
pub(crate) fn refused(error: ErrorCode, member_id: &str) -> JoinGroupResponse {
    JoinGroupResponse {
        error_code: error as i16,
        protocol_name: None,
        member_id: member_id.into(),
        ..Default::default()
    }
}

/// The name of the protocol may be null from version 7 on only.
pub(crate) fn joined_for_version(version: i16, mut response: JoinGroupResponse) -> JoinGroupResponse {
    if version < 7 && response.protocol_name.is_none() {
        response.protocol_name = Some(String::new());
    }
    response
}

/// A SyncGroup that is turned down.
pub(crate) fn unsynced(error: ErrorCode) -> SyncGroupResponse {
    SyncGroupResponse { error_code: error as i16, ..Default::default() }
}
