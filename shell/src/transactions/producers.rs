//! `describe-producers`: what replicas know of the producers that wrote to a partition. `abort`: the marker that ends a
//! transaction of which no coordinator knows any more.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::messages::describe_producers_request::{DescribeProducersRequest, TopicRequest};
use partita_wire::messages::describe_producers_response::ProducerState;
use partita_wire::messages::write_txn_markers_request::{
    WritableTxnMarker, WritableTxnMarkerTopic, WriteTxnMarkersRequest,
};
use partita_wire::{ErrorCode, Response};

use super::{failed, refused, required};
use crate::options::Options;
use crate::script::{Flow, Halt, Script};
use crate::table::tabbed;
use crate::thrown::Thrown;
use crate::topics::{metadata, unexpected};

/// The producers that a partition's leader knows, or that one of its other replicas does.
pub(super) fn describe(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let (topic, partition) = place(script, options)?;
    let broker = options.int("broker-id")?;
    let on = broker.map_or("leader".to_string(), |broker| format!("broker {broker}"));
    let known = ask(script, &topic, partition, broker);
    let known =
        told(known, &format!("Failed to describe producers for partition {topic}-{partition} on {on}"))?;
    let none = |number: i64| if number < 0 { "None".to_string() } else { number.to_string() };
    let rows = known.into_iter().map(|producer| {
        [
            producer.producer_id.to_string(),
            producer.producer_epoch.to_string(),
            producer.coordinator_epoch.to_string(),
            producer.last_sequence.to_string(),
            producer.last_timestamp.to_string(),
            none(producer.current_txn_start_offset),
        ]
    });
    let header = [
        "ProducerId",
        "ProducerEpoch",
        "LatestCoordinatorEpoch",
        "LastSequence",
        "LastTimestamp",
        "CurrentTransactionStartOffset",
    ];
    tabbed(script, header, rows.collect());
    Ok(())
}

/// Ends a transaction that hangs. Its producer is named, or found by where the transaction begins.
pub(super) fn abort(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let (topic, partition) = place(script, options)?;
    let marker = match (options.long("start-offset")?, options.long("producer-id")?) {
        (Some(start), _) => {
            let known = ask(script, &topic, partition, None);
            let what = format!("Failed to validate producer state for partition {topic}-{partition}");
            let open = told(known, &what)?.into_iter().find(|it| it.current_txn_start_offset == start);
            let Some(open) = open else {
                return refused(&format!(
                    "Could not find any open transactions starting at offset {start} on partition {topic}-{partition}"
                ));
            };
            WritableTxnMarker {
                producer_id: open.producer_id,
                producer_epoch: i16::try_from(open.producer_epoch).unwrap_or(-1),
                coordinator_epoch: open.coordinator_epoch.max(0),
                ..Default::default()
            }
        }
        (None, Some(producer_id)) => {
            let Some(epoch) = options.int("producer-epoch")? else {
                return refused("Missing required argument --producer-epoch");
            };
            let Some(coordinator_epoch) = options.int("coordinator-epoch")? else {
                return refused("Missing required argument --coordinator-epoch");
            };
            WritableTxnMarker {
                producer_id,
                producer_epoch: i16::try_from(epoch).unwrap_or(-1),
                coordinator_epoch: coordinator_epoch.max(0),
                ..Default::default()
            }
        }
        (None, None) => {
            return refused(
                "The transaction to abort must be identified either with --start-offset (for brokers on 3.0 or above) \
                 or with --producer-id, --producer-epoch, and --coordinator-epoch (for older brokers)",
            );
        }
    };
    let spec = format!(
        "AbortTransactionSpec(topicPartition={topic}-{partition}, producerId={}, producerEpoch={}, coordinatorEpoch={})",
        marker.producer_id, marker.producer_epoch, marker.coordinator_epoch
    );
    let written = write(script, &topic, partition, marker);
    told(written, &format!("Failed to abort transaction {spec}"))
}

fn write(script: &mut Script<'_>, topic: &str, partition: i32, marker: WritableTxnMarker) -> Flow<()> {
    let leader = leader(script, topic, partition)?;
    let topics = alloc::vec![WritableTxnMarkerTopic {
        name: topic.to_string(),
        partition_indexes: alloc::vec![partition],
    }];
    let markers = alloc::vec![WritableTxnMarker { transaction_result: false, topics, ..marker }];
    let body = WriteTxnMarkersRequest { markers };
    let response = match script.ask("abortTransaction", Target::Broker(leader), body)?? {
        Response::WriteTxnMarkers(response) => response,
        other => return Err(unexpected(&other)),
    };
    let topics = response.markers.iter().flat_map(|marker| &marker.topics);
    for partition in topics.flat_map(|topic| &topic.partitions) {
        Thrown::check(partition.error_code, None)?;
    }
    Ok(())
}

/// What an exception of the cluster's is to the tool.
fn told<T>(outcome: Flow<T>, what: &str) -> Flow<T> {
    outcome.map_err(|halt| match halt {
        Halt::Thrown(why) => failed(what, &why),
        halt => halt,
    })
}

fn place(script: &mut Script<'_>, options: &Options) -> Flow<(String, i32)> {
    let topic = required(script, options.text("topic")?.map(ToString::to_string), "topic")?;
    let partition = required(script, options.int("partition")?, "partition")?;
    Ok((topic, partition))
}

/// The producers of one partition, as its leader or this broker knows them.
pub(super) fn ask(
    script: &mut Script<'_>,
    topic: &str,
    partition: i32,
    broker: Option<i32>,
) -> Flow<Vec<ProducerState>> {
    let broker = match broker {
        Some(broker) => broker,
        None => leader(script, topic, partition)?,
    };
    let topics =
        alloc::vec![TopicRequest { name: topic.to_string(), partition_indexes: alloc::vec![partition] }];
    let body = DescribeProducersRequest { topics };
    let response = match script.ask("describeProducers", Target::Broker(broker), body)?? {
        Response::DescribeProducers(response) => response,
        other => return Err(unexpected(&other)),
    };
    let answered = response.topics.into_iter().flat_map(|topic| topic.partitions).next().unwrap_or_default();
    Thrown::check(answered.error_code, answered.error_message.as_deref())?;
    Ok(answered.active_producers)
}

fn leader(script: &mut Script<'_>, topic: &str, partition: i32) -> Flow<i32> {
    let all = metadata(script, None)?.topics;
    let found = all.iter().find(|known| known.name.as_deref() == Some(topic));
    let found = found.and_then(|topic| topic.partitions.iter().find(|p| p.partition_index == partition));
    match found.map(|partition| partition.leader_id) {
        Some(leader) if leader >= 0 => Ok(leader),
        Some(_) => Err(Thrown::of(ErrorCode::LeaderNotAvailable).into()),
        None => Err(Thrown::of(ErrorCode::UnknownTopicOrPartition).into()),
    }
}
