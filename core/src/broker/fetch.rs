//! Fetch: what consumers read and followers copy. An answer that would have too little waits for more.

use alloc::string::ToString;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::messages::fetch_request::FetchRequest;
use partita_wire::messages::fetch_response::{
    EpochEndOffset, FetchResponse, FetchableTopicResponse, LeaderIdAndEpoch, NodeEndpoint, PartitionData,
};
use partita_wire::records::Records;
use partita_wire::{ErrorCode, Uuid};

use super::fetch_session;
use super::partitions::{Partitions, endpoints, topic_name};
use crate::cx::{Asked, Cx};
use crate::image::Image;
use crate::log::LogError;
use crate::replica::{Partition, Replicas};
use crate::wait::WaitId;

/// `fetch.max.bytes`: most bytes of one answer, whatever is asked.
const ANSWER_BYTES_MAX: i64 = 55 << 20;
/// `isolation_level` of read_committed.
const READ_COMMITTED: i8 = 1;

/// A fetch that waits for more.
#[derive(Clone, Debug)]
pub(super) struct FetchWait {
    asked: Asked,
    wanted: Wanted,
}

/// What a fetch wants.
#[derive(Clone, Debug)]
struct Wanted {
    partitions: Vec<WantedPartition>,
    min_bytes: i64,
    max_bytes: i64,
    is_committed_only: bool,
    reader: Reader,
}

#[derive(Clone, Debug)]
struct WantedPartition {
    topic: Result<Name, ErrorCode>,
    topic_name: alloc::string::String,
    topic_id: Uuid,
    partition: i32,
    current_leader_epoch: i32,
    offset: i64,
    last_fetched_epoch: i32,
    log_start: i64,
    max_bytes: i64,
}

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    /// A replica that follows us, with the epoch of its broker's registration.
    Follower { id: i32, broker_epoch: i64 },
    /// A consumer. Since v11 it may read from any replica (KIP-392).
    Consumer { from_leader_only: bool },
}

/// What was read of all partitions.
struct Read {
    partitions: Vec<PartitionData>,
    bytes: i64,
    /// Whether there is something to say that must not wait: an error, or a past that diverges.
    is_urgent: bool,
}

impl Partitions {
    pub(super) fn on_fetch(&mut self, cx: &mut Cx<'_>, image: &Image, asked: Asked, request: FetchRequest) {
        if let Err(code) = fetch_session::check(request.session_id, request.session_epoch) {
            cx.answer(&asked, FetchResponse { error_code: code as i16, ..Default::default() });
            return;
        }
        let wait_ms = u64::try_from(request.max_wait_ms).unwrap_or(0);
        let wanted = Wanted::of(image, asked.version, request);
        let read = wanted.read(cx, &self.replicas);
        if let Reader::Follower { id, broker_epoch } = wanted.reader {
            note_positions(cx, &mut self.replicas, &wanted, &read, id, broker_epoch);
        }
        let is_enough = read.bytes >= wanted.min_bytes || read.is_urgent;
        if is_enough || wait_ms == 0 || wanted.partitions.is_empty() {
            answer(cx, image, &asked, &wanted, read);
            return;
        }
        let keys = wanted
            .partitions
            .iter()
            .filter_map(|partition| Some((partition.topic.as_ref().ok()?.clone(), partition.partition)));
        let (keys, conn) = (keys.collect(), asked.conn);
        self.fetch_waits.insert(cx.now.at.after_ms(wait_ms), conn, keys, FetchWait { asked, wanted });
    }

    /// Looks at waiting fetches again: answers those that have enough.
    pub(super) fn retry_fetch(&mut self, cx: &mut Cx<'_>, image: &Image, ids: Vec<WaitId>) {
        for id in ids {
            let Some(wait) = self.fetch_waits.request_mut(id) else { continue };
            let read = wait.wanted.read(cx, &self.replicas);
            if read.is_urgent || read.bytes >= wait.wanted.min_bytes {
                self.finish_fetch(cx, image, id, read);
            }
        }
    }

    /// Answers fetches that have waited long enough with what there is.
    pub(super) fn expire_fetch(&mut self, cx: &mut Cx<'_>, image: &Image) {
        for id in self.fetch_waits.due(cx.now.at) {
            let Some(wait) = self.fetch_waits.request_mut(id) else { continue };
            let read = wait.wanted.read(cx, &self.replicas);
            self.finish_fetch(cx, image, id, read);
        }
    }

