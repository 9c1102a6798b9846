//! Somebody else's implementation of the messages, generated from Kafka's own schemas, reads what we write and writes
//! the same bytes again.

use bytes::{Bytes, BytesMut};
use kafka_protocol::messages::{ApiKey as TheirKey, RequestKind, ResponseKind};
use partita_wire::codec::Arbitrary;
use partita_wire::{ApiKey, Request, Response};

const ROUNDS: u64 = 8;

#[test]
fn on_requests() {
    let versions = for_shared_versions(|api_key, theirs, version, arbitrary| {
        let mut request = Request::new(api_key);
        arbitrary.fill(version, request.message());
        let bytes = request.encode(version).unwrap();
        let mut input = Bytes::from(bytes.clone());
        let read = RequestKind::decode(theirs, &mut input, version);
        let Some(read) = unless_unknown(read) else { return false };
        let mut again = BytesMut::new();
        read.encode(&mut again, version).unwrap();
        assert_eq!(again, bytes, "{api_key:?} version {version}: {request:?}");
        input.is_empty()
    });
    assert!(versions > 200, "{versions}");
}

#[test]
fn on_responses() {
    let versions = for_shared_versions(|api_key, theirs, version, arbitrary| {
        let mut response = Response::new(api_key);
        arbitrary.fill(version, response.message());
        let bytes = response.encode(version).unwrap();
        let mut input = Bytes::from(bytes.clone());
        let read = ResponseKind::decode(theirs, &mut input, version);
        let Some(read) = unless_unknown(read) else { return false };
        let mut again = BytesMut::new();
        read.encode(&mut again, version).unwrap();
        assert_eq!(again, bytes, "{api_key:?} version {version}: {response:?}");
        input.is_empty()
    });
    assert!(versions > 200, "{versions}");
}

/// How many versions were compared, over all APIs that both sides know.
fn for_shared_versions(mut agrees: impl FnMut(ApiKey, TheirKey, i16, &mut Arbitrary) -> bool) -> usize {
    let mut compared = 0;
    for api_key in ApiKey::ALL {
        let Ok(theirs) = TheirKey::try_from(api_key as i16) else { continue };
        let (first, last) = api_key.versions();
        for version in first..=last {
            if (0..ROUNDS).all(|seed| agrees(api_key, theirs, version, &mut Arbitrary::new(seed))) {
                compared += 1;
            }
        }
    }
    compared
}

/// The other side follows an older Kafka and says so where a version is newer.
fn unless_unknown<T, E: std::fmt::Debug>(read: Result<T, E>) -> Option<T> {
    match read {
        Ok(read) => Some(read),
        Err(error) => {
            let text = format!("{error:?}");
            assert!(text.contains("version not supported by this message type"), "{text}");
            None
        }
    }
}
