//! Log directories of brokers as the controller knows them (KIP-858): in which of them a replica is, and what becomes of its
//! partition when that one fails.

use alloc::vec::Vec;

use partita_wire::messages::assign_replicas_to_dirs_request::{
    AssignReplicasToDirsRequest, TopicData as AskedTopic,
};
use partita_wire::messages::assign_replicas_to_dirs_response::{
    AssignReplicasToDirsResponse, DirectoryData, PartitionData, TopicData,
};
use partita_wire::messages::broker_registration_change_record::BrokerRegistrationChangeRecord;
use partita_wire::messages::partition_change_record::PartitionChangeRecord;
use partita_wire::{ErrorCode, MetadataRecord, Uuid};

use super::elect::Removal;
use super::{Active, Decision};
use crate::cx::Cx;
use crate::image::{BrokerImage, Image, NO_LEADER_CHANGE, PartitionState};
use crate::node::features::{CORDONED_LOG_DIRS, DIRECTORY_ASSIGNMENT, METADATA_VERSION};
use crate::replica::{UNASSIGNED, directory_of, is_online};

/// The directory of a new replica: the only one that its broker has; of several, the broker chooses.
pub(super) fn directory(image: &Image, broker: i32) -> Uuid {
    match image.brokers.get(&broker).map(|broker| &*broker.directories) {
        Some([only]) => *only,
        Some([]) => Uuid::ZERO,
        _ => UNASSIGNED,
    }
}

/// Whether the log directory of a replica works, as far as its broker has told.
pub(crate) fn has_online_directory(image: &Image, state: &PartitionState, replica: i32) -> bool {
    let Some(broker) = image.brokers.get(&replica) else { return false };
    directory_of(state, replica).is_none_or(|directory| is_online(directory, &broker.directories))
}

/// Whether the metadata has a place for the directories of replicas.
pub(crate) fn assigns_directories(image: &Image) -> bool {
    image.features.get(METADATA_VERSION).is_some_and(|&level| level >= DIRECTORY_ASSIGNMENT)
}

/// Whether the metadata has a place for cordoned log directories (KIP-1066).
pub(crate) fn has_cordons(image: &Image) -> bool {
    image.features.get(METADATA_VERSION).is_some_and(|&level| level >= CORDONED_LOG_DIRS)
}

impl BrokerImage {
    /// Whether any of its log directories takes new replicas (KIP-1066).
    pub(super) fn takes_replicas(&self) -> bool {
        let Some(cordoned) = &self.cordoned else { return true };
        self.directories.is_empty() || self.directories.iter().any(|directory| !cordoned.contains(directory))
    }

    /// What becomes of its registration where it tells which of its directories are cordoned, if that is news.
    pub(super) fn cordon(&self, cordoned: &[Uuid]) -> Option<MetadataRecord> {
        let same = |known: &Vec<Uuid>| {
            known.iter().all(|id| cordoned.contains(id)) && cordoned.iter().all(|id| known.contains(id))
        };
        if self.cordoned.as_ref().is_some_and(same) {
            return None;
        }
        Some(MetadataRecord::BrokerRegistrationChange(BrokerRegistrationChangeRecord {
            broker_id: self.id,
            broker_epoch: self.broker_epoch,
            cordoned_log_dirs: Some(cordoned.to_vec()),
            ..BrokerRegistrationChangeRecord::default()
        }))
    }
}

