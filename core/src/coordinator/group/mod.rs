//! Groups: members and their assignments, and the offsets they commit.
//!
//! A [`GroupState`] is what one partition of `__consumer_offsets` adds up to. Where to start: `classic/mod.rs` for the
//! state machine of a classic group, `consumer/mod.rs` for a group of the new protocol (KIP-848), `offsets/mod.rs` for what
//! groups commit, `records.rs` for what the log holds.

mod after;
pub(crate) mod assign;
pub(crate) mod classic;
pub(crate) mod consumer;
pub(crate) mod describe;
pub(crate) mod embedded;
pub(crate) mod find;
pub(crate) mod offsets;
pub(crate) mod records;
pub(crate) mod settings;
pub(crate) mod view;

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::ErrorCode;
use partita_wire::messages::heartbeat_request::HeartbeatRequest;
use partita_wire::messages::heartbeat_response::HeartbeatResponse;
use partita_wire::messages::join_group_request::JoinGroupRequest;
use partita_wire::messages::leave_group_request::MemberIdentity;
use partita_wire::messages::sync_group_request::SyncGroupRequest;

pub(crate) use self::after::After;
use self::classic::{Group, State};
pub use self::consumer::GroupTarget;
use self::consumer::{ConsumerGroup, ConsumerRecord};
use self::offsets::Offsets;
use self::records::GroupRecord;
use self::settings::Settings;
use super::runtime::Coordinated;
use super::step::{Caller, Step};

/// A step of a shard of groups.
pub(crate) type GroupStep<'a> = Step<'a, GroupState>;

/// What a group may wait for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Timer {
    /// The end of the join phase.
    Join { group: Name },
    /// The end of the sync phase.
    Sync { group: Name },
    /// The end of a member's session, or of an id that nobody joined with.
    Session { group: Name, member_id: String },
    /// The end of the time that a member of a consumer group has to give partitions back.
    Revocation { group: Name, member_id: String },
    /// The end of the time that a classic member of a consumer group has to join again.
    Rejoin { group: Name, member_id: String },
    /// The end of the time that a classic member of a consumer group has to ask for its assignment.
    Resync { group: Name, member_id: String },
    /// Regular expressions of a consumer group are to be looked up.
    Expressions { group: Name },
    /// The next look for offsets whose time is over.
    Expiry,
}

/// Groups of one partition of `__consumer_offsets`.
#[derive(Clone, Debug, Default)]
pub(crate) struct GroupState {
    /// Groups of the classic protocol, and those that only hold offsets.
    pub(crate) groups: BTreeMap<Name, Arc<Group>>,
    /// Groups of the consumer protocol. No id is in both.
    pub(crate) consumers: BTreeMap<Name, Arc<ConsumerGroup>>,
    /// Regular expressions of consumer groups that are being looked up.
    scans: BTreeMap<Name, consumer::Scan>,
}

impl GroupState {
    /// Serves JoinGroup. Somebody without a member id brings a group into being.
    pub(crate) fn join(&mut self, step: &mut GroupStep<'_>, caller: Caller, mut request: JoinGroupRequest) {
        if let Err(error) = admit(step.settings, &request) {
            step.answer(caller, classic::refused(error, &request.member_id));
            return;
        }
        if caller.asked().version == 0 {
            request.rebalance_timeout_ms = request.session_timeout_ms;
        }
        let id = Name::from(request.group_id.as_str());
        if self.consumers.get(&id).is_some_and(|group| !group.members.is_empty()) {
            return self.join_consumers(step, caller, request);
        }
        let is_new = !self.groups.contains_key(&id);
        if is_new && !request.member_id.is_empty() {
            step.answer(caller, classic::refused(ErrorCode::UnknownMemberId, &request.member_id));
            return;
        }
        self.make_room_for_classic(step, &id);
        let now_ms = step.now.wall_ms;
        let group = self.groups.entry(id.clone()).or_insert_with(|| Arc::new(Group::new(id.clone(), now_ms)));
        let group = Arc::make_mut(group);
        group.revision += 1;
        group.join(step, caller, request);
        if is_new && step.out.after.is_none() {
            step.out.records.push(records::created(group));
            step.out.after = Some(After::Created { group: id });
        }
    }

    /// Serves SyncGroup.
    pub(crate) fn sync(&mut self, step: &mut GroupStep<'_>, caller: Caller, request: SyncGroupRequest) {
        if self.consumers.contains_key(request.group_id.as_str()) {
            return self.sync_consumers(step, caller, &request);
        }
        match self.group_mut(&request.group_id) {
            Some(group) => group.sync(step, caller, request),
            None => step.answer(caller, classic::unsynced(ErrorCode::UnknownMemberId)),
        }
    }

