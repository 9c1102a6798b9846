//! ConsumerGroupHeartbeat: a member tells what it wants and owns, and learns what it shall own.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::GoneReason;
use partita_wire::messages::consumer_group_heartbeat_request::ConsumerGroupHeartbeatRequest;
use partita_wire::messages::consumer_group_heartbeat_response::{
    Assignment, ConsumerGroupHeartbeatResponse, TopicPartitions,
};
use partita_wire::{ErrorCode, Uuid};

use super::member::{ClassicMember, Held, distinct, some};
use super::reconcile::Said;
use super::validate::{self, Refused};
use super::{ConsumerRecord, Draft, JOINING, Member, hash, resolve};
use crate::coordinator::group::assign::{Partitions, Spec, Target};
use crate::coordinator::group::{After, GroupState, GroupStep};
use crate::coordinator::step::Caller;

/// What a member says of itself. What it leaves out is as it was.
#[derive(Clone, Debug, Default)]
pub(super) struct Beat {
    pub(super) member_id: String,
    /// None from members of the classic protocol, whose generations are checked elsewhere.
    pub(super) epoch: Option<i32>,
    /// Whether it may be new.
    pub(super) joins: bool,
    pub(super) instance_id: Option<String>,
    pub(super) rack_id: Option<String>,
    pub(super) rebalance_timeout_ms: i32,
    pub(super) topics: Option<Vec<String>>,
    pub(super) expression: Option<String>,
    pub(super) assignor: Option<String>,
    pub(super) owned: Option<Partitions>,
    pub(super) client_id: String,
    pub(super) client_host: String,
    pub(super) classic: Option<ClassicMember>,
}

impl GroupState {
    /// Serves ConsumerGroupHeartbeat, once [`check_heartbeat`](super::check_heartbeat) has taken it.
    pub(crate) fn consumer_heartbeat(
        &mut self,
        step: &mut GroupStep<'_>,
        caller: Caller,
        request: ConsumerGroupHeartbeatRequest,
    ) {
        let served = match validate::leaves(request.member_epoch) {
            true => self.consumer_leaves(step, &request),
            false => self.consumer_beats(step, &caller, request),
        };
        match served {
            Err(refusal) => step.answer(caller, refused(refusal)),
            Ok(response) => self.answer_after(step, caller, response),
        }
    }

    /// Answers once what was written is committed.
    pub(super) fn answer_after(
        &self,
        step: &mut GroupStep<'_>,
        caller: Caller,
        response: impl Into<partita_wire::Response>,
    ) {
        let response = response.into();
        match &mut step.out.after {
            // A downgrade waits for the same.
            Some(After::Downgraded { answer, .. }) => *answer = Some((caller, response)),
            after => *after = Some(After::Answer { caller, response }),
        }
    }

    fn consumer_beats(
        &mut self,
        step: &mut GroupStep<'_>,
        caller: &Caller,
        request: ConsumerGroupHeartbeatRequest,
    ) -> Result<ConsumerGroupHeartbeatResponse, Refused> {
        let joins = request.member_epoch == JOINING;
        let mut draft = self.draft(step, &Name::from(request.group_id.as_str()), joins)?;
        let member_id = match request.member_id.is_empty() {
            true => format!("{}", Uuid(step.rng.uuid_bytes())),
            false => request.member_id.clone(),
        };
        let is_full = joins
            || (request.rebalance_timeout_ms != -1
                && (request.subscribed_topic_names.is_some() || request.subscribed_topic_regex.is_some())
                && request.topic_partitions.is_some());
        let asked = caller.asked();
        let owned = request.topic_partitions.map(|topics| {
            topics.into_iter().map(|of| (of.topic_id, of.partitions.into_iter().collect())).collect()
        });
        let beat = Beat {
            member_id: member_id.clone(),
            epoch: Some(request.member_epoch),
            joins,
            instance_id: request.instance_id,
            rack_id: request.rack_id,
            rebalance_timeout_ms: request.rebalance_timeout_ms,
            topics: request.subscribed_topic_names,
            expression: request.subscribed_topic_regex,
            assignor: request.server_assignor,
            owned,
            client_id: asked.client_id.clone().unwrap_or_default(),
            client_host: Member::host(&asked.peer.host),
            classic: None,
        };
        let before = draft.beat(step, beat)?;
        draft.group.restart_session(step, &member_id);
        let member = draft.group.known(&member_id)?;
        let assignment = (is_full || before.owned() != member.owned()).then(|| assignment(&member.assigned));
        let response = ConsumerGroupHeartbeatResponse {
            member_id: Some(member_id),
            member_epoch: member.epoch,
            heartbeat_interval_ms: step.settings.consumer_heartbeat_interval_ms(&draft.group.id),
            assignment,
            ..Default::default()
        };
        draft.finish(step);
        Ok(response)
    }
}

