//! DescribeLogDirs: what lies in the one log directory of a broker (KIP-113, KIP-827).

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_wire::messages::describe_log_dirs_request::DescribeLogDirsRequest;
use partita_wire::messages::describe_log_dirs_response::{
    DescribeLogDirsPartition, DescribeLogDirsResponse, DescribeLogDirsResult, DescribeLogDirsTopic,
};

use crate::config::NodeConfig;
use crate::replica::{Partition, Replicas};

/// Kafka's default of `log.dir`.
const DEFAULT_DIR: &str = "/tmp/kafka-logs";

/// Answers a request. How large the volume is, and how much of it is left, is not known.
pub(crate) fn describe(
    config: &NodeConfig,
    replicas: &Replicas,
    body: &DescribeLogDirsRequest,
) -> DescribeLogDirsResponse {
    let mut topics: BTreeMap<String, Vec<DescribeLogDirsPartition>> = BTreeMap::new();
    for partition in replicas.iter().filter(|partition| is_asked(body, partition)) {
        let of_topic = topics.entry(partition.topic.to_string()).or_default();
        of_topic.push(described(partition));
    }
    let topic = |(name, partitions)| DescribeLogDirsTopic { name, partitions };
    let dir = ["log.dirs", "log.dir"].iter().find_map(|name| config.properties.get(*name));
    let result = DescribeLogDirsResult {
        error_code: 0,
        log_dir: dir.map_or_else(|| DEFAULT_DIR.into(), ToString::to_string),
        topics: topics.into_iter().map(topic).collect(),
        ..DescribeLogDirsResult::default()
    };
    DescribeLogDirsResponse { results: alloc::vec![result], ..DescribeLogDirsResponse::default() }
}

fn is_asked(body: &DescribeLogDirsRequest, partition: &Partition) -> bool {
    let asked = |topics: &Vec<partita_wire::messages::describe_log_dirs_request::DescribableLogDirTopic>| {
        let mut of_topic = topics.iter().filter(|topic| *topic.topic == *partition.topic);
        of_topic.any(|topic| topic.partitions.contains(&partition.partition))
    };
    body.topics.as_ref().is_none_or(asked)
}

fn described(partition: &Partition) -> DescribeLogDirsPartition {
    DescribeLogDirsPartition {
        partition_index: partition.partition,
        partition_size: i64::try_from(partition.log.size()).unwrap_or(i64::MAX),
        // What this log lacks of what is committed; nothing, unless it was cut.
        offset_lag: partition.high_watermark.saturating_sub(partition.log.log_end()).max(0),
        is_future_key: false,
    }
}
