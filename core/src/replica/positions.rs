//! How far followers are: what a leader learns from their fetches, and what follows from it.

use alloc::sync::Arc;

use partita_machine::Event;
use partita_wire::ErrorCode;

use super::partition::Surroundings;
use super::{Partition, Replicas};
use crate::cx::Cx;

impl Replicas {
    /// Notes that follower `id` fetches from `position`, its log end and log start. The high watermark may move by it, and
    /// the follower may be offered for the ISR.
    pub(crate) fn note_position(
        &mut self,
        cx: &mut Cx<'_>,
        topic: &str,
        partition: i32,
        id: i32,
        position: (i64, i64),
        broker_epoch: i64,
    ) {
        let around = Surroundings { now: cx.now.at, image: &self.image, lag_max_ms: self.lag_max_ms };
        let place = self.partitions.get_mut(topic).and_then(|topic| topic.get_mut(&partition));
        let Some(replica) = place.map(Arc::make_mut) else { return };
        let leader_end = replica.log.log_end();
        let Some(follower) = replica.leader_mut().and_then(|leader| leader.followers.get_mut(&id)) else {
            return;
        };
        let (offset, log_start) = position;
        let deleted_more = follower.log_start != log_start;
        follower.fetched(around.now, offset, log_start, leader_end, broker_epoch);
        if deleted_more {
            self.changed.insert((replica.topic.clone(), partition));
        }
        if replica.may_join(around.image, id) {
            self.offer_growth(topic, partition, id);
            self.advance(cx, topic, partition);
        } else if replica.advance_high_watermark(around) {
            let (topic, high_watermark) = (replica.topic.clone(), replica.high_watermark);
            cx.tell(Event::HighWatermarkMoved { topic: topic.clone(), partition, high_watermark });
            self.changed.insert((topic, partition));
        }
    }

    /// The smallest log start of a partition's live replicas, by its leader: below it every record is deleted everywhere.
    pub(crate) fn low_watermark(&self, topic: &str, partition: i32) -> Option<i64> {
        let replica = self.partition(topic, partition)?;
        let followers = replica.leader()?.followers.iter();
        let live = followers.filter(|(id, _)| self.image.alive(**id).is_some());
        let lowest = live.map(|(_, follower)| follower.log_start).min();
        Some(lowest.map_or(replica.log.log_start(), |lowest| lowest.min(replica.log.log_start())))
    }

    /// Moves a leader's log start up (DeleteRecords); -1 means the high watermark.
    pub(crate) fn delete_records(
        &mut self,
        cx: &mut Cx<'_>,
        topic: &str,
        partition: i32,
        offset: i64,
    ) -> Result<i64, ErrorCode> {
        let absent = self.absent(topic, partition);
        let replica = self.partition_mut(topic, partition).ok_or(absent)?;
        if replica.leader().is_none() {
            return Err(ErrorCode::NotLeaderOrFollower);
        }
        if !replica.config.is_deletable {
            return Err(ErrorCode::PolicyViolation);
        }
        let offset = if offset == -1 { replica.high_watermark } else { offset };
        if offset < 0 || offset > replica.high_watermark {
            return Err(ErrorCode::OffsetOutOfRange);
        }
        replica.log.delete_records_to(cx.disk, offset).map_err(|_| ErrorCode::KafkaStorageError)?;
        replica.revision += 1;
        self.touch(topic, partition);
        Ok(offset)
    }

    /// Epoch of a live broker's registration, as the metadata has it.
    pub(crate) fn registered_epoch(&self, id: i32) -> Option<i64> {
        self.image.alive(id).map(|broker| broker.broker_epoch)
    }

    /// Why there is no replica of a partition here: nobody knows the partition, or others have it.
    pub(crate) fn absent(&self, topic: &str, partition: i32) -> ErrorCode {
        match self.image.partition(topic, partition) {
            Some(_) => ErrorCode::NotLeaderOrFollower,
            None => ErrorCode::UnknownTopicOrPartition,
        }
    }

    /// The replica of a partition here, or why there is none.
    pub(crate) fn present(&self, topic: &str, partition: i32) -> Result<&Partition, ErrorCode> {
        self.partition(topic, partition).ok_or_else(|| self.absent(topic, partition))
    }
}