    /// Serves Heartbeat.
    pub(crate) fn heartbeat(&mut self, step: &mut GroupStep<'_>, caller: Caller, request: &HeartbeatRequest) {
        if self.consumers.contains_key(request.group_id.as_str()) {
            return self.heartbeat_consumers(step, caller, request);
        }
        // A heartbeat changes nothing that can be seen.
        match self.groups.get(request.group_id.as_str()) {
            Some(group) => group.heartbeat(step, caller, request),
            None => step.answer(caller, heard(ErrorCode::UnknownMemberId)),
        }
    }

    /// Serves LeaveGroup.
    pub(crate) fn leave(
        &mut self,
        step: &mut GroupStep<'_>,
        caller: Caller,
        group_id: &str,
        members: Vec<MemberIdentity>,
    ) {
        if self.consumers.contains_key(group_id) {
            return self.leave_consumers(step, caller, group_id, members);
        }
        match self.group_mut(group_id) {
            Some(group) => group.leave(step, caller, members),
            None => step.answer(caller, classic::nobody_left(members)),
        }
    }

    /// A group that is about to change.
    fn group_mut(&mut self, id: &str) -> Option<&mut Group> {
        let group = Arc::make_mut(self.groups.get_mut(id)?);
        group.revision += 1;
        Some(group)
    }

    /// Offsets of a group of any kind.
    fn offsets(&self, id: &str) -> Option<&Offsets> {
        let consumers = || self.consumers.get(id).map(|group| &group.offsets);
        self.groups.get(id).map(|group| &group.offsets).or_else(consumers)
    }

    /// The same, about to change.
    fn offsets_mut(&mut self, id: &str) -> Option<&mut Offsets> {
        if self.groups.contains_key(id) {
            return self.group_mut(id).map(|group| &mut group.offsets);
        }
        let group = Arc::make_mut(self.consumers.get_mut(id)?);
        group.revision += 1;
        Some(&mut group.offsets)
    }

    /// Takes in a record about a consumer group. What ends something that is not there says nothing.
    fn apply(&mut self, id: &Name, record: &ConsumerRecord, now_ms: i64) {
        if let ConsumerRecord::Epoch { value: None, .. } = record {
            return self.end_consumer_group(id, now_ms);
        }
        if record.is_end() && !self.consumers.contains_key(id) {
            return;
        }
        if !self.consumers.contains_key(id) {
            let offsets = self.groups.remove(id).map(|group| group.offsets.clone()).unwrap_or_default();
            self.consumers.insert(id.clone(), Arc::new(ConsumerGroup::new(id.clone(), offsets)));
        }
        if let Some(group) = self.consumers.get_mut(id) {
            Arc::make_mut(group).apply(record);
        }
    }

    /// The end of a classic group. Offsets that have no end of their own outlive it.
    fn end_classic_group(&mut self, id: &Name, now_ms: i64) {
        let Some(group) = self.groups.remove(id).filter(|group| !group.offsets.written.is_empty()) else {
            return;
        };
        let mut simple = Group::new(id.clone(), now_ms);
        simple.revision = group.revision + 1;
        simple.offsets = group.offsets.clone();
        self.groups.insert(id.clone(), Arc::new(simple));
    }
}

impl Coordinated for GroupState {
    type Timer = Timer;
    type Record = GroupRecord;
    type After = After;
    type Settings = Settings;

    fn encode(record: &GroupRecord) -> Option<(Vec<u8>, Option<Vec<u8>>)> {
        records::encode(record)
    }

    fn decode(key: Option<bytes::Bytes>, value: Option<bytes::Bytes>) -> Option<GroupRecord> {
        records::decode(key?, value)
    }

    fn replay(&mut self, record: &GroupRecord, now_ms: i64) {
        match record {
            GroupRecord::Group { group, value: None } => self.end_classic_group(group, now_ms),
            GroupRecord::Consumer { group, record } => self.apply(group, record, now_ms),
            // What a group writes of itself while it runs is what it already is.
            GroupRecord::Group { value: Some(_), .. } => {}
            GroupRecord::Offset { group, change } if self.consumers.contains_key(group) => {
                if let Some(offsets) = self.offsets_mut(group) {
                    offsets.write(change.clone());
                }
            }
            GroupRecord::Offset { group, change } => {
                let new = || Arc::new(Group::new(group.clone(), now_ms));
                let group = match change.commit {
                    Some(_) => Some(self.groups.entry(group.clone()).or_insert_with(new)),
                    None => self.groups.get_mut(group),
                };
                if let Some(group) = group {
                    Arc::make_mut(group).offsets.write(change.clone());
                }
            }
        }
    }

    fn load(&mut self, record: &GroupRecord) {
        if let GroupRecord::Group { group: id, value: Some(value) } = record {
            self.end_consumer_group(id, -1);
            let group = self.groups.entry(id.clone()).or_insert_with(|| Arc::new(Group::new(id.clone(), -1)));
            Arc::make_mut(group).replace_by(value.clone());
            return;
        }
        self.replay(record, -1);
    }

