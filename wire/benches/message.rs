//! Whole frames, read and written: `cargo bench -p partita-wire --bench message`.

use bytes::Bytes;
use divan::{Bencher, black_box};
use partita_wire::messages::fetch_response::{FetchResponse, FetchableTopicResponse, PartitionData};
use partita_wire::messages::metadata_response::{
    MetadataResponse, MetadataResponsePartition, MetadataResponseTopic,
};
use partita_wire::messages::produce_request::{PartitionProduceData, ProduceRequest, TopicProduceData};
use partita_wire::records::Records;
use partita_wire::{
    ApiKey, Digest, FRAME_LENGTH_LEN, Request, RequestHeader, Response, decode_request_frame,
    decode_response_frame, encode_request_frame, encode_response_frame_parts, request_tree,
};

fn main() {
    divan::main();
}

/// One topic, one partition; no records, so that their checks are not measured too.
fn produce() -> Bytes {
    let topic = TopicProduceData {
        name: "orders".into(),
        partition_data: vec![PartitionProduceData::default()],
        ..TopicProduceData::default()
    };
    let mut request =
        Request::from(ProduceRequest { acks: -1, topic_data: vec![topic], ..ProduceRequest::default() });
    let header =
        RequestHeader { api_key: 0, api_version: 9, correlation_id: 1, client_id: Some("producer-1".into()) };
    let frame = encode_request_frame(&header, &mut request).unwrap();
    Bytes::from(frame).slice(FRAME_LENGTH_LEN..)
}

#[divan::bench]
fn decode_produce_v9(bencher: Bencher) {
    let frame = produce();
    bencher.bench(|| decode_request_frame(black_box(frame.clone())));
}

#[divan::bench]
fn show_produce_v9(bencher: Bencher) {
    let frame = produce();
    bencher.bench(|| request_tree(black_box(frame.clone())));
}

/// Ten partitions with a chunk of 64 KiB each.
fn fetch() -> Response {
    let chunk = Bytes::from(vec![0; 1 << 16]);
    let partition = PartitionData { records: Some(Records::from(chunk)), ..PartitionData::default() };
    let topic =
        FetchableTopicResponse { partitions: vec![partition; 10], ..FetchableTopicResponse::default() };
    FetchResponse { responses: vec![topic], ..FetchResponse::default() }.into()
}

#[divan::bench]
fn encode_fetch_response_v17(bencher: Bencher) {
    let mut response = fetch();
    bencher.bench_local(|| encode_response_frame_parts(1, 17, black_box(&mut response)));
}

#[divan::bench]
fn digest_fetch_response(bencher: Bencher) {
    let mut response = fetch();
    bencher.bench_local(|| Digest::of(black_box(&mut response).message()));
}

/// A thousand partitions.
#[divan::bench]
fn decode_metadata_response_v13(bencher: Bencher) {
    let partition = MetadataResponsePartition {
        replica_nodes: vec![0, 1, 2],
        isr_nodes: vec![0, 1, 2],
        ..MetadataResponsePartition::default()
    };
    let topic =
        MetadataResponseTopic { partitions: vec![partition; 100], ..MetadataResponseTopic::default() };
    let mut response =
        Response::from(MetadataResponse { topics: vec![topic; 10], ..MetadataResponse::default() });
    let frame = encode_response_frame_parts(1, 13, &mut response).unwrap().concat();
    let frame = Bytes::from(frame).slice(FRAME_LENGTH_LEN..);
    bencher.bench(|| decode_response_frame(ApiKey::Metadata, 13, black_box(frame.clone())));
}
