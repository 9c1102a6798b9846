//! What each metadata record does to the image.

use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{Address, Name};
use partita_wire::MetadataRecord;
use partita_wire::Uuid;
use partita_wire::messages::broker_registration_change_record::BrokerRegistrationChangeRecord;
use partita_wire::messages::client_quota_record::{ClientQuotaRecord, EntityData};
use partita_wire::messages::config_record::ConfigRecord;
use partita_wire::messages::partition_change_record::PartitionChangeRecord;
use partita_wire::messages::partition_record::PartitionRecord;
use partita_wire::messages::register_broker_record::RegisterBrokerRecord;
use partita_wire::messages::topic_record::TopicRecord;
use partita_wire::records::{BatchView, RecordView};

use super::{BrokerImage, Image, NO_LEADER, PartitionState, QuotaEntity, TopicImage};

/// `leader` of a PartitionChange record that leaves the leader as it is, epoch included.
pub(crate) const NO_LEADER_CHANGE: i32 = -2;
/// Resource types of configs.
pub(crate) const TOPIC: i8 = 2;

/// Most bytes that a batch of the metadata log may unpack to: twice what Kafka's controllers put into one. Of a batch that would be
/// larger nothing is taken.
pub(crate) const METADATA_BATCH_LEN_MAX: usize = 16 << 20;

/// The records of a batch of the metadata log. Control records are the quorum's own, and those of types that no release
/// before 4.3 knows cannot be there.
pub(crate) fn records_of(batch: &BatchView) -> Vec<MetadataRecord> {
    if batch.header().attributes.is_control() {
        return Vec::new();
    }
    let records = batch.records(METADATA_BATCH_LEN_MAX).into_iter().flatten().flatten();
    let decode = |record: RecordView| MetadataRecord::decode(record.value.unwrap_or_default()).ok();
    records.filter_map(decode).map(|(record, _version)| record).collect()
}

impl Image {
    /// Adds one record.
    pub(crate) fn apply(&mut self, record: &MetadataRecord) {
        match record {
            MetadataRecord::RegisterBroker(record) => self.register(record),
            MetadataRecord::UnregisterBroker(record) => {
                self.brokers.remove(&record.broker_id);
            }
            MetadataRecord::BrokerRegistrationChange(record) => self.change_registration(record),
            MetadataRecord::FenceBroker(record) => self.set_fenced(record.id, record.epoch, true),
            MetadataRecord::UnfenceBroker(record) => self.set_fenced(record.id, record.epoch, false),
            MetadataRecord::Topic(record) => self.add_topic(record),
            MetadataRecord::RemoveTopic(record) => self.remove_topic(record.topic_id),
            MetadataRecord::Partition(record) => self.add_partition(record),
            MetadataRecord::PartitionChange(record) => self.change_partition(record),
            MetadataRecord::Config(record) => self.set_config(record),
            MetadataRecord::FeatureLevel(record) => self.set_feature(&record.name, record.feature_level),
            MetadataRecord::ProducerIds(record) => self.next_producer_id = record.next_producer_id,
            MetadataRecord::ClearElr(record) => self.clear_eligible(&record.topic_name),
            MetadataRecord::ClientQuota(record) => self.set_quota(record),
            MetadataRecord::RegisterController(record) => {
                self.controllers.insert(record.controller_id, Arc::new(record.clone()));
            }
            _ => {}
        }
    }

    fn register(&mut self, record: &RegisterBrokerRecord) {
        let endpoint = record.end_points.first();
        let address = endpoint.map_or_else(|| Address::new("", 0), |end| Address::new(&end.host, end.port));
        let broker = BrokerImage {
            id: record.broker_id,
            broker_epoch: record.broker_epoch,
            incarnation: record.incarnation_id,
            address,
            rack: record.rack.as_deref().map(Name::from),
            fenced: record.fenced,
            in_controlled_shutdown: record.in_controlled_shutdown,
            directories: record.log_dirs.clone(),
            cordoned: record.cordoned_log_dirs.clone(),
            end_points: record.end_points.clone(),
            features: record.features.clone(),
        };
        self.brokers.insert(record.broker_id, Arc::new(broker));
    }

    fn broker_mut(&mut self, id: i32, epoch: i64) -> Option<&mut BrokerImage> {
        self.brokers.get_mut(&id).filter(|broker| broker.broker_epoch == epoch).map(Arc::make_mut)
    }

    fn change_registration(&mut self, record: &BrokerRegistrationChangeRecord) {
        let Some(broker) = self.broker_mut(record.broker_id, record.broker_epoch) else { return };
        match record.fenced {
            1 => broker.fenced = true,
            -1 => broker.fenced = false,
            _ => {}
        }
        broker.in_controlled_shutdown |= record.in_controlled_shutdown == 1;
        if !record.log_dirs.is_empty() {
            broker.directories = record.log_dirs.clone();
        }
        if record.cordoned_log_dirs.is_some() {
            broker.cordoned.clone_from(&record.cordoned_log_dirs);
        }
    }

    fn set_fenced(&mut self, id: i32, epoch: i64, fenced: bool) {
        if let Some(broker) = self.broker_mut(id, epoch) {
            broker.fenced = fenced;
        }
    }

