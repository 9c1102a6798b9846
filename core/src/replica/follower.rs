//! Making a follower's log like its leader's: what it does with each answer.

use partita_machine::Event;
use partita_wire::ErrorCode;
use partita_wire::messages::fetch_response::PartitionData;
use partita_wire::messages::list_offsets_response::ListOffsetsPartitionResponse;
use partita_wire::records::Records;

use super::fetcher::AskedPartition;
use super::partition::{Follower, RangeEnd};
use super::{Partition, Replicas, Role};
use crate::cx::Cx;
use crate::log::{Log, LogError};
use crate::museum::Bug;

impl Replicas {
    /// Takes a partition's part of a Fetch answer.
    pub(super) fn on_fetched(
        &mut self,
        cx: &mut Cx<'_>,
        asked: &AskedPartition,
        fetched: PartitionData,
        backoff_ms: u64,
    ) {
        let coming = fetched.records.as_ref().map_or(0, |records| records.len());
        self.make_room(cx, coming);
        let Some(replica) = self.asking(asked) else { return };
        let before = replica.log.log_end();
        let (high_watermark, log_start) = (replica.high_watermark, replica.log.log_start());
        let bytes = fetched.records.as_ref().map_or(0, |records| records.len() as u64);
        let taken = match ErrorCode::from_i16(fetched.error_code) {
            Some(ErrorCode::None) => take(cx, replica, fetched),
            Some(ErrorCode::OffsetOutOfRange) => {
                set_out_of_range(replica, Some(RangeEnd::LogEnd));
                Ok(())
            }
            // Both ends learn of the other's epoch from the metadata, and until then there is no use in asking.
            _ => Err(Refused),
        };
        if taken.is_err() {
            back_off(cx, replica, backoff_ms);
        }
        let after = replica.log.log_end();
        if after != before || replica.high_watermark != high_watermark {
            replica.revision += 1;
            tell_change(cx, replica, before);
            self.changed.insert(asked.key.clone());
        } else if replica.log.log_start() != log_start {
            self.changed.insert(asked.key.clone());
        }
        self.fetched_as_follower(&asked.key.0, asked.key.1, cx.now.at, bytes);
    }

    /// Takes an end of the leader's log, which was asked for because ours is out of its range. If the leader ends before we
    /// do, what is beyond it goes; if it starts after our end, all we have is older than all it has.
    pub(super) fn on_range_end(
        &mut self,
        cx: &mut Cx<'_>,
        asked: &AskedPartition,
        answer: &ListOffsetsPartitionResponse,
        backoff_ms: u64,
    ) {
        let Some(replica) = self.asking(asked) else { return };
        let Role::Follower(Follower { out_of_range: Some(end), .. }) = replica.role else { return };
        if answer.error_code != 0 {
            back_off(cx, replica, backoff_ms);
            return;
        }
        let before = replica.log.log_end();
        let (cut, next) = match end {
            RangeEnd::LogEnd if answer.offset < before => {
                (replica.log.truncate_to(cx.disk, answer.offset).map(|_| ()), None)
            }
            RangeEnd::LogEnd => (Ok(()), Some(RangeEnd::LogStart)),
            RangeEnd::LogStart if answer.offset > before => {
                (replica.log.start_anew(cx.disk, answer.offset), None)
            }
            RangeEnd::LogStart => (Ok(()), None),
        };
        if cut.is_err() {
            back_off(cx, replica, backoff_ms);
            return;
        }
        set_out_of_range(replica, next);
        replica.high_watermark = replica.high_watermark.clamp(replica.log.log_start(), replica.log.log_end());
        replica.revision += 1;
        tell_change(cx, replica, before);
        self.changed.insert(asked.key.clone());
    }

    /// The replica that asked, if it is still what it was then.
    fn asking(&mut self, asked: &AskedPartition) -> Option<&mut Partition> {
        self.fetchers.leader_of(&asked.key)?;
        let replica = self.partition_mut(&asked.key.0, asked.key.1)?;
        let same = replica.leader().is_none()
            && replica.leader_epoch() == asked.leader_epoch
            && replica.log.log_end() == asked.offset;
        same.then_some(replica)
    }
}

/// The answer was of no use.
struct Refused;

impl From<LogError> for Refused {
    fn from(_: LogError) -> Self {
        Self
    }
}

fn take(cx: &mut Cx<'_>, replica: &mut Partition, fetched: PartitionData) -> Result<(), Refused> {
    let diverging = &fetched.diverging_epoch;
    if diverging.epoch >= 0 {
        let offset = match Bug::Kafka6361.is_in(cx.config) {
            true => diverging.end_offset.min(replica.log.log_end()),
            false => truncation_offset(&replica.log, diverging.epoch, diverging.end_offset),
        };
        replica.log.truncate_to(cx.disk, offset)?;
        replica.high_watermark = replica.high_watermark.min(replica.log.log_end());
        return Ok(());
    }
    if let Some(records) = &fetched.records {
        let leader_epoch = replica.leader_epoch();
        append(cx, &mut replica.log, records, leader_epoch)?;
    }
    replica.high_watermark = fetched.high_watermark.min(replica.log.log_end());
    let log_start = fetched.log_start_offset.min(replica.log.log_end());
    replica.log.delete_records_to(cx.disk, log_start)?;
    replica.high_watermark = replica.high_watermark.max(replica.log.log_start());
    replica.log.note_committed(replica.high_watermark);
    let lag = (fetched.high_watermark - replica.log.log_end()).max(0);
    if let Role::Follower(follower) = &mut replica.role {
        follower.lag = Some(lag);
    }
    Ok(())
}

