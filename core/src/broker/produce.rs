//! Produce: one batch per partition, appended by the leader, answered as `acks` asks.

use alloc::string::ToString;
use alloc::vec::Vec;

use partita_machine::{CloseReason, Effect, Event, Name};
use partita_wire::ErrorCode;
use partita_wire::messages::produce_request::{PartitionProduceData, ProduceRequest};
use partita_wire::messages::produce_response::{
    BatchIndexAndErrorMessage, LeaderIdAndEpoch, NodeEndpoint, PartitionProduceResponse, ProduceResponse,
    TopicProduceResponse,
};
use partita_wire::records::{BatchReason, Codec, ProducedRecords};

use super::metadata::is_internal;
use super::partitions::{Partitions, endpoints, topic_name};
use crate::cx::{Asked, Cx};
use crate::image::Image;
use crate::museum::Bug;
use crate::replica::{AppendError, Replicas, TopicPartition};
use crate::wait::WaitId;

/// The first version of Produce that may bring Zstandard (KIP-110). A Fetch of whatever version gets it since 4.0.
const ZSTD_SINCE: i16 = 7;
/// Where a batch has its format's version, which is 2, and the byte of its attributes with the codec.
const MAGIC_AT: usize = 16;
const MAGIC: u8 = 2;
const CODEC_AT: usize = 22;
const CODEC_BITS: u8 = 0b111;

/// A Produce with acks=all that waits for the in-sync replicas.
#[derive(Clone, Debug)]
pub(super) struct ProduceWait {
    asked: Asked,
    response: ProduceResponse,
    pending: Vec<Pending>,
}

/// A partition of it that is not replicated yet.
#[derive(Clone, Debug)]
struct Pending {
    key: TopicPartition,
    /// Where its answer stands: topic and partition of the response.
    slot: (usize, usize),
    /// Epoch in which the leader came to lead: if it lost leadership meanwhile, the records may be gone.
    since_epoch: i32,
    /// The high watermark that is waited for.
    required: i64,
}

impl Partitions {
    pub(super) fn on_produce(
        &mut self,
        cx: &mut Cx<'_>,
        image: &Image,
        asked: Asked,
        request: ProduceRequest,
    ) {
        let acks = request.acks;
        let mut response = ProduceResponse::default();
        let mut pending = Vec::new();
        for topic in request.topic_data {
            let found = topic_name(image, asked.version >= 13, &topic.name, topic.topic_id);
            let mut answered =
                TopicProduceResponse { name: topic.name, topic_id: topic.topic_id, ..Default::default() };
            for data in topic.partition_data {
                let slot = (response.responses.len(), answered.partition_responses.len());
                let partition = data.index;
                let answer = match &found {
                    Ok(name) => {
                        let (answer, required) = self.append(cx, image, name, &data, (asked.version, acks));
                        pending.extend(required.map(|(since_epoch, required)| {
                            let key = (name.clone(), partition);
                            Pending { key, slot, since_epoch, required }
                        }));
                        answer
                    }
                    Err(code) => refused(partition, (*code).into()),
                };
                answered.partition_responses.push(answer);
            }
            response.responses.push(answered);
        }
        let mut wait = ProduceWait { asked, response, pending };
        wait.settle(&self.replicas);
        if wait.pending.is_empty() {
            finish(cx, image, &wait.asked, wait.response, acks);
            return;
        }
        let keys = wait.pending.iter().map(|pending| pending.key.clone()).collect();
        let deadline = cx.now.at.after_ms(u64::try_from(request.timeout_ms).unwrap_or(0));
        self.produce_waits.insert(deadline, wait.asked.conn, keys, wait);
    }

