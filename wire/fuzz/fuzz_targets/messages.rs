//! Any bytes as any message in any version. `cargo +nightly fuzz run messages`
#![no_main]

use bytes::Bytes;
use libfuzzer_sys::fuzz_target;
use partita_wire::{
    ApiKey, GroupRecordKey, GroupRecordValue, MetadataRecord, Request, Response, TransactionRecordValue,
};

// The first three bytes choose: request, response or record of a log; API or record type; version.
fuzz_target!(|input: &[u8]| {
    let &[kind, number, version, ref body @ ..] = input else { return };
    let (number, version) = (i16::from(number), i16::from(version));
    let body = Bytes::copy_from_slice(body);
    match kind % 6 {
        0 => request(number, version, body),
        1 => response(number, version, body),
        2 => metadata_record(body),
        3 => group_record_key(body),
        4 => group_record_value(number, body),
        _ => transaction_record(body),
    }
});

fn request(number: i16, version: i16, body: Bytes) {
    let Some(api_key) = ApiKey::from_i16(number) else { return };
    let Ok(mut request) = Request::decode(api_key, version, body) else { return };
    let bytes = request.encode(version).unwrap();
    let again = Request::decode(api_key, version, bytes.into()).unwrap();
    assert_eq!(again, request);
}

fn response(number: i16, version: i16, body: Bytes) {
    let Some(api_key) = ApiKey::from_i16(number) else { return };
    let Ok(mut response) = Response::decode(api_key, version, body) else { return };
    let bytes = response.encode(version).unwrap();
    let again = Response::decode(api_key, version, bytes.into()).unwrap();
    assert_eq!(again, response);
}

fn metadata_record(body: Bytes) {
    let Ok((mut record, version)) = MetadataRecord::decode(body) else { return };
    let bytes = record.encode(version).unwrap();
    assert_eq!(MetadataRecord::decode(bytes.into()), Ok((record, version)));
}

fn group_record_key(body: Bytes) {
    let Ok(mut key) = GroupRecordKey::decode(body) else { return };
    let bytes = key.encode().unwrap();
    assert_eq!(GroupRecordKey::decode(bytes.into()), Ok(key));
}

fn group_record_value(number: i16, body: Bytes) {
    let Ok((mut value, version)) = GroupRecordValue::decode(number, body) else { return };
    let bytes = value.encode(version).unwrap();
    assert_eq!(GroupRecordValue::decode(number, bytes.into()), Ok((value, version)));
}

fn transaction_record(body: Bytes) {
    let Ok((mut value, version)) = TransactionRecordValue::decode(0, body) else { return };
    let bytes = value.encode(version).unwrap();
    assert_eq!(TransactionRecordValue::decode(0, bytes.into()), Ok((value, version)));
}