impl Draft {
    /// Takes in what a member says: the member, the group's epoch, the target, then the member's own way. Gives the member
    /// as it was, or as it came in.
    pub(super) fn beat(&mut self, step: &mut GroupStep<'_>, beat: Beat) -> Result<Member, Refused> {
        let most = step.settings.group_consumer_max_size;
        if self.group.members.len() >= most && !self.group.members.contains_key(&beat.member_id) {
            let message = format!("The consumer group has reached its maximum capacity of {most} members.");
            return Err(Refused::new(ErrorCode::GroupMaxSizeReached, message));
        }
        let owned = beat.owned.clone();
        let before = self.subscribe(step, &beat)?;
        if let Some(expression) =
            some(beat.expression.as_ref()).filter(|it| before.expression.as_ref() != Some(it))
        {
            resolve::compile(&expression)?;
        }
        let reason = self.update(&before, beat);
        resolve::ask(self, step);
        let topics = resolve::topics(&self.group, &step.settings.image);
        let hash = hash::of(&topics, &step.settings.image);
        match reason {
            Some(reason) => self.bump(hash, Some(reason)),
            // What is being looked up will say more.
            None if hash != self.group.metadata_hash && !resolve::is_waiting(&self.group) => {
                self.bump(hash, Some(Name::from(format!("Computed new metadata hash: {hash}."))));
            }
            None => {}
        }
        let interval_ms = step.settings.consumer_assignment_interval_ms(&self.group.id);
        if self.group.epoch > self.group.assignment_epoch
            && self.group.may_assign(interval_ms, step.now.wall_ms)
        {
            self.assign(&topics, step);
        }
        if let Some(member) = self.group.members.get(&before.member_id) {
            let subscribed =
                self.group.topics_of(member).filter_map(|name| Some(topics.get(name)?.0)).collect();
            let has_changed = member.topics != before.topics || member.expression != before.expression;
            self.reconcile(step, &before.member_id, &Said { owned: owned.as_ref(), subscribed, has_changed });
        }
        Ok(before)
    }

    /// Finds the member, or makes it; a static one takes the place of the one before.
    fn subscribe(&mut self, step: &mut GroupStep<'_>, beat: &Beat) -> Result<Member, Refused> {
        let Some(instance_id) = &beat.instance_id else {
            return match self.group.members.get(&beat.member_id) {
                None if beat.joins => Ok(Member::new(&beat.member_id)),
                _ => {
                    let member = self.group.known(&beat.member_id)?;
                    beat.epoch.map_or(Ok(()), |epoch| member.check_epoch(epoch, beat.owned.as_ref()))?;
                    Ok(member.clone())
                }
            };
        };
        if !beat.joins {
            let member = self.group.known_static(&beat.member_id, instance_id)?;
            beat.epoch.map_or(Ok(()), |epoch| member.check_epoch(epoch, beat.owned.as_ref()))?;
            return Ok(member.clone());
        }
        match self.group.static_member(instance_id).cloned() {
            None => Ok(Member::new(&beat.member_id)),
            Some(member) if member.member_id == beat.member_id => Ok(member),
            Some(before) => {
                let both_modern = before.classic.is_none() && beat.classic.is_none();
                if both_modern && before.epoch != super::AWAY {
                    let message = format!(
                        "Static member {} with instance id {instance_id} cannot join the group because the \
                         instance id is owned by {} member.",
                        beat.member_id, before.member_id
                    );
                    return Err(Refused::new(ErrorCode::UnreleasedInstanceId, message));
                }
                Ok(self.replace(step, before, &beat.member_id))
            }
        }
    }

