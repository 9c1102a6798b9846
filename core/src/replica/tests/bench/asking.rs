//! What tests ask of the brokers of a bench, and what came of it.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use partita_machine::RequestId;
use partita_wire::messages::delete_records_request::{
    DeleteRecordsPartition, DeleteRecordsRequest, DeleteRecordsTopic,
};
use partita_wire::messages::fetch_request::{FetchPartition, FetchRequest, FetchTopic, ReplicaState};
use partita_wire::messages::fetch_response::PartitionData as Fetched;
use partita_wire::messages::produce_request::{PartitionProduceData, ProduceRequest, TopicProduceData};
use partita_wire::messages::produce_response::PartitionProduceResponse;
use partita_wire::records::{BatchBuilder, Codec, ProducedRecords};
use partita_wire::{ErrorCode, Request, Response};

use super::super::bytes;
use super::{Bench, Delivery};
use crate::replica::Partition;

impl Bench {
    /// Sends a client's request to a broker, in the newest version. Its answer comes to `answers`.
    pub(in crate::replica::tests) fn send(&mut self, to: i32, body: impl Into<Request>) -> RequestId {
        let body = body.into();
        let version = body.api_key().versions().1;
        self.send_version(to, body, version)
    }

    pub(in crate::replica::tests) fn send_version(
        &mut self,
        to: i32,
        body: impl Into<Request>,
        version: i16,
    ) -> RequestId {
        let body = body.into();
        let asked = self.asked(body.api_key(), version);
        let id = asked.request;
        self.queue.push_back((to, Delivery::Request(Box::new((asked, body)))));
        self.deliver_all();
        id
    }

    /// Produces to `orders-0`.
    pub(in crate::replica::tests) fn produce(&mut self, to: i32, acks: i16, values: &[&str]) -> RequestId {
        self.produce_bytes(to, acks, bytes(BatchBuilder::new(Codec::None), values))
    }

    pub(in crate::replica::tests) fn produce_bytes(
        &mut self,
        to: i32,
        acks: i16,
        bytes: bytes::Bytes,
    ) -> RequestId {
        let data = PartitionProduceData { index: 0, records: Some(ProducedRecords::from_bytes(bytes)) };
        let topic = TopicProduceData {
            topic_id: self.image.topic_ids["orders"],
            partition_data: vec![data],
            ..Default::default()
        };
        let request =
            ProduceRequest { acks, timeout_ms: 30_000, topic_data: vec![topic], ..Default::default() };
        self.send(to, request)
    }

    /// The answer for `orders-0` to a produce, if there is one yet.
    pub(in crate::replica::tests) fn produced(
        &self,
        request: RequestId,
    ) -> Option<&PartitionProduceResponse> {
        match self.answers.get(&request)?.as_ref()? {
            Response::Produce(response) => Some(&response.responses[0].partition_responses[0]),
            other => panic!("{other:?}"),
        }
    }

    /// Error and base offset of it.
    pub(in crate::replica::tests) fn outcome(&self, request: RequestId) -> Option<(ErrorCode, i64)> {
        let answer = self.produced(request)?;
        Some((ErrorCode::from_i16(answer.error_code).unwrap(), answer.base_offset))
    }

    /// Deletes the records of `orders-0` below an offset.
    pub(in crate::replica::tests) fn delete_records(&mut self, to: i32, offset: i64) -> RequestId {
        let partition = DeleteRecordsPartition { offset, ..Default::default() };
        let topic = DeleteRecordsTopic { name: "orders".into(), partitions: vec![partition] };
        self.send(to, DeleteRecordsRequest { topics: vec![topic], timeout_ms: 5_000 })
    }

    /// Reads `orders-0` as a consumer that waits up to `wait_ms`.
    pub(in crate::replica::tests) fn fetch(&mut self, to: i32, offset: i64, wait_ms: i32) -> RequestId {
        let request = self.fetch_request(offset, wait_ms);
        self.send(to, request)
    }

    pub(in crate::replica::tests) fn fetch_request(&self, offset: i64, wait_ms: i32) -> FetchRequest {
        let partition =
            FetchPartition { fetch_offset: offset, partition_max_bytes: 1 << 20, ..Default::default() };
        let topic = FetchTopic {
            topic: "orders".into(),
            topic_id: self.image.topic_ids["orders"],
            partitions: vec![partition],
        };
        FetchRequest {
            max_wait_ms: wait_ms,
            min_bytes: 1,
            max_bytes: 1 << 20,
            session_epoch: -1,
            topics: vec![topic],
            ..Default::default()
        }
    }

    /// Fetches from `orders-0` as a follower at this offset, of this broker epoch.
    pub(in crate::replica::tests) fn fetch_as_follower(
        &mut self,
        to: i32,
        id: i32,
        (offset, epoch): (i64, i64),
    ) -> RequestId {
        let mut request = self.fetch_request(offset, 0);
        request.replica_state = ReplicaState { replica_id: id, replica_epoch: epoch };
        request.topics[0].partitions[0].log_start_offset = 0;
        self.send(to, request)
    }

    pub(in crate::replica::tests) fn fetched(&self, request: RequestId) -> Option<&Fetched> {
        match self.answers.get(&request)?.as_ref()? {
            Response::Fetch(response) => Some(&response.responses[0].partitions[0]),
            other => panic!("{other:?}"),
        }
    }

    /// Base offsets and epochs of the batches that a consumer got.
    pub(in crate::replica::tests) fn batches(&self, request: RequestId) -> Option<Vec<(i64, i32)>> {
        let records = self.fetched(request)?.records.clone().unwrap();
        let placed = |batch: partita_wire::records::BatchView| {
            (batch.header().base_offset, batch.header().leader_epoch)
        };
        Some(records.batches().map(|batch| placed(batch.unwrap())).collect())
    }

    /// The replica of `orders-0` on a broker.
    pub(in crate::replica::tests) fn replica(&self, id: i32) -> &Partition {
        self.hosts[&id].broker.replicas.partition("orders", 0).unwrap()
    }

    /// Log end and high watermark of it.
    pub(in crate::replica::tests) fn ends(&self, id: i32) -> (i64, i64) {
        (self.replica(id).log.log_end(), self.replica(id).high_watermark)
    }

    /// Values of all records of it.
    pub(in crate::replica::tests) fn values(&self, id: i32) -> Vec<String> {
        let batches = self.replica(id).log.batches(&self.hosts[&id].disk, 0, 1_000).unwrap();
        let records = batches.iter().flat_map(|batch| batch.records(1 << 20).unwrap());
        records.map(|record| String::from_utf8(record.unwrap().value.unwrap().to_vec()).unwrap()).collect()
    }

    /// The ISR as the controller has it.
    pub(in crate::replica::tests) fn in_sync(&self) -> Vec<i32> {
        self.image.partition("orders", 0).unwrap().in_sync.clone()
    }
}
