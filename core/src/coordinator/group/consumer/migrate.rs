//! Between the protocols, while a group runs: a classic group of consumers becomes a consumer group when the first member
//! of the new protocol joins, and becomes classic again when the last one goes. No offset is lost and nobody stops.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::Name;
use partita_view::GoneReason;
use partita_wire::ErrorCode;

use super::member::{Held, distinct};
use super::records::classic_assignment;
use super::validate::Refused;
use super::{ClassicMember, ConsumerGroup, ConsumerRecord, Draft, Member};
use crate::coordinator::group::classic::{self, CONSUMER_PROTOCOL_TYPE, Group, State};
use crate::coordinator::group::records::{self, GroupRecord};
use crate::coordinator::group::settings::Settings;
use crate::coordinator::group::{After, GroupState, GroupStep, embedded};
use crate::image::Image;

impl GroupState {
    /// The group as a consumer group: as it is, new, or made of a classic one.
    pub(super) fn draft(
        &mut self,
        step: &mut GroupStep<'_>,
        id: &Name,
        create: bool,
    ) -> Result<Draft, Refused> {
        if let Some(group) = self.consumers.get(id) {
            return Ok(Draft::of(group));
        }
        let Some(classic) = self.groups.get(id) else {
            if create {
                return Ok(Draft::new(ConsumerGroup::new(id.clone(), Default::default()), Vec::new()));
            }
            let message = format!("Consumer group {id} not found.");
            return Err(Refused::new(ErrorCode::GroupIdNotFound, message));
        };
        if classic.state == State::Empty && create {
            let group = ConsumerGroup::new(id.clone(), classic.offsets.clone());
            return Ok(Draft::new(group, alloc::vec![records::tombstone(id)]));
        }
        if classic.members.is_empty()
            || !step.settings.upgrades
            || !classic.is_of_consumers()
            || classic.members.len() > step.settings.group_consumer_max_size
        {
            let message = format!("Group {id} is not a consumer group.");
            return Err(Refused::new(ErrorCode::GroupIdNotFound, message));
        }
        self.upgrade(step, id)
    }

    /// Makes a consumer group of a classic one. Whoever waits there joins again, into the new one.
    fn upgrade(&mut self, step: &mut GroupStep<'_>, id: &Name) -> Result<Draft, Refused> {
        let Some(classic) = self.group_mut(id) else { return Err(ErrorCode::GroupIdNotFound.into()) };
        let malformed = || {
            let message = format!(
                "Cannot upgrade the classic group {id} to consumer group because the embedded consumer protocol is \
                 malformed."
            );
            Refused::new(ErrorCode::GroupIdNotFound, message)
        };
        let image = step.settings.image.clone();
        let upgraded = |member: &classic::Member| upgraded(classic, member, &image);
        let members: Option<Vec<Member>> = classic.members.values().map(upgraded).collect();
        let members = members.ok_or_else(malformed)?;
        classic.send_everybody_back(step);
        let mut group = ConsumerGroup::new(id.clone(), classic.offsets.clone());
        group.epoch = classic.generation;
        let mut draft = Draft::new(group, alloc::vec![records::tombstone(id)]);
        let each = |record: fn(&Member) -> ConsumerRecord| members.iter().map(record);
        let described = each(|member| ConsumerRecord::Member {
            member_id: member.member_id.clone(),
            value: Some(member.description()),
        });
        described.for_each(|record| draft.write(record));
        let epoch = super::records::epoch(draft.group.epoch, 0);
        draft.write(ConsumerRecord::Epoch { value: Some(epoch), reason: None });
        let shall = each(|member| ConsumerRecord::Target {
            member_id: member.member_id.clone(),
            value: Some(member.owned()),
        });
        shall.for_each(|record| draft.write(record));
        draft
            .write(ConsumerRecord::TargetEpoch { epoch: Some(draft.group.epoch), made_ms: step.now.wall_ms });
        let placed = each(|member| ConsumerRecord::Current {
            member_id: member.member_id.clone(),
            value: Some(member.placement()),
        });
        placed.for_each(|record| draft.write(record));
        for member in &members {
            draft.group.restart_session(step, &member.member_id);
        }
        draft.settle();
        Ok(draft)
    }

    /// Makes a classic group of a consumer group. It rebalances if that is because somebody left.
    pub(super) fn downgrade(
        &mut self,
        step: &mut GroupStep<'_>,
        mut draft: Draft,
        leaving: Option<(&str, GoneReason)>,
    ) {
        let id = draft.group.id.clone();
        let Some(before) = self.consumers.remove(&id) else { return };
        let target = draft.group.target.clone();
        if let Some((member_id, why)) = leaving {
            draft.remove(member_id, why);
        }
        let group = draft.group.clone();
        let mut classic = Group::new(id.clone(), step.now.wall_ms);
        classic.offsets = before.offsets.clone();
        classic.revision = group.revision;
        classic.generation = group.epoch;
        classic.protocol_type = Some(CONSUMER_PROTOCOL_TYPE.into());
        classic.state = State::Stable { unsynced: Default::default() };
        for member in group.members.values() {
            let shall = target.get(&member.member_id).cloned().unwrap_or_default();
            let names = shall.iter().filter_map(|(topic, of)| {
                let topic = step.settings.image.topics.get(topic)?;
                Some((String::from(&*topic.name), of.iter().copied().collect::<Vec<i32>>()))
            });
            let mut names: Vec<(String, Vec<i32>)> = names.collect();
            names.sort();
            classic.insert(downgraded(member, classic_assignment(member, &names), group.epoch));
        }
        classic.protocol = classic.select_protocol();
        classic.subscribed = classic.subscribed_topics();
        let members: Vec<String> = group.members.keys().cloned().collect();
        for member_id in members {
            group.stop_timers(step, &member_id);
            classic.restart_session(step, &member_id);
            draft.remove_quietly(&member_id);
        }
        draft.end();
        draft.finish(step);
        step.out.records.push(records::group(&classic, None));
        if leaving.is_some() {
            classic.prepare_rebalance(step, format!("Downgrade group {id} from consumer to classic."));
        }
        self.groups.insert(id.clone(), Arc::new(classic));
        step.out.after = Some(After::Downgraded { group: id, before, answer: None });
    }

