//! Every message and record in every version, as Kafka's own classes wrote it: read, written again, compared.

use bytes::Bytes;
use partita_wire::codec::Root;
use partita_wire::messages::consumer_protocol_assignment::ConsumerProtocolAssignment;
use partita_wire::messages::consumer_protocol_subscription::ConsumerProtocolSubscription;
use partita_wire::messages::default_principal_data::DefaultPrincipalData;
use partita_wire::messages::end_txn_marker::EndTxnMarker;
use partita_wire::messages::k_raft_version_record::KRaftVersionRecord;
use partita_wire::messages::leader_change_message::LeaderChangeMessage;
use partita_wire::messages::quorum_state_data::QuorumStateData;
use partita_wire::messages::snapshot_footer_record::SnapshotFooterRecord;
use partita_wire::messages::snapshot_header_record::SnapshotHeaderRecord;
use partita_wire::messages::voters_record::VotersRecord;
use partita_wire::{
    ApiKey, GroupRecordKey, GroupRecordValue, MetadataRecord, Request, Response, TransactionRecordKey,
    TransactionRecordValue, WireError, decode, encode,
};
use std::collections::BTreeSet;

mod golden;
use golden::hex;

const MESSAGES: &str = include_str!("golden/messages.tsv");
/// As the messages, but every field as Kafka's classes set it when they are made.
const DEFAULTS: &str = include_str!("golden/messages-default.tsv");

struct Case {
    kind: &'static str,
    number: i16,
    version: i16,
    bytes: Bytes,
}

fn cases(text: &'static str) -> impl Iterator<Item = Case> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [kind, number, version, bytes] = columns.as_slice() else { panic!("{line}") };
        Case { kind, number: number.parse().unwrap(), version: version.parse().unwrap(), bytes: hex(bytes) }
    })
}

fn again(case: &Case) -> Result<Vec<u8>, WireError> {
    let Case { kind, number, version, ref bytes } = *case;
    match kind {
        "request" => {
            Request::decode(ApiKey::from_i16(number).unwrap(), version, bytes.clone())?.encode(version)
        }
        "response" => {
            Response::decode(ApiKey::from_i16(number).unwrap(), version, bytes.clone())?.encode(version)
        }
        "metadata" => {
            let mut framed = vec![1, number as u8, version as u8];
            framed.extend(bytes);
            let (mut record, version) = MetadataRecord::decode(framed.into())?;
            Ok(record.encode(version)?.split_off(3))
        }
        "group_key" => GroupRecordKey::decode(prefixed(number, bytes))?.encode().map(unprefixed),
        "transaction_key" => TransactionRecordKey::decode(prefixed(number, bytes))?.encode().map(unprefixed),
        "group_value" => {
            let (mut value, version) = GroupRecordValue::decode(number, prefixed(version, bytes))?;
            value.encode(version).map(unprefixed)
        }
        "transaction_value" => {
            let (mut value, version) = TransactionRecordValue::decode(number, prefixed(version, bytes))?;
            value.encode(version).map(unprefixed)
        }
        "ConsumerProtocolAssignment" => root::<ConsumerProtocolAssignment>(case),
        "ConsumerProtocolSubscription" => root::<ConsumerProtocolSubscription>(case),
        "DefaultPrincipalData" => root::<DefaultPrincipalData>(case),
        "EndTxnMarker" => root::<EndTxnMarker>(case),
        "KRaftVersionRecord" => root::<KRaftVersionRecord>(case),
        "LeaderChangeMessage" => root::<LeaderChangeMessage>(case),
        "QuorumStateData" => root::<QuorumStateData>(case),
        "SnapshotFooterRecord" => root::<SnapshotFooterRecord>(case),
        "SnapshotHeaderRecord" => root::<SnapshotHeaderRecord>(case),
        "VotersRecord" => root::<VotersRecord>(case),
        _ => panic!("{kind}"),
    }
}

