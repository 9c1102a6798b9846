//! Records that their topic does not take, and what a producer is told of them (KIP-467).

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_wire::ErrorCode;
use partita_wire::records::{CHECK_DECOMPRESSED_LEN_MAX, CheckedBatch};

use super::Partition;
use super::append::AppendError;

/// Most records of a batch that are told one by one. Kafka tells all of them.
const TOLD_MAX: usize = 1_000;
/// How many of them the text about all of them has.
const SHOWN_MAX: usize = 3;

/// Refuses a batch with records that have no key in a compacted topic, or a timestamp out of the range that the topic allows.
pub(super) fn check(replica: &Partition, batch: &CheckedBatch, now_ms: i64) -> Result<(), AppendError> {
    let config = &replica.config;
    let earliest = now_ms.saturating_sub(config.timestamp_before_max_ms);
    let latest = now_ms.saturating_add(config.timestamp_after_max_ms);
    let (first, last) = batch.record_timestamps();
    let lacks_keys = config.is_compacted && batch.first_keyless().is_some();
    let may_be_out_of_time = !config.is_stamped && (first < earliest || last > latest);
    if !lacks_keys && !may_be_out_of_time {
        return Ok(());
    }
    let view = batch.view();
    let Ok(records) = view.records(CHECK_DECOMPRESSED_LEN_MAX) else {
        return Err(ErrorCode::InvalidRecord.into());
    };
    let mut code = ErrorCode::InvalidRecord;
    let mut rejected = Vec::new();
    for (index, record) in (0_i32..).zip(records.map_while(Result::ok)) {
        let timestamp = record.timestamp;
        let text = if config.is_compacted && record.key.is_none() {
            format!(
                "Compacted topic cannot accept message without key in topic partition {}-{}",
                replica.topic, replica.partition
            )
        } else if !config.is_stamped && timestamp != -1 && !(earliest..=latest).contains(&timestamp) {
            code = ErrorCode::InvalidTimestamp;
            format!(
                "Timestamp {timestamp} of message with offset {index} is out of range. The timestamp should be within \
                 [{earliest}, {latest}]"
            )
        } else {
            continue;
        };
        if rejected.len() == TOLD_MAX {
            break;
        }
        rejected.push((index, text));
    }
    if rejected.is_empty() {
        return Ok(());
    }
    let message = Some(summary(code, &rejected));
    Err(AppendError { code, records: rejected, message })
}

fn summary(code: ErrorCode, rejected: &[(i32, String)]) -> String {
    if code == ErrorCode::InvalidTimestamp {
        return "One or more records have been rejected due to invalid timestamp".into();
    }
    let shown = rejected.iter().take(SHOWN_MAX);
    let shown: Vec<String> =
        shown.map(|(index, text)| format!("RecordError(batchIndex={index}, message='{text}')")).collect();
    format!(
        "One or more records have been rejected due to {} record errors in total, and only showing the first three \
         errors at most: [{}]",
        rejected.len(),
        shown.join(", ")
    )
}