    fn finish_fetch(&mut self, cx: &mut Cx<'_>, image: &Image, id: WaitId, read: Read) {
        let Some(FetchWait { asked, wanted }) = self.fetch_waits.remove(id) else { return };
        answer(cx, image, &asked, &wanted, read);
    }
}

impl Wanted {
    fn of(image: &Image, version: i16, request: FetchRequest) -> Self {
        let replica = request.replica_state;
        let id = if version >= 15 { replica.replica_id } else { request.replica_id };
        let reader = if id >= 0 {
            Reader::Follower { id, broker_epoch: replica.replica_epoch }
        } else {
            Reader::Consumer { from_leader_only: version < 11 }
        };
        let mut partitions = Vec::new();
        for topic in request.topics {
            let found = topic_name(image, version >= 13, &topic.topic, topic.topic_id);
            for wanted in topic.partitions {
                partitions.push(WantedPartition {
                    topic: found.clone(),
                    topic_name: topic.topic.clone(),
                    topic_id: topic.topic_id,
                    partition: wanted.partition,
                    current_leader_epoch: wanted.current_leader_epoch,
                    offset: wanted.fetch_offset,
                    last_fetched_epoch: wanted.last_fetched_epoch,
                    log_start: wanted.log_start_offset,
                    max_bytes: i64::from(wanted.partition_max_bytes),
                });
            }
        }
        Self {
            partitions,
            min_bytes: i64::from(request.min_bytes),
            max_bytes: i64::from(request.max_bytes).min(ANSWER_BYTES_MAX),
            is_committed_only: request.isolation_level == READ_COMMITTED,
            reader,
        }
    }

    /// Reads what there is, in the order asked, until the limit of all is reached. The first batch of all comes whole.
    fn read(&self, cx: &Cx<'_>, replicas: &Replicas) -> Read {
        let mut read = Read { partitions: Vec::new(), bytes: 0, is_urgent: false };
        for wanted in &self.partitions {
            let data = match self.read_partition(cx, replicas, wanted, read.bytes) {
                Ok(data) => data,
                Err(code) => failed(wanted.partition, code),
            };
            read.is_urgent |= data.error_code != 0 || data.diverging_epoch.epoch >= 0;
            read.bytes += data.records.as_ref().map_or(0, |records| records.len() as i64);
            read.partitions.push(data);
        }
        read
    }

    fn read_partition(
        &self,
        cx: &Cx<'_>,
        replicas: &Replicas,
        wanted: &WantedPartition,
        bytes: i64,
    ) -> Result<PartitionData, ErrorCode> {
        let topic = wanted.topic.as_ref().map_err(|&code| code)?;
        let replica = replicas.present(topic, wanted.partition)?;
        self.reader.check(replica, wanted.current_leader_epoch)?;
        let mut data = PartitionData {
            partition_index: wanted.partition,
            high_watermark: replica.high_watermark,
            last_stable_offset: replica.last_stable_offset(),
            log_start_offset: replica.log.log_start(),
            aborted_transactions: self.is_committed_only.then(Vec::new),
            records: Some(Records::new()),
            ..Default::default()
        };
        if let Some(diverging) = diverging(replica, wanted)? {
            data.diverging_epoch = diverging;
            return Ok(data);
        }
        let below = match self.reader {
            Reader::Follower { .. } => replica.log.log_end(),
            Reader::Consumer { .. } if self.is_committed_only => replica.last_stable_offset(),
            Reader::Consumer { .. } => replica.high_watermark,
        };
        let left = (self.max_bytes - bytes).min(wanted.max_bytes).max(0);
        let left = u32::try_from(left).unwrap_or(u32::MAX);
        let records = replica.log.read(cx.disk, wanted.offset, left, below, bytes == 0).map_err(code_of)?;
        data.records = Some(records);
        Ok(data)
    }
}

impl Reader {
    fn check(self, replica: &Partition, current_leader_epoch: i32) -> Result<(), ErrorCode> {
        match self {
            Reader::Consumer { from_leader_only: false } => replica.check_epoch(current_leader_epoch),
            Reader::Consumer { from_leader_only: true } => {
                replica.check_leader(current_leader_epoch).map(|_| ())
            }
            Reader::Follower { id, broker_epoch } => {
                let leader = replica.check_leader(current_leader_epoch)?;
                // One that we do not know as a replica may know more than we do.
                let Some(follower) = leader.followers.get(&id) else {
                    return Err(match current_leader_epoch {
                        -1 => ErrorCode::NotLeaderOrFollower,
                        _ => ErrorCode::UnknownLeaderEpoch,
                    });
                };
                let is_older =
                    follower.broker_epoch.is_some_and(|known| broker_epoch != -1 && broker_epoch < known);
                if is_older { Err(ErrorCode::NotLeaderOrFollower) } else { Ok(()) }
            }
        }
    }
}

