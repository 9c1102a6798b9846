//! Elections over the whole cluster: after brokers come and go, on request, and by the clock.

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::MetadataRecord;
use partita_wire::messages::elect_leaders_request::ElectLeadersRequest;
use partita_wire::messages::elect_leaders_response::{
    ElectLeadersResponse, PartitionResult, ReplicaElectionResult,
};
use partita_wire::messages::partition_change_record::PartitionChangeRecord;
use partita_wire::{ErrorCode, Uuid};

use crate::configs;
use crate::cx::Cx;
use crate::image::{NO_LEADER, NO_LEADER_CHANGE, PartitionState, TopicImage};
use crate::replica::directory_of;

use super::directories::has_online_directory;
use super::election::{Change, Changed, Election};
use super::{Active, Decision, Refused};

/// Most elections that the clock brings at once (Kafka's `MAX_ELECTIONS_PER_IMBALANCE`).
const ELECTIONS_MAX: usize = 1_000;

/// Whether elections that the clock brought were as many as there may be at once: Kafka goes on at once then.
pub(super) fn may_be_more(records: &[MetadataRecord]) -> bool {
    records.len() >= ELECTIONS_MAX
}

/// What happened to a broker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Removal {
    /// It is fenced, or on its way out.
    Broker(i32),
    /// The log directory of that id has failed.
    Directory(i32, Uuid),
    /// It came back without what it had not flushed.
    UncleanShutdown(i32),
    /// It may lead again.
    NoneButAdd(i32),
}

impl Active {
    /// Changes of all partitions that what happened to a broker calls for.
    pub(super) fn changes(&self, cx: &Cx<'_>, removal: Removal) -> Vec<MetadataRecord> {
        let concerned = |partition: &PartitionState| match removal {
            Removal::Broker(gone) => partition.in_sync.contains(&gone),
            Removal::Directory(gone, directory) => {
                partition.in_sync.contains(&gone) && directory_of(partition, gone) == Some(directory)
            }
            Removal::UncleanShutdown(gone) => {
                partition.in_sync.contains(&gone) || partition.eligible.contains(&gone)
            }
            Removal::NoneButAdd(_) => partition.leader == NO_LEADER,
        };
        let concerned = self.image.partitions().filter(|(_, _, state)| concerned(state));
        concerned
            .filter_map(|(topic, number, state)| self.change_of(cx, removal, topic, number, state))
            .collect()
    }

    /// The change of one partition.
    pub(super) fn change_of(
        &self,
        cx: &Cx<'_>,
        removal: Removal,
        topic: &TopicImage,
        number: i32,
        partition: &PartitionState,
    ) -> Option<MetadataRecord> {
        let may_lead = |replica: i32| match removal {
            Removal::Broker(gone) | Removal::UncleanShutdown(gone) | Removal::Directory(gone, _)
                if replica == gone =>
            {
                false
            }
            Removal::NoneButAdd(added) if replica == added => {
                has_online_directory(&self.image, partition, replica)
            }
            _ => self.may_lead(partition, replica),
        };
        let change = self.change(cx, (topic, partition), &may_lead, self.usual_election(cx, topic));
        let change = match removal {
            Removal::Broker(gone) | Removal::Directory(gone, _) => change.without(gone),
            Removal::UncleanShutdown(gone) => change.unclean_shutdown(gone),
            Removal::NoneButAdd(_) => change,
        };
        change.build().map(|changed| self.record_of(topic.id, number, partition, changed))
    }

    /// Whether a replica may lead its partition: its broker and its log directory are there.
    pub(super) fn may_lead(&self, partition: &PartitionState, replica: i32) -> bool {
        self.is_active(replica) && has_online_directory(&self.image, partition, replica)
    }

    pub(super) fn is_active(&self, broker: i32) -> bool {
        self.image.brokers.get(&broker).is_some_and(|broker| broker.is_active())
    }

