//! `kafka-transactions.sh` (KIP-664): `list` here, `describe` and `find-hanging` in `describe.rs` and `hanging.rs`,
//! `describe-producers` and `abort` in `producers.rs`.

mod describe;
mod hanging;
mod producers;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_machine::Stream;
use partita_wire::Response;
use partita_wire::messages::list_transactions_request::ListTransactionsRequest;
use partita_wire::messages::list_transactions_response::TransactionState;

use crate::cluster::connect;
use crate::options::{Options, Spec, Takes};
use crate::script::{Flow, Halt, Script};
use crate::table::tabbed;
use crate::thrown::Thrown;
use crate::topics::unexpected;
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
    ("coordinator-epoch", Takes::Value),
    ("duration-filter", Takes::Value),
    ("help", Takes::Nothing),
    ("max-transaction-timeout", Takes::Value),
    ("partition", Takes::Value),
    ("producer-epoch", Takes::Value),
    ("producer-id", Takes::Value),
    ("start-offset", Takes::Value),
    ("topic", Takes::Value),
    ("transactional-id", Takes::Value),
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
        "describe" => describe::run(script, &options),
        "find-hanging" => hanging::run(script, &options),
        "abort" => producers::abort(script, &options),
        _ => producers::describe(script, &options),
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
    if !matches!(&*command, "list" | "describe" | "describe-producers" | "abort" | "find-hanging") {
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
    let rows = listed(script, body)?.into_iter().map(|(broker, state)| {
        let (id, producer) = (state.transactional_id, state.producer_id.to_string());
        [id, broker.to_string(), producer, state.transaction_state]
    });
    tabbed(script, ["TransactionalId", "Coordinator", "ProducerId", "TransactionState"], rows.collect());
    Ok(())
}

/// The transactions that brokers lead, each with its broker.
fn listed(script: &mut Script<'_>, body: ListTransactionsRequest) -> Flow<Vec<(i32, TransactionState)>> {
    let mut all = Vec::new();
    for (broker, response) in script.ask_each("listTransactions", Target::EachBroker, body)?? {
        let Response::ListTransactions(response) = response else { return Err(unexpected(&response)) };
        Thrown::check(response.error_code, None)?;
        all.extend(response.transaction_states.into_iter().map(|state| (broker, state)));
    }
    Ok(all)
}

/// What the tool prints of an exception: what it wanted, and why that failed.
fn failed(what: &str, why: &Thrown) -> Halt {
    let message = format!("{what}: {}. Enable debug logging for additional detail.", why.message);
    Thrown::new(&why.class, message).into()
}

/// An end that is the tool's own.
fn refused<T>(why: &str) -> Flow<T> {
    Err(Thrown::illegal_argument(why).into())
}

/// An argument that argparse4j asks for.
fn required<T>(script: &mut Script<'_>, value: Option<T>, name: &str) -> Flow<T> {
    value.map_or_else(
        || {
            script.print(Stream::Err, USAGE);
            script.err(&format!("kafka-transactions.sh: error: argument --{name} is required"));
            Err(Halt::Exit(1))
        },
        Ok,
    )
}
