//! `OffsetsMessageFormatter`: what groups have committed, as JSON, out of `__consumer_offsets`.

use alloc::format;
use alloc::string::String;

use bytes::Bytes;
use partita_client::consumer::ConsumerRecord;
use partita_wire::messages::offset_commit_key::OffsetCommitKey;
use partita_wire::messages::offset_commit_value::OffsetCommitValue;
use partita_wire::{GroupRecordKey, GroupRecordValue};

/// The type of an offset's key as brokers write it.
const KEY_TYPE: i16 = 1;
/// From here on a value carries the leader epoch, and the topic's id.
const LEADER_EPOCH_SINCE: i16 = 3;
const TOPIC_ID_SINCE: i16 = 4;

/// A committed offset, without a line break, as Kafka's formatter writes it; nothing for what else groups write.
pub(super) fn offset(record: &ConsumerRecord) -> String {
    let Some(key) = record.key.clone() else { return String::new() };
    let Ok(GroupRecordKey::OffsetCommit(key)) = GroupRecordKey::decode(key) else { return String::new() };
    let value = record.value.clone().and_then(value);
    json(&key, value.as_ref())
}

/// The value and its version.
fn value(bytes: Bytes) -> Option<(OffsetCommitValue, i16)> {
    match GroupRecordValue::decode(KEY_TYPE, bytes) {
        Ok((GroupRecordValue::OffsetCommit(value), version)) => Some((value, version)),
        _ => None,
    }
}

fn json(key: &OffsetCommitKey, value: Option<&(OffsetCommitValue, i16)>) -> String {
    let value = value.map_or("null".into(), |(value, version)| {
        let epoch = match *version >= LEADER_EPOCH_SINCE {
            true => format!("\"leaderEpoch\":{},", value.leader_epoch),
            false => String::new(),
        };
        let id = match *version >= TOPIC_ID_SINCE {
            true => format!(",\"topicId\":\"{}\"", value.topic_id),
            false => String::new(),
        };
        format!(
            "{{\"version\":{version},\"data\":{{\"offset\":{},{epoch}\"metadata\":{},\"commitTimestamp\":{}{id}}}}}",
            value.offset,
            quoted(&value.metadata),
            value.commit_timestamp
        )
    });
    format!(
        "{{\"key\":{{\"type\":{KEY_TYPE},\"data\":{{\"group\":{},\"topic\":{},\"partition\":{}}}}},\"value\":{value}}}",
        quoted(&key.group),
        quoted(&key.topic),
        key.partition
    )
}

/// A string in JSON.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            c if c < ' ' => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_as_seen() {
        let key = OffsetCommitKey { group: "gg".into(), topic: "cf".into(), partition: 2 };
        let topic_id = "VmyzXvp0RXS1KPoLxNFcKA".parse().unwrap();
        let value = OffsetCommitValue {
            offset: 1,
            leader_epoch: 0,
            commit_timestamp: 1_795_225_283_981,
            topic_id,
            ..OffsetCommitValue::default()
        };
        let head = r#"{"key":{"type":1,"data":{"group":"gg","topic":"cf","partition":2}},"value":"#;
        let tail = r#"{"version":4,"data":{"offset":1,"leaderEpoch":0,"metadata":"","commitTimestamp":1795225283981,"topicId":"VmyzXvp0RXS1KPoLxNFcKA"}}}"#;
        assert_eq!(json(&key, Some(&(value, 4))), format!("{head}{tail}"));
        assert_eq!(json(&key, None), format!("{head}null}}"));
        assert_eq!(quoted("a\"b\\c\u{1}"), r#""a\"b\\c\u0001""#);
    }
}
