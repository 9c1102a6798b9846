//! DescribeLogDirs: what lies in the log directories of a broker (KIP-113, KIP-827), and which take no new replicas (KIP-1066).

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::ErrorCode;
use partita_wire::messages::describe_log_dirs_request::DescribeLogDirsRequest;
use partita_wire::messages::describe_log_dirs_response::{
    DescribeLogDirsPartition, DescribeLogDirsResponse, DescribeLogDirsResult, DescribeLogDirsTopic,
};

use crate::controller::has_cordons;
use crate::image::Image;
use crate::replica::{Partition, Replicas};

/// Answers a request. How large the volumes are, and how much of them is left, is not known.
pub(crate) fn describe(
    replicas: &Replicas,
    image: &Image,
    body: &DescribeLogDirsRequest,
) -> DescribeLogDirsResponse {
    let result = |(dir, path, works): (u32, &Name, bool)| DescribeLogDirsResult {
        error_code: if works { 0 } else { ErrorCode::KafkaStorageError as i16 },
        log_dir: path.to_string(),
        topics: topics_in(replicas, dir, body),
        is_cordoned: has_cordons(image) && works && replicas.dirs().is_cordoned(dir),
        ..DescribeLogDirsResult::default()
    };
    let results = replicas.dirs().paths().map(result).collect();
    DescribeLogDirsResponse { results, ..DescribeLogDirsResponse::default() }
}

fn topics_in(replicas: &Replicas, dir: u32, body: &DescribeLogDirsRequest) -> Vec<DescribeLogDirsTopic> {
    let mut topics: BTreeMap<String, Vec<DescribeLogDirsPartition>> = BTreeMap::new();
    let here = replicas.iter().filter(|partition| partition.dir() == dir && is_asked(body, partition));
    for partition in here {
        let of_topic = topics.entry(partition.topic.to_string()).or_default();
        of_topic.push(described(partition));
    }
    topics.into_iter().map(|(name, partitions)| DescribeLogDirsTopic { name, partitions }).collect()
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
