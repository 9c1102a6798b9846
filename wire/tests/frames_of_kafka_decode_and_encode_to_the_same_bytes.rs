//! Every recorded frame of a real cluster is read, written again, and compared byte for byte.

use bytes::Bytes;
use partita_wire::{
    ApiKey, FRAME_LENGTH_LEN, Node, decode_request_frame, decode_response_frame, encode_request_frame,
    encode_response_frame, encode_response_frame_parts, request_tree, response_tree,
};

const FRAMES: &str = include_str!("golden/frames.txt");

struct Frame {
    is_request: bool,
    api_key: ApiKey,
    version: i16,
    bytes: Vec<u8>,
}

impl Frame {
    fn after_length(&self) -> Bytes {
        Bytes::copy_from_slice(&self.bytes[FRAME_LENGTH_LEN..])
    }
}

fn frames() -> Vec<Frame> {
    FRAMES.lines().filter(|line| !line.starts_with('#')).map(parse).collect()
}

fn parse(line: &str) -> Frame {
    let columns: Vec<&str> = line.split('\t').collect();
    let [direction, key, name, version, hex] = columns.as_slice() else { panic!("{line}") };
    let api_key = ApiKey::from_i16(key.parse().unwrap()).unwrap();
    assert_eq!(api_key.name(), *name);
    let bytes =
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect();
    Frame { is_request: *direction == ">", api_key, version: version.parse().unwrap(), bytes }
}

#[test]
fn byte_for_byte() {
    let mut requests = 0;
    for frame in frames() {
        let Frame { is_request, api_key, version, ref bytes } = frame;
        let again = if is_request {
            requests += 1;
            let (header, mut request) = decode_request_frame(frame.after_length())
                .unwrap_or_else(|error| panic!("{api_key:?}: {error}"));
            assert_eq!((header.api_key, header.api_version), (api_key as i16, version));
            encode_request_frame(&header, &mut request).unwrap()
        } else {
            let (correlation_id, mut response) =
                decode_response_frame(api_key, version, frame.after_length())
                    .unwrap_or_else(|error| panic!("{error}"));
            let parts = encode_response_frame_parts(correlation_id, version, &mut response).unwrap();
            let whole = encode_response_frame(correlation_id, version, &mut response).unwrap();
            assert_eq!(parts.concat(), whole);
            whole
        };
        assert_eq!(&again, bytes, "{api_key:?} {version} request: {is_request}");
    }
    assert!(requests > 100);
}

#[test]
fn the_tree_covers_every_byte() {
    for frame in frames() {
        let (nodes, result) = if frame.is_request {
            request_tree(frame.after_length())
        } else {
            response_tree(frame.api_key, frame.version, frame.after_length())
        };
        assert_eq!(result, Ok(()));
        assert_eq!(nodes[0].bytes.start, 0);
        for pair in nodes.windows(2) {
            assert_eq!(pair[0].bytes.end, pair[1].bytes.start);
        }
        assert_eq!(nodes.last().unwrap().bytes.end as usize, frame.bytes.len() - FRAME_LENGTH_LEN);
    }
}

#[test]
fn the_tree_names_and_places_fields() {
    let frame =
        frames().into_iter().find(|frame| frame.is_request && frame.api_key == ApiKey::CreateTopics).unwrap();
    let (nodes, _) = request_tree(frame.after_length());
    let [header, body] = nodes.as_slice() else { panic!("{nodes:?}") };
    assert_eq!((header.name.as_ref(), header.text.as_str()), ("RequestHeader", "v2"));
    assert_eq!((body.name.as_ref(), body.text.as_str()), ("CreateTopicsRequest", "v7"));
    let topic = &body.children[0].children[0];
    assert_eq!((topic.name.as_ref(), topic.kind), ("[0]", "struct"));
    let name = &topic.children[0];
    assert_eq!((name.name.as_ref(), name.kind, name.text.as_str()), ("name", "string", "t"));
    assert_eq!(body.way_to(name.bytes.start), [0, 0, 0]);
}

#[test]
fn the_tree_shows_record_batches() {
    let frame =
        frames().into_iter().find(|frame| frame.is_request && frame.api_key == ApiKey::Produce).unwrap();
    let (nodes, _) = request_tree(frame.after_length());
    let records = find(&nodes, "records").unwrap();
    let batch = &records.children[0];
    assert_eq!(batch.name, "RecordBatch");
    assert_eq!(batch.bytes.end, records.bytes.end);
    let shown: Vec<(&str, &str)> =
        batch.children.iter().map(|node| (node.name.as_ref(), node.text.as_str())).collect();
    assert_eq!(shown[1], ("batchLength", "60"));
    assert_eq!(shown[4], ("crc", "0x1b979c99"));
    assert_eq!(shown[13], ("[0]", ""));
    let record = &batch.children[13];
    assert_eq!(record.bytes.end, batch.bytes.end);
    let shown: Vec<(&str, &str)> =
        record.children.iter().map(|node| (node.name.as_ref(), node.text.as_str())).collect();
    assert_eq!(
        shown[1..],
        [
            ("attributes", "0"),
            ("timestampDelta", "0"),
            ("offsetDelta", "0"),
            ("key", "k1"),
            ("value", "v1"),
            ("headers", "0")
        ]
    );
}

fn find<'a>(nodes: &'a [Node], name: &str) -> Option<&'a Node> {
    nodes.iter().find_map(|node| if node.name == name { Some(node) } else { find(&node.children, name) })
}

#[test]
fn a_frame_cut_short_is_an_error_with_a_place() {
    for frame in frames() {
        let bytes = frame.after_length();
        for len in (0..bytes.len()).step_by(1 + bytes.len() / 40) {
            let cut = bytes.slice(..len);
            let error = if frame.is_request {
                decode_request_frame(cut).err()
            } else {
                decode_response_frame(frame.api_key, frame.version, cut).err()
            };
            assert!(error.unwrap().position <= len);
        }
    }
}