    /// Appends one partition's batch. Gives its answer, and for acks=all what has to be waited for.
    fn append(
        &mut self,
        cx: &mut Cx<'_>,
        image: &Image,
        topic: &Name,
        data: &PartitionProduceData,
        (version, acks): (i16, i16),
    ) -> (PartitionProduceResponse, Option<(i32, i64)>) {
        let partition = data.index;
        let records = match takes(image, topic, data, (version, acks)) {
            Ok(records) => records,
            Err(code) => {
                cx.tell(Event::ProduceRefused { topic: topic.clone(), partition, error: code.name() });
                return (refused(partition, code.into()), None);
            }
        };
        let appended = self.replicas.append(cx, topic, partition, records, acks);
        let (appended, replica) = match (appended, self.replicas.partition(topic, partition)) {
            (Ok(appended), Some(replica)) => (appended, replica),
            (Err(error), replica) => {
                let error_name = error.code.name();
                cx.tell(Event::ProduceRefused { topic: topic.clone(), partition, error: error_name });
                let hides = hides_log_start(error.code);
                let mut answer = refused(partition, error);
                if let Some(replica) = replica.filter(|_| !hides) {
                    answer.log_start_offset = replica.log.log_start();
                }
                return (answer, None);
            }
            (Ok(_), None) => {
                return (refused(partition, ErrorCode::NotLeaderOrFollower.into()), None);
            }
        };
        let answer = PartitionProduceResponse {
            index: partition,
            base_offset: appended.base_offset,
            // As Kafka has it, the time of a batch that was there already is told whoever set it.
            log_append_time_ms: match replica.config.is_stamped || appended.duplicate {
                true => appended.timestamp,
                false => -1,
            },
            log_start_offset: replica.log.log_start(),
            ..Default::default()
        };
        let since_epoch = replica.leader().map_or(-1, |leader| leader.since_epoch);
        let waits = acks == -1;
        (answer, waits.then_some((since_epoch, appended.last_offset + 1)))
    }

    /// Looks at waiting requests again: answers one that has nothing to wait for any more.
    pub(super) fn retry_produce(&mut self, cx: &mut Cx<'_>, image: &Image, ids: Vec<WaitId>) {
        if Bug::Kafka14334.is_in(cx.config) {
            return;
        }
        for id in ids {
            let Some(wait) = self.produce_waits.request_mut(id) else { continue };
            wait.settle(&self.replicas);
            if wait.pending.is_empty() {
                self.finish_produce(cx, image, id);
            }
        }
    }

    /// Answers waiting requests whose time is over: what is not replicated yet may be so later, nobody knows.
    pub(super) fn expire_produce(&mut self, cx: &mut Cx<'_>, image: &Image) {
        for id in self.produce_waits.due(cx.now.at) {
            let Some(wait) = self.produce_waits.request_mut(id) else { continue };
            for pending in core::mem::take(&mut wait.pending) {
                let (topic, partition) = pending.slot;
                let answer = &mut wait.response.responses[topic].partition_responses[partition];
                answer.error_code = ErrorCode::RequestTimedOut as i16;
            }
            self.finish_produce(cx, image, id);
        }
    }

    fn finish_produce(&mut self, cx: &mut Cx<'_>, image: &Image, id: WaitId) {
        let Some(wait) = self.produce_waits.remove(id) else { return };
        finish(cx, image, &wait.asked, wait.response, -1);
    }
}

impl ProduceWait {
    fn settle(&mut self, replicas: &Replicas) {
        let response = &mut self.response;
        self.pending.retain(|pending| {
            let Some(outcome) = pending.outcome(replicas) else { return true };
            let (topic, partition) = pending.slot;
            let answer = &mut response.responses[topic].partition_responses[partition];
            answer.error_code = outcome as i16;
            false
        });
    }
}

impl Pending {
    /// Whether the wait is over, and how it ended.
    fn outcome(&self, replicas: &Replicas) -> Option<ErrorCode> {
        let replica = replicas.partition(&self.key.0, self.key.1);
        if replica.is_none() {
            return Some(replicas.absent(&self.key.0, self.key.1));
        }
        let Some((replica, leader)) = replica.and_then(|replica| Some((replica, replica.leader()?))) else {
            return Some(ErrorCode::NotLeaderOrFollower);
        };
        if leader.since_epoch != self.since_epoch {
            return Some(ErrorCode::NotLeaderOrFollower);
        }
        if replica.high_watermark < self.required {
            return None;
        }
        if leader.maximal_in_sync(&replica.state) < replica.effective_min_in_sync() {
            return Some(ErrorCode::NotEnoughReplicasAfterAppend);
        }
        Some(ErrorCode::None)
    }
}

