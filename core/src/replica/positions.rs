//! How far followers are: what a leader learns from their fetches, and what follows from it.

use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{Event, Instant};
use partita_wire::ErrorCode;

use super::leader::Follower;
use super::partition::Surroundings;
use super::{Partition, Replicas, TopicPartition};
use crate::cx::Cx;
use crate::image::Image;

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
        let place = self.partitions.get_mut(topic).and_then(|topic| topic.get_mut(partition));
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

    /// Whether brokers are registered in `image` as they are in the metadata that the replicas obey.
    pub(crate) fn knows_brokers_of(&self, image: &Image) -> bool {
        self.image.brokers == image.brokers
    }

    /// Notes that follower `id` has fetched: that counts for all its partitions that rest.
    pub(crate) fn heard_from(&mut self, id: i32, now: Instant) {
        self.heard.insert(id, now);
    }

    /// When [`Replicas::heard_from`] was told of a follower last.
    pub(super) fn heard_at(&self, id: i32) -> Option<Instant> {
        self.heard.get(&id).copied()
    }

    /// Whether nothing can come of a fetch of follower `id` as long as the partition stays as it is: it is in sync, has
    /// everything, and everything is committed.
    pub(crate) fn may_rest(&self, replica: &Partition, id: i32, offset: i64) -> bool {
        let log_end = replica.log.log_end();
        offset == log_end && replica.high_watermark == log_end && replica.state.in_sync.contains(&id)
    }

    /// From now on each fetch of follower `id` counts for a partition without naming it.
    pub(crate) fn let_rest(&mut self, topic: &str, partition: i32, id: i32) {
        if let Some(follower) = self.follower_mut(topic, partition, id, false) {
            follower.rests = true;
        }
    }

    /// From now on a partition is noted again when follower `id` fetches it.
    pub(crate) fn rouse(&mut self, topic: &str, partition: i32, id: i32) {
        let heard = self.heard_at(id);
        if let Some(follower) = self.follower_mut(topic, partition, id, true) {
            follower.rouse(heard);
        }
    }

    /// The same for all partitions.
    pub(crate) fn rouse_all(&mut self, id: i32) {
        let rests = |replica: &&Partition| {
            let leader = replica.leader();
            leader.and_then(|leader| leader.followers.get(&id)).is_some_and(|follower| follower.rests)
        };
        let resting: Vec<TopicPartition> =
            self.iter().filter(rests).map(|replica| (replica.topic.clone(), replica.partition)).collect();
        for (topic, partition) in resting {
            self.rouse(&topic, partition, id);
        }
    }

    /// The same for all followers of a partition.
    pub(super) fn rouse_followers(&mut self, topic: &str, partition: i32) {
        let place = self.partitions.get_mut(topic).and_then(|topic| topic.get_mut(partition));
        let Some(leader) = place.map(Arc::make_mut).and_then(Partition::leader_mut) else { return };
        for (id, follower) in leader.followers.iter_mut() {
            follower.rouse(self.heard.get(id).copied());
        }
    }

    /// A follower that rests or not, to change that.
    fn follower_mut(&mut self, topic: &str, partition: i32, id: i32, rests: bool) -> Option<&mut Follower> {
        let place = self.partitions.get_mut(topic)?.get_mut(partition)?;
        // What is shared with a snapshot is copied only where it changes.
        if place.leader()?.followers.get(&id)?.rests != rests {
            return None;
        }
        Arc::make_mut(place).leader_mut()?.followers.get_mut(&id)
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

    /// Why there is no replica of a partition here: nobody knows the partition, its log directory does not work, or others
    /// have it.
    pub(crate) fn absent(&self, topic: &str, partition: i32) -> ErrorCode {
        match self.image.partition(topic, partition) {
            Some(_) if self.is_offline(topic, partition) => ErrorCode::KafkaStorageError,
            Some(_) => ErrorCode::NotLeaderOrFollower,
            None => ErrorCode::UnknownTopicOrPartition,
        }
    }

    /// Whether the log directory of a replica does not work.
    fn is_offline(&self, topic: &str, partition: i32) -> bool {
        self.offline.keys().any(|(of, number)| **of == *topic && *number == partition)
    }

    /// The replica of a partition here, or why there is none.
    pub(crate) fn present(&self, topic: &str, partition: i32) -> Result<&Partition, ErrorCode> {
        self.partition(topic, partition).ok_or_else(|| self.absent(topic, partition))
    }
}
