//! Reassignments: AlterPartitionReassignments and ListPartitionReassignments (KIP-455, KIP-860). What is asked for is
//! written at once; it is completed by the change that brings the last missing replica into the ISR, whoever is the
//! active controller then (`election.rs`).

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::messages::alter_partition_reassignments_request::{
    AlterPartitionReassignmentsRequest, ReassignablePartition,
};
use partita_wire::messages::alter_partition_reassignments_response::{
    AlterPartitionReassignmentsResponse, ReassignablePartitionResponse, ReassignableTopicResponse,
};
use partita_wire::messages::list_partition_reassignments_request::ListPartitionReassignmentsRequest;
use partita_wire::messages::list_partition_reassignments_response::{
    ListPartitionReassignmentsResponse, OngoingPartitionReassignment, OngoingTopicReassignment,
};
use partita_wire::{ErrorCode, MetadataRecord};

use crate::cx::Cx;
use crate::image::{PartitionState, TopicImage};

use super::election::Election;
use super::{Active, Decision, Refused};

impl PartitionState {
    fn is_reassigned(&self) -> bool {
        !self.adding.is_empty() || !self.removing.is_empty()
    }
}

impl Active {
    pub(super) fn alter_reassignments(
        &mut self,
        cx: &Cx<'_>,
        body: &AlterPartitionReassignmentsRequest,
    ) -> Decision {
        let mut records = Vec::new();
        let mut responses = Vec::new();
        for topic in &body.topics {
            let mut partitions = Vec::new();
            for asked in &topic.partitions {
                let outcome = self.reassign(cx, &topic.name, asked, body.allow_replication_factor_change);
                let error = match outcome {
                    Ok(record) => {
                        records.extend(record);
                        None
                    }
                    Err(refused) => Some(refused),
                };
                partitions.push(ReassignablePartitionResponse {
                    partition_index: asked.partition_index,
                    error_code: error.as_ref().map_or(0, |refused| refused.code as i16),
                    error_message: error.map(|refused| refused.message),
                });
            }
            responses.push(ReassignableTopicResponse { name: topic.name.clone(), partitions });
        }
        let answer = AlterPartitionReassignmentsResponse {
            allow_replication_factor_change: body.allow_replication_factor_change,
            error_message: None,
            responses,
            ..AlterPartitionReassignmentsResponse::default()
        };
        Decision::new(records, answer)
    }

    fn reassign(
        &self,
        cx: &Cx<'_>,
        topic: &str,
        asked: &ReassignablePartition,
        may_change_factor: bool,
    ) -> Result<Option<MetadataRecord>, Refused> {
        let number = asked.partition_index;
        let unknown = |what| Refused::new(ErrorCode::UnknownTopicOrPartition, what);
        let image = self.image.topic(topic);
        let image = image.ok_or_else(|| unknown(format!("Unable to find a topic named {topic}.")))?;
        let partition = self.image.partition(topic, number);
        let partition =
            partition.ok_or_else(|| unknown(format!("Unable to find partition {topic}:{number}.")))?;
        match &asked.replicas {
            None => self.cancel(cx, image, number, partition),
            Some(target) => {
                self.check_by_hand(target, None)?;
                if !may_change_factor {
                    check_factor(partition, target)?;
                }
                Ok(self.begin(cx, image, number, partition, target))
            }
        }
    }

    /// Adds what is new and notes what is to go; what needs neither is done at once.
    fn begin(
        &self,
        cx: &Cx<'_>,
        topic: &TopicImage,
        number: i32,
        partition: &PartitionState,
        target: &[i32],
    ) -> Option<MetadataRecord> {
        let removing = difference(&partition.replicas, target);
        let adding = difference(target, &partition.replicas);
        let replicas: Vec<i32> = target.iter().chain(&removing).copied().collect();
        let may_lead = |replica| self.may_lead(partition, replica);
        let change = self.change(cx, (topic, partition), &may_lead, Election::Online);
        let mut change = change.replicas(replicas);
        if !removing.is_empty() {
            change = change.removing(removing);
        }
        if !adding.is_empty() {
            change = change.adding(adding);
        }
        change.build().map(|changed| self.record_of(topic.id, number, partition, changed))
    }

    /// Takes back what a reassignment has added; what it was to remove stays.
    fn cancel(
        &self,
        cx: &Cx<'_>,
        topic: &TopicImage,
        number: i32,
        partition: &PartitionState,
    ) -> Result<Option<MetadataRecord>, Refused> {
        if !partition.is_reassigned() {
            return Err(ErrorCode::NoReassignmentInProgress.into());
        }
        let without_added = |list: &[i32]| -> Vec<i32> {
            list.iter().copied().filter(|replica| !partition.adding.contains(replica)).collect()
        };
        let replicas = without_added(&partition.replicas);
        let mut in_sync = without_added(&partition.in_sync);
        let election = self.usual_election(cx, topic);
        if in_sync.is_empty() {
            // Nobody of the old assignment has everything.
            let Some(&first) = replicas.first() else {
                return Err(invalid(
                    "Invalid replica assignment: addingReplicas contains all replicas.".to_string(),
                ));
            };
            if election != Election::Unclean {
                return Err(invalid(format!(
                    "Unable to revert partition assignment for {}:{number} because it would require an unclean \
                     leader election.",
                    topic.name
                )));
            }
            in_sync.push(first);
        }
        let may_lead = |replica| self.may_lead(partition, replica);
        let change = self
            .change(cx, (topic, partition), &may_lead, election)
            .in_sync(in_sync)
            .replicas(replicas)
            .adding(Vec::new())
            .removing(Vec::new());
        Ok(change.build().map(|changed| self.record_of(topic.id, number, partition, changed)))
    }