/// A message nobody has set a field of.
fn untouched(case: &Case) -> Result<Vec<u8>, WireError> {
    let Case { kind, number, version, .. } = *case;
    match kind {
        "request" => Request::new(ApiKey::from_i16(number).unwrap()).encode(version),
        "response" => Response::new(ApiKey::from_i16(number).unwrap()).encode(version),
        "metadata" => Ok(MetadataRecord::new(number).unwrap().encode(version)?.split_off(3)),
        "group_key" => GroupRecordKey::new(number).unwrap().encode().map(unprefixed),
        "group_value" => GroupRecordValue::new(number).unwrap().encode(version).map(unprefixed),
        "transaction_key" => TransactionRecordKey::new(number).unwrap().encode().map(unprefixed),
        "transaction_value" => TransactionRecordValue::new(number).unwrap().encode(version).map(unprefixed),
        "ConsumerProtocolAssignment" => encode(&mut ConsumerProtocolAssignment::default(), version),
        "ConsumerProtocolSubscription" => encode(&mut ConsumerProtocolSubscription::default(), version),
        "DefaultPrincipalData" => encode(&mut DefaultPrincipalData::default(), version),
        "EndTxnMarker" => encode(&mut EndTxnMarker::default(), version),
        "KRaftVersionRecord" => encode(&mut KRaftVersionRecord::default(), version),
        "LeaderChangeMessage" => encode(&mut LeaderChangeMessage::default(), version),
        "QuorumStateData" => encode(&mut QuorumStateData::default(), version),
        "SnapshotFooterRecord" => encode(&mut SnapshotFooterRecord::default(), version),
        "SnapshotHeaderRecord" => encode(&mut SnapshotHeaderRecord::default(), version),
        "VotersRecord" => encode(&mut VotersRecord::default(), version),
        _ => panic!("{kind}"),
    }
}

fn root<T: Root>(case: &Case) -> Result<Vec<u8>, WireError> {
    encode(&mut decode::<T>(case.version, case.bytes.clone())?, case.version)
}

fn prefixed(prefix: i16, bytes: &Bytes) -> Bytes {
    [prefix.to_be_bytes().as_slice(), bytes].concat().into()
}

fn unprefixed(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.split_off(2)
}

#[test]
fn read_and_written_again() {
    for case in cases(MESSAGES) {
        let what = format!("{} {} version {}", case.kind, case.number, case.version);
        let again = again(&case).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(again, case.bytes, "{what}");
    }
}

#[test]
fn the_tree_of_a_record_names_its_fields() {
    // From Kafka's own dump of `__cluster_metadata`: FEATURE_LEVEL_RECORD version 0, metadata.version at level 30.
    let bytes = hex("010c00116d657461646174612e76657273696f6e001e00");
    assert_eq!(bytes.len(), 23);
    let (nodes, result) = MetadataRecord::tree(bytes);
    assert_eq!(result, Ok(()));
    let [record] = nodes.as_slice() else { panic!("{nodes:?}") };
    assert_eq!((record.name.as_ref(), record.text.as_str()), ("FeatureLevelRecord", "v0"));
    assert_eq!(record.bytes, 3..23);
    let fields: Vec<(&str, &str)> =
        record.children.iter().map(|node| (node.name.as_ref(), node.text.as_str())).collect();
    assert_eq!(fields, [("name", "metadata.version"), ("feature_level", "30"), ("tagged_fields", "0")]);
}

#[test]
fn the_same_defaults() {
    for case in cases(DEFAULTS) {
        let what = format!("{} {} version {}", case.kind, case.number, case.version);
        let bytes = untouched(&case).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(bytes, case.bytes, "{what}");
    }
}

#[test]
fn every_api_in_every_version() {
    for kind in ["request", "response"] {
        let kafkas: BTreeSet<(i16, i16)> = cases(MESSAGES)
            .filter(|case| case.kind == kind)
            .map(|case| (case.number, case.version))
            .collect();
        let mut ours = BTreeSet::new();
        for api_key in ApiKey::ALL {
            let (first, last) = api_key.versions();
            ours.extend((first..=last).map(|version| (api_key as i16, version)));
        }
        assert_eq!(ours, kafkas);
    }
}
