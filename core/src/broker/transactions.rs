//! DescribeProducers and ListTransactions (KIP-664): what a leader knows of producers, and the transactions that a
//! coordinator leads. No transactions are led here yet, so there are none to list.

use alloc::vec::Vec;

use partita_wire::ErrorCode;
use partita_wire::messages::describe_producers_request::DescribeProducersRequest;
use partita_wire::messages::describe_producers_response::{
    DescribeProducersResponse, PartitionResponse, ProducerState, TopicResponse,
};
use partita_wire::messages::list_transactions_request::ListTransactionsRequest;
use partita_wire::messages::list_transactions_response::ListTransactionsResponse;

use crate::image::Image;
use crate::replica::Replicas;

/// States that a filter may name.
const STATES: [&str; 8] = [
    "Empty",
    "Ongoing",
    "PrepareCommit",
    "PrepareAbort",
    "CompleteCommit",
    "CompleteAbort",
    "Dead",
    "PrepareEpochFence",
];

/// Answers ListTransactions.
pub(crate) fn list(body: &ListTransactionsRequest) -> ListTransactionsResponse {
    let unknown = body.state_filters.iter().filter(|state| !STATES.contains(&state.as_str()));
    ListTransactionsResponse {
        unknown_state_filters: unknown.cloned().collect(),
        ..ListTransactionsResponse::default()
    }
}

/// Answers DescribeProducers: the producers of partitions that this broker has a replica of.
pub(crate) fn describe_producers(
    image: &Image,
    replicas: &Replicas,
    body: &DescribeProducersRequest,
) -> DescribeProducersResponse {
    let partition = |topic: &str, partition_index: i32| {
        let at = usize::try_from(partition_index).ok();
        let known = image.topic(topic).zip(at).is_some_and(|(topic, at)| topic.partitions.len() > at);
        let response = PartitionResponse { partition_index, ..PartitionResponse::default() };
        match replicas.partition(topic, partition_index) {
            Some(partition) => {
                PartitionResponse { active_producers: active(partition.log.producers()), ..response }
            }
            None if known => {
                PartitionResponse { error_code: ErrorCode::NotLeaderOrFollower as i16, ..response }
            }
            None => PartitionResponse { error_code: ErrorCode::UnknownTopicOrPartition as i16, ..response },
        }
    };
    let topic = |asked: &partita_wire::messages::describe_producers_request::TopicRequest| TopicResponse {
        name: asked.name.clone(),
        partitions: asked.partition_indexes.iter().map(|index| partition(&asked.name, *index)).collect(),
    };
    DescribeProducersResponse {
        topics: body.topics.iter().map(topic).collect(),
        ..DescribeProducersResponse::default()
    }
}

fn active(producers: &crate::log::Producers) -> Vec<ProducerState> {
    let of = |(&producer_id, state): (&i64, &crate::log::ProducerState)| ProducerState {
        producer_id,
        producer_epoch: i32::from(state.epoch),
        last_sequence: state.batches.back().map_or(-1, |batch| batch.last_sequence),
        last_timestamp: state.last_timestamp,
        // No coordinator wrote a marker yet.
        coordinator_epoch: -1,
        current_txn_start_offset: state.transaction_from.unwrap_or(-1),
    };
    producers.by_id().iter().map(of).collect()
}
