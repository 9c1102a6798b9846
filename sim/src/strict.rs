//! Strict mode: every message is encoded at its version and decoded again on its way, so that what a machine gets is
//! what TCP would carry.

use partita_wire::{ApiKey, FRAME_LENGTH_LEN, Request, RequestHeader, Response};

/// A request as its receiver reads it.
///
/// # Panics
/// If a machine made a request that its version cannot carry, or that does not read back: our own bug, and the reason
/// for this mode.
pub(crate) fn request(header: &RequestHeader, body: &mut Request) -> (RequestHeader, Request) {
    let frame = request_bytes(header, body).slice(FRAME_LENGTH_LEN..);
    partita_wire::decode_request_frame(frame).unwrap_or_else(|error| panic!("{:?}: {error}", body.api_key()))
}

/// An answer as its receiver reads it.
///
/// # Panics
/// As [`request`].
pub(crate) fn response(api: ApiKey, version: i16, correlation_id: i32, body: &mut Response) -> Response {
    let frame = response_bytes(version, correlation_id, body).slice(FRAME_LENGTH_LEN..);
    match partita_wire::decode_response_frame(api, version, frame) {
        Ok((_, body)) => body,
        Err(error) => panic!("{api:?} v{version}: {error}"),
    }
}

/// The frame of a request, its size first.
pub(crate) fn request_bytes(header: &RequestHeader, body: &mut Request) -> bytes::Bytes {
    match partita_wire::encode_request_frame(header, body) {
        Ok(bytes) => bytes.into(),
        Err(error) => panic!("{:?} v{}: {error}", body.api_key(), header.api_version),
    }
}

/// The frame of an answer, its size first.
pub(crate) fn response_bytes(version: i16, correlation_id: i32, body: &mut Response) -> bytes::Bytes {
    match partita_wire::encode_response_frame(correlation_id, version, body) {
        Ok(bytes) => bytes.into(),
        Err(error) => panic!("{:?} v{version}: {error}", body.api_key()),
    }
}
