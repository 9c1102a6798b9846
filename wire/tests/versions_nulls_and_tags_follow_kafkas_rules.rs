//! What an encoder drops, refuses and leaves out, and what a decoder says of bytes that are not as they should be.

use bytes::Bytes;
use partita_wire::messages::api_versions_request::ApiVersionsRequest;
use partita_wire::messages::api_versions_response::{ApiVersion, ApiVersionsResponse};
use partita_wire::messages::delete_topics_request::DeleteTopicsRequest;
use partita_wire::messages::fetch_request::{FetchPartition, FetchRequest, FetchTopic};
use partita_wire::messages::fetch_response::{FetchResponse, FetchableTopicResponse, PartitionData};
use partita_wire::messages::find_coordinator_request::FindCoordinatorRequest;
use partita_wire::messages::metadata_request::{MetadataRequest, MetadataRequestTopic};
use partita_wire::messages::produce_request::{PartitionProduceData, ProduceRequest, TopicProduceData};
use partita_wire::records::{ProducedRecords, Records};
use partita_wire::{
    ApiKey, ErrorCode, FRAME_LENGTH_LEN, Reason, Request, RequestHeader, Response, Uuid, decode,
    decode_request_frame, decode_response_frame, encode, encode_request_frame, encode_response_frame,
    encode_response_frame_parts,
};

