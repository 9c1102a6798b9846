//! Any bytes as a request frame, decoded and shown. `cargo +nightly fuzz run frames`
#![no_main]

use bytes::Bytes;
use libfuzzer_sys::fuzz_target;
use partita_wire::{
    ApiKey, FRAME_LENGTH_LEN, decode_request_frame, encode_request_frame, request_tree,
};

fuzz_target!(|input: &[u8]| {
    let frame = Bytes::copy_from_slice(input);
    let (_, shown) = request_tree(frame.clone());
    let decoded = decode_request_frame(frame);
    assert_eq!(shown.err(), decoded.as_ref().err().cloned());
    let Ok((header, mut request)) = decoded else { return };
    let api_key = ApiKey::from_i16(header.api_key).unwrap();
    if !api_key.has_version(header.api_version) {
        assert_eq!(api_key, ApiKey::ApiVersions);
        return;
    }
    let again = Bytes::from(encode_request_frame(&header, &mut request).unwrap());
    assert_eq!(decode_request_frame(again.slice(FRAME_LENGTH_LEN..)), Ok((header, request)));
});
