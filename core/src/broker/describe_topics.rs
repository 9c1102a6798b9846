//! DescribeTopicPartitions: topics page by page, with their ELR (KIP-966).

use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_wire::ErrorCode;
use partita_wire::messages::describe_topic_partitions_request::DescribeTopicPartitionsRequest;
use partita_wire::messages::describe_topic_partitions_response::{
    Cursor, DescribeTopicPartitionsResponse, DescribeTopicPartitionsResponsePartition,
    DescribeTopicPartitionsResponseTopic,
};

use crate::config::NodeConfig;
use crate::image::{Image, NO_LEADER, PartitionState, TopicImage};

use super::metadata::{TOPIC_OPERATIONS, is_internal, offline};

/// `max.request.partition.size.limit`.
const PARTITIONS_MAX: i64 = 2_000;

/// One page of topics, in the order of their names.
pub(crate) fn describe(
    config: &NodeConfig,
    image: &Image,
    body: &DescribeTopicPartitionsRequest,
) -> DescribeTopicPartitionsResponse {
    let mut names: BTreeSet<String> = body.topics.iter().map(|topic| topic.name.clone()).collect();
    let all = names.is_empty();
    if all {
        names = image.topic_ids.keys().map(ToString::to_string).collect();
    }
    let (mut from_name, mut from) = ("", 0);
    if let Some(cursor) = &body.cursor {
        (from_name, from) = (&*cursor.topic_name, usize::try_from(cursor.partition_index).unwrap_or(0));
    }
    let most = config.number("max.request.partition.size.limit", PARTITIONS_MAX);
    let most = most.min(i64::from(body.response_partition_limit)).max(1);
    let mut left = usize::try_from(most).unwrap_or(1);
    let mut answer = DescribeTopicPartitionsResponse::default();
    for name in names.iter().filter(|name| &***name >= from_name) {
        let from = if name == from_name { from } else { 0 };
        if left == 0 {
            answer.next_cursor = Some(Cursor { topic_name: name.clone(), partition_index: 0 });
            break;
        }
        let Some(topic) = image.topic(name) else {
            answer.topics.push(failed(name));
            continue;
        };
        let page = topic.partitions.len().saturating_sub(from).min(left);
        left -= page;
        answer.topics.push(described(image, topic, from, page));
        if from + page < topic.partitions.len() {
            let partition_index = i32::try_from(from + page).unwrap_or(i32::MAX);
            answer.next_cursor = Some(Cursor { topic_name: name.clone(), partition_index });
            break;
        }
    }
    answer
}

fn failed(name: &str) -> DescribeTopicPartitionsResponseTopic {
    DescribeTopicPartitionsResponseTopic {
        error_code: ErrorCode::UnknownTopicOrPartition as i16,
        name: Some(name.into()),
        ..DescribeTopicPartitionsResponseTopic::default()
    }
}

fn described(
    image: &Image,
    topic: &TopicImage,
    from: usize,
    page: usize,
) -> DescribeTopicPartitionsResponseTopic {
    let partitions: Vec<_> = (0..).zip(&topic.partitions).skip(from).take(page).collect();
    DescribeTopicPartitionsResponseTopic {
        error_code: 0,
        name: Some(topic.name.to_string()),
        topic_id: topic.id,
        is_internal: is_internal(&topic.name),
        partitions: partitions.into_iter().map(|(number, state)| partition(image, number, state)).collect(),
        topic_authorized_operations: TOPIC_OPERATIONS,
    }
}

fn partition(image: &Image, number: i32, state: &PartitionState) -> DescribeTopicPartitionsResponsePartition {
    let leads = image.alive(state.leader).is_some();
    DescribeTopicPartitionsResponsePartition {
        error_code: if leads { 0 } else { ErrorCode::LeaderNotAvailable as i16 },
        partition_index: number,
        leader_id: if leads { state.leader } else { NO_LEADER },
        leader_epoch: state.leader_epoch,
        replica_nodes: state.replicas.clone(),
        isr_nodes: state.in_sync.clone(),
        eligible_leader_replicas: Some(state.eligible.clone()),
        last_known_elr: Some(state.last_known_eligible.clone()),
        offline_replicas: offline(image, state),
    }
}
