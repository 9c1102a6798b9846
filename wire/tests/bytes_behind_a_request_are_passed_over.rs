//! librdkafka 2.16 asks for all topics (Metadata 13) in a frame with three bytes too many, and Kafka answers it.

use bytes::Bytes;
use partita_wire::{Request, decode_request_frame, request_tree};

#[test]
fn as_librdkafka_sends_them() {
    let frame: &[u8] = b"\x00\x03\x00\x0d\x00\x00\x00\x03\x00\x07rdkafka\x00\x00\x00\x00\x00\x01\x00\x00";
    let (header, body) = decode_request_frame(Bytes::from_static(frame)).expect("a request");
    assert_eq!((header.api_key, header.api_version, header.correlation_id), (3, 13, 3));
    let Request::Metadata(metadata) = body else { panic!("{body:?}") };
    assert_eq!(metadata.topics, None, "all topics");
    let (nodes, read) = request_tree(Bytes::from_static(frame));
    assert_eq!((nodes.len(), read), (2, Ok(())), "the inspector shows it as a request too");
}
