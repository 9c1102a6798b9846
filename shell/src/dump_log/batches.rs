//! The batches of a segment or a snapshot, and the records in them.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use bytes::Bytes;
use partita_wire::records::control::{ControlType, EndTransactionMarker};
use partita_wire::records::{BatchHeader, BatchView, RecordView};

use super::Show;
use super::decode;
use crate::script::Script;

/// Most bytes that the records of a batch may have once unpacked.
const UNPACKED_LEN_MAX: usize = 256 << 20;
/// `OptionalLong` of a batch whose records have no time to go.
const NO_HORIZON: &str = "OptionalLong.empty";

/// Prints every batch, up to the first bytes that are none.
pub(super) fn dump_batches(script: &mut Script<'_>, name: &str, bytes: Bytes, show: Show) {
    let mut at = 0;
    while at < bytes.len().min(show.bytes_max) {
        let Ok(header) = BatchHeader::read(&bytes[at..]) else { break };
        let Some(end) = at.checked_add(header.size()).filter(|&end| end <= bytes.len()) else { break };
        let Ok(batch) = BatchView::read(bytes.slice(at..end)) else { break };
        script.out(&batch_line(&header, &batch, at));
        if show.records {
            records(script, &header, &batch, show);
        }
        at = end;
    }
    let left = bytes.len().saturating_sub(at);
    if left > 0 && at < show.bytes_max {
        script.out(&format!("Found {left} invalid bytes at the end of {}", file_name(name)));
    }
}

fn file_name(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn batch_line(header: &BatchHeader, batch: &BatchView, position: usize) -> String {
    let attributes = header.attributes;
    let horizon = match attributes.has_delete_horizon() {
        true => Cow::Owned(format!("OptionalLong[{}]", header.base_timestamp)),
        false => Cow::Borrowed(NO_HORIZON),
    };
    format!(
        "baseOffset: {} lastOffset: {} count: {} baseSequence: {} lastSequence: {} producerId: {} producerEpoch: {} \
         partitionLeaderEpoch: {} isTransactional: {} isControl: {} deleteHorizonMs: {horizon} position: {position} \
         {}: {} size: {} magic: 2 compresscodec: {} crc: {} isvalid: {}",
        header.base_offset,
        header.last_offset(),
        header.records_count,
        header.base_sequence,
        header.last_sequence(),
        header.producer_id,
        header.producer_epoch,
        header.leader_epoch,
        attributes.is_transactional(),
        attributes.is_control(),
        attributes.timestamp_type().name(),
        header.max_timestamp,
        header.size(),
        attributes.codec().map_or("unknown", |codec| codec.name()),
        header.crc,
        batch.check_crc().is_ok(),
    )
}

fn records(script: &mut Script<'_>, header: &BatchHeader, batch: &BatchView, show: Show) {
    let records = match batch.records(UNPACKED_LEN_MAX) {
        Ok(records) => records,
        Err(error) => return script.out(&format!("| {error}")),
    };
    for record in records {
        match record {
            Ok(record) => script.out(&record_line(header, &record, show)),
            Err(error) => return script.out(&format!("| {error}")),
        }
    }
}

fn record_line(header: &BatchHeader, record: &RecordView, show: Show) -> String {
    let control = header.attributes.is_control();
    if control && show.skip_metadata {
        return String::new();
    }
    let mut line = match show.skip_metadata {
        true => "|".to_string(),
        false => metadata(header, record),
    };
    if control {
        line.push_str(&control_text(record));
    } else if show.payloads {
        let (key, payload) = decode::texts(show.decoder, record);
        line.push_str(&key.map_or(String::new(), |key| format!(" key: {key}")));
        line.push_str(&payload.map_or(String::new(), |payload| format!(" payload: {payload}")));
    }
    line
}

fn metadata(header: &BatchHeader, record: &RecordView) -> String {
    let len =
        |bytes: &Option<Bytes>| bytes.as_ref().map_or("-1".to_string(), |bytes| bytes.len().to_string());
    let delta = i32::try_from(record.offset.wrapping_sub(header.base_offset)).unwrap_or(0);
    let sequence =
        if header.base_sequence < 0 { -1 } else { header.base_sequence.wrapping_add(delta) & i32::MAX };
    let keys: Vec<Cow<'_, str>> =
        record.headers.iter().map(partita_wire::records::Header::key_text).collect();
    format!(
        "| offset: {} {}: {} keySize: {} valueSize: {} sequence: {sequence} headerKeys: [{}]",
        record.offset,
        header.attributes.timestamp_type().name(),
        record.timestamp,
        len(&record.key),
        len(&record.value),
        keys.join(","),
    )
}

fn control_text(record: &RecordView) -> String {
    if let Some(marker) = EndTransactionMarker::of(record) {
        let kind = if marker.commit { "COMMIT" } else { "ABORT" };
        return format!(" endTxnMarker: {kind} coordinatorEpoch: {}", marker.coordinator_epoch);
    }
    let Some(kind) = ControlType::of(record) else { return " controlType: UNKNOWN".into() };
    let value = record.value.clone().unwrap_or_default();
    match (kind, decode::control(kind, value)) {
        (ControlType::LeaderChange, Some(json)) => format!(" LeaderChange: {json}"),
        (kind, Some(json)) => format!(" {kind:?} {json}"),
        (kind, None) => format!(" controlType: {kind:?}"),
    }
}
