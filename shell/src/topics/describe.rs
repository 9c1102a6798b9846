//! `--describe` and its filters.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::messages::describe_cluster_request::DescribeClusterRequest;
use partita_wire::messages::describe_configs_response::DescribeConfigsResourceResult;
use partita_wire::messages::describe_topic_partitions_request::{
    Cursor, DescribeTopicPartitionsRequest, TopicRequest,
};
use partita_wire::messages::list_partition_reassignments_request::{
    ListPartitionReassignmentsRequest, ListPartitionReassignmentsTopics,
};
use partita_wire::messages::list_partition_reassignments_response::OngoingPartitionReassignment;
use partita_wire::messages::metadata_request::MetadataRequestTopic;
use partita_wire::messages::metadata_response::MetadataResponse;
use partita_wire::{ErrorCode, Response, Uuid};

use super::create::TIMEOUT_MS;
use super::{ensure_found, metadata, topics, unexpected};
use crate::configs::of_topics;
use crate::java::in_hash_order;
use crate::options::Options;
use crate::script::{Flow, Script};
use crate::thrown::Thrown;

/// `ConfigSource.DEFAULT_CONFIG` on the wire.
const DEFAULT_CONFIG: i8 = 5;
/// Partitions in one answer when `--partition-size-limit-per-response` is not there.
const PARTITIONS_PER_RESPONSE: i32 = 2_000;

/// A topic.
#[derive(Clone, Debug)]
pub(crate) struct Described {
    pub(crate) name: String,
    id: Uuid,
    pub(crate) partitions: Vec<Partition>,
}

/// A partition.
#[derive(Clone, Debug)]
pub(crate) struct Partition {
    pub(crate) index: i32,
    leader: Option<i32>,
    pub(crate) replicas: Vec<i32>,
    in_sync: Vec<i32>,
    /// `None` where the broker's API does not tell.
    eligible: Option<Vec<i32>>,
    last_known_eligible: Option<Vec<i32>>,
}

type Reassignments = BTreeMap<(String, i32), OngoingPartitionReassignment>;

pub(super) fn describe(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let id = options.text("topic-id")?.map(parse_id).transpose()?.filter(|id| !id.is_zero());
    let all = topics(script, &without_topic_if(options, id.is_some()))?;
    let described = match id {
        Some(id) => {
            if !all.iter().any(|(_, known)| *known == id) {
                if !options.has("if-exists") {
                    let message = format!("TopicId '{id}' does not exist as expected");
                    return Err(Thrown::illegal_argument(message).into());
                }
                Vec::new()
            } else {
                by_metadata(script, &[], Some(id))?
            }
        }
        None => {
            ensure_found(options, !all.is_empty())?;
            let names: Vec<String> = all.into_iter().map(|(name, _)| name).collect();
            by_name(script, &names, options.int("partition-size-limit-per-response")?)?
        }
    };
    let configs = match &*described {
        [] => BTreeMap::new(),
        described => of_topics(script, described.iter().map(|topic| &topic.name), false)?,
    };
    let live = live_brokers(script)?;
    let reassignments = reassignments(script, &described)?;
    let mut by_name: BTreeMap<&str, &Described> = described.iter().map(|t| (t.name.as_str(), t)).collect();
    for name in in_hash_order(described.iter().map(|topic| topic.name.as_str()).collect()) {
        let Some(topic) = by_name.remove(name) else { continue };
        let configs = configs.get(name).map(Vec::as_slice).unwrap_or_default();
        print(script, options, topic, configs, &live, &reassignments)?;
    }
    Ok(())
}

/// With a topic id the name counts for nothing.
fn without_topic_if(options: &Options, ignored: bool) -> Options {
    let mut options = options.clone();
    if ignored {
        options.forget("topic");
    }
    options
}

fn parse_id(text: &str) -> Result<Uuid, Thrown> {
    text.parse().map_err(|_| {
        let bytes = text.trim_end_matches('=').len() * 6 / 8;
        let message = match text.len() > 24 {
            true => format!("Input string with prefix `{}` is too long to be decoded as a base64 UUID", prefix(text)),
            false => format!(
                "Input string `{text}` decoded as {bytes} bytes, which is not equal to the expected 16 bytes of a \
                 base64-encoded UUID"
            ),
        };
        Thrown::illegal_argument(message)
    })
}

fn prefix(text: &str) -> String {
    text.chars().take(24).collect()
}