fn hex(text: &str) -> Vec<u8> {
    let digits: String = text.split_whitespace().collect();
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

#[test]
fn a_field_the_version_lacks_is_dropped_if_ignorable() {
    let mut request = FetchRequest { session_id: 7, rack_id: "r1".into(), ..FetchRequest::default() };
    let bytes = encode(&mut request, 4).unwrap();
    assert_eq!(decode::<FetchRequest>(4, bytes.into()).unwrap().session_id, 0);
}

#[test]
fn a_field_the_version_lacks_is_an_error_otherwise() {
    let partitions = vec![FetchPartition { last_fetched_epoch: 3, ..FetchPartition::default() }];
    let mut request = FetchRequest {
        topics: vec![FetchTopic { partitions, ..FetchTopic::default() }],
        ..FetchRequest::default()
    };
    let error = encode(&mut request, 11).unwrap_err();
    assert_eq!(error.reason, Reason::NotCarried);
    assert_eq!(error.field, "topics[0].partitions[0].last_fetched_epoch");
    assert!(encode(&mut request, 12).is_ok());
    // Several keys at once came with version 4; the one key went.
    let mut request = FindCoordinatorRequest { coordinator_keys: vec!["g".into()], ..Default::default() };
    assert_eq!(encode(&mut request, 3).unwrap_err().field, "coordinator_keys");
}

#[test]
fn null_is_written_only_where_the_version_has_it() {
    let mut request = MetadataRequest { topics: None, ..MetadataRequest::default() };
    let error = encode(&mut request, 0).unwrap_err();
    assert_eq!((error.reason, error.field.as_str()), (Reason::Null, "topics"));
    assert_eq!(encode(&mut request, 1).unwrap(), hex("ffffffff"));
    let topics = vec![MetadataRequestTopic { topic_id: Uuid([1; 16]), name: None }];
    request.topics = Some(topics);
    assert_eq!(encode(&mut request, 9).unwrap_err().field, "topics[0].name");
    assert!(encode(&mut request, 12).is_ok());
}

#[test]
fn null_is_read_only_where_the_version_has_it() {
    let error = decode::<MetadataRequest>(0, Bytes::from_static(&[0xff; 4])).unwrap_err();
    assert_eq!((error.reason, error.position), (Reason::Null, 4));
    assert_eq!(decode::<MetadataRequest>(1, Bytes::from_static(&[0xff; 4])).unwrap().topics, None);
}

#[test]
fn a_tagged_field_at_its_default_is_not_written() {
    let mut response = FetchResponse {
        responses: vec![FetchableTopicResponse {
            partitions: vec![PartitionData { records: Some(Records::new()), ..PartitionData::default() }],
            ..FetchableTopicResponse::default()
        }],
        ..FetchResponse::default()
    };
    let without = encode(&mut response, 17).unwrap();
    response.responses[0].partitions[0].diverging_epoch.epoch = 5;
    let with = encode(&mut response, 17).unwrap();
    // Tag, size, epoch, end offset and an empty tagged section.
    assert_eq!(with.len(), without.len() + 2 + 4 + 8 + 1);
    let again: FetchResponse = decode(17, with.into()).unwrap();
    assert_eq!(again, response);
    // Version 11 has no such field, and it may not be dropped.
    assert_eq!(encode(&mut response, 11).unwrap_err().field, "responses[0].partitions[0].diverging_epoch");
}

#[test]
fn unknown_tags_are_skipped() {
    // An empty request for all topics, with the tagged fields 5 and 300 of some later Kafka.
    let bytes = hex("00 00 00  02  05 03 aabbcc  ac02 00");
    let request: MetadataRequest = decode(12, bytes.into()).unwrap();
    assert_eq!(request.topics, None);
}

#[test]
fn a_known_tag_must_have_its_size() {
    // FetchRequest's cluster_id is tag 0: "a" takes two bytes, three are announced.
    let mut bytes = encode(&mut FetchRequest::default(), 12).unwrap();
    assert_eq!(bytes.pop(), Some(0));
    bytes.extend(hex("01 00 03 0261 00"));
    let error = decode::<FetchRequest>(12, bytes.into()).unwrap_err();
    assert_eq!(error.reason, Reason::TagSize);
}

#[test]
fn errors_say_where() {
    let mut request = ProduceRequest {
        topic_data: vec![
            TopicProduceData::default(),
            TopicProduceData {
                partition_data: vec![PartitionProduceData { index: 1, records: None }],
                ..TopicProduceData::default()
            },
        ],
        ..ProduceRequest::default()
    };
    let bytes = Bytes::from(encode(&mut request, 9).unwrap());
    // The length of the last partition's records; three empty tagged sections follow.
    let mut damaged = bytes.to_vec();
    damaged[bytes.len() - 4] = 0x7f;
    let error = decode::<ProduceRequest>(9, damaged.into()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "ProduceRequest.topic_data[1].partition_data[0].records at byte 18: the bytes end here"
    );
    let error = decode::<ProduceRequest>(9, bytes.slice(..bytes.len() - 6)).unwrap_err();
    assert_eq!((error.reason, error.field.as_str()), (Reason::CountTooLarge, "topic_data[1].partition_data"));
    let trailing = [bytes.as_ref(), &[0]].concat();
    assert_eq!(decode::<ProduceRequest>(9, trailing.into()).unwrap_err().reason, Reason::TrailingBytes);
    assert_eq!(decode::<ProduceRequest>(2, bytes.clone()).unwrap_err().reason, Reason::UnknownVersion(2));
    let error = decode::<DeleteTopicsRequest>(1, Bytes::from_static(&[0, 0, 0, 1, 0, 1, 0xff])).unwrap_err();
    assert_eq!((error.reason, error.field.as_str()), (Reason::NotUtf8, "topic_names[0]"));
    let error = decode::<DeleteTopicsRequest>(1, Bytes::from_static(&[0x7f; 8])).unwrap_err();
    assert_eq!((error.reason, error.field.as_str()), (Reason::CountTooLarge, "topic_names"));
}

#[test]
fn a_text_longer_than_two_bytes_can_say_is_refused_in_both_forms() {
    let mut request =
        ApiVersionsRequest { client_software_name: "x".repeat(40_000), ..ApiVersionsRequest::default() };
    assert_eq!(encode(&mut request, 3).unwrap_err().reason, Reason::TooLong);
}

#[test]
fn api_versions_as_in_kip_511() {
    let mut request = Request::from(ApiVersionsRequest {
        client_software_name: "demo-lib".into(),
        client_software_version: "1.0".into(),
    });
    let header =
        RequestHeader { api_key: 18, api_version: 4, correlation_id: 1, client_id: Some("demo".into()) };
    let frame = encode_request_frame(&header, &mut request).unwrap();
    let expected = hex("0000001d 0012 0004 00000001 0004 64656d6f 00 09 64656d6f2d6c6962 04 312e30 00");
    assert_eq!(frame, expected);

    let version = |api_key, max_version| ApiVersion { api_key, min_version: 0, max_version };
    let mut response = Response::from(ApiVersionsResponse {
        api_keys: vec![version(3, 12), version(18, 4)],
        ..ApiVersionsResponse::default()
    });
    let frame = encode_response_frame(1, 4, &mut response).unwrap();
    assert_eq!(frame, hex("0000001a 00000001 0000 03 0003 0000 000c 00 0012 0000 0004 00 00000000 00"));

    let mut refusal = Response::from(ApiVersionsResponse {
        error_code: ErrorCode::UnsupportedVersion.into(),
        api_keys: vec![version(18, 4)],
        ..ApiVersionsResponse::default()
    });
    let frame = encode_response_frame(1, 0, &mut refusal).unwrap();
    assert_eq!(frame, hex("00000010 00000001 0023 00000001 0012 0000 0004"));
    // A client which asked in version 4 reads it too.
    let after_length = Bytes::from(frame).slice(FRAME_LENGTH_LEN..);
    assert_eq!(decode_response_frame(ApiKey::ApiVersions, 4, after_length), Ok((1, refusal)));
}

#[test]
fn api_versions_in_a_version_of_the_future_is_still_a_request() {
    let frame = hex("0012 0063 00000007 0001 78 00 deadbeef");
    let (header, request) = decode_request_frame(frame.into()).unwrap();
    assert_eq!((header.api_version, header.correlation_id), (99, 7));
    assert_eq!(request, Request::from(ApiVersionsRequest::default()));
    // Any other API is not.
    let error = decode_request_frame(hex("0003 0063 00000007 0001 78 00").into()).unwrap_err();
    assert_eq!(error.reason, Reason::UnknownVersion(99));
    let error = decode_request_frame(hex("0333 0000 00000007 ffff").into()).unwrap_err();
    assert_eq!(error.reason, Reason::UnknownKind(0x333));
}

#[test]
fn long_slices_of_records_are_shared() {
    let slice = Bytes::from(vec![7; 5000]);
    let records: Records = [slice.clone(), Bytes::from_static(b"tail")].into_iter().collect();
    let mut response = Response::from(FetchResponse {
        responses: vec![FetchableTopicResponse {
            partitions: vec![PartitionData { records: Some(records), ..PartitionData::default() }],
            ..FetchableTopicResponse::default()
        }],
        ..FetchResponse::default()
    });
    let parts = encode_response_frame_parts(3, 16, &mut response).unwrap();
    assert_eq!(parts.len(), 3);
    assert_eq!(parts[1].as_ptr(), slice.as_ptr());
    assert_eq!(parts.concat(), encode_response_frame(3, 16, &mut response).unwrap());
}

#[test]
fn records_share_the_frame_they_came_in() {
    let mut request = ProduceRequest {
        topic_data: vec![TopicProduceData {
            partition_data: vec![PartitionProduceData {
                index: 0,
                records: Some(ProducedRecords::from_bytes(Bytes::from_static(b"no batch"))),
            }],
            ..TopicProduceData::default()
        }],
        ..ProduceRequest::default()
    };
    let bytes = Bytes::from(encode(&mut request, 13).unwrap());
    let again: ProduceRequest = decode(13, bytes.clone()).unwrap();
    let records = again.topic_data[0].partition_data[0].records.as_ref().unwrap();
    assert!(records.check().is_err());
    let range = bytes.as_ptr_range();
    assert!(range.contains(&records.bytes().as_ptr()));
}