    fn load_pending(&mut self, record: &GroupRecord, producer_id: i64) {
        let GroupRecord::Offset { group: id, change } = record else { return };
        let Some(commit) = change.commit.clone() else { return };
        if !self.consumers.contains_key(id) {
            self.groups.entry(id.clone()).or_insert_with(|| Arc::new(Group::new(id.clone(), -1)));
        }
        if let Some(offsets) = self.offsets_mut(id) {
            offsets.write_pending(producer_id, change.topic.clone(), change.partition, commit);
        }
    }

    fn end_transaction(&mut self, producer_id: i64, commit: bool) {
        for group in self.groups.values_mut() {
            Arc::make_mut(group).offsets.end_transaction(producer_id, commit);
        }
        for group in self.consumers.values_mut() {
            Arc::make_mut(group).offsets.end_transaction(producer_id, commit);
        }
    }

    fn after_load(record: &GroupRecord) -> Option<After> {
        let GroupRecord::Offset { group, change } = record else { return None };
        Some(After::Offsets {
            group: group.clone(),
            generation: -1,
            changes: alloc::vec![change.clone()],
            answer: None,
        })
    }

    fn loaded(&mut self, step: &mut GroupStep<'_>) {
        step.set_timer(Timer::Expiry, step.settings.offsets_retention_check_interval_ms);
        for group in self.consumers.values() {
            group.start_timers(step);
        }
        let size_max = step.settings.group_max_size;
        for group in self.groups.values_mut() {
            for member_id in group.members.keys() {
                group.restart_session(step, member_id);
            }
            if group.members.len() > size_max {
                let reason = format!(
                    "Freshly-loaded group {} (size {}) is over capacity {size_max}. Rebalancing in order to give a \
                     chance for consumers to commit offsets",
                    group.id,
                    group.members.len()
                );
                Arc::make_mut(group).prepare_rebalance(step, reason);
            }
        }
    }

    fn unloaded(&mut self, step: &mut GroupStep<'_>) {
        self.scans.clear();
        for group in self.groups.values_mut() {
            Arc::make_mut(group).abandon(step, ErrorCode::NotCoordinator);
        }
    }

    fn committed(&mut self, step: &mut GroupStep<'_>, after: After) {
        self.follow(step, after);
    }

    fn failed(&mut self, step: &mut GroupStep<'_>, after: After, error: ErrorCode) {
        self.lose(step, after, error);
    }

    fn expired(&mut self, step: &mut GroupStep<'_>, timer: Timer) {
        match &timer {
            Timer::Expiry => self.expire_offsets(step),
            Timer::Expressions { group } => self.expressions_due(step, group),
            Timer::Join { group } => {
                if let Some(group) = self.group_mut(group) {
                    group.join_timer_due(step);
                }
            }
            Timer::Sync { group } => {
                if let Some(group) = self.group_mut(group) {
                    group.sync_timer_due(step);
                }
            }
            Timer::Revocation { group, member_id } => self.revocation_due(step, group, member_id),
            Timer::Rejoin { group, member_id } => self.rejoin_due(step, group, member_id),
            Timer::Resync { group, member_id } => self.resync_due(step, group, member_id),
            Timer::Session { group, member_id } if self.consumers.contains_key(group) => {
                self.consumer_session_due(step, group, member_id);
            }
            Timer::Session { group, member_id } => {
                if let Some(group) = self.group_mut(group) {
                    group.session_timer_due(step, member_id);
                }
            }
        }
    }
}

impl Group {
    /// The coordinator has no say any more: whoever waits learns it.
    fn abandon(&mut self, step: &mut GroupStep<'_>, error: ErrorCode) {
        self.state = State::Dead;
        self.send_back(step, error);
    }

    /// Whoever waits has to join again, for the group is about to be another one.
    fn send_everybody_back(&mut self, step: &mut GroupStep<'_>) {
        self.send_back(step, ErrorCode::RebalanceInProgress);
    }

    fn send_back(&mut self, step: &mut GroupStep<'_>, error: ErrorCode) {
        for member in self.members.values_mut() {
            if let Some(caller) = member.awaiting_join.take() {
                step.answer(caller, classic::refused(error, &member.member_id));
            }
            if let Some(caller) = member.awaiting_sync.take() {
                step.answer(caller, classic::unsynced(error));
            }
        }
    }
}

/// Checks of JoinGroup that need no group.
pub(crate) fn admit(settings: &Settings, request: &JoinGroupRequest) -> Result<(), ErrorCode> {
    let bounds = settings.group_min_session_timeout_ms..=settings.group_max_session_timeout_ms;
    if request.group_id.is_empty() {
        return Err(ErrorCode::InvalidGroupId);
    }
    if !bounds.contains(&request.session_timeout_ms) {
        return Err(ErrorCode::InvalidSessionTimeout);
    }
    Ok(())
}

/// A Heartbeat's answer.
pub(crate) fn heard(error: ErrorCode) -> HeartbeatResponse {
    HeartbeatResponse { error_code: error as i16, ..Default::default() }
}

#[cfg(test)]
mod tests;
