//! What a fetch wants, and reading it from the replicas here.

use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::messages::fetch_request::FetchRequest;
use partita_wire::messages::fetch_response::{EpochEndOffset, PartitionData};
use partita_wire::records::Records;
use partita_wire::{ErrorCode, Uuid};

use super::partitions::topic_name;
use crate::config::NodeConfig;
use crate::cx::Cx;
use crate::image::Image;
use crate::log::{LogError, Span};
use crate::museum::Bug;
use crate::replica::{Partition, Replicas, TopicPartition};

/// Default of `fetch.max.bytes`: most bytes of one answer, whatever is asked.
const ANSWER_BYTES_MAX: i64 = 55 << 20;
/// `isolation_level` of read_committed.
const READ_COMMITTED: i8 = 1;

/// What a fetch wants.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) partitions: Vec<WantedPartition>,
    pub(super) min_bytes: i64,
    max_bytes: i64,
    is_committed_only: bool,
    pub(super) reader: Reader,
    /// `client.rack` of a consumer that may be sent to a replica of its rack; empty for all others.
    rack: String,
}

/// A partition as a request names it: by the topic's name, or since v13 by its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Named {
    // First, because most comparisons end here.
    pub(super) partition: i32,
    pub(super) topic: String,
    pub(super) topic_id: Uuid,
}

impl Named {
    /// Only what counts is kept: either the name or the id.
    pub(super) fn new(by_id: bool, topic: &str, topic_id: Uuid, partition: i32) -> Self {
        if by_id {
            Self { topic: String::new(), topic_id, partition }
        } else {
            Self { topic: topic.into(), topic_id: Uuid::ZERO, partition }
        }
    }
}

/// What a fetch wants of one partition.
#[derive(Clone, Debug)]
pub(super) struct WantedPartition {
    pub(super) named: Named,
    /// Its number in a session, 0 for none.
    pub(super) number: u32,
    /// The topic that is meant, if there is one.
    pub(super) topic: Result<Name, ErrorCode>,
    pub(super) offset: i64,
    pub(super) log_start: i64,
    current_leader_epoch: i32,
    last_fetched_epoch: i32,
    max_bytes: i64,
}

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// A replica that follows us, with the epoch of its broker's registration.
    Follower { id: i32, broker_epoch: i64 },
    /// A consumer. Since v11 it may read from any replica (KIP-392).
    Consumer { from_leader_only: bool },
}

/// What there is for a fetch, its records still to be read.
pub(super) struct Found {
    pub(super) partitions: Vec<FoundPartition>,
    pub(super) bytes: i64,
    /// Whether there is something to say that must not wait: an error, a past that diverges, a replica to read from.
    pub(super) is_urgent: bool,
}

/// What there is of one partition.
pub(super) struct FoundPartition {
    /// All but its records.
    pub(super) data: PartitionData,
    /// Where these lie.
    pub(super) span: Option<Span>,
    /// There is nothing, and there will be nothing before the partition changes.
    pub(super) is_at_rest: bool,
}

impl From<PartitionData> for FoundPartition {
    /// Something without records that is worth telling.
    fn from(data: PartitionData) -> Self {
        Self { data, span: None, is_at_rest: false }
    }
}

impl Wanted {
    /// Who asks: a broker's id, or -1 for a consumer.
    pub(super) fn replica_id(version: i16, request: &FetchRequest) -> i32 {
        if version >= 15 { request.replica_state.replica_id } else { request.replica_id }
    }

    /// What a request wants of `partitions`.
    pub(super) fn of(
        config: &NodeConfig,
        version: i16,
        request: &FetchRequest,
        partitions: Vec<WantedPartition>,
    ) -> Self {
        let id = Self::replica_id(version, request);
        let reader = if id >= 0 {
            Reader::Follower { id, broker_epoch: request.replica_state.replica_epoch }
        } else {
            Reader::Consumer { from_leader_only: version < 11 }
        };
        let is_reader = reader == Reader::Consumer { from_leader_only: false };
        let max_bytes = i64::from(request.max_bytes).min(config.number("fetch.max.bytes", ANSWER_BYTES_MAX));
        Self {
            partitions,
            // Nobody waits for more than an answer may have.
            min_bytes: i64::from(request.min_bytes).min(max_bytes),
            max_bytes,
            is_committed_only: request.isolation_level == READ_COMMITTED,
            reader,
            rack: if is_reader { request.rack_id.clone() } else { String::new() },
        }
    }