    fn add_topic(&mut self, record: &TopicRecord) {
        let name = Name::from(&*record.name);
        let topic = TopicImage { id: record.topic_id, name: name.clone(), partitions: Vec::new() };
        self.topic_ids.insert(name, record.topic_id);
        Arc::make_mut(&mut self.topic_order).push(record.topic_id);
        self.topics.insert(record.topic_id, Arc::new(topic));
    }

    fn remove_topic(&mut self, id: Uuid) {
        if let Some(topic) = self.topics.remove(&id) {
            self.topic_ids.remove(&topic.name);
            Arc::make_mut(&mut self.topic_order).retain(|&other| other != id);
            self.configs.remove(&(TOPIC, topic.name.clone()));
        }
    }

    fn topic_mut(&mut self, id: Uuid) -> Option<&mut TopicImage> {
        self.topics.get_mut(&id).map(Arc::make_mut)
    }

    /// Partitions come in the order of their numbers; a gap would be a broken log, and is not filled.
    fn add_partition(&mut self, record: &PartitionRecord) {
        let Some(topic) = self.topic_mut(record.topic_id) else { return };
        let state = PartitionState {
            leader: record.leader,
            leader_epoch: record.leader_epoch,
            partition_epoch: record.partition_epoch,
            replicas: record.replicas.clone(),
            in_sync: record.isr.clone(),
            eligible: record.eligible_leader_replicas.clone().unwrap_or_default(),
            last_known_eligible: record.last_known_elr.clone().unwrap_or_default(),
            adding: record.adding_replicas.clone(),
            removing: record.removing_replicas.clone(),
            directories: record.directories.clone(),
            recovering: record.leader_recovery_state == 1,
        };
        if usize::try_from(record.partition_id) == Ok(topic.partitions.len()) {
            topic.partitions.push(Arc::new(state));
        }
    }

    fn change_partition(&mut self, record: &PartitionChangeRecord) {
        let Some(topic) = self.topic_mut(record.topic_id) else { return };
        let index = usize::try_from(record.partition_id).unwrap_or(usize::MAX);
        if let Some(partition) = topic.partitions.get_mut(index) {
            Arc::make_mut(partition).change(record);
        }
    }

    fn set_config(&mut self, record: &ConfigRecord) {
        let key = (record.resource_type, Name::from(&*record.resource_name));
        let configs = Arc::make_mut(self.configs.entry(key.clone()).or_default());
        match &record.value {
            Some(value) => {
                configs.insert(Name::from(&*record.name), value.clone());
            }
            None => {
                configs.remove(&*record.name);
            }
        }
        if configs.is_empty() {
            self.configs.remove(&key);
        }
    }

    fn set_feature(&mut self, name: &str, level: i16) {
        if level == 0 {
            self.features.remove(name);
        } else {
            self.features.insert(name.into(), level);
        }
    }

    fn set_quota(&mut self, record: &ClientQuotaRecord) {
        let part =
            |part: &EntityData| (Name::from(&*part.entity_type), part.entity_name.as_deref().map(Name::from));
        let entity: QuotaEntity = record.entity.iter().map(part).collect();
        let quotas = Arc::make_mut(&mut self.quotas);
        let of_entity = quotas.entry(entity.clone()).or_default();
        match record.remove {
            true => of_entity.remove(&*record.key),
            false => of_entity.insert(Name::from(&*record.key), record.value),
        };
        if of_entity.is_empty() {
            quotas.remove(&entity);
        }
    }

    /// Forgets eligible replicas of one topic, or of all where none is named.
    fn clear_eligible(&mut self, topic: &str) {
        for image in self.topics.values_mut().filter(|image| topic.is_empty() || *image.name == *topic) {
            for partition in &mut Arc::make_mut(image).partitions {
                let partition = Arc::make_mut(partition);
                if !partition.eligible.is_empty() || !partition.last_known_eligible.is_empty() {
                    partition.eligible.clear();
                    partition.last_known_eligible.clear();
                    partition.partition_epoch += 1;
                }
            }
        }
    }
}

impl PartitionState {
    /// Merges a change. Each one makes the partition's epoch grow, and those that name a leader the leader epoch too.
    pub(crate) fn change(&mut self, record: &PartitionChangeRecord) {
        let set = |list: &mut Vec<i32>, new: &Option<Vec<i32>>| {
            if let Some(new) = new {
                list.clone_from(new);
            }
        };
        set(&mut self.in_sync, &record.isr);
        set(&mut self.replicas, &record.replicas);
        set(&mut self.adding, &record.adding_replicas);
        set(&mut self.removing, &record.removing_replicas);
        set(&mut self.eligible, &record.eligible_leader_replicas);
        set(&mut self.last_known_eligible, &record.last_known_elr);
        if let Some(directories) = &record.directories {
            self.directories.clone_from(directories);
        }
        if record.leader_recovery_state >= 0 {
            self.recovering = record.leader_recovery_state == 1;
        }
        if record.leader != NO_LEADER_CHANGE {
            self.leader = record.leader.max(NO_LEADER);
            self.leader_epoch += 1;
        }
        self.partition_epoch += 1;
    }
}