    /// The log does not know of a downgrade: the group is what it was.
    pub(crate) fn downgrade_lost(
        &mut self,
        step: &mut GroupStep<'_>,
        id: &Name,
        before: Arc<ConsumerGroup>,
        error: ErrorCode,
    ) {
        if let Some(mut classic) = self.groups.remove(id) {
            Arc::make_mut(&mut classic).abandon(step, error);
        }
        for member_id in before.members.keys() {
            before.restart_session(step, member_id);
        }
        self.consumers.insert(id.clone(), before);
    }

    /// The end of a consumer group. What it committed outlives it, as a simple group's.
    pub(crate) fn end_consumer_group(&mut self, id: &Name, now_ms: i64) {
        let Some(group) = self.consumers.remove(id) else { return };
        if group.offsets.written.is_empty() {
            return;
        }
        let simple =
            self.groups.entry(id.clone()).or_insert_with(|| Arc::new(Group::new(id.clone(), now_ms)));
        let simple = Arc::make_mut(simple);
        simple.offsets = group.offsets.clone();
        simple.revision = simple.revision.max(group.revision) + 1;
    }

    /// Takes an empty consumer group out of the way of a classic one.
    pub(crate) fn make_room_for_classic(&self, step: &mut GroupStep<'_>, id: &str) {
        if let Some(group) = self.consumers.get(id).filter(|group| group.members.is_empty()) {
            step.out.records.extend(group.tombstones());
        }
    }
}

impl ConsumerGroup {
    /// Whether only members of the classic protocol are left without this one.
    pub(super) fn goes_back_without(&self, member_id: &str, settings: &Settings) -> bool {
        let left = self.members.len().saturating_sub(1);
        let modern = self.members.get(member_id).is_some_and(|member| member.classic.is_none());
        settings.downgrades
            && modern
            && left > 0
            && left <= settings.group_max_size
            && self.classic_members().count() == left
    }

    /// Records that end the group, which has no members.
    pub(crate) fn tombstones(&self) -> Vec<GroupRecord> {
        let record = |record| GroupRecord::Consumer { group: self.id.clone(), record };
        alloc::vec![
            record(ConsumerRecord::TargetEpoch { epoch: None, made_ms: 0 }),
            record(ConsumerRecord::Epoch { value: None, reason: None }),
        ]
    }
}

/// A classic member as one of a consumer group; `None` if its metadata cannot be read.
fn upgraded(group: &Group, member: &classic::Member, image: &Image) -> Option<Member> {
    let protocol =
        group.protocol.clone().or_else(|| member.protocols.first().map(|(name, _)| name.clone()))?;
    let subscription = embedded::subscription(&member.metadata(&protocol))?;
    let mut assigned = Held::new();
    for (topic, partitions) in embedded::assigned_partitions(&member.assignment)? {
        if let Some(topic) = image.topic(&topic) {
            let of: BTreeMap<i32, i32> = partitions.into_iter().map(|of| (of, group.generation)).collect();
            assigned.insert(topic.id, of);
        }
    }
    Some(Member {
        instance_id: member.group_instance_id.clone(),
        rack_id: subscription.rack,
        client_id: member.client_id.clone(),
        client_host: member.client_host.clone(),
        rebalance_timeout_ms: member.rebalance_timeout_ms,
        topics: distinct(subscription.topics),
        classic: Some(ClassicMember {
            session_timeout_ms: member.session_timeout_ms,
            protocols: member.protocols.clone(),
        }),
        epoch: group.generation,
        previous_epoch: group.generation,
        assigned,
        ..Member::new(&member.member_id)
    })
}

/// A member of the classic protocol back in a classic group.
fn downgraded(member: &Member, assignment: Bytes, generation: i32) -> classic::Member {
    let classic = member.classic.clone();
    classic::Member {
        member_id: member.member_id.clone(),
        group_instance_id: member.instance_id.clone(),
        client_id: member.client_id.clone(),
        client_host: member.client_host.clone(),
        rebalance_timeout_ms: member.rebalance_timeout_ms,
        session_timeout_ms: classic.as_ref().map_or(0, |classic| classic.session_timeout_ms),
        protocols: classic.map(|classic| classic.protocols).unwrap_or_default(),
        assignment,
        since_generation: generation,
        awaiting_join: None,
        awaiting_sync: None,
        is_new: false,
    }
}
