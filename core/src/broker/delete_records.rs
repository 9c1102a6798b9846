//! DeleteRecords (KIP-107): the leader moves its log start, and the answer waits until all live replicas have followed.

use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::ErrorCode;
use partita_wire::messages::delete_records_request::DeleteRecordsRequest;
use partita_wire::messages::delete_records_response::{
    DeleteRecordsPartitionResult, DeleteRecordsResponse, DeleteRecordsTopicResult,
};

use super::metadata::is_internal;
use super::partitions::Partitions;
use crate::cx::{Asked, Cx};
use crate::replica::{Replicas, TopicPartition};
use crate::wait::WaitId;

/// A deletion that waits for followers.
#[derive(Clone, Debug)]
pub(super) struct DeleteWait {
    asked: Asked,
    response: DeleteRecordsResponse,
    pending: Vec<Pending>,
}

#[derive(Clone, Debug)]
struct Pending {
    key: TopicPartition,
    /// Where its answer stands: topic and partition of the response.
    slot: (usize, usize),
    offset: i64,
}

impl Partitions {
    pub(super) fn on_delete_records(&mut self, cx: &mut Cx<'_>, asked: Asked, request: DeleteRecordsRequest) {
        let mut wait = DeleteWait { asked, response: DeleteRecordsResponse::default(), pending: Vec::new() };
        for topic in request.topics {
            let name = Name::from(topic.name.as_str());
            let mut answered = DeleteRecordsTopicResult { name: topic.name, ..Default::default() };
            for wanted in topic.partitions {
                let partition_index = wanted.partition_index;
                let deleted = self.delete_here(cx, &name, partition_index, wanted.offset);
                let slot = (wait.response.topics.len(), answered.partitions.len());
                let key = (name.clone(), partition_index);
                // What is told where the time is over before all have followed.
                let low_watermark = self.replicas.low_watermark(&name, partition_index);
                answered.partitions.push(DeleteRecordsPartitionResult {
                    partition_index,
                    low_watermark: low_watermark.filter(|_| deleted.is_ok()).unwrap_or(-1),
                    error_code: deleted.err().unwrap_or(ErrorCode::None) as i16,
                });
                wait.pending.extend(deleted.map(|offset| Pending { key, slot, offset }));
            }
            wait.response.topics.push(answered);
        }
        wait.settle(&self.replicas);
        if wait.pending.is_empty() {
            cx.answer(&wait.asked, wait.response);
            return;
        }
        let keys = wait.pending.iter().map(|pending| pending.key.clone()).collect();
        let deadline = cx.now.at.after_ms(u64::try_from(request.timeout_ms).unwrap_or(0));
        self.delete_waits.insert(deadline, wait.asked.conn, keys, wait);
    }

    /// Deletes what lies below an offset here. Gives the offset that is meant.
    fn delete_here(
        &mut self,
        cx: &mut Cx<'_>,
        topic: &str,
        partition: i32,
        offset: i64,
    ) -> Result<i64, ErrorCode> {
        if is_internal(topic) {
            let absent = self.replicas.absent(topic, partition);
            let is_unknown = absent == ErrorCode::UnknownTopicOrPartition;
            return Err(if is_unknown { absent } else { ErrorCode::InvalidTopicException });
        }
        self.replicas.delete_records(cx, topic, partition, offset)
    }

    /// Looks at waiting deletions again.
    pub(super) fn retry_delete_records(&mut self, cx: &mut Cx<'_>, ids: Vec<WaitId>) {
        for id in ids {
            let Some(wait) = self.delete_waits.request_mut(id) else { continue };
            wait.settle(&self.replicas);
            if wait.pending.is_empty() {
                let Some(wait) = self.delete_waits.remove(id) else { continue };
                cx.answer(&wait.asked, wait.response);
            }
        }
    }

    /// Answers deletions whose time is over. What is deleted stays deleted.
    pub(super) fn expire_delete_records(&mut self, cx: &mut Cx<'_>) {
        for id in self.delete_waits.due(cx.now.at) {
            let Some(mut wait) = self.delete_waits.remove(id) else { continue };
            for Pending { slot: (topic, partition), .. } in wait.pending {
                wait.response.topics[topic].partitions[partition].error_code =
                    ErrorCode::RequestTimedOut as i16;
            }
            cx.answer(&wait.asked, wait.response);
        }
    }
}

impl DeleteWait {
    fn settle(&mut self, replicas: &Replicas) {
        let response = &mut self.response;
        self.pending.retain(|pending| {
            let (topic, partition) = pending.slot;
            let answer = &mut response.topics[topic].partitions[partition];
            let low_watermark = replicas.low_watermark(&pending.key.0, pending.key.1);
            if low_watermark.is_some_and(|low_watermark| low_watermark < pending.offset) {
                return true;
            }
            answer.low_watermark = low_watermark.unwrap_or(-1);
            if low_watermark.is_none() {
                answer.error_code = lost(replicas, &pending.key) as i16;
            }
            false
        });
    }
}

/// Why there is no leader here any more. One that was moved away is unknown to Kafka, as one that was deleted.
fn lost(replicas: &Replicas, (topic, partition): &TopicPartition) -> ErrorCode {
    match (replicas.partition(topic, *partition), replicas.absent(topic, *partition)) {
        (Some(_), _) => ErrorCode::NotLeaderOrFollower,
        (None, ErrorCode::KafkaStorageError) => ErrorCode::KafkaStorageError,
        _ => ErrorCode::UnknownTopicOrPartition,
    }
}
