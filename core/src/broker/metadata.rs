//! Metadata: brokers, topics, who leads.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_machine::Rng;
use partita_wire::ErrorCode;
use partita_wire::messages::metadata_request::MetadataRequest;
use partita_wire::messages::metadata_response::{
    MetadataResponse, MetadataResponseBroker, MetadataResponsePartition, MetadataResponseTopic,
};

use crate::config::NodeConfig;
use crate::controller::has_online_directory;
use crate::image::{BrokerImage, Image, NO_LEADER, PartitionState, TopicImage};

/// Authorized operations that were not asked for.
const NOT_ASKED: i32 = i32::MIN;
/// All operations on a topic, which everybody may do: there is no authorizer.
pub(crate) const TOPIC_OPERATIONS: i32 = 0b0000_1101_1111_1000;
/// The same of a cluster.
pub(crate) const CLUSTER_OPERATIONS: i32 = 0b0011_1111_1010_0000;

/// Topics that are Kafka's own.
pub(crate) fn is_internal(topic: &str) -> bool {
    matches!(topic, "__consumer_offsets" | "__transaction_state" | "__share_group_state")
}

/// An answer, and the names of topics that do not exist and may be created.
pub(crate) fn answer(
    config: &NodeConfig,
    image: &Image,
    rng: &mut Rng,
    version: i16,
    body: &MetadataRequest,
) -> (MetadataResponse, Vec<String>) {
    let alive: Vec<&BrokerImage> =
        image.brokers.values().filter(|broker| !broker.fenced).map(|broker| &**broker).collect();
    let mut missing = Vec::new();
    let may_create = version < 4 || body.allow_auto_topic_creation;
    let describe =
        |topic: &TopicImage| describe(image, topic, version, body.include_topic_authorized_operations);
    let topics = match &body.topics {
        None => image.topics.values().map(|topic| describe(topic)).collect(),
        Some(asked) if asked.is_empty() && version == 0 => {
            image.topics.values().map(|topic| describe(topic)).collect()
        }
        Some(asked) => asked
            .iter()
            .map(|asked| match &asked.name {
                Some(name) => match image.topic(name) {
                    Some(topic) => describe(topic),
                    None => {
                        let error = unknown(config, name, may_create);
                        if error.1 && !missing.contains(name) {
                            missing.push(name.clone());
                        }
                        MetadataResponseTopic { name: Some(name.clone()), ..failed(error.0) }
                    }
                },
                // Ids alone are for version 12 and later; before that an answer cannot even be without a name.
                None if version < 12 => {
                    MetadataResponseTopic { name: Some(String::new()), ..failed(ErrorCode::InvalidRequest) }
                }
                None => match image.topics.get(&asked.topic_id) {
                    Some(topic) => describe(topic),
                    None => MetadataResponseTopic {
                        name: None,
                        topic_id: asked.topic_id,
                        ..failed(ErrorCode::UnknownTopicId)
                    },
                },
            })
            .collect(),
    };
    // A broker of a KRaft cluster does not tell the controller: it names any broker that lives (KIP-590).
    let pick = usize::try_from(rng.below(u64::try_from(alive.len()).unwrap_or(0))).unwrap_or(0);
    let answer = MetadataResponse {
        brokers: alive.iter().map(|broker| listed(broker)).collect(),
        cluster_id: Some(config.cluster_id.to_string()),
        controller_id: alive.get(pick).map_or(NO_LEADER, |broker| broker.id),
        topics,
        cluster_authorized_operations: match body.include_cluster_authorized_operations {
            true => CLUSTER_OPERATIONS,
            false => NOT_ASKED,
        },
        ..MetadataResponse::default()
    };
    (answer, missing)
}

/// The error for a topic that does not exist, and whether it is to be created.
fn unknown(config: &NodeConfig, name: &str, may_create: bool) -> (ErrorCode, bool) {
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let valid =
        !name.is_empty() && name.len() <= 249 && !matches!(name, "." | "..") && name.chars().all(legal);
    if !may_create || !config.flag("auto.create.topics.enable", true) {
        // Kafka looks at the name only where it might create the topic.
        return (ErrorCode::UnknownTopicOrPartition, false);
    }
    match valid {
        true => (ErrorCode::UnknownTopicOrPartition, true),
        false => (ErrorCode::InvalidTopicException, false),
    }
}

fn failed(error: ErrorCode) -> MetadataResponseTopic {
    MetadataResponseTopic {
        error_code: error as i16,
        topic_authorized_operations: NOT_ASKED,
        ..MetadataResponseTopic::default()
    }
}

fn listed(broker: &BrokerImage) -> MetadataResponseBroker {
    MetadataResponseBroker {
        node_id: broker.id,
        host: broker.address.host.to_string(),
        port: i32::from(broker.address.port),
        rack: broker.rack.as_ref().map(ToString::to_string),
    }
}

fn describe(image: &Image, topic: &TopicImage, version: i16, operations: bool) -> MetadataResponseTopic {
    let partitions = (0..).zip(&topic.partitions);
    MetadataResponseTopic {
        error_code: 0,
        name: Some(topic.name.to_string()),
        topic_id: topic.id,
        is_internal: is_internal(&topic.name),
        partitions: partitions.map(|(number, state)| partition(image, number, state, version)).collect(),
        topic_authorized_operations: if operations { TOPIC_OPERATIONS } else { NOT_ASKED },
    }
}

fn partition(image: &Image, number: i32, state: &PartitionState, version: i16) -> MetadataResponsePartition {
    let offline = offline(image, state);
    let alive = |list: &[i32]| list.iter().copied().filter(|&id| image.alive(id).is_some()).collect();
    let leads = image.alive(state.leader).is_some();
    // Clients before version 1 of this request fail on replicas that are not in the list of brokers.
    let replica_nodes = if version == 0 { alive(&state.replicas) } else { state.replicas.clone() };
    let isr_nodes = if version == 0 { alive(&state.in_sync) } else { state.in_sync.clone() };
    MetadataResponsePartition {
        error_code: if leads { 0 } else { ErrorCode::LeaderNotAvailable as i16 },
        partition_index: number,
        leader_id: if leads { state.leader } else { NO_LEADER },
        leader_epoch: state.leader_epoch,
        replica_nodes,
        isr_nodes,
        offline_replicas: offline,
    }
}

/// Replicas whose brokers are gone, or their log directories.
pub(crate) fn offline(image: &Image, state: &PartitionState) -> Vec<i32> {
    let is_offline = |&id: &i32| image.alive(id).is_none() || !has_online_directory(image, state, id);
    state.replicas.iter().copied().filter(is_offline).collect()
}
