//! Assignments of new partitions, and CreatePartitions.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec::Vec;

use partita_wire::MetadataRecord;
use partita_wire::messages::create_partitions_request::{CreatePartitionsRequest, CreatePartitionsTopic};
use partita_wire::messages::create_partitions_response::{
    CreatePartitionsResponse, CreatePartitionsTopicResult,
};
use partita_wire::messages::create_topics_request::CreatableTopic;
use partita_wire::messages::partition_record::PartitionRecord;
use partita_wire::{ErrorCode, Uuid};

use crate::cx::Cx;
use crate::image::{Image, NO_LEADER};

use super::decide::EXCESSIVE;
use super::mutations::Mutation;
use super::placement::{self, Usable};
use super::topics::{PARTITIONS_MAX, repeated_names};
use super::{Active, Decision, Refused};

/// Replicas of a new partition, and which of them are in sync.
pub(super) type Assignment = (Vec<i32>, Vec<i32>);

impl Active {
    /// Assignments for a new topic: the given ones if they make sense, or placed ones.
    pub(super) fn assign(&self, cx: &mut Cx<'_>, topic: &CreatableTopic) -> Result<Vec<Assignment>, Refused> {
        if !topic.assignments.is_empty() {
            return self.assign_by_hand(topic);
        }
        let factor = topic.replication_factor;
        if factor < -1 || factor == 0 {
            return Err(Refused::new(
                ErrorCode::InvalidReplicationFactor,
                "Replication factor must be larger than 0, or -1 to use the default value.",
            ));
        }
        if topic.num_partitions < -1 || topic.num_partitions == 0 {
            return Err(Refused::new(
                ErrorCode::InvalidPartitions,
                "Number of partitions was set to an invalid non-positive value.",
            ));
        }
        let default = |name| cx.config.number(name, 1);
        let factor = match factor {
            -1 => i16::try_from(default("default.replication.factor")).unwrap_or(1),
            factor => factor,
        };
        let count = match topic.num_partitions {
            -1 => u32::try_from(default("num.partitions")).unwrap_or(1),
            count => u32::try_from(count).unwrap_or(0),
        };
        self.place(cx, count, factor)
    }

    /// Places new partitions on brokers that are not on their way out, and have a log directory that takes them.
    fn place(&self, cx: &mut Cx<'_>, count: u32, factor: i16) -> Result<Vec<Assignment>, Refused> {
        let refused = |why: &str| {
            let message = format!("Unable to replicate the partition {factor} time(s): {why}");
            Refused::new(ErrorCode::InvalidReplicationFactor, message)
        };
        let usable: Vec<Usable> = self
            .image
            .brokers
            .values()
            .filter(|broker| (!broker.in_controlled_shutdown || broker.fenced) && broker.takes_replicas())
            .map(|broker| Usable { id: broker.id, rack: broker.rack.clone(), fenced: broker.fenced })
            .collect();
        let placed = placement::place(&usable, count, factor, &mut |bound| cx.rng.below(bound));
        let placed = placed.map_err(|unplaceable| refused(&unplaceable.message()))?;
        let assign = |replicas: Vec<i32>| match self.in_sync_of(&replicas) {
            in_sync if in_sync.is_empty() => {
                Err(refused("All brokers are currently fenced or in controlled shutdown."))
            }
            in_sync => Ok((replicas, in_sync)),
        };
        placed.into_iter().map(assign).collect()
    }

    fn in_sync_of(&self, replicas: &[i32]) -> Vec<i32> {
        replicas.iter().copied().filter(|&replica| self.is_active(replica)).collect()
    }

    fn assign_by_hand(&self, topic: &CreatableTopic) -> Result<Vec<Assignment>, Refused> {
        let request = |what| Err(Refused::new(ErrorCode::InvalidRequest, what));
        if topic.replication_factor != -1 {
            return request(
                "A manual partition assignment was specified, but replication factor was not set to -1.",
            );
        }
        if topic.num_partitions != -1 {
            return request(
                "A manual partition assignment was specified, but numPartitions was not set to -1.",
            );
        }
        let invalid = |what| Err(Refused::new(ErrorCode::InvalidReplicaAssignment, what));
        let mut assigned: BTreeMap<i32, Assignment> = BTreeMap::new();
        let mut factor = None;
        for assignment in &topic.assignments {
            let number = assignment.partition_index;
            if assigned.contains_key(&number) {
                return invalid(format!(
                    "Found multiple manual partition assignments for partition {number}"
                ));
            }
            let checked = self.assigned_by_hand(number, &assignment.broker_ids, factor)?;
            factor = Some(assignment.broker_ids.len());
            assigned.insert(number, checked);
        }
        if (0..).zip(assigned.keys()).any(|(expected, &number): (i32, _)| number != expected) {
            return invalid("partitions should be a consecutive 0-based integer sequence".into());
        }
        Ok(assigned.into_values().collect())
    }

    /// A new partition's replicas by hand: one of them must be there to lead it.
    fn assigned_by_hand(
        &self,
        number: i32,
        replicas: &[i32],
        factor: Option<usize>,
    ) -> Result<Assignment, Refused> {
        self.check_by_hand(replicas, factor)?;
        match self.in_sync_of(replicas) {
            in_sync if in_sync.is_empty() => Err(Refused::new(
                ErrorCode::InvalidReplicaAssignment,
                format!(
                    "All brokers specified in the manual partition assignment for partition {number} are fenced or in \
                     controlled shutdown."
                ),
            )),
            in_sync => Ok((replicas.to_vec(), in_sync)),
        }
    }