    pub(super) fn list_reassignments(&self, body: &ListPartitionReassignmentsRequest) -> Decision {
        let topics = match &body.topics {
            None => self.image.topics.values().filter_map(|topic| ongoing(topic, None)).collect(),
            Some(asked) => asked
                .iter()
                .filter_map(|asked| ongoing(self.image.topic(&asked.name)?, Some(&asked.partition_indexes)))
                .collect(),
        };
        let answer = ListPartitionReassignmentsResponse {
            error_message: None,
            topics,
            ..ListPartitionReassignmentsResponse::default()
        };
        Decision::new(Vec::new(), answer)
    }
}

/// Reassignments of a topic, or of some of its partitions, if there are any.
fn ongoing(topic: &TopicImage, wanted: Option<&Vec<i32>>) -> Option<OngoingTopicReassignment> {
    let numbered = (0..).zip(&topic.partitions);
    let reassigned = numbered.filter(|(number, state)| {
        state.is_reassigned() && wanted.is_none_or(|wanted| wanted.contains(number))
    });
    let partitions: Vec<OngoingPartitionReassignment> = reassigned
        .map(|(partition_index, state)| OngoingPartitionReassignment {
            partition_index,
            replicas: state.replicas.clone(),
            adding_replicas: state.adding.clone(),
            removing_replicas: state.removing.clone(),
        })
        .collect();
    let name: Name = topic.name.clone();
    (!partitions.is_empty()).then(|| OngoingTopicReassignment { name: name.to_string(), partitions })
}

fn invalid(message: String) -> Refused {
    Refused::new(ErrorCode::InvalidReplicaAssignment, message)
}

/// The members of one list that another does not have, in the order of their ids.
fn difference(all: &[i32], without: &[i32]) -> Vec<i32> {
    let mut rest: Vec<i32> = all.iter().copied().filter(|id| !without.contains(id)).collect();
    rest.sort_unstable();
    rest
}

/// A tool that does not know how many replicas there are to be must not change their number by accident (KIP-860). What
/// counts is the number after the reassignment that is under way.
fn check_factor(partition: &PartitionState, target: &[i32]) -> Result<(), Refused> {
    let staying = partition.replicas.iter().filter(|replica| !partition.removing.contains(replica)).count();
    if staying == target.len() {
        return Ok(());
    }
    let message = format!("The replication factor is changed from {staying} to {}", target.len());
    Err(Refused::new(ErrorCode::InvalidReplicationFactor, message))
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::image::NO_LEADER_CHANGE;
    use partita_wire::messages::partition_change_record::PartitionChangeRecord;

    use super::super::election::Change;

    fn partition(replicas: &[i32], in_sync: &[i32]) -> PartitionState {
        PartitionState {
            leader: in_sync[0],
            replicas: replicas.to_vec(),
            in_sync: in_sync.to_vec(),
            ..PartitionState::default()
        }
    }

    fn changed(change: Change<'_>) -> PartitionChangeRecord {
        let changed = change.build().unwrap();
        PartitionChangeRecord {
            isr: changed.in_sync,
            leader: changed.leader.unwrap_or(NO_LEADER_CHANGE),
            replicas: changed.replicas,
            adding_replicas: changed.adding,
            removing_replicas: changed.removing,
            ..PartitionChangeRecord::default()
        }
    }

    #[test]
    fn a_reassignment_is_done_when_all_that_stay_are_in_sync() {
        let alive = |_| true;
        let mut before = partition(&[2, 1, 0], &[0, 1]);
        before.adding = vec![2];
        before.removing = vec![0];
        let half = Change::new(&before, &alive, 1, Election::Online).in_sync(vec![0, 1]).build();
        assert_eq!(half, None, "nothing new");
        let done = changed(Change::new(&before, &alive, 1, Election::Online).in_sync(vec![0, 1, 2]));
        assert_eq!((done.replicas, done.isr), (Some(vec![2, 1]), Some(vec![1, 2])));
        assert_eq!((done.adding_replicas, done.removing_replicas), (Some(vec![]), Some(vec![])));
        assert_eq!(done.leader, 2, "the first of the new assignment, since the old one goes");
    }

    #[test]
    fn a_leader_that_stays_begins_a_new_epoch_when_a_replica_goes() {
        let before = partition(&[0, 1, 2], &[0, 1, 2]);
        let alive = |_| true;
        let done = changed(
            Change::new(&before, &alive, 1, Election::Online).replicas(vec![0, 1, 2]).removing(vec![2]),
        );
        assert_eq!((done.replicas, done.isr, done.leader), (Some(vec![0, 1]), Some(vec![0, 1]), 0));
    }

    #[test]
    fn another_order_alone_is_done_at_once() {
        let before = partition(&[0, 1, 2], &[0, 1, 2]);
        let alive = |_| true;
        let done = changed(Change::new(&before, &alive, 1, Election::Online).replicas(vec![2, 1, 0]));
        assert_eq!((done.replicas, done.leader), (Some(vec![2, 1, 0]), NO_LEADER_CHANGE));
        assert_eq!(done.adding_replicas, None);
    }

    #[test]
    fn the_factor_is_that_after_the_reassignment_under_way() {
        let mut before = partition(&[2, 1, 0], &[0, 1]);
        before.adding = vec![2];
        before.removing = vec![0];
        assert_eq!(check_factor(&before, &[1, 0]), Ok(()));
        let refused = check_factor(&before, &[0, 1, 2]).unwrap_err();
        assert_eq!(refused.message, "The replication factor is changed from 2 to 3");
    }
}