    /// Finds what there is, in the order asked, until the limit of all is reached. The first batch of all comes whole.
    pub(super) fn find(&self, cx: &Cx<'_>, replicas: &Replicas) -> Found {
        let partitions = Vec::with_capacity(self.partitions.len());
        let mut found = Found { partitions, bytes: 0, is_urgent: false };
        for wanted in &self.partitions {
            let partition = match self.find_partition(cx, replicas, wanted, found.bytes) {
                Ok(partition) => partition,
                Err(code) => failed(wanted.named.partition, code).into(),
            };
            found.is_urgent |= is_urgent(&partition.data);
            found.bytes += partition.span.as_ref().map_or(0, |span| i64::from(span.len));
            found.partitions.push(partition);
        }
        found
    }

    /// Whether there is anything for it now in a partition that changed: if not, that is no reason to look at the others
    /// again.
    pub(super) fn gains_by(&self, cx: &Cx<'_>, replicas: &Replicas, wanted: &WantedPartition) -> bool {
        // Which replica a consumer is sent to depends on more than this partition's log.
        self.asks_for_place() || {
            let found = self.find_partition(cx, replicas, wanted, 0);
            found.map_or(true, |found| found.span.is_some() || is_urgent(&found.data))
        }
    }

    /// The same for a partition that is found among its own.
    pub(super) fn gains_by_any(&self, cx: &Cx<'_>, replicas: &Replicas, changed: &TopicPartition) -> bool {
        let (topic, partition) = changed;
        let is_it = |wanted: &&WantedPartition| {
            wanted.named.partition == *partition && wanted.topic.as_ref().is_ok_and(|name| name == topic)
        };
        self.asks_for_place()
            || self.partitions.iter().filter(is_it).any(|wanted| self.gains_by(cx, replicas, wanted))
    }

    /// Whether the reader is to be told which replica to read from: that depends on more than the partition.
    pub(super) fn asks_for_place(&self) -> bool {
        !self.rack.is_empty()
    }

    fn find_partition(
        &self,
        cx: &Cx<'_>,
        replicas: &Replicas,
        wanted: &WantedPartition,
        bytes: i64,
    ) -> Result<FoundPartition, ErrorCode> {
        let topic = wanted.topic.as_ref().map_err(|&code| code)?;
        let replica = replicas.present(topic, wanted.named.partition)?;
        // Another topic may have the name by now (KIP-516).
        if !wanted.named.topic_id.is_zero() && wanted.named.topic_id != replica.topic_id {
            return Err(ErrorCode::InconsistentTopicId);
        }
        let by_offset_alone = Bug::Kip320.is_in(cx.config);
        let believed = if by_offset_alone { -1 } else { wanted.current_leader_epoch };
        self.reader.check(replicas, replica, believed)?;
        let mut data = PartitionData {
            partition_index: wanted.named.partition,
            high_watermark: replica.high_watermark,
            last_stable_offset: replica.last_stable_offset(),
            log_start_offset: replica.log.log_start(),
            aborted_transactions: self.is_committed_only.then(Vec::new),
            records: Some(Records::new()),
            ..Default::default()
        };
        if let Some(id) = replicas.preferred_reader(replica, &self.rack, wanted.offset) {
            data.preferred_read_replica = id;
            return Ok(data.into());
        }
        if let Some(diverging) = diverging(cx, replica, wanted)?.filter(|_| !by_offset_alone) {
            data.diverging_epoch = diverging;
            return Ok(data.into());
        }
        if let Reader::Follower { id, .. } = self.reader
            && replicas.leader_holds_back(replica, id, cx.now.at)
        {
            return Ok(data.into());
        }
        let below = match self.reader {
            Reader::Follower { .. } => replica.log.log_end(),
            Reader::Consumer { .. } if self.is_committed_only => replica.last_stable_offset(),
            Reader::Consumer { .. } => replica.high_watermark,
        };
        let left = (self.max_bytes - bytes).min(wanted.max_bytes).max(0);
        let left = u32::try_from(left).unwrap_or(u32::MAX);
        let span = replica.log.locate(cx.disk, wanted.offset, left, below, bytes == 0).map_err(code_of)?;
        let is_at_rest = span.is_none()
            && match self.reader {
                Reader::Follower { id, .. } => replicas.may_rest(replica, id, wanted.offset),
                Reader::Consumer { .. } => wanted.offset >= below && !self.asks_for_place(),
            };
        Ok(FoundPartition { data, span, is_at_rest })
    }
}