/// Topics by name: DescribeTopicPartitions (KIP-966), or Metadata where a broker does not serve that.
pub(crate) fn by_name(
    script: &mut Script<'_>,
    names: &[String],
    partitions_per_response: Option<i32>,
) -> Flow<Vec<Described>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let limit = partitions_per_response.unwrap_or(PARTITIONS_PER_RESPONSE);
    let mut described: Vec<Described> = Vec::new();
    let mut cursor: Option<Cursor> = None;
    loop {
        let left = names.iter().filter(|name| cursor.as_ref().is_none_or(|c| **name >= c.topic_name));
        let body = DescribeTopicPartitionsRequest {
            topics: left.map(|name| TopicRequest { name: name.clone() }).collect(),
            response_partition_limit: limit,
            cursor: cursor.take(),
        };
        let response = match script.ask("describeTopics", Target::Any, body)? {
            Ok(Response::DescribeTopicPartitions(response)) => response,
            Err(error) if error.code == ErrorCode::UnsupportedVersion => {
                return by_metadata(script, names, None);
            }
            Err(error) => return Err(error.into()),
            Ok(other) => return Err(unexpected(&other)),
        };
        for topic in response.topics {
            Thrown::check(topic.error_code, None)?;
            let name = topic.name.unwrap_or_default();
            let partitions = topic.partitions.into_iter().map(|partition| Partition {
                index: partition.partition_index,
                leader: Some(partition.leader_id).filter(|id| *id >= 0),
                replicas: partition.replica_nodes,
                in_sync: partition.isr_nodes,
                eligible: Some(partition.eligible_leader_replicas.unwrap_or_default()),
                last_known_eligible: Some(partition.last_known_elr.unwrap_or_default()),
            });
            match described.iter_mut().find(|known| known.name == name) {
                Some(known) => known.partitions.extend(partitions),
                None => {
                    described.push(Described { name, id: topic.topic_id, partitions: partitions.collect() })
                }
            }
        }
        let Some(next) = response.next_cursor else { return Ok(described) };
        cursor = Some(Cursor { topic_name: next.topic_name, partition_index: next.partition_index });
    }
}

fn by_metadata(script: &mut Script<'_>, names: &[String], id: Option<Uuid>) -> Flow<Vec<Described>> {
    let by_id = id.map(|topic_id| MetadataRequestTopic { topic_id, name: None });
    let named = |name: &String| MetadataRequestTopic { topic_id: Uuid::ZERO, name: Some(name.clone()) };
    let topics = names.iter().map(named).chain(by_id).collect();
    let response = metadata(script, Some(topics))?;
    from_metadata(response)
}

fn from_metadata(response: MetadataResponse) -> Flow<Vec<Described>> {
    let mut described = Vec::new();
    for topic in response.topics {
        Thrown::check(topic.error_code, None)?;
        let partitions = topic.partitions.into_iter().map(|partition| Partition {
            index: partition.partition_index,
            leader: Some(partition.leader_id).filter(|id| *id >= 0),
            replicas: partition.replica_nodes,
            in_sync: partition.isr_nodes,
            eligible: None,
            last_known_eligible: None,
        });
        let partitions = partitions.collect();
        described.push(Described { name: topic.name.unwrap_or_default(), id: topic.topic_id, partitions });
    }
    Ok(described)
}

fn live_brokers(script: &mut Script<'_>) -> Flow<Vec<i32>> {
    let body = DescribeClusterRequest { endpoint_type: 1, ..DescribeClusterRequest::default() };
    match script.ask("listNodes", Target::Any, body)? {
        Ok(Response::DescribeCluster(response)) => {
            Thrown::check(response.error_code, response.error_message.as_deref())?;
            Ok(response.brokers.iter().map(|broker| broker.broker_id).collect())
        }
        Err(error) if error.code == ErrorCode::UnsupportedVersion => {
            let response = metadata(script, Some(Vec::new()))?;
            Ok(response.brokers.iter().map(|broker| broker.node_id).collect())
        }
        Err(error) => Err(error.into()),
        Ok(other) => Err(unexpected(&other)),
    }
}

fn reassignments(script: &mut Script<'_>, topics: &[Described]) -> Flow<Reassignments> {
    if topics.is_empty() {
        return Ok(Reassignments::new());
    }
    let topic = |topic: &Described| ListPartitionReassignmentsTopics {
        name: topic.name.clone(),
        partition_indexes: topic.partitions.iter().map(|partition| partition.index).collect(),
    };
    let body = ListPartitionReassignmentsRequest {
        timeout_ms: TIMEOUT_MS,
        topics: Some(topics.iter().map(topic).collect()),
    };
    let response = match script.ask("listPartitionReassignments", Target::Controller, body)? {
        Ok(Response::ListPartitionReassignments(response)) => response,
        Err(error)
            if matches!(
                error.code,
                ErrorCode::UnsupportedVersion | ErrorCode::ClusterAuthorizationFailed
            ) =>
        {
            return Ok(Reassignments::new());
        }
        Err(error) => return Err(error.into()),
        Ok(other) => return Err(unexpected(&other)),
    };
    Thrown::check(response.error_code, response.error_message.as_deref())?;
    let mut all = Reassignments::new();
    for topic in response.topics {
        for partition in topic.partitions {
            all.insert((topic.name.clone(), partition.partition_index), partition);
        }
    }
    Ok(all)
}

