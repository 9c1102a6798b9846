//! Appending as a leader: what is asked of a batch before it is stored.

use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::Event;
use partita_wire::ErrorCode;
use partita_wire::records::{BatchBuilder, CheckedBatch, Codec, TimestampType};

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
    /// Appends a batch as leader. With `acks` of -1 a committed ISR below the minimum refuses it first. The high watermark
    /// may move by it at once.
    pub(crate) fn append(
        &mut self,
        cx: &mut Cx<'_>,
        topic: &str,
        partition: i32,
        batch: &CheckedBatch,
        acks: i16,
    ) -> Result<Appended, AppendError> {
        let now_ms = cx.now.wall_ms;
        let Some(replica) = self.partition_mut(topic, partition) else {
            return Err(self.absent(topic, partition).into());
        };
        if replica.leader().is_none() {
            return Err(ErrorCode::NotLeaderOrFollower.into());
        }
        if acks == ACKS_ALL && replica.is_under_min_in_sync() {
            return Err(ErrorCode::NotEnoughReplicas.into());
        }
        check(replica, batch, now_ms)?;
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
                check_size(replica, &recoded)?;
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
        self.append(cx, topic, partition, &batch, ACKS_ALL).map_err(|error| error.code)
    }
}

fn check_size(replica: &Partition, batch: &CheckedBatch) -> Result<(), AppendError> {
    let is_small = i64::try_from(batch.size()).is_ok_and(|size| size <= replica.config.max_message_bytes);
    if is_small { Ok(()) } else { Err(ErrorCode::MessageTooLarge.into()) }
}

/// What a topic's configs ask of a batch, in Kafka's order: its size, each record, and whether a segment has room for it.
fn check(replica: &Partition, batch: &CheckedBatch, now_ms: i64) -> Result<(), AppendError> {
    check_size(replica, batch)?;
    rejected::check(replica, batch, now_ms)?;
    let segment_bytes = u64::from(replica.config.log.segment_bytes);
    if u64::try_from(batch.size()).is_ok_and(|size| size > segment_bytes) {
        return Err(ErrorCode::RecordListTooLarge.into());
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