/// Whether an answer about a partition must not wait.
fn is_urgent(data: &PartitionData) -> bool {
    data.error_code != 0 || data.diverging_epoch.epoch >= 0 || data.preferred_read_replica >= 0
}

impl WantedPartition {
    /// The partitions that a request names.
    pub(super) fn all_of(image: &Image, by_id: bool, request: &mut FetchRequest) -> Vec<Self> {
        let mut all = Vec::new();
        for topic in core::mem::take(&mut request.topics) {
            let found = topic_name(image, by_id, &topic.topic, topic.topic_id);
            all.extend(topic.partitions.into_iter().map(|wanted| Self {
                named: Named::new(by_id, &topic.topic, topic.topic_id, wanted.partition),
                number: 0,
                topic: found.clone(),
                offset: wanted.fetch_offset,
                log_start: wanted.log_start_offset,
                current_leader_epoch: wanted.current_leader_epoch,
                last_fetched_epoch: wanted.last_fetched_epoch,
                max_bytes: i64::from(wanted.partition_max_bytes),
            }));
        }
        all
    }

    /// Looks up the topic of a session's partition, if nobody knew it before.
    pub(super) fn look_up(&mut self, image: &Image, by_id: bool) {
        if self.topic.is_err() {
            self.topic = topic_name(image, by_id, &self.named.topic, self.named.topic_id);
        }
    }

    /// The same as the metadata is now. The name that an id stood for stays with a session, as long as there is one.
    pub(super) fn of_now(&self, image: &Image, number: u32) -> Self {
        let is_gone = |name: &Name| image.topic(name).is_none();
        match &self.topic {
            Ok(name) if is_gone(name) => {
                Self { topic: Err(ErrorCode::UnknownTopicOrPartition), number, ..self.clone() }
            }
            _ => Self { number, ..self.clone() },
        }
    }
}

impl Reader {
    fn check(
        self,
        replicas: &Replicas,
        replica: &Partition,
        current_leader_epoch: i32,
    ) -> Result<(), ErrorCode> {
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
                // What an earlier life of the broker fetched says nothing of the one of now (KIP-903).
                let known = follower.broker_epoch.max(replicas.registered_epoch(id));
                let is_older = known.is_some_and(|known| broker_epoch != -1 && broker_epoch < known);
                if is_older { Err(ErrorCode::NotLeaderOrFollower) } else { Ok(()) }
            }
        }
    }
}

/// Where the reader's past ends to be ours, if it does before the offset it reads from (KIP-595's way of KIP-279).
fn diverging(
    cx: &Cx<'_>,
    replica: &Partition,
    wanted: &WantedPartition,
) -> Result<Option<EpochEndOffset>, ErrorCode> {
    if wanted.last_fetched_epoch < 0 {
        return Ok(None);
    }
    let log = &replica.log;
    let (epoch, end_offset) = log.epochs().end_offset_for(wanted.last_fetched_epoch, log.log_end());
    if epoch < 0 || wanted.offset < log.log_start() {
        return Err(ErrorCode::OffsetOutOfRange);
    }
    let is_another = epoch < wanted.last_fetched_epoch && !Bug::Kafka6361.is_in(cx.config);
    let diverges = is_another || end_offset < wanted.offset;
    Ok(diverges.then_some(EpochEndOffset { epoch, end_offset }))
}

/// An answer without records: an empty run of bytes, never null, which clients stumble over.
pub(super) fn failed(partition: i32, code: ErrorCode) -> PartitionData {
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