/// Where the reader's past ends to be ours, if it does before the offset it reads from (KIP-595's way of KIP-279).
fn diverging(replica: &Partition, wanted: &WantedPartition) -> Result<Option<EpochEndOffset>, ErrorCode> {
    if wanted.last_fetched_epoch < 0 {
        return Ok(None);
    }
    let log = &replica.log;
    let (epoch, end_offset) = log.epochs().end_offset_for(wanted.last_fetched_epoch, log.log_end());
    if epoch < 0 || wanted.offset < log.log_start() {
        return Err(ErrorCode::OffsetOutOfRange);
    }
    let diverges = epoch < wanted.last_fetched_epoch || end_offset < wanted.offset;
    Ok(diverges.then_some(EpochEndOffset { epoch, end_offset }))
}

/// A follower's fetch says how far it is. Where its past diverges, it says nothing.
fn note_positions(
    cx: &mut Cx<'_>,
    replicas: &mut Replicas,
    wanted: &Wanted,
    read: &Read,
    id: i32,
    broker_epoch: i64,
) {
    for (wanted, data) in wanted.partitions.iter().zip(&read.partitions) {
        let Ok(topic) = &wanted.topic else { continue };
        if data.error_code == 0 && data.diverging_epoch.epoch < 0 {
            let position = (wanted.offset, wanted.log_start);
            replicas.note_position(cx, topic, wanted.partition, id, position, broker_epoch);
        }
    }
}

fn answer(cx: &mut Cx<'_>, image: &Image, asked: &Asked, wanted: &Wanted, read: Read) {
    let mut response = FetchResponse::default();
    let mut leaders = Vec::new();
    for (wanted, mut data) in wanted.partitions.iter().zip(read.partitions) {
        let moved = moved_to(image, wanted, data.error_code);
        if let Some(state) = moved.filter(|_| asked.version >= 12) {
            data.current_leader =
                LeaderIdAndEpoch { leader_id: state.leader, leader_epoch: state.leader_epoch };
            leaders.push(state.leader);
        }
        let is_same = |topic: &FetchableTopicResponse| {
            topic.topic_id == wanted.topic_id && topic.topic == wanted.topic_name
        };
        if !response.responses.last().is_some_and(is_same) {
            let (topic, topic_id) = (wanted.topic_name.clone(), wanted.topic_id);
            response.responses.push(FetchableTopicResponse { topic, topic_id, ..Default::default() });
        }
        if let Some(topic) = response.responses.last_mut() {
            topic.partitions.push(data);
        }
    }
    if asked.version >= 16 {
        response.node_endpoints = endpoints(image, leaders)
            .map(|broker| NodeEndpoint {
                node_id: broker.id,
                host: broker.address.host.to_string(),
                port: i32::from(broker.address.port),
                rack: broker.rack.as_ref().map(ToString::to_string),
            })
            .collect();
    }
    cx.answer(asked, response);
}

/// The partition as the metadata has it, where the reader asked the wrong broker or believes in an old leader (KIP-951).
fn moved_to<'a>(
    image: &'a Image,
    wanted: &WantedPartition,
    code: i16,
) -> Option<&'a crate::image::PartitionState> {
    let code = ErrorCode::from_i16(code)?;
    if !matches!(code, ErrorCode::NotLeaderOrFollower | ErrorCode::FencedLeaderEpoch) {
        return None;
    }
    image.partition(wanted.topic.as_ref().ok()?, wanted.partition).map(|state| &**state)
}

/// An answer without records: an empty run of bytes, never null, which clients stumble over.
fn failed(partition: i32, code: ErrorCode) -> PartitionData {
    PartitionData {
        partition_index: partition,
        error_code: code as i16,
        high_watermark: -1,
        last_stable_offset: -1,
        log_start_offset: -1,
        records: Some(Records::new()),
        ..Default::default()
    }
}

fn code_of(error: LogError) -> ErrorCode {
    match error {
        LogError::OutOfRange(..) => ErrorCode::OffsetOutOfRange,
        _ => ErrorCode::KafkaStorageError,
    }
}