    /// Whether a partition can have these replicas, whoever of them is there now.
    pub(super) fn check_by_hand(&self, replicas: &[i32], factor: Option<usize>) -> Result<(), Refused> {
        let invalid = |what| Err(Refused::new(ErrorCode::InvalidReplicaAssignment, what));
        if replicas.is_empty() {
            return invalid("The manual partition assignment includes an empty replica list.".into());
        }
        let mut sorted = replicas.to_vec();
        sorted.sort_unstable();
        for (at, broker) in sorted.iter().enumerate() {
            if !self.image.brokers.contains_key(broker) {
                return invalid(format!(
                    "The manual partition assignment includes broker {broker}, but no such broker is registered."
                ));
            }
            if at > 0 && sorted[at - 1] == *broker {
                return invalid(format!(
                    "The manual partition assignment includes the broker {broker} more than once."
                ));
            }
        }
        if let Some(factor) = factor.filter(|&factor| factor != replicas.len()) {
            return invalid(format!(
                "The manual partition assignment includes a partition with {} replica(s), but this is not consistent \
                 with previous partitions, which have {factor} replica(s).",
                replicas.len()
            ));
        }
        Ok(())
    }

    pub(super) fn create_partitions(
        &mut self,
        cx: &mut Cx<'_>,
        mutation: &mut Mutation,
        body: &CreatePartitionsRequest,
    ) -> Decision {
        let repeated = repeated_names(body.topics.iter().map(|topic| &*topic.name));
        let mut records = Vec::new();
        let mut results: Vec<CreatePartitionsTopicResult> = Vec::new();
        for topic in &body.topics {
            if results.iter().any(|result| result.name == topic.name) {
                continue;
            }
            let outcome = match repeated.contains(&*topic.name) {
                true => Err(Refused::new(ErrorCode::InvalidRequest, "Duplicate topic name.")),
                false => self.add_partitions(cx, mutation, topic),
            };
            let error = match outcome {
                Ok(made) => {
                    records.extend(made);
                    None
                }
                Err(refused) => Some(refused),
            };
            results.push(CreatePartitionsTopicResult {
                name: topic.name.clone(),
                error_code: error.as_ref().map_or(0, |refused| refused.code as i16),
                error_message: error.map(|refused| refused.message),
            });
        }
        if body.validate_only {
            records.clear();
        }
        Decision::new(records, CreatePartitionsResponse { results, ..Default::default() })
    }

    fn add_partitions(
        &self,
        cx: &mut Cx<'_>,
        mutation: &mut Mutation,
        asked: &CreatePartitionsTopic,
    ) -> Result<Vec<MetadataRecord>, Refused> {
        let topic = self.image.topic(&asked.name).ok_or(ErrorCode::UnknownTopicOrPartition)?;
        let has = i32::try_from(topic.partitions.len()).unwrap_or(i32::MAX);
        let refused = |what| Err(Refused::new(ErrorCode::InvalidPartitions, what));
        if asked.count == has {
            return refused(format!("Topic already has {has} partition(s)."));
        }
        let more = asked.count.checked_sub(has).and_then(|more| u32::try_from(more).ok());
        let Some(more) = more else {
            return refused(format!(
                "The topic {} currently has {has} partition(s); {} would not be an increase.",
                asked.name, asked.count
            ));
        };
        if let Some(given) = asked.assignments.as_ref().filter(|given| u32::try_from(given.len()) != Ok(more))
        {
            return Err(Refused::new(
                ErrorCode::InvalidReplicaAssignment,
                format!(
                    "Attempted to add {more} additional partition(s), but only {} assignment(s) were specified.",
                    given.len()
                ),
            ));
        }
        // Before anything is placed: a number alone takes no room in a request.
        if u64::from(more) > PARTITIONS_MAX {
            return Err(Refused::new(ErrorCode::PolicyViolation, EXCESSIVE));
        }
        mutation.take(usize::try_from(more).unwrap_or(usize::MAX))?;
        let factor = topic.partitions.first().map_or(1, |first| first.replicas.len());
        let assignments = match &asked.assignments {
            Some(given) => {
                let numbered = (has..).zip(given);
                let check = |(number, given): (i32, &_)| {
                    let partita_wire::messages::create_partitions_request::CreatePartitionsAssignment {
                        broker_ids,
                    } = given;
                    self.assigned_by_hand(number, broker_ids, Some(factor))
                };
                numbered.map(check).collect::<Result<Vec<_>, _>>()?
            }
            None => self.place(cx, more, i16::try_from(factor).unwrap_or(i16::MAX))?,
        };
        let records = (has..).zip(assignments).map(|(number, (replicas, in_sync))| {
            partition_record(&self.image, topic.id, number, replicas, in_sync)
        });
        Ok(records.collect())
    }
}

/// A new partition: the first replica in sync leads it.
pub(super) fn partition_record(
    image: &Image,
    topic_id: Uuid,
    partition_id: i32,
    replicas: Vec<i32>,
    in_sync: Vec<i32>,
) -> MetadataRecord {
    let directories = replicas.iter().map(|&id| super::directories::directory(image, id)).collect();
    MetadataRecord::Partition(PartitionRecord {
        partition_id,
        topic_id,
        leader: in_sync.first().copied().unwrap_or(NO_LEADER),
        replicas,
        isr: in_sync,
        leader_recovery_state: 0,
        leader_epoch: 0,
        partition_epoch: 0,
        directories,
        ..PartitionRecord::default()
    })
}
