//! Strict mode: every message is encoded at its version and decoded again on its way, so that what a machine gets is
//! what TCP would carry. Where debug assertions are on, as in all tests, what was read is written again and compared (W1).

use bytes::Bytes;
use partita_wire::{ApiKey, FRAME_LENGTH_LEN, Request, RequestHeader, Response};

/// A request as its receiver reads it.
///
/// # Panics
/// If a machine made a request that its version cannot carry, or that does not read back: our own bug, and the reason
/// for this mode.
pub(crate) fn request(header: &RequestHeader, body: &mut Request) -> (RequestHeader, Request) {
    read_request(request_bytes(header, body))
}

/// What a frame says; W1 where tests run: written again it is the same bytes.
fn read_request(frame: Bytes) -> (RequestHeader, Request) {
    let read = partita_wire::decode_request_frame(frame.slice(FRAME_LENGTH_LEN..));
    let (header, mut body) = read.unwrap_or_else(|error| panic!("a request: {error}"));
    if cfg!(debug_assertions) {
        let again = request_bytes(&header, &mut body);
        assert!(again == frame, "W1: {:?} v{} reads back as another", body.api_key(), header.api_version);
    }
    (header, body)
}

/// An answer as its receiver reads it.
///
/// # Panics
/// As [`request`].
pub(crate) fn response(api: ApiKey, version: i16, correlation_id: i32, body: &mut Response) -> Response {
    read_response(api, version, response_bytes(version, correlation_id, body))
}

/// The same of an answer.
fn read_response(api: ApiKey, version: i16, frame: Bytes) -> Response {
    match partita_wire::decode_response_frame(api, version, frame.slice(FRAME_LENGTH_LEN..)) {
        Ok((correlation_id, mut body)) => {
            if cfg!(debug_assertions) {
                let again = response_bytes(version, correlation_id, &mut body);
                assert!(again == frame, "W1: {api:?} v{version} reads back as another answer");
            }
            body
        }
        Err(error) => panic!("{api:?} v{version}: {error}"),
    }
}

/// The frame of a request, its size first.
pub(crate) fn request_bytes(header: &RequestHeader, body: &mut Request) -> Bytes {
    match partita_wire::encode_request_frame(header, body) {
        Ok(bytes) => bytes.into(),
        Err(error) => panic!("{:?} v{}: {error}", body.api_key(), header.api_version),
    }
}

/// The frame of an answer, its size first.
pub(crate) fn response_bytes(version: i16, correlation_id: i32, body: &mut Response) -> Bytes {
    match partita_wire::encode_response_frame(correlation_id, version, body) {
        Ok(bytes) => bytes.into(),
        Err(error) => panic!("{:?} v{version}: {error}", body.api_key()),
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    /// A frame with a tagged field behind it that nobody knows: it is skipped, and so it is not written again.
    fn with_unknown_tag(frame: &Bytes) -> Bytes {
        let mut changed: Vec<u8> = frame.to_vec();
        assert_eq!(changed.pop(), Some(0), "no tagged fields");
        changed.extend([1, 99, 1, 7]);
        let len = u32::try_from(changed.len() - FRAME_LENGTH_LEN).unwrap();
        changed[..FRAME_LENGTH_LEN].copy_from_slice(&len.to_be_bytes());
        changed.into()
    }

    fn asked() -> Bytes {
        let header = RequestHeader {
            api_key: ApiKey::Heartbeat as i16,
            api_version: 4,
            correlation_id: 7,
            client_id: None,
        };
        request_bytes(&header, &mut Request::new(ApiKey::Heartbeat))
    }

    #[test]
    fn w1_what_is_sound_is_carried() {
        assert_eq!(read_request(asked()).1, Request::new(ApiKey::Heartbeat));
        let answer = response_bytes(4, 7, &mut Response::new(ApiKey::Heartbeat));
        assert_eq!(read_response(ApiKey::Heartbeat, 4, answer), Response::new(ApiKey::Heartbeat));
    }

    #[test]
    #[should_panic(expected = "W1")]
    fn w1_a_request_that_reads_back_as_another() {
        read_request(with_unknown_tag(&asked()));
    }

    #[test]
    #[should_panic(expected = "W1")]
    fn w1_an_answer_that_reads_back_as_another() {
        let frame = response_bytes(4, 7, &mut Response::new(ApiKey::Heartbeat));
        read_response(ApiKey::Heartbeat, 4, with_unknown_tag(&frame));
    }
}
