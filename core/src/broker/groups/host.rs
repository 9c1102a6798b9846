//! What the coordinators' runtime needs of the node: its replicas, its disk, its clients.

use alloc::vec::Vec;

use partita_machine::{Event, Now, Rng};
use partita_wire::messages::consumer_group_describe_response::ConsumerGroupDescribeResponse;
use partita_wire::messages::delete_groups_response::DeleteGroupsResponse;
use partita_wire::messages::describe_groups_response::DescribeGroupsResponse;
use partita_wire::messages::offset_fetch_response::OffsetFetchResponse;
use partita_wire::records::BatchView;
use partita_wire::{ApiKey, ErrorCode, Response};

use super::answers::Waiting;
use super::reads::Reads;
use crate::coordinator::group::find::OFFSETS_TOPIC;
use crate::coordinator::runtime::{Host, KeyValue};
use crate::coordinator::step::Caller;
use crate::cx::{Asked, Cx};
use crate::disk::Reading;
use crate::image::Image;
use crate::replica::Replicas;

/// The node around the coordinators.
pub(super) struct NodeHost<'a, 'c> {
    pub(super) cx: &'a mut Cx<'c>,
    pub(super) replicas: &'a mut Replicas,
    pub(super) image: &'a Image,
    pub(super) waiting: &'a mut Waiting,
    pub(super) reads: &'a mut Reads,
}

impl NodeHost<'_, '_> {
    /// Answers a request that asks about nothing.
    pub(super) fn finish_if_empty(&mut self, asked: &Asked) {
        if !self.waiting.take_empty(asked) {
            return;
        }
        let response: Response = match asked.api {
            ApiKey::OffsetFetch => OffsetFetchResponse::default().into(),
            ApiKey::ConsumerGroupDescribe => ConsumerGroupDescribeResponse::default().into(),
            ApiKey::DeleteGroups => DeleteGroupsResponse::default().into(),
            _ => DescribeGroupsResponse::default().into(),
        };
        self.cx.answer(asked, response);
    }

    /// Asks the disk for what a partition has from an offset on, if it has anything.
    fn begin_read(
        &mut self,
        partition: i32,
        from: i64,
        bytes_max: u32,
    ) -> Result<Option<Reading>, ErrorCode> {
        let replica = self.replicas.partition(OFFSETS_TOPIC, partition);
        let log = &replica.ok_or(ErrorCode::NotLeaderOrFollower)?.log;
        // Old records may have been let go of: begin where the log does.
        let from = from.max(log.log_start());
        let span = log.locate(self.cx.disk, from, bytes_max, log.log_end(), true);
        let Some(span) = span.map_err(|_| ErrorCode::KafkaStorageError)? else { return Ok(None) };
        let reading = self.cx.disk.read(&span.file, span.position, span.len);
        reading.map(Some).map_err(|_| ErrorCode::KafkaStorageError)
    }
}

impl Host for NodeHost<'_, '_> {
    fn now(&self) -> Now {
        self.cx.now
    }

    fn rng(&mut self) -> &mut Rng {
        self.cx.rng
    }

    fn append(&mut self, partition: i32, records: &[KeyValue]) -> Result<i64, ErrorCode> {
        let appended = self.replicas.append_records(self.cx, OFFSETS_TOPIC, partition, records)?;
        Ok(appended.last_offset)
    }

    fn high_watermark(&self, partition: i32) -> i64 {
        self.replicas.high_watermark(OFFSETS_TOPIC, partition).unwrap_or(0)
    }

    fn log_end(&self, partition: i32) -> i64 {
        self.replicas.partition(OFFSETS_TOPIC, partition).map_or(0, |replica| replica.log.log_end())
    }

    fn read(
        &mut self,
        partition: i32,
        from: i64,
        bytes_max: u32,
    ) -> Result<Option<Vec<BatchView>>, ErrorCode> {
        if self.reads.is_asked(partition) {
            return Ok(None);
        }
        let records = match self.reads.take(partition) {
            Some(brought) => brought.map_err(|_| ErrorCode::KafkaStorageError)?,
            None => match self.begin_read(partition, from, bytes_max)? {
                Some(Reading::Ready(records)) => records,
                Some(Reading::Later(read)) => {
                    self.reads.ask(read, partition);
                    return Ok(None);
                }
                None => return Ok(Some(Vec::new())),
            },
        };
        let batches: Result<Vec<BatchView>, _> = records.batches().collect();
        batches.map(Some).map_err(|_| ErrorCode::CorruptMessage)
    }

    fn answer(&mut self, caller: Caller, response: Response) {
        let Some(waits) = self.waiting.take(&caller, response) else { return };
        let asked = waits.asked.clone();
        if let Some(response) = waits.whole(self.image) {
            self.cx.answer(&asked, response);
        }
    }

    fn tell(&mut self, event: Event) {
        self.cx.tell(event);
    }
}
