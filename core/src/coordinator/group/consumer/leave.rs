//! How members go: by themselves, for a while, or because they are given up.

use alloc::format;
use alloc::string::String;

use partita_machine::Name;
use partita_view::GoneReason;
use partita_wire::ErrorCode;
use partita_wire::messages::consumer_group_heartbeat_request::ConsumerGroupHeartbeatRequest;
use partita_wire::messages::consumer_group_heartbeat_response::ConsumerGroupHeartbeatResponse;

use super::validate::Refused;
use super::{AWAY, ConsumerRecord, Draft, Member, MemberState, hash, resolve};
use crate::coordinator::group::{GroupState, GroupStep};

impl GroupState {
    /// Serves the heartbeat with which a member leaves.
    pub(super) fn consumer_leaves(
        &mut self,
        step: &mut GroupStep<'_>,
        request: &ConsumerGroupHeartbeatRequest,
    ) -> Result<ConsumerGroupHeartbeatResponse, Refused> {
        let group = self.consumers.get(request.group_id.as_str()).ok_or_else(|| {
            Refused::new(ErrorCode::GroupIdNotFound, format!("Group {} not found.", request.group_id))
        })?;
        let mut draft = Draft::of(group);
        let member_id = request.member_id.clone();
        let response = ConsumerGroupHeartbeatResponse {
            member_id: Some(member_id.clone()),
            member_epoch: request.member_epoch,
            ..Default::default()
        };
        match &request.instance_id {
            None => {
                group.known(&member_id)?;
            }
            Some(instance_id) => {
                let member = group.known_static(&member_id, instance_id)?;
                if request.member_epoch == AWAY {
                    let away =
                        Member { epoch: AWAY, pending_revocation: Default::default(), ..member.clone() };
                    draft.write(ConsumerRecord::Current { member_id, value: Some(away.placement()) });
                    draft.finish(step);
                    return Ok(response);
                }
            }
        }
        let reason = format!("Member {member_id} left the consumer group.");
        self.remove_consumer(step, draft, &member_id, GoneReason::Left, reason);
        Ok(response)
    }

    /// Takes a member out. The others share what it owned from their next heartbeats on; where only members of the classic
    /// protocol are left, the group goes back to it.
    pub(super) fn remove_consumer(
        &mut self,
        step: &mut GroupStep<'_>,
        mut draft: Draft,
        member_id: &str,
        why: GoneReason,
        reason: String,
    ) {
        draft.group.stop_timers(step, member_id);
        if draft.group.goes_back_without(member_id, step.settings) {
            return self.downgrade(step, draft, Some((member_id, why)));
        }
        draft.remove(member_id, why);
        let hash = hash::of(&resolve::topics(&draft.group, &step.settings.image), &step.settings.image);
        draft.bump(hash, Some(Name::from(reason)));
        draft.finish(step);
    }

    /// Gives a member up.
    fn fence(
        &mut self,
        step: &mut GroupStep<'_>,
        group: &str,
        member_id: &str,
        why: GoneReason,
        reason: &str,
    ) {
        let Some(group) = self.consumers.get(group).filter(|group| group.members.contains_key(member_id))
        else {
            return;
        };
        let draft = Draft::of(group);
        let reason = format!("Member {member_id} fenced from the group because {reason}.");
        self.remove_consumer(step, draft, member_id, why, reason);
    }

    /// A member was silent for the length of its session.
    pub(crate) fn consumer_session_due(&mut self, step: &mut GroupStep<'_>, group: &str, member_id: &str) {
        self.fence(step, group, member_id, GoneReason::SessionTimeout, "its session expired");
    }

    /// A member has not given back in time what it shall.
    pub(crate) fn revocation_due(&mut self, step: &mut GroupStep<'_>, group: &str, member_id: &str) {
        let member = self.consumers.get(group).and_then(|group| group.members.get(member_id));
        let Some(member) = member.filter(|member| member.state == MemberState::UnrevokedPartitions) else {
            return;
        };
        let reason = format!(
            "it failed to transition from epoch {} within {}ms",
            member.epoch, member.rebalance_timeout_ms
        );
        self.fence(step, group, member_id, GoneReason::RebalanceTimeout, &reason);
    }

    /// A member of the classic protocol has not joined again in time.
    pub(crate) fn rejoin_due(&mut self, step: &mut GroupStep<'_>, group: &str, member_id: &str) {
        let reason = "the classic member failed to join within the rebalance timeout";
        self.fence(step, group, member_id, GoneReason::RebalanceTimeout, reason);
    }

    /// A member of the classic protocol has not asked for its assignment in time.
    pub(crate) fn resync_due(&mut self, step: &mut GroupStep<'_>, group: &str, member_id: &str) {
        let reason = "the member failed to sync within timeout";
        self.fence(step, group, member_id, GoneReason::RebalanceTimeout, reason);
    }
}
