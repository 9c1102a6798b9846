//! `describe`: what the coordinator of a transactional id knows of its transaction.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::messages::describe_transactions_request::DescribeTransactionsRequest;
use partita_wire::messages::describe_transactions_response::TransactionState;
use partita_wire::messages::find_coordinator_request::FindCoordinatorRequest;
use partita_wire::messages::list_transactions_request::ListTransactionsRequest;
use partita_wire::{ErrorCode, Response};

use super::{failed, listed, required};
use crate::options::Options;
use crate::script::{Flow, Halt, Script};
use crate::table::tabbed;
use crate::thrown::Thrown;
use crate::topics::unexpected;

/// `FindCoordinatorRequest.CoordinatorType.TRANSACTION`.
const TRANSACTION: i8 = 1;

pub(super) fn run(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let id = options.text("transactional-id")?.map(ToString::to_string);
    let id = required(script, id, "transactional-id")?;
    let (coordinator, state) = ask(script, &id).map_err(|halt| match halt {
        Halt::Thrown(why) => {
            failed(&format!("Failed to describe transaction state of transactional-id `{id}`"), &why)
        }
        halt => halt,
    })?;
    let (start, duration) = match state.transaction_start_time_ms {
        start if start >= 0 => (start.to_string(), script.wall_ms().saturating_sub(start).to_string()),
        _ => ("None".to_string(), "None".to_string()),
    };
    let partitions: Vec<String> = state
        .topics
        .iter()
        .flat_map(|topic| topic.partitions.iter().map(move |number| format!("{}-{number}", topic.topic)))
        .collect();
    let row = [
        coordinator.to_string(),
        id,
        state.producer_id.to_string(),
        state.producer_epoch.to_string(),
        state.transaction_state,
        state.transaction_timeout_ms.to_string(),
        start,
        duration,
        partitions.join(","),
    ];
    let header = [
        "CoordinatorId",
        "TransactionalId",
        "ProducerId",
        "ProducerEpoch",
        "TransactionState",
        "TransactionTimeoutMs",
        "CurrentTransactionStartTimeMs",
        "TransactionDurationMs",
        "TopicPartitions",
    ];
    tabbed(script, header, alloc::vec![row]);
    Ok(())
}

/// A transaction and its coordinator.
pub(super) fn ask(script: &mut Script<'_>, id: &str) -> Flow<(i32, TransactionState)> {
    let not_found = || {
        let why = format!(
            "DescribeTransactions request for transactionalId `{id}` failed because the ID could not be found"
        );
        Thrown { message: why, ..Thrown::of(ErrorCode::TransactionalIdNotFound) }
    };
    let Some(coordinator) = coordinator(script, id)? else {
        // Where no broker leads a transaction of that id there is none.
        let all = listed(script, ListTransactionsRequest::default())?;
        let is_led = all.iter().any(|(_, state)| state.transactional_id == id);
        let why = if is_led { Thrown::of(ErrorCode::CoordinatorNotAvailable) } else { not_found() };
        return Err(why.into());
    };
    let body = DescribeTransactionsRequest { transactional_ids: alloc::vec![id.to_string()] };
    let response = match script.ask("describeTransactions", Target::Broker(coordinator), body)?? {
        Response::DescribeTransactions(response) => response,
        other => return Err(unexpected(&other)),
    };
    let state = response.transaction_states.into_iter().next().unwrap_or_default();
    match state.error_code {
        0 => Ok((coordinator, state)),
        code if code == ErrorCode::TransactionalIdNotFound as i16 => Err(not_found().into()),
        code => Err(Thrown::check(code, None).err().unwrap_or_else(not_found).into()),
    }
}

/// The coordinator of a transactional id; `None` if the cluster has none for it.
fn coordinator(script: &mut Script<'_>, id: &str) -> Flow<Option<i32>> {
    let body = FindCoordinatorRequest {
        key_type: TRANSACTION,
        coordinator_keys: alloc::vec![id.to_string()],
        ..Default::default()
    };
    let response = match script.ask("findCoordinator", Target::Any, body)?? {
        Response::FindCoordinator(response) => response,
        other => return Err(unexpected(&other)),
    };
    let found = response.coordinators.into_iter().next().unwrap_or_default();
    if found.error_code == ErrorCode::CoordinatorNotAvailable as i16 {
        return Ok(None);
    }
    Thrown::check(found.error_code, found.error_message.as_deref())?;
    Ok(Some(found.node_id))
}
