//! ListOffsets: the ends of a partition, and records by time.

use alloc::collections::BTreeSet;
use alloc::string::String;

use partita_wire::ErrorCode;
use partita_wire::messages::list_offsets_request::{ListOffsetsPartition, ListOffsetsRequest};
use partita_wire::messages::list_offsets_response::{
    ListOffsetsPartitionResponse, ListOffsetsResponse, ListOffsetsTopicResponse,
};

use super::partitions::Partitions;
use crate::cx::{Asked, Cx};
use crate::log::FoundOffset;
use crate::replica::Partition;

/// `replica_id` of a client; every other reader sees what is not committed, too.
const CONSUMER: i32 = -1;
/// `replica_id` of a reader that takes any replica's word.
const DEBUGGER: i32 = -2;
/// `isolation_level` of read_committed.
const READ_COMMITTED: i8 = 1;

/// What a negative timestamp asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Latest,
    Earliest,
    MaxTimestamp,
    /// Only tiered storage has such an offset.
    Tiered,
    Time(i64),
}

impl Target {
    /// The target that a timestamp names in a version; older versions do not know all of them, and none knows others.
    fn of(timestamp: i64, version: i16) -> Result<Self, ErrorCode> {
        let (target, since) = match timestamp {
            -1 => (Self::Latest, 0),
            -2 => (Self::Earliest, 0),
            -3 => (Self::MaxTimestamp, 7),
            -4 => (Self::Earliest, 8),
            -5 => (Self::Tiered, 9),
            -6 => (Self::Tiered, 11),
            ..0 => return Err(ErrorCode::UnsupportedVersion),
            time => (Self::Time(time), 0),
        };
        if version < since { Err(ErrorCode::UnsupportedVersion) } else { Ok(target) }
    }
}

/// The first version whose answer has a leader epoch.
const LEADER_EPOCH_SINCE: i16 = 4;
/// The first version that knows OFFSET_NOT_AVAILABLE.
const NOT_AVAILABLE_SINCE: i16 = 5;

/// Who asks, and what of it decides on the answer.
#[derive(Clone, Copy)]
struct Reader {
    id: i32,
    is_committed_only: bool,
}

impl Partitions {
    pub(super) fn on_list_offsets(&self, cx: &mut Cx<'_>, asked: &Asked, request: ListOffsetsRequest) {
        let mut response = ListOffsetsResponse::default();
        let is_committed_only = request.isolation_level == READ_COMMITTED;
        let reader = Reader { id: request.replica_id, is_committed_only };
        let twice = named_twice(&request);
        for topic in request.topics {
            let mut answered = ListOffsetsTopicResponse { name: topic.name, ..Default::default() };
            for wanted in &topic.partitions {
                let found = match twice.contains(&(answered.name.clone(), wanted.partition_index)) {
                    true => Err(ErrorCode::InvalidRequest),
                    false => self.list_offset(cx, asked.version, reader, &answered.name, wanted),
                };
                answered.partitions.push(answer(asked.version, wanted.partition_index, found));
            }
            response.topics.push(answered);
        }
        cx.answer(asked, response);
    }

    fn list_offset(
        &self,
        cx: &Cx<'_>,
        version: i16,
        reader: Reader,
        topic: &str,
        wanted: &ListOffsetsPartition,
    ) -> Result<Option<FoundOffset>, ErrorCode> {
        let target = Target::of(wanted.timestamp, version)?;
        let replica = self.replicas.present(topic, wanted.partition_index)?;
        if reader.id == DEBUGGER {
            replica.check_epoch(wanted.current_leader_epoch)?;
        } else {
            replica.check_leader(wanted.current_leader_epoch)?;
        }
        let is_client = reader.id == CONSUMER;
        let end = match reader.is_committed_only {
            _ if !is_client => replica.log.log_end(),
            true => replica.last_stable_offset(),
            false => replica.high_watermark,
        };
        // After an election the high watermark may still be behind what was committed before. An open transaction is no reason.
        let epoch_start = replica.leader().map(|leader| leader.epoch_start);
        let lags = is_client && epoch_start.is_some_and(|start| start > replica.high_watermark);
        let unavailable = match lags {
            false => Ok(None),
            true if version < NOT_AVAILABLE_SINCE => Err(ErrorCode::LeaderNotAvailable),
            true => Err(ErrorCode::OffsetNotAvailable),
        };
        let log = &replica.log;
        let found = match target {
            Target::Tiered => return Ok(None),
            Target::Earliest => return Ok(Some(earliest(replica))),
            Target::Latest if lags => return unavailable,
            Target::Latest => {
                let leader_epoch = replica.leader_epoch();
                return Ok(Some(FoundOffset { offset: end, timestamp: -1, leader_epoch }));
            }
            // Records without a timestamp have no largest one.
            Target::MaxTimestamp => {
                log.offset_of_max_timestamp(cx.disk).map(|found| found.filter(|found| found.timestamp >= 0))
            }
            Target::Time(time) => log.offset_for_timestamp(cx.disk, time),
        };
        let found = found.map_err(|_| ErrorCode::KafkaStorageError)?;
        match found {
            Some(found) if found.offset < end => Ok(Some(found)),
            _ => unavailable,
        }
    }
}

/// Partitions that a request names more than once.
fn named_twice(request: &ListOffsetsRequest) -> BTreeSet<(String, i32)> {
    let mut seen = BTreeSet::new();
    let topics = request.topics.iter();
    let named = topics.flat_map(|topic| {
        topic.partitions.iter().map(|partition| (topic.name.clone(), partition.partition_index))
    });
    named.filter(|place| !seen.insert(place.clone())).collect()
}

fn earliest(replica: &Partition) -> FoundOffset {
    let offset = replica.log.log_start();
    let leader_epoch = replica.log.epochs().epoch_of(offset).unwrap_or(-1);
    FoundOffset { offset, timestamp: -1, leader_epoch }
}

fn answer(
    version: i16,
    partition_index: i32,
    found: Result<Option<FoundOffset>, ErrorCode>,
) -> ListOffsetsPartitionResponse {
    let nothing = FoundOffset { offset: -1, timestamp: -1, leader_epoch: -1 };
    let (error_code, found) = match found {
        Ok(found) => (ErrorCode::None, found.unwrap_or(nothing)),
        Err(code) => (code, nothing),
    };
    ListOffsetsPartitionResponse {
        partition_index,
        error_code: error_code as i16,
        timestamp: found.timestamp,
        offset: found.offset,
        // Older versions have no place for it, and none for one that is told.
        leader_epoch: if version < LEADER_EPOCH_SINCE { -1 } else { found.leader_epoch },
    }
}
