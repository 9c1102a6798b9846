//! Appending as a leader: what is asked of a batch before it is stored.

use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::Event;
use partita_wire::ErrorCode;
use partita_wire::records::{
    BatchBuilder, BatchError, BatchReason, CheckedBatch, Codec, ProducedRecords, TimestampType,
};

use super::{Partition, Replicas, rejected};
use crate::cx::Cx;
use crate::log::{Appended, LogError};

/// `acks=all`.
pub(crate) const ACKS_ALL: i16 = -1;

/// Key and value of a coordinator's record.
type KeyValue = (Option<Vec<u8>>, Option<Vec<u8>>);

/// Why a batch was not appended: Kafka's code, and what v8 of Produce tells beyond it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AppendError {
    pub(crate) code: ErrorCode,
    /// Records that were the reason: index in the batch and text.
    pub(crate) records: Vec<(i32, String)>,
    /// What is said of them together.
    pub(crate) message: Option<String>,
}

impl From<ErrorCode> for AppendError {
    fn from(code: ErrorCode) -> Self {
        Self { code, records: Vec::new(), message: None }
    }
}

impl Replicas {
    /// Appends a client's batch as leader. With `acks` of -1 a committed ISR below the minimum refuses it first, whatever is
    /// in it. The high watermark may move by it at once.
    pub(crate) fn append(
        &mut self,
        cx: &mut Cx<'_>,
        topic: &str,
        partition: i32,
        records: &ProducedRecords,
        acks: i16,
    ) -> Result<Appended, AppendError> {
        let replica = self.appendable(topic, partition, acks)?;
        let batch = records.check().as_ref().map_err(|error| damaged(replica, records.size(), error))?;
        self.append_batch(cx, topic, partition, batch)
    }

    /// The replica that may append with these `acks`: the leader, and for -1 one with enough followers in sync.
    fn appendable(&self, topic: &str, partition: i32, acks: i16) -> Result<&Partition, ErrorCode> {
        let replica = self.present(topic, partition)?;
        if replica.leader().is_none() {
            return Err(ErrorCode::NotLeaderOrFollower);
        }
        if acks == ACKS_ALL && replica.is_under_min_in_sync() {
            return Err(ErrorCode::NotEnoughReplicas);
        }
        Ok(replica)
    }

    fn append_batch(
        &mut self,
        cx: &mut Cx<'_>,
        topic: &str,
        partition: i32,
        batch: &CheckedBatch,
    ) -> Result<Appended, AppendError> {
        let now_ms = cx.now.wall_ms;
        check(self.present(topic, partition)?, batch, now_ms)?;
        self.make_room(cx, batch.size());
        let replica = self.partition_mut(topic, partition).ok_or(ErrorCode::NotLeaderOrFollower)?;
        let stamped = if replica.config.is_stamped {
            Some(batch.clone().with_timestamp_type(TimestampType::LogAppendTime, now_ms))
        } else {
            None
        };
        let batch = stamped.as_ref().unwrap_or(batch);
        let recoded = match replica.config.codec {
            Some(codec) if batch.attributes().codec() != Some(codec) => {
                let recoded = batch.clone().with_codec(codec).map_err(|_| ErrorCode::CorruptMessage)?;
                // Written anew it may have grown.
                check_size(replica, recoded.size())?;
                Some(recoded)
            }
            _ => None,
        };
        let batch = recoded.as_ref().unwrap_or(batch);
        let leader_epoch = replica.leader_epoch();
        replica.log.tell_time(now_ms);
        let appended = replica.log.append_as_leader(cx.disk, batch, leader_epoch).map_err(code_of)?;
        if appended.duplicate {
            return Ok(appended);
        }
        self.rouse_followers(topic, partition);
        let replica = self.partition_mut(topic, partition).ok_or(ErrorCode::NotLeaderOrFollower)?;
        replica.revision += 1;
        let name = replica.topic.clone();
        let Appended { base_offset, last_offset, .. } = appended;
        cx.tell(Event::Appended { topic: name, partition, base_offset, last_offset, leads: true });
        self.touch(topic, partition);
        self.advance(cx, topic, partition);
        Ok(appended)
    }

    /// Builds one batch of records and appends it: what a coordinator does. Such a batch wants all in-sync replicas.
    pub(crate) fn append_records(
        &mut self,
        cx: &mut Cx<'_>,
        topic: &str,
        partition: i32,
        records: &[KeyValue],
    ) -> Result<Appended, ErrorCode> {
        let mut builder = BatchBuilder::new(Codec::None);
        for (key, value) in records {
            builder
                .append(cx.now.wall_ms, key.as_deref(), value.as_deref(), &[])
                .map_err(|_| ErrorCode::MessageTooLarge)?;
        }
        let bytes = builder.build(0, -1).map_err(|_| ErrorCode::MessageTooLarge)?;
        let batch = CheckedBatch::from_self(bytes).map_err(|_| ErrorCode::InvalidRecord)?;
        self.appendable(topic, partition, ACKS_ALL)?;
        self.append_batch(cx, topic, partition, &batch).map_err(|error| error.code)
    }
}

fn check_size(replica: &Partition, size: usize) -> Result<(), ErrorCode> {
    let is_small = i64::try_from(size).is_ok_and(|size| size <= replica.config.max_message_bytes);
    if is_small { Ok(()) } else { Err(ErrorCode::MessageTooLarge) }
}

/// Why a damaged batch is refused: Kafka sees its base offset first, then its size, and then all that is inside.
fn damaged(replica: &Partition, size: usize, error: &BatchError) -> ErrorCode {
    let is_seen_first = matches!(error.reason, BatchReason::BaseOffset(_));
    let code = ErrorCode::from_i16(error.error_code()).unwrap_or(ErrorCode::UnknownServerError);
    if is_seen_first { code } else { check_size(replica, size).err().unwrap_or(code) }
}

/// What is asked of a batch, in Kafka's order: its size, each record, whether a segment has room for it, and that it is of
/// no transaction, because none can have been begun here.
fn check(replica: &Partition, batch: &CheckedBatch, now_ms: i64) -> Result<(), AppendError> {
    check_size(replica, batch.size())?;
    rejected::check(replica, batch, now_ms)?;
    let segment_bytes = u64::from(replica.config.log.segment_bytes);
    if u64::try_from(batch.size()).is_ok_and(|size| size > segment_bytes) {
        return Err(ErrorCode::RecordListTooLarge.into());
    }
    if batch.attributes().is_transactional() {
        return Err(ErrorCode::InvalidTxnState.into());
    }
    Ok(())
}

fn code_of(error: LogError) -> AppendError {
    let code = match error {
        LogError::StaleProducerEpoch(..) => ErrorCode::InvalidProducerEpoch,
        LogError::OutOfOrderSequence(..) => ErrorCode::OutOfOrderSequenceNumber,
        LogError::Batch(_) => ErrorCode::CorruptMessage,
        LogError::Disk(_) | LogError::OutOfRange(..) | LogError::OffsetsOverlap(..) => {
            ErrorCode::KafkaStorageError
        }
    };
    code.into()
}
