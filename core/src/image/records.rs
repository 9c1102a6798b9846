//! An image as records that make the same image again: what a snapshot holds (KIP-630).

use alloc::string::ToString;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::messages::client_quota_record::{ClientQuotaRecord, EntityData};
use partita_wire::messages::config_record::ConfigRecord;
use partita_wire::messages::feature_level_record::FeatureLevelRecord;
use partita_wire::messages::partition_record::PartitionRecord;
use partita_wire::messages::producer_ids_record::ProducerIdsRecord;
use partita_wire::messages::register_broker_record::RegisterBrokerRecord;
use partita_wire::messages::topic_record::TopicRecord;
use partita_wire::{MetadataRecord, Uuid};

use super::{BrokerImage, Image, PartitionState, QuotaEntity, TopicImage};
use crate::node::features::METADATA_VERSION;

impl Image {
    /// Records that make this image, in the order in which Kafka writes them: features, brokers and controllers, topics,
    /// configs, quotas, producer ids.
    pub(crate) fn records(&self) -> Vec<MetadataRecord> {
        let mut records = Vec::new();
        self.write_features(&mut records);
        records.extend(self.brokers.values().map(|broker| MetadataRecord::RegisterBroker(register(broker))));
        let controllers = self.controllers.values();
        records.extend(controllers.map(|known| MetadataRecord::RegisterController((**known).clone())));
        for topic in self.topic_order.iter().filter_map(|id| self.topics.get(id)) {
            write_topic(topic, &mut records);
        }
        self.write_configs(&mut records);
        for (entity, quotas) in &*self.quotas {
            records.extend(quotas.iter().map(|(key, &value)| {
                let (entity, key) = (entity_of(entity), key.to_string());
                MetadataRecord::ClientQuota(ClientQuotaRecord { entity, key, value, remove: false })
            }));
        }
        if self.next_producer_id > 0 {
            records.push(MetadataRecord::ProducerIds(ProducerIdsRecord {
                broker_id: -1,
                broker_epoch: -1,
                next_producer_id: self.next_producer_id,
            }));
        }
        records
    }

    /// The version of the metadata comes first: it says how to read the rest.
    fn write_features(&self, records: &mut Vec<MetadataRecord>) {
        let level = |(name, &feature_level): (&Name, &i16)| {
            MetadataRecord::FeatureLevel(FeatureLevelRecord { name: name.to_string(), feature_level })
        };
        let version = |(name, _): &(&Name, &i16)| &***name == METADATA_VERSION;
        records.extend(self.features.iter().filter(version).map(level));
        records.extend(self.features.iter().filter(|feature| !version(feature)).map(level));
    }

    fn write_configs(&self, records: &mut Vec<MetadataRecord>) {
        for ((resource_type, resource_name), configs) in &self.configs {
            records.extend(configs.iter().map(|(name, value)| {
                MetadataRecord::Config(ConfigRecord {
                    resource_type: *resource_type,
                    resource_name: resource_name.to_string(),
                    name: name.to_string(),
                    value: Some(value.clone()),
                })
            }));
        }
    }
}

fn register(broker: &BrokerImage) -> RegisterBrokerRecord {
    RegisterBrokerRecord {
        broker_id: broker.id,
        is_migrating_zk_broker: false,
        incarnation_id: broker.incarnation,
        broker_epoch: broker.broker_epoch,
        end_points: broker.end_points.clone(),
        features: broker.features.clone(),
        rack: broker.rack.as_ref().map(ToString::to_string),
        fenced: broker.fenced,
        in_controlled_shutdown: broker.in_controlled_shutdown,
        log_dirs: broker.directories.clone(),
        cordoned_log_dirs: broker.cordoned.clone(),
    }
}

fn write_topic(topic: &TopicImage, records: &mut Vec<MetadataRecord>) {
    records.push(MetadataRecord::Topic(TopicRecord { name: topic.name.to_string(), topic_id: topic.id }));
    let numbered = (0..).zip(&topic.partitions);
    records.extend(
        numbered.map(|(number, state)| MetadataRecord::Partition(partition(topic.id, number, state))),
    );
}

fn partition(topic_id: Uuid, partition_id: i32, state: &PartitionState) -> PartitionRecord {
    let list = |list: &Vec<i32>| Some(list.clone()).filter(|list| !list.is_empty());
    PartitionRecord {
        partition_id,
        topic_id,
        replicas: state.replicas.clone(),
        isr: state.in_sync.clone(),
        removing_replicas: state.removing.clone(),
        adding_replicas: state.adding.clone(),
        leader: state.leader,
        leader_recovery_state: i8::from(state.recovering),
        leader_epoch: state.leader_epoch,
        partition_epoch: state.partition_epoch,
        directories: state.directories.clone(),
        eligible_leader_replicas: list(&state.eligible),
        last_known_elr: list(&state.last_known_eligible),
    }
}

/// Whom a quota is for, as records have it.
pub(crate) fn entity_of(entity: &QuotaEntity) -> Vec<EntityData> {
    let part = |(entity_type, name): (&Name, &Option<Name>)| EntityData {
        entity_type: entity_type.to_string(),
        entity_name: name.as_ref().map(ToString::to_string),
    };
    entity.iter().map(part).collect()
}