/// Appends what the leader has. Its log may start within a batch, which comes whole: where that is the first one here, the log
/// begins with the batch (KAFKA-6975).
fn append(cx: &mut Cx<'_>, log: &mut Log, records: &Records, leader_epoch: i32) -> Result<(), LogError> {
    let is_empty = log.log_start() == log.log_end() && !Bug::Kafka6975.is_in(cx.config);
    if Bug::Kafka6003.is_in(cx.config) {
        only_known_producers(log, records)?;
    }
    if let Some(Ok(first)) = records.batches().next().filter(|_| is_empty) {
        let header = first.header();
        let is_across = header.base_offset < log.log_end() && header.last_offset() >= log.log_end();
        if is_across && header.leader_epoch <= leader_epoch {
            log.start_anew(cx.disk, header.base_offset)?;
        }
    }
    log.tell_time(cx.now.wall_ms);
    log.append_fetched(cx.disk, records, leader_epoch).map(|_| ())
}

/// What a follower asked of a batch as if a client had sent it (KAFKA-6003).
fn only_known_producers(log: &Log, records: &Records) -> Result<(), LogError> {
    for header in records.batches().map_while(|batch| batch.ok().map(|batch| *batch.header())) {
        let is_known = log.producers().by_id().contains_key(&header.producer_id);
        if header.has_producer_id() && !is_known && header.base_sequence > 0 {
            return Err(LogError::OutOfOrderSequence(header.base_sequence, -1));
        }
    }
    Ok(())
}

/// Where to cut, given the largest epoch the leader knows at or below our last one, and where it ends there (KIP-279). If
/// we do not know that epoch ourselves, the next round goes on from the end of our last epoch below it.
fn truncation_offset(log: &Log, leader_epoch: i32, leader_end: i64) -> i64 {
    let log_end = log.log_end();
    match log.epochs().end_offset_for(leader_epoch, log_end) {
        (-1, _) => leader_end.min(log_end),
        (epoch, end) if epoch == leader_epoch => end.min(leader_end).min(log_end),
        (_, end) => end.min(log_end),
    }
}

fn set_out_of_range(replica: &mut Partition, end: Option<RangeEnd>) {
    if let Role::Follower(follower) = &mut replica.role {
        follower.out_of_range = end;
    }
}

fn back_off(cx: &Cx<'_>, replica: &mut Partition, backoff_ms: u64) {
    if let Role::Follower(follower) = &mut replica.role {
        follower.retry_at = Some(cx.now.at.after_ms(backoff_ms));
    }
}

fn tell_change(cx: &mut Cx<'_>, replica: &Partition, before: i64) {
    let (topic, partition, after) = (replica.topic.clone(), replica.partition, replica.log.log_end());
    if after > before {
        let (base_offset, last_offset) = (before, after - 1);
        cx.tell(Event::Appended { topic, partition, base_offset, last_offset, leads: false });
    } else if after < before {
        cx.tell(Event::Truncated { topic, partition, from: before, to: after });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::MemoryDisk;
    use crate::log::LogSettings;
    use crate::replica::tests::batch;

    /// A log whose epochs begin at these offsets, and its end.
    fn log(epochs: &[(i32, i64)], end: i64) -> Log {
        let mut disk = MemoryDisk::new();
        let mut log = Log::open(&mut disk, "orders-0", LogSettings::default()).unwrap();
        for offset in 0..end {
            let epoch = epochs.iter().rev().find(|(_, start)| *start <= offset).unwrap().0;
            log.append_as_leader(&mut disk, &batch(&["v"]), epoch).unwrap();
        }
        log
    }

    #[test]
    fn the_same_epoch_ends_where_it_ends_first() {
        assert_eq!(truncation_offset(&log(&[(0, 0), (2, 5)], 9), 2, 7), 7);
        assert_eq!(truncation_offset(&log(&[(0, 0), (2, 5)], 9), 0, 8), 5);
    }

    #[test]
    fn an_epoch_we_never_saw_is_met_halfway() {
        // The leader has epochs 0 and 1; we have 0 and 2, and go back to the end of 0.
        assert_eq!(truncation_offset(&log(&[(0, 0), (2, 5)], 9), 1, 8), 5);
    }

    #[test]
    fn an_epoch_newer_than_ours_takes_the_leaders_end() {
        assert_eq!(truncation_offset(&log(&[(0, 0)], 9), 3, 4), 4);
    }
}
