//! `--execute`.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::ClientError;
use partita_client::admin::Target;
use partita_wire::messages::alter_partition_reassignments_request::{
    AlterPartitionReassignmentsRequest, ReassignablePartition, ReassignableTopic,
};
use partita_wire::{ErrorCode, Response};

use super::plan::{Plan, text};
use super::{
    FAILED, Place, Replicas, TIMEOUT_MS, dirs, listed, ongoing, plural, replicas_of_all, terse, throttle,
    topics_of,
};
use crate::cluster::describe_cluster;
use crate::options::Options;
use crate::script::{Flow, Script};
use crate::thrown::Thrown;
use crate::topics::unexpected;

const EXISTING: &str = "Cannot execute because there is an existing partition assignment.  Use --additional to override \
                        this and create a new partition assignment in addition to the existing one. The --additional \
                        flag can also be used to change the throttle by resubmitting the current reassignment.";
const VERIFY: &str = "Warning: You must run --verify periodically, until the reassignment completes, to ensure the \
                      throttle is removed.";
/// `--timeout` when it is not there.
pub(super) const MOVE_TIMEOUT_MS: i64 = 10_000;

pub(super) fn execute(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let file = options.text("reassignment-json-file")?.unwrap_or_default();
    let plan = Plan::parse(&script.json_file(file)?)?;
    let broker_rate = options.long("throttle")?.unwrap_or(-1);
    let dir_rate = options.long("replica-alter-log-dirs-throttle")?.unwrap_or(-1);
    let timeout_ms = options.long("timeout")?.unwrap_or(MOVE_TIMEOUT_MS);
    let proposed = plan.executable()?;
    let moving = ongoing(script, None)?;
    if !options.has("additional") && !moving.is_empty() {
        return terse(script, EXISTING);
    }
    verify_brokers(script, &proposed)?;
    let current = current(script, &proposed)?;
    let at = dirs::of_replicas(script, &current)?;
    let json = text(&current, &at);
    script.out(&format!(
        "Current partition replica assignment\n\n{json}\n\nSave this to use as the --reassignment-json-file option \
         during rollback"
    ));
    if broker_rate >= 0 || dir_rate >= 0 {
        script.out(VERIFY);
    }
    if broker_rate >= 0 {
        throttle::between_brokers(script, &moving, &proposed, &current, broker_rate)?;
    }
    if dir_rate >= 0 {
        let brokers: BTreeSet<i32> = plan.dirs.keys().map(|(_, broker)| *broker).collect();
        throttle::between_dirs(script, &brokers, dir_rate)?;
    }
    let wanted = proposed.iter().map(|(place, replicas)| (place.clone(), Some(replicas.clone())));
    let factor_may_change = !options.has("disallow-replication-factor-change");
    let failed = alter(script, wanted.collect(), factor_may_change)?;
    if !failed.is_empty() {
        let message = format!("Error reassigning partition(s):\n{}", reasons(&failed));
        return terse(script, &message);
    }
    script.out(&format!(
        "Successfully started partition reassignment{} for {}",
        plural(proposed.len()),
        listed(proposed.keys())
    ));
    dirs::execute_moves(script, plan.dirs, timeout_ms)
}

fn verify_brokers(script: &mut Script<'_>, proposed: &Replicas) -> Flow<()> {
    let there: BTreeSet<i32> =
        describe_cluster(script)?.brokers.iter().map(|broker| broker.broker_id).collect();
    let wanted: BTreeSet<i32> = proposed.values().flatten().copied().collect();
    match wanted.difference(&there).next() {
        Some(unknown) => Err(Thrown::new(FAILED, format!("Unknown broker id {unknown}")).into()),
        None => Ok(()),
    }
}

fn current(script: &mut Script<'_>, proposed: &Replicas) -> Flow<Replicas> {
    let mut current = replicas_of_all(script, &topics_of(proposed.keys()))?;
    current.retain(|place, _| proposed.contains_key(place));
    let missing: Vec<String> = proposed
        .keys()
        .filter(|place| !current.contains_key(place))
        .map(|(topic, partition)| format!("{topic}-{partition}"))
        .collect();
    if missing.is_empty() {
        return Ok(current);
    }
    let message = format!("Unable to find partition: {}", missing.join(", "));
    Err(Thrown::from(ClientError::new(ErrorCode::UnknownTopicOrPartition, message)).wrapped().into())
}

/// Asks for reassignments; without replicas a running one is to be cancelled. Gives what went wrong by partition.
pub(super) fn alter(
    script: &mut Script<'_>,
    wanted: BTreeMap<Place, Option<Vec<i32>>>,
    factor_may_change: bool,
) -> Flow<BTreeMap<Place, String>> {
    let mut topics: Vec<ReassignableTopic> = Vec::new();
    for ((name, partition_index), replicas) in wanted {
        let partition = ReassignablePartition { partition_index, replicas };
        match topics.last_mut().filter(|topic| topic.name == name) {
            Some(topic) => topic.partitions.push(partition),
            None => topics.push(ReassignableTopic { name, partitions: alloc::vec![partition] }),
        }
    }
    let body = AlterPartitionReassignmentsRequest {
        timeout_ms: TIMEOUT_MS,
        allow_replication_factor_change: factor_may_change,
        topics,
    };
    let response = match script.ask("alterPartitionReassignments", Target::Controller, body)?? {
        Response::AlterPartitionReassignments(response) => response,
        other => return Err(unexpected(&other)),
    };
    Thrown::check(response.error_code, response.error_message.as_deref())?;
    let mut failed = BTreeMap::new();
    for topic in response.responses {
        for partition in topic.partitions {
            let result = Thrown::check(partition.error_code, partition.error_message.as_deref());
            if let Err(thrown) = result {
                failed.insert((topic.name.clone(), partition.partition_index), thrown.message.to_string());
            }
        }
    }
    Ok(failed)
}

/// A line for each partition that something went wrong with.
pub(super) fn reasons(failed: &BTreeMap<Place, String>) -> String {
    let line = |((topic, partition), why): (&Place, &String)| format!("{topic}-{partition}: {why}");
    failed.iter().map(line).collect::<Vec<_>>().join("\n")
}
