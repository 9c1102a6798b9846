//! `find-hanging`: transactions that are open in a partition for longer than any may be, and of which their coordinator does
//! not know that they are.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_wire::ErrorCode;
use partita_wire::messages::describe_producers_response::ProducerState;
use partita_wire::messages::list_transactions_request::ListTransactionsRequest;

use super::{describe, failed, listed, producers, refused};
use crate::options::Options;
use crate::script::{Flow, Halt, Script};
use crate::table::tabbed;
use crate::topics::metadata;

/// `--max-transaction-timeout`, minutes.
const MAX_TIMEOUT_MIN: i32 = 15;
const MINUTE_MS: i64 = 60_000;

/// A transaction that is open in a partition.
struct Open {
    topic: String,
    partition: i32,
    producer: ProducerState,
}

pub(super) fn run(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let broker = options.int("broker-id")?;
    let topic = options.text("topic")?.map(ToString::to_string);
    let partition = options.int("partition")?;
    if topic.is_none() && broker.is_none() {
        return refused(
            "The `find-hanging` command requires either --topic or --broker-id to limit the scope of the search",
        );
    }
    if partition.is_some() && topic.is_none() {
        return refused("The --partition argument requires --topic to be provided");
    }
    let minutes = options.int("max-transaction-timeout")?.unwrap_or(MAX_TIMEOUT_MIN);
    let places = match (&topic, partition) {
        (Some(topic), Some(partition)) => alloc::vec![(topic.clone(), partition)],
        _ => places(script, topic.as_deref(), broker)?,
    };
    let now_ms = script.wall_ms();
    let mut open = Vec::new();
    let count = places.len();
    for (topic, partition) in places {
        let known = producers::ask(script, &topic, partition, broker).map_err(|halt| match halt {
            Halt::Thrown(why) => {
                let on = broker.map_or("Optional.empty".to_string(), |broker| format!("Optional[{broker}]"));
                failed(&format!("Failed to describe producers for {count} partitions on broker {on}"), &why)
            }
            halt => halt,
        })?;
        let is_old = |producer: &ProducerState| {
            producer.current_txn_start_offset >= 0
                && now_ms.saturating_sub(producer.last_timestamp) > i64::from(minutes) * MINUTE_MS
        };
        let old = known.into_iter().filter(is_old);
        open.extend(old.map(|producer| Open { topic: topic.clone(), partition, producer }));
    }
    let hanging = hanging(script, open)?;
    print(script, now_ms, &hanging);
    Ok(())
}

/// Partitions of a topic, or of all, that a broker has a replica of.
fn places(script: &mut Script<'_>, topic: Option<&str>, broker: Option<i32>) -> Flow<Vec<(String, i32)>> {
    let mut places = Vec::new();
    let mut known = topic.is_none();
    for found in metadata(script, None)?.topics {
        let Some(name) = found.name.filter(|name| topic.is_none_or(|topic| topic == name)) else { continue };
        known = true;
        for partition in &found.partitions {
            if broker.is_none_or(|broker| partition.replica_nodes.contains(&broker)) {
                places.push((name.clone(), partition.partition_index));
            }
        }
    }
    if !known {
        let why = crate::thrown::Thrown::of(ErrorCode::UnknownTopicOrPartition);
        return Err(failed("Failed to describe 1 topics", &why));
    }
    Ok(places)
}

/// Those of which no coordinator expects to write the marker.
fn hanging(script: &mut Script<'_>, open: Vec<Open>) -> Flow<Vec<Open>> {
    if open.is_empty() {
        return Ok(open);
    }
    let mut ids: Vec<i64> = open.iter().map(|open| open.producer.producer_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let body = ListTransactionsRequest { producer_id_filters: ids, ..Default::default() };
    let led = listed(script, body)?;
    let mut hanging = Vec::new();
    for open in open {
        let id = led.iter().find(|(_, state)| state.producer_id == open.producer.producer_id);
        let Some((_, state)) = id else {
            hanging.push(open);
            continue;
        };
        let is_expected = match describe::ask(script, &state.transactional_id) {
            Ok((_, state)) => state
                .topics
                .iter()
                .any(|topic| topic.topic == open.topic && topic.partitions.contains(&open.partition)),
            Err(Halt::Thrown(why)) if why.code == Some(ErrorCode::TransactionalIdNotFound) => false,
            Err(halt) => return Err(halt),
        };
        if !is_expected {
            hanging.push(open);
        }
    }
    Ok(hanging)
}

fn print(script: &mut Script<'_>, now_ms: i64, hanging: &[Open]) {
    let rows = hanging.iter().map(|Open { topic, partition, producer }| {
        [
            topic.clone(),
            partition.to_string(),
            producer.producer_id.to_string(),
            producer.producer_epoch.to_string(),
            producer.coordinator_epoch.to_string(),
            producer.current_txn_start_offset.to_string(),
            producer.last_timestamp.to_string(),
            (now_ms.saturating_sub(producer.last_timestamp) / MINUTE_MS).to_string(),
        ]
    });
    let header = [
        "Topic",
        "Partition",
        "ProducerId",
        "ProducerEpoch",
        "CoordinatorEpoch",
        "StartOffset",
        "LastTimestamp",
        "Duration(min)",
    ];
    tabbed(script, header, rows.collect());
}