fn print(
    script: &mut Script<'_>,
    options: &Options,
    topic: &Described,
    configs: &[DescribeConfigsResourceResult],
    live: &[i32],
    reassignments: &Reassignments,
) -> Flow<()> {
    let mut partitions: Vec<&Partition> = topic.partitions.iter().collect();
    partitions.sort_by_key(|partition| partition.index);
    let reassignment = |partition: &Partition| reassignments.get(&(topic.name.clone(), partition.index));
    let reports = super::REPORTS.iter().any(|report| options.has(report));
    let overrides = options.has("topics-with-overrides");
    if !reports && (!overrides || configs.iter().any(|config| config.config_source != DEFAULT_CONFIG)) {
        let factor = partitions.first().map_or(0, |first| replication_factor(first, reassignment(first)));
        script.out(&headline(topic, factor, configs));
    }
    if overrides {
        return Ok(());
    }
    for partition in partitions {
        let moving = reassignment(partition);
        if !reports || is_reported(options, partition, moving, configs, live) {
            script.out(&line(&topic.name, partition, moving));
        }
    }
    Ok(())
}

fn headline(topic: &Described, factor: usize, configs: &[DescribeConfigsResourceResult]) -> String {
    let own = configs.iter().filter(|config| config.config_source != DEFAULT_CONFIG);
    let own: Vec<String> =
        own.map(|config| format!("{}={}", config.name, config.value.as_deref().unwrap_or("null"))).collect();
    let id = if topic.id.is_zero() { String::new() } else { format!("\tTopicId: {}", topic.id) };
    format!(
        "Topic: {}{id}\tPartitionCount: {}\tReplicationFactor: {factor}\tConfigs: {}",
        topic.name,
        topic.partitions.len(),
        own.join(",")
    )
}

fn line(topic: &str, partition: &Partition, moving: Option<&OngoingPartitionReassignment>) -> String {
    let leader = partition.leader.map_or("none".to_string(), |id| id.to_string());
    let mut line = format!(
        "\tTopic: {topic}\tPartition: {}\tLeader: {leader}\tReplicas: {}\tIsr: {}",
        partition.index,
        ids(&partition.replicas),
        ids(&partition.in_sync)
    );
    if let Some(moving) = moving {
        line.push_str(&format!(
            "\tAdding Replicas: {}\tRemoving Replicas: {}",
            ids(&moving.adding_replicas),
            ids(&moving.removing_replicas)
        ));
    }
    let known = |ids_told: &Option<Vec<i32>>| ids_told.as_ref().map_or("N/A".to_string(), |told| ids(told));
    line.push_str(&format!("\tElr: {}", known(&partition.eligible)));
    line.push_str(&format!("\tLastKnownElr: {}", known(&partition.last_known_eligible)));
    line
}

fn ids(ids: &[i32]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// While replicas move, those that are being added do not count.
fn replication_factor(partition: &Partition, moving: Option<&OngoingPartitionReassignment>) -> usize {
    let moves = |moving: &&OngoingPartitionReassignment| {
        let mut changing = moving.removing_replicas.iter().chain(&moving.adding_replicas);
        changing.any(|id| partition.replicas.contains(id))
    };
    match moving.filter(moves) {
        Some(moving) => moving.replicas.len().saturating_sub(moving.adding_replicas.len()),
        None => partition.replicas.len(),
    }
}

fn is_reported(
    options: &Options,
    partition: &Partition,
    moving: Option<&OngoingPartitionReassignment>,
    configs: &[DescribeConfigsResourceResult],
    live: &[i32],
) -> bool {
    let min = configs.iter().find(|config| config.name == "min.insync.replicas");
    let min: usize = min.and_then(|config| config.value.as_deref()?.parse().ok()).unwrap_or(1);
    let in_sync = partition.in_sync.len();
    let has = |report: &str| options.has(report);
    (has("under-replicated-partitions") && replication_factor(partition, moving) > in_sync)
        || (has("unavailable-partitions") && partition.leader.is_none_or(|leader| !live.contains(&leader)))
        || (has("under-min-isr-partitions") && (partition.leader.is_none() || in_sync < min))
        || (has("at-min-isr-partitions") && in_sync == min)
}
