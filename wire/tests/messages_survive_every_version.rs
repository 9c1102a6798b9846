//! Messages at random, over all APIs, directions, versions and log records: what is encoded is decoded again.

use bytes::Bytes;
use partita_wire::codec::{Arbitrary, Digest};
use partita_wire::{
    ApiKey, GroupRecordKey, GroupRecordValue, MetadataRecord, Request, Response, TransactionRecordKey,
    TransactionRecordValue,
};

const ROUNDS: u64 = 12;

#[test]
fn requests() {
    for_all_versions(|api_key, version, arbitrary| {
        let mut request = Request::new(api_key);
        arbitrary.fill(version, request.message());
        let bytes = request.encode(version).unwrap();
        let mut again = Request::decode(api_key, version, Bytes::from(bytes.clone())).unwrap();
        assert_eq!(again, request, "{api_key:?} version {version}");
        assert_eq!(again.encode(version).unwrap(), bytes);
        assert_eq!(Digest::of(again.message()), Digest::of(request.message()));
    });
}

#[test]
fn responses() {
    for_all_versions(|api_key, version, arbitrary| {
        let mut response = Response::new(api_key);
        arbitrary.fill(version, response.message());
        let bytes = response.encode(version).unwrap();
        let mut again = Response::decode(api_key, version, Bytes::from(bytes.clone())).unwrap();
        assert_eq!(again, response, "{api_key:?} version {version}");
        assert_eq!(again.encode(version).unwrap(), bytes);
    });
}

#[test]
fn defaults_of_messages_encode_or_say_why() {
    for api_key in ApiKey::ALL {
        let (first, last) = api_key.versions();
        for version in first..=last {
            let mut request = Request::new(api_key);
            match request.encode(version) {
                Ok(bytes) => {
                    assert_eq!(Request::decode(api_key, version, bytes.into()).as_ref(), Ok(&request));
                }
                Err(error) => assert!(!error.field.is_empty(), "{error}"),
            }
        }
    }
}

fn for_all_versions(check: impl Fn(ApiKey, i16, &mut Arbitrary)) {
    for api_key in ApiKey::ALL {
        let (first, last) = api_key.versions();
        for version in first..=last {
            for seed in 0..ROUNDS {
                check(api_key, version, &mut Arbitrary::new(seed));
            }
        }
    }
}

#[test]
fn metadata_records() {
    for record_type in 0..64 {
        let Some(empty) = MetadataRecord::new(record_type) else { continue };
        for version in empty.schema().versions.first()..=empty.schema().versions.last() {
            for seed in 0..ROUNDS {
                let mut record = empty.clone();
                Arbitrary::new(seed).fill(version, record.message());
                let bytes = record.encode(version).unwrap();
                assert_eq!(MetadataRecord::decode(bytes.into()), Ok((record, version)));
            }
        }
    }
}

#[test]
fn group_records() {
    for record_type in 0..64 {
        if let Some(mut key) = GroupRecordKey::new(record_type) {
            Arbitrary::new(1).fill(0, key.message());
            assert_eq!(GroupRecordKey::decode(key.encode().unwrap().into()), Ok(key));
        }
        let Some(empty) = GroupRecordValue::new(record_type) else { continue };
        for version in empty.schema().versions.first()..=empty.schema().versions.last() {
            for seed in 0..ROUNDS {
                let mut value = empty.clone();
                Arbitrary::new(seed).fill(version, value.message());
                let bytes = value.encode(version).unwrap();
                assert_eq!(GroupRecordValue::decode(record_type, bytes.into()), Ok((value, version)));
            }
        }
    }
}

#[test]
fn transaction_records() {
    let mut key = TransactionRecordKey::new(0).unwrap();
    Arbitrary::new(1).fill(0, key.message());
    assert_eq!(TransactionRecordKey::decode(key.encode().unwrap().into()), Ok(key));
    for version in 0..=1 {
        let mut value = TransactionRecordValue::new(0).unwrap();
        Arbitrary::new(2).fill(version, value.message());
        let bytes = value.encode(version).unwrap();
        assert_eq!(TransactionRecordValue::decode(0, bytes.into()), Ok((value, version)));
    }
}