impl Active {
    /// A broker tells that some of its directories do not work any more: its replicas there leave their ISRs and
    /// leaderships, and the directories its registration.
    pub(super) fn directories_offline(
        &self,
        cx: &Cx<'_>,
        broker: &BrokerImage,
        offline: &[Uuid],
    ) -> Vec<MetadataRecord> {
        let (gone, left): (Vec<Uuid>, Vec<Uuid>) =
            broker.directories.iter().partition(|directory| offline.contains(directory));
        if gone.is_empty() {
            return Vec::new();
        }
        let of_dir = |&directory: &Uuid| self.changes(cx, Removal::Directory(broker.id, directory));
        let mut records: Vec<MetadataRecord> = gone.iter().flat_map(of_dir).collect();
        records.push(MetadataRecord::BrokerRegistrationChange(BrokerRegistrationChangeRecord {
            broker_id: broker.id,
            broker_epoch: broker.broker_epoch,
            log_dirs: left,
            ..BrokerRegistrationChangeRecord::default()
        }));
        records
    }

    /// A broker tells in which directories its replicas are.
    pub(super) fn assign_replicas(&self, cx: &Cx<'_>, body: &AssignReplicasToDirsRequest) -> Decision {
        let checked = match assigns_directories(&self.image) {
            true => self.check_broker_epoch(body.broker_id, body.broker_epoch),
            false => Err(ErrorCode::UnsupportedVersion),
        };
        if let Err(error) = checked {
            let error_code = error as i16;
            return Decision::new(
                Vec::new(),
                AssignReplicasToDirsResponse { error_code, ..Default::default() },
            );
        }
        let mut records = Vec::new();
        let directories = body.directories.iter().map(|directory| {
            let topics = directory.topics.iter();
            let topics =
                topics.map(|topic| self.assign_topic(cx, body.broker_id, directory.id, topic, &mut records));
            DirectoryData { id: directory.id, topics: topics.collect() }
        });
        let directories = directories.collect();
        Decision::new(records, AssignReplicasToDirsResponse { directories, ..Default::default() })
    }

    fn assign_topic(
        &self,
        cx: &Cx<'_>,
        broker: i32,
        directory: Uuid,
        asked: &AskedTopic,
        records: &mut Vec<MetadataRecord>,
    ) -> TopicData {
        let mut assign = |number: i32| {
            let topic = self.image.topics.get(&asked.topic_id).ok_or(ErrorCode::UnknownTopicId)?;
            let place = usize::try_from(number).ok().and_then(|number| topic.partitions.get(number));
            let state = place.ok_or(ErrorCode::UnknownTopicOrPartition)?;
            let replica = state.replicas.iter().position(|&replica| replica == broker);
            let replica = replica.ok_or(ErrorCode::NotLeaderOrFollower)?;
            if state.directories.get(replica) == Some(&directory) {
                return Ok(());
            }
            let known = |&replica: &i32| directory_of(state, replica).unwrap_or(UNASSIGNED);
            let mut directories: Vec<Uuid> = state.replicas.iter().map(known).collect();
            directories[replica] = directory;
            records.push(MetadataRecord::PartitionChange(PartitionChangeRecord {
                partition_id: number,
                topic_id: topic.id,
                leader: NO_LEADER_CHANGE,
                leader_recovery_state: -1,
                directories: Some(directories),
                ..PartitionChangeRecord::default()
            }));
            // One that has failed before the controller knew where the replica is.
            let registered = self.image.brokers.get(&broker).map_or(&[][..], |broker| &broker.directories);
            if !is_online(directory, registered) && state.in_sync.contains(&broker) {
                records.extend(self.change_of(cx, Removal::Broker(broker), topic, number, state));
            }
            Ok(())
        };
        let partitions = asked.partitions.iter().map(|partition| PartitionData {
            partition_index: partition.partition_index,
            error_code: assign(partition.partition_index)
                .map_or_else(|error: ErrorCode| error as i16, |()| 0),
        });
        TopicData { topic_id: asked.topic_id, partitions: partitions.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directories_of_replicas_have_a_place_from_3_7_on() {
        let of = |level: Option<i16>| {
            let features = level.map(|level| (METADATA_VERSION.into(), level)).into_iter().collect();
            assigns_directories(&Image { features, ..Image::default() })
        };
        assert_eq!([None, Some(16), Some(17), Some(30)].map(of), [false, false, true, true]);
    }
}