    /// A static member goes on under another id, with what it owned.
    fn replace(&mut self, step: &mut GroupStep<'_>, before: Member, member_id: &str) -> Member {
        let target = self.group.target_of(&before.member_id);
        self.group.stop_timers(step, &before.member_id);
        self.remove(&before.member_id, GoneReason::Fenced);
        let member = Member { member_id: member_id.into(), epoch: 0, previous_epoch: 0, ..before };
        let id = || String::from(member_id);
        self.write(ConsumerRecord::Member { member_id: id(), value: Some(member.description()) });
        self.write(ConsumerRecord::Target { member_id: id(), value: Some(target) });
        self.write(ConsumerRecord::Current { member_id: id(), value: Some(member.placement()) });
        member
    }

    /// Writes what changed about a member. Gives why another epoch begins, if one does.
    fn update(&mut self, before: &Member, beat: Beat) -> Option<Name> {
        let is_new = !self.group.members.contains_key(&before.member_id);
        let kind = if beat.classic.is_some() { "classic" } else { "consumer" };
        let mut after = before.clone();
        after.instance_id = beat.instance_id.or(after.instance_id);
        after.rack_id = beat.rack_id.or(after.rack_id);
        if beat.rebalance_timeout_ms != -1 {
            after.rebalance_timeout_ms = beat.rebalance_timeout_ms;
        }
        after.assignor = beat.assignor.or(after.assignor);
        after.topics = beat.topics.map_or(after.topics, distinct);
        if let Some(expression) = beat.expression {
            // An empty one takes it back.
            after.expression = Some(expression).filter(|expression| !expression.is_empty());
        }
        after.client_id = beat.client_id;
        after.client_host = beat.client_host;
        after.classic = beat.classic;
        let value = after.description();
        if is_new || value != before.description() {
            self.write(ConsumerRecord::Member { member_id: before.member_id.clone(), value: Some(value) });
        }
        let id = &before.member_id;
        let resolved = after.expression.as_ref().map(|it| self.group.expressions.contains_key(it));
        // An expression that was not looked up yet begins no epoch: the look will. But a new group leaves its first one.
        let waits = resolved == Some(false) && !self.is_new_group();
        if waits && after.topics == before.topics {
            None
        } else if is_new {
            Some(format!("Member {id} joins the consumer group using the {kind} protocol.").into())
        } else if after.topics != before.topics {
            let topics = after.topics.join(", ");
            Some(format!("Member {id} updated its subscribed topics to: [{topics}].").into())
        } else if after.expression != before.expression {
            let expression = after.expression.unwrap_or_default();
            Some(format!("Member {id} updated its subscribed regex to: {expression}.").into())
        } else {
            None
        }
    }

    /// Makes a new target, for the present epoch.
    pub(super) fn assign(&mut self, topics: &BTreeMap<String, (Uuid, i32)>, step: &GroupStep<'_>) {
        let target: Target = {
            let group = &self.group;
            let spec = |member: &Member| Spec {
                instance_id: member.instance_id.clone(),
                topics: group
                    .topics_of(member)
                    .filter_map(|name| Some(topics.get(name)?.0))
                    .collect::<BTreeSet<_>>(),
                before: group.target_of(&member.member_id),
            };
            let members =
                group.members.values().map(|member| (member.member_id.clone(), spec(member))).collect();
            let counts = topics.values().copied().collect();
            group.assignor(&step.settings.group_consumer_assignors).assign(&counts, &members)
        };
        let members: Vec<String> = self.group.members.keys().cloned().collect();
        for member_id in members {
            let shall = target.get(&member_id).cloned().unwrap_or_default();
            if self.group.target.get(&member_id) != Some(&shall) {
                self.write(ConsumerRecord::Target { member_id, value: Some(shall) });
            }
        }
        self.write(ConsumerRecord::TargetEpoch { epoch: Some(self.group.epoch), made_ms: step.now.wall_ms });
    }
}

/// What a member shall own now.
fn assignment(assigned: &Held) -> Assignment {
    let topic = |(topic_id, of): (&Uuid, &BTreeMap<i32, i32>)| TopicPartitions {
        topic_id: *topic_id,
        partitions: of.keys().copied().collect(),
    };
    Assignment { topic_partitions: assigned.iter().map(topic).collect() }
}

/// A heartbeat that is turned down.
pub(crate) fn refused(refusal: impl Into<Refused>) -> ConsumerGroupHeartbeatResponse {
    let Refused { error, message } = refusal.into();
    let error_message = message.or_else(|| Some(error.message().into()));
    ConsumerGroupHeartbeatResponse { error_code: error as i16, error_message, ..Default::default() }
}
