//! `kafka-transactions.sh list`, `describe` and `describe-producers` (KIP-664).

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_machine::Stream;
use partita_wire::messages::describe_producers_request::{DescribeProducersRequest, TopicRequest};
use partita_wire::messages::list_transactions_request::ListTransactionsRequest;
use partita_wire::{ErrorCode, Response};

use crate::cluster::connect;
use crate::options::{Options, Spec, Takes};
use crate::script::{Flow, Halt, Script};
use crate::table::tabbed;
use crate::thrown::Thrown;
use crate::topics::{metadata, unexpected};
use crate::usage::KAFKA_VERSION;

const USAGE: &str = "\
usage: kafka-transactions.sh [-h] [-v] [--command-config FILE]
                             --bootstrap-server host:port COMMAND ...
";
const UNKNOWN_COMMAND: [&str; 2] = [
    "kafka-transactions.sh: error: invalid choice:  '",
    "' (choose from 'list',\n'describe',      'describe-producers',       'abort',       'find-hanging',\n\
     'forceTerminateTransaction')\n",
];

pub(crate) const OPTIONS: &[Spec] = &[
    ("bootstrap-server", Takes::Value),
    ("broker-id", Takes::Value),
    ("command-config", Takes::Value),
    ("duration-filter", Takes::Value),
    ("help", Takes::Nothing),
    ("partition", Takes::Value),
    ("topic", Takes::Value),
    ("transactional-id-pattern", Takes::Value),
    ("version", Takes::Nothing),
];

/// The whole of it.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    let (options, command) = match prepare(script) {
        Ok(prepared) => prepared,
        Err(Halt::Thrown(thrown)) => {
            script.print(Stream::Err, USAGE);
            script.err(&format!("kafka-transactions.sh: error: {}", thrown.message));
            return Ok(1);
        }
        Err(halt) => return Err(halt),
    };
    let done = connect(script, &options).and_then(|()| match &*command {
        "list" => list(script, &options),
        _ => describe_producers(script, &options),
    });
    match done {
        Err(Halt::Thrown(thrown)) => {
            script.err(&thrown.message);
            Ok(1)
        }
        Err(halt) => Err(halt),
        Ok(()) => Ok(0),
    }
}

fn prepare(script: &mut Script<'_>) -> Flow<(Options, String)> {
    let options = script.options(OPTIONS).map_err(|error| Thrown::argparse(error.of_argparse()))?;
    if options.has("version") {
        script.out(KAFKA_VERSION);
        return Err(Halt::Exit(0));
    }
    if options.has("help") {
        script.print(Stream::Out, USAGE);
        return Err(Halt::Exit(0));
    }
    let Some(command) = options.commands.first().cloned() else {
        return Err(Thrown::argparse("too few arguments").into());
    };
    if !matches!(&*command, "list" | "describe-producers") {
        let [before, after] = UNKNOWN_COMMAND;
        script.print(Stream::Err, &format!("{USAGE}{before}{command}{after}"));
        return Err(Halt::Exit(1));
    }
    if !options.has("bootstrap-server") {
        return Err(Thrown::argparse("argument --bootstrap-server is required").into());
    }
    Ok((options, command))
}

fn list(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let body = ListTransactionsRequest {
        duration_filter: options.long("duration-filter")?.unwrap_or(-1),
        transactional_id_pattern: options.text("transactional-id-pattern")?.map(ToString::to_string),
        ..Default::default()
    };
    let mut rows = Vec::new();
    for (broker, response) in script.ask_each("listTransactions", Target::EachBroker, body)?? {
        let Response::ListTransactions(response) = response else { return Err(unexpected(&response)) };
        Thrown::check(response.error_code, None)?;
        let row = |state: partita_wire::messages::list_transactions_response::TransactionState| {
            [
                state.transactional_id,
                broker.to_string(),
                state.producer_id.to_string(),
                state.transaction_state,
            ]
        };
        rows.extend(response.transaction_states.into_iter().map(row));
    }
    tabbed(script, ["TransactionalId", "Coordinator", "ProducerId", "TransactionState"], rows);
    Ok(())
}

/// The producers that a partition's leader knows, or that one of its other replicas does.
fn describe_producers(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let (Some(topic), Some(partition)) = (options.text("topic")?, options.int("partition")?) else {
        let missing = if options.has("topic") { "partition" } else { "topic" };
        script.print(Stream::Err, USAGE);
        script.err(&format!("kafka-transactions.sh: error: argument --{missing} is required"));
        return Err(Halt::Exit(1));
    };
    let topic = topic.to_string();
    let broker = match options.int("broker-id")? {
        Some(broker) => broker,
        None => leader(script, &topic, partition)?,
    };
    let topics = alloc::vec![TopicRequest { name: topic.clone(), partition_indexes: alloc::vec![partition] }];
    let failed = |thrown: Thrown| {
        Thrown::new(
            &thrown.class,
            format!(
                "Failed to describe producers for partition {topic}-{partition} on broker {broker}. {}",
                thrown.message
            ),
        )
    };
    let body = DescribeProducersRequest { topics };
    let response = match script.ask("describeProducers", Target::Broker(broker), body)? {
        Ok(Response::DescribeProducers(response)) => response,
        Ok(other) => return Err(unexpected(&other)),
        Err(error) => return Err(failed(error.into()).into()),
    };
    let answered = response.topics.into_iter().flat_map(|topic| topic.partitions).next().unwrap_or_default();
    Thrown::check(answered.error_code, answered.error_message.as_deref()).map_err(failed)?;
    let none = |number: i64| if number < 0 { "None".to_string() } else { number.to_string() };
    let rows = answered.active_producers.into_iter().map(|producer| {
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