/// Sends the answer. With acks=0 there is none: a failure closes the connection.
fn finish(cx: &mut Cx<'_>, image: &Image, asked: &Asked, mut response: ProduceResponse, acks: i16) {
    let answers = || response.responses.iter().flat_map(|topic| &topic.partition_responses);
    if acks == 0 {
        if answers().any(|answer| answer.error_code != 0) {
            let why = CloseReason::UnacknowledgedFailure;
            cx.effects.push(Effect::Close { conn: asked.conn, why });
        } else {
            cx.answer_nothing(asked);
        }
        return;
    }
    name_leaders(image, asked.version, &mut response);
    cx.answer(asked, response);
}

/// Says who leads where it is not this broker (KIP-951).
fn name_leaders(image: &Image, version: i16, response: &mut ProduceResponse) {
    if version < 10 {
        return;
    }
    let mut leaders = Vec::new();
    for topic in &mut response.responses {
        let name = topic_name(image, version >= 13, &topic.name, topic.topic_id);
        for answer in &mut topic.partition_responses {
            if answer.error_code != ErrorCode::NotLeaderOrFollower as i16 {
                continue;
            }
            let state = name.as_ref().ok().and_then(|name| image.partition(name, answer.index));
            let Some(state) = state else { continue };
            answer.current_leader =
                LeaderIdAndEpoch { leader_id: state.leader, leader_epoch: state.leader_epoch };
            leaders.push(state.leader);
        }
    }
    response.node_endpoints = endpoints(image, leaders)
        .map(|broker| NodeEndpoint {
            node_id: broker.id,
            host: broker.address.host.to_string(),
            port: i32::from(broker.address.port),
            rack: broker.rack.as_ref().map(ToString::to_string),
        })
        .collect();
}

/// What is checked in Kafka's order before anyone asks who leads: the partition, the shape of its bytes, `acks`, and whose
/// topic it is.
fn takes<'a>(
    image: &Image,
    topic: &str,
    data: &'a PartitionProduceData,
    (version, acks): (i16, i16),
) -> Result<&'a ProducedRecords, ErrorCode> {
    if image.partition(topic, data.index).is_none() {
        return Err(ErrorCode::UnknownTopicOrPartition);
    }
    let records = data.records.as_ref().ok_or(ErrorCode::InvalidRecord)?;
    if version < ZSTD_SINCE && is_zstd(records) {
        return Err(ErrorCode::UnsupportedCompressionType);
    }
    if let Err(error) = records.check()
        && error.is_of_shape()
    {
        return Err(ErrorCode::from_i16(error.error_code()).unwrap_or(ErrorCode::UnknownServerError));
    }
    if !matches!(acks, -1..=1) {
        return Err(ErrorCode::InvalidRequiredAcks);
    }
    // Only their coordinators write to these.
    if is_internal(topic) {
        return Err(ErrorCode::InvalidTopicException);
    }
    Ok(records)
}

/// Whether a whole batch says of itself that it is packed with Zstandard: Kafka looks at that before it sees whether
/// another batch follows.
fn is_zstd(records: &ProducedRecords) -> bool {
    let is_cut = matches!(records.check(), Err(error) if error.reason == BatchReason::Missing);
    let is_current = records.bytes().get(MAGIC_AT) == Some(&MAGIC);
    let codec = records.bytes().get(CODEC_AT).map(|low| low & CODEC_BITS);
    !is_cut && is_current && codec == Some(Codec::Zstd.id())
}

fn refused(partition: i32, error: AppendError) -> PartitionProduceResponse {
    let told = |(batch_index, text)| BatchIndexAndErrorMessage {
        batch_index,
        batch_index_error_message: Some(text),
    };
    PartitionProduceResponse {
        index: partition,
        error_code: error.code as i16,
        base_offset: -1,
        log_append_time_ms: -1,
        log_start_offset: -1,
        record_errors: error.records.into_iter().map(told).collect(),
        error_message: error.message,
        ..Default::default()
    }
}

/// Whether a refusal by a replica leaves the log start open. All others tell it.
fn hides_log_start(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::UnknownTopicOrPartition
            | ErrorCode::NotLeaderOrFollower
            | ErrorCode::MessageTooLarge
            | ErrorCode::RecordListTooLarge
            | ErrorCode::CorruptMessage
            | ErrorCode::KafkaStorageError
    )
}