    /// The beginning of a change of a partition, under the configs and features that hold.
    pub(super) fn change<'a>(
        &self,
        cx: &Cx<'_>,
        (topic, partition): (&TopicImage, &'a PartitionState),
        may_lead: &'a dyn Fn(i32) -> bool,
        election: Election,
    ) -> Change<'a> {
        let min_in_sync = self.min_in_sync(cx, topic, partition);
        Change::new(partition, may_lead, min_in_sync, election).elr(self.keeps_eligible())
    }

    fn min_in_sync(&self, cx: &Cx<'_>, topic: &TopicImage, partition: &PartitionState) -> usize {
        // As Kafka counts: with the replicas of the topic's first partition, whichever partition it is about.
        let first = topic.partitions.first().map_or(partition, |first| &**first);
        configs::min_in_sync(&self.image, cx.config, &topic.name, first.replicas.len())
    }

    /// Unclean only where the topic allows it.
    pub(super) fn usual_election(&self, cx: &Cx<'_>, topic: &TopicImage) -> Election {
        match configs::topic_flag(&self.image, cx.config, &topic.name, "unclean.leader.election.enable") {
            true => Election::Unclean,
            false => Election::Online,
        }
    }

    /// Elections that somebody asked for.
    pub(super) fn elect_leaders(&mut self, cx: &Cx<'_>, body: &ElectLeadersRequest) -> Decision {
        let election = match body.election_type {
            0 => Election::Preferred,
            1 => Election::Unclean,
            _ => {
                let error_code = ErrorCode::InvalidRequest as i16;
                return Decision::new(Vec::new(), ElectLeadersResponse { error_code, ..Default::default() });
            }
        };
        let mut records = Vec::new();
        let mut results = Vec::new();
        let asked: Vec<(Name, Vec<i32>)> = match &body.topic_partitions {
            Some(topics) => {
                topics.iter().map(|topic| (Name::from(&*topic.topic), topic.partitions.clone())).collect()
            }
            None => self.image.topics.values().map(|topic| (topic.name.clone(), numbers(topic))).collect(),
        };
        for (topic, partitions) in asked {
            let mut partition_result = Vec::new();
            for partition in partitions {
                let outcome = self.elect_leader(cx, &topic, partition, election);
                let error = match outcome {
                    Ok(record) => {
                        records.push(record);
                        None
                    }
                    // Asked for all, those that need no election are left out.
                    Err(refused)
                        if refused.code == ErrorCode::ElectionNotNeeded
                            && body.topic_partitions.is_none() =>
                    {
                        continue;
                    }
                    Err(refused) => Some(refused),
                };
                partition_result.push(PartitionResult {
                    partition_id: partition,
                    error_code: error.as_ref().map_or(0, |refused| refused.code as i16),
                    error_message: error.map(|refused| refused.message),
                });
            }
            results.push(ReplicaElectionResult { topic: topic.to_string(), partition_result });
        }
        Decision::new(
            records,
            ElectLeadersResponse { replica_election_results: results, ..ElectLeadersResponse::default() },
        )
    }

    fn elect_leader(
        &self,
        cx: &Cx<'_>,
        topic: &str,
        number: i32,
        election: Election,
    ) -> Result<MetadataRecord, Refused> {
        let unknown = |what| Refused::new(ErrorCode::UnknownTopicOrPartition, what);
        let image = self.image.topic(topic).ok_or_else(|| unknown(format!("No such topic as {topic}")))?;
        let partition = self.image.partition(topic, number);
        let partition = partition.ok_or_else(|| unknown(format!("No such partition as {topic}-{number}")))?;
        let needless = match election {
            Election::Preferred => partition.replicas.first() == Some(&partition.leader),
            _ => partition.leader != NO_LEADER,
        };
        if needless {
            return Err(ErrorCode::ElectionNotNeeded.into());
        }
        let may_lead = |replica| self.may_lead(partition, replica);
        let change = self.change(cx, (image, partition), &may_lead, election);
        let none = match election {
            Election::Preferred => ErrorCode::PreferredLeaderNotAvailable,
            _ => ErrorCode::EligibleLeadersNotAvailable,
        };
        change
            .build()
            .map(|changed| self.record_of(image.id, number, partition, changed))
            .ok_or_else(|| none.into())
    }

    /// Moves leaderships back to the preferred replicas.
    pub(super) fn rebalance(&self, cx: &Cx<'_>) -> Vec<MetadataRecord> {
        let imbalanced = self.image.partitions().filter(|(_, _, partition)| {
            partition.leader != NO_LEADER && partition.replicas.first() != Some(&partition.leader)
        });
        let elect = |(topic, number, partition): (&TopicImage, i32, &PartitionState)| {
            let may_lead = |replica| self.may_lead(partition, replica);
            let changed = self.change(cx, (topic, partition), &may_lead, Election::Preferred).build()?;
            Some(self.record_of(topic.id, number, partition, changed))
        };
        imbalanced.filter_map(elect).take(ELECTIONS_MAX).collect()
    }

    /// A change as the metadata log has it. Replicas that stay keep their directories.
    pub(super) fn record_of(
        &self,
        topic_id: Uuid,
        partition_id: i32,
        before: &PartitionState,
        changed: Changed,
    ) -> MetadataRecord {
        let directory = |replica: &i32| {
            let place = before.replicas.iter().position(|old| old == replica);
            let known = place.and_then(|place| before.directories.get(place).copied());
            known.unwrap_or_else(|| super::directories::directory(&self.image, *replica))
        };
        let directories = changed.replicas.as_ref().map(|now| now.iter().map(directory).collect());
        MetadataRecord::PartitionChange(PartitionChangeRecord {
            partition_id,
            topic_id,
            isr: changed.in_sync,
            leader: changed.leader.unwrap_or(NO_LEADER_CHANGE),
            replicas: changed.replicas,
            removing_replicas: changed.removing,
            adding_replicas: changed.adding,
            leader_recovery_state: changed.recovering.map_or(-1, i8::from),
            directories: directories.filter(|now| *now != before.directories),
            eligible_leader_replicas: changed.eligible,
            last_known_elr: changed.last_known_eligible,
        })
    }

    /// Gives leaderless partitions any living leader, where their topics allow it.
    pub(super) fn elect_uncleanly(&self, cx: &Cx<'_>) -> Vec<MetadataRecord> {
        let leaderless = self.image.partitions().filter(|(topic, _, partition)| {
            partition.leader == NO_LEADER && self.usual_election(cx, topic) == Election::Unclean
        });
        let elect = |(topic, number, _): (&TopicImage, i32, &PartitionState)| {
            self.elect_leader(cx, &topic.name, number, Election::Unclean).ok()
        };
        leaderless.filter_map(elect).take(ELECTIONS_MAX).collect()
    }
}

fn numbers(topic: &TopicImage) -> Vec<i32> {
    (0..).take(topic.partitions.len()).collect()
}
