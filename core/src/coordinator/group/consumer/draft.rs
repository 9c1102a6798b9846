//! A group as it will be once what a step writes is in the log: each record is taken in at once, so that the next decision
//! sees it. The group itself changes when the records were appended.

use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{Event, Name};
use partita_view::GoneReason;

use super::{ConsumerGroup, ConsumerRecord, Member, MemberState};
use crate::coordinator::group::records::GroupRecord;
use crate::coordinator::group::{GroupStep, Timer};

/// A group in the making.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) group: Arc<ConsumerGroup>,
    before: Option<Arc<ConsumerGroup>>,
    records: Vec<GroupRecord>,
    gone: Vec<(Member, GoneReason)>,
}

impl Draft {
    /// A group that is there.
    pub(super) fn of(group: &Arc<ConsumerGroup>) -> Self {
        let (group, before) = (group.clone(), Some(group.clone()));
        Self { group, before, records: Vec::new(), gone: Vec::new() }
    }

    /// A group that comes into being, after records that make room for it.
    pub(super) fn new(group: ConsumerGroup, records: Vec<GroupRecord>) -> Self {
        Self { group: Arc::new(group), before: None, records, gone: Vec::new() }
    }

    /// Whether the group comes into being with this step.
    pub(super) fn is_new_group(&self) -> bool {
        self.before.is_none()
    }

    /// Writes a record.
    pub(super) fn write(&mut self, record: ConsumerRecord) {
        Arc::make_mut(&mut self.group).apply(&record);
        self.records.push(GroupRecord::Consumer { group: self.group.id.clone(), record });
    }

    /// Begins the next epoch.
    pub(super) fn bump(&mut self, metadata_hash: i64, reason: Option<Name>) {
        let epoch = self.group.epoch.wrapping_add(1);
        self.write(ConsumerRecord::Epoch {
            value: Some(super::records::epoch(epoch, metadata_hash)),
            reason,
        });
    }

    /// Writes the end of a member.
    pub(super) fn remove(&mut self, member_id: &str, why: GoneReason) {
        self.gone.extend(self.group.members.get(member_id).cloned().map(|member| (member, why)));
        ends(member_id).into_iter().for_each(|record| self.write(record));
    }

    /// Writes the end of a member that goes on elsewhere.
    pub(super) fn remove_quietly(&mut self, member_id: &str) {
        self.records.extend(
            ends(member_id).map(|record| GroupRecord::Consumer { group: self.group.id.clone(), record }),
        );
    }

    /// Writes the end of the group.
    pub(super) fn end(&mut self) {
        self.records.extend(self.group.tombstones());
        self.before = Some(self.group.clone());
    }

    /// What is written so far is how the group was, in other words.
    pub(super) fn settle(&mut self) {
        self.before = Some(self.group.clone());
    }

    /// Hands the records over, and tells what changed.
    pub(super) fn finish(self, step: &mut GroupStep<'_>) {
        let group = self.group.id.clone();
        for (member, why) in self.gone {
            step.tell(Event::MemberGone {
                group: group.clone(),
                member: member.member_id.as_str().into(),
                client: member.client_id.as_str().into(),
                why,
            });
        }
        let was =
            |member_id: &str| self.before.as_ref().is_some_and(|was| was.members.contains_key(member_id));
        for member in self.group.members.values().filter(|member| !was(&member.member_id)) {
            step.tell(Event::MemberJoined {
                group: group.clone(),
                member: member.member_id.as_str().into(),
                client: member.client_id.as_str().into(),
            });
        }
        let told = |group: &Arc<ConsumerGroup>| (group.state(), group.epoch);
        if self.before.as_ref().map(told) != Some(told(&self.group)) {
            let begun = self.before.as_ref().is_none_or(|before| before.epoch != self.group.epoch);
            step.tell(Event::GroupChanged {
                group,
                state: self.group.state(),
                generation: self.group.epoch,
                reason: self.group.reason.clone().filter(|_| begun),
            });
        }
        step.out.records.extend(self.records);
    }
}

impl ConsumerGroup {
    /// Stops all timers of a member.
    pub(super) fn stop_timers(&self, step: &mut GroupStep<'_>, member_id: &str) {
        let (group, member_id) = (self.id.clone(), alloc::string::String::from(member_id));
        step.cancel_timer(Timer::Session { group: group.clone(), member_id: member_id.clone() });
        step.cancel_timer(Timer::Revocation { group: group.clone(), member_id: member_id.clone() });
        step.cancel_timer(Timer::Rejoin { group: group.clone(), member_id: member_id.clone() });
        step.cancel_timer(Timer::Resync { group, member_id });
    }

    /// Starts all timers of a group that was just loaded.
    pub(crate) fn start_timers(&self, step: &mut GroupStep<'_>) {
        for member in self.members.values() {
            self.restart_session(step, &member.member_id);
            if member.state == MemberState::UnrevokedPartitions && member.classic.is_none() {
                let (group, member_id) = (self.id.clone(), member.member_id.clone());
                step.set_timer(Timer::Revocation { group, member_id }, member.rebalance_timeout_ms);
            }
        }
    }

    /// Starts a member's session anew.
    pub(super) fn restart_session(&self, step: &mut GroupStep<'_>, member_id: &str) {
        let classic = self.members.get(member_id).and_then(|member| member.classic.as_ref());
        let timeout_ms = classic.map_or(step.settings.consumer_session_timeout_ms(&self.id), |classic| {
            classic.session_timeout_ms
        });
        let timer = Timer::Session { group: self.id.clone(), member_id: member_id.into() };
        step.set_timer(timer, timeout_ms);
    }
}

/// The end of all that the log holds of a member.
fn ends(member_id: &str) -> [ConsumerRecord; 3] {
    [
        ConsumerRecord::Current { member_id: member_id.into(), value: None },
        ConsumerRecord::Target { member_id: member_id.into(), value: None },
        ConsumerRecord::Member { member_id: member_id.into(), value: None },
    ]
}
