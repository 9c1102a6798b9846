//! Log directories of replicas: where they are, and moves from one to another on the same broker (KIP-113).

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::messages::alter_replica_log_dirs_request::{
    AlterReplicaLogDir, AlterReplicaLogDirTopic, AlterReplicaLogDirsRequest,
};
use partita_wire::messages::describe_log_dirs_request::DescribableLogDirTopic;
use partita_wire::{ErrorCode, Response};

use super::plan::Replica;
use super::{FAILED, Replicas, plural, terse};
use crate::log_dirs::log_dirs;
use crate::script::{Ask, Flow, Script, first};
use crate::thrown::Thrown;
use crate::topics::unexpected;

/// Between two tries to begin a move: the replica may not be on that broker yet.
const RETRY_MS: u64 = 100;

/// Where a replica is, and where it is on its way to.
#[derive(Clone, Debug, Default)]
struct Dirs {
    current: Option<String>,
    future: Option<String>,
}

/// The directories that replicas are in now, as far as their brokers know.
pub(super) fn of_replicas(script: &mut Script<'_>, replicas: &Replicas) -> Flow<BTreeMap<Replica, String>> {
    let each = replicas.iter().flat_map(|(place, ids)| ids.iter().map(|id| (place.clone(), *id)));
    let found = find(script, &each.collect())?;
    Ok(found.into_iter().filter_map(|(replica, dirs)| Some((replica, dirs.current?))).collect())
}

fn find(script: &mut Script<'_>, replicas: &BTreeSet<Replica>) -> Flow<BTreeMap<Replica, Dirs>> {
    let brokers: BTreeSet<i32> = replicas.iter().map(|(_, broker)| *broker).collect();
    if brokers.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut topics: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
    for ((topic, partition), _) in replicas {
        topics.entry(topic).or_default().insert(*partition);
    }
    let topic = |(topic, partitions): (&str, BTreeSet<i32>)| DescribableLogDirTopic {
        topic: topic.to_string(),
        partitions: partitions.into_iter().collect(),
    };
    let topics = topics.into_iter().map(topic).collect();
    let brokers: Vec<i32> = brokers.into_iter().collect();
    let mut found: BTreeMap<Replica, Dirs> = BTreeMap::new();
    for (broker, dirs) in log_dirs(script, &brokers, Some(topics))? {
        for dir in dirs {
            for topic in &dir.topics {
                for partition in &topic.partitions {
                    let replica = ((topic.name.clone(), partition.partition_index), broker);
                    if !replicas.contains(&replica) {
                        continue;
                    }
                    let known = found.entry(replica).or_default();
                    let place = if partition.is_future_key { &mut known.future } else { &mut known.current };
                    *place = Some(dir.log_dir.clone());
                }
            }
        }
    }
    Ok(found)
}

/// Says of each wanted directory whether the replica is there; gives whether some are still on their way.
pub(super) fn tell_states(script: &mut Script<'_>, wanted: &BTreeMap<Replica, String>) -> Flow<bool> {
    let found = find(script, &wanted.keys().cloned().collect())?;
    let mut replicas: Vec<(&Replica, &String)> = wanted.iter().collect();
    replicas.sort_by_key(|((place, broker), _)| (*broker, place));
    let mut moving = false;
    let mut lines = Vec::new();
    for (replica @ ((topic, partition), broker), target) in replicas {
        let name = format!("{topic}-{partition}-{broker}");
        let part = format!("Partition {topic}-{partition}");
        let Dirs { current, future } = found.get(replica).cloned().unwrap_or_default();
        lines.push(match (current, future) {
            (None, _) => format!(
                "{part} is not found in any live log dir on broker {broker}. There is likely an offline log directory \
                 on the broker."
            ),
            (Some(current), None) if current == *target => {
                format!("Reassignment of replica {name} completed successfully.")
            }
            (Some(current), None) => {
                format!("{part} on broker {broker} is not being moved from log dir {current} to {target}.")
            }
            (Some(_), Some(future)) => {
                moving = true;
                match future == *target {
                    true => format!("Reassignment of replica {name} is still in progress."),
                    false => format!(
                        "{part} on broker {broker} is being moved to log dir {future} instead of {target}."
                    ),
                }
            }
        });
    }
    script.out(&lines.join("\n"));
    Ok(moving)
}

/// Replicas that are on their way to another directory, and the one that they would leave.
pub(super) fn active_moves(
    script: &mut Script<'_>,
    wanted: &BTreeMap<Replica, String>,
) -> Flow<BTreeMap<Replica, String>> {
    let found = find(script, &wanted.keys().cloned().collect())?;
    let active = found.into_iter().filter(|(_, dirs)| dirs.future.is_some());
    Ok(active.filter_map(|(replica, dirs)| Some((replica, dirs.current?))).collect())
}

/// Begins moves, again and again until all have begun or the time is over.
pub(super) fn execute_moves(
    script: &mut Script<'_>,
    mut pending: BTreeMap<Replica, String>,
    timeout_ms: i64,
) -> Flow<()> {
    if pending.is_empty() {
        return Ok(());
    }
    let begun_at = script.wall_ms();
    loop {
        let begun = begin(script, &pending)?;
        let mut begun: Vec<(Replica, String)> =
            begun.into_iter().filter_map(|replica| pending.remove_entry(&replica)).collect();
        begun.sort_by(|((a, broker_a), _), ((b, broker_b), _)| (broker_a, a).cmp(&(broker_b, b)));
        for (((topic, partition), broker), dir) in begun {
            script.out(&format!(
                "Successfully started moving log directory to {dir} for replica {topic}-{partition} with broker \
                 {broker} "
            ));
        }
        if pending.is_empty() {
            return Ok(());
        }
        if script.wall_ms() >= begun_at.saturating_add(timeout_ms) {
            let name = |((topic, partition), broker): &Replica| format!("{topic}-{partition}-{broker}");
            let names: Vec<String> = pending.keys().map(name).collect();
            let message = format!(
                "Timed out before log directory move{} could be started for: {}",
                plural(names.len()),
                names.join(",")
            );
            return terse(script, &message);
        }
        script.sleep_ms(RETRY_MS)?;
    }
}

/// Asks the brokers once; gives the replicas whose brokers agreed.
fn begin(script: &mut Script<'_>, pending: &BTreeMap<Replica, String>) -> Flow<Vec<Replica>> {
    let mut by_broker: BTreeMap<i32, BTreeMap<&str, Vec<AlterReplicaLogDirTopic>>> = BTreeMap::new();
    for (((name, partition), broker), dir) in pending {
        let topics = by_broker.entry(*broker).or_default().entry(dir).or_default();
        match topics.iter_mut().find(|topic| topic.name == *name) {
            Some(topic) => topic.partitions.push(*partition),
            None => topics
                .push(AlterReplicaLogDirTopic { name: name.clone(), partitions: alloc::vec![*partition] }),
        }
    }
    let brokers: Vec<i32> = by_broker.keys().copied().collect();
    let ask = |(broker, dirs): (i32, BTreeMap<&str, Vec<AlterReplicaLogDirTopic>>)| -> Ask {
        let dirs =
            dirs.into_iter().map(|(path, topics)| AlterReplicaLogDir { path: path.to_string(), topics });
        let body = AlterReplicaLogDirsRequest { dirs: dirs.collect() };
        ("alterReplicaLogDirs", Target::Broker(broker), body.into())
    };
    let outcomes = script.ask_all(by_broker.into_iter().map(ask).collect())?;
    let mut begun = Vec::new();
    for (broker, outcome) in brokers.into_iter().zip(outcomes) {
        let (_, response) = outcome.and_then(first)?;
        let Response::AlterReplicaLogDirs(response) = response else { return Err(unexpected(&response)) };
        for topic in response.results {
            for partition in topic.partitions {
                let replica = ((topic.topic_name.clone(), partition.partition_index), broker);
                match Thrown::check(partition.error_code, None) {
                    Ok(()) => begun.push(replica),
                    Err(thrown) if thrown.code == Some(ErrorCode::ReplicaNotAvailable) => {}
                    Err(thrown) => {
                        let ((topic, partition), broker) = replica;
                        let message = format!("Failed to alter dir for {topic}-{partition}-{broker}");
                        return Err(
                            Thrown { cause: Some(thrown.text()), ..Thrown::new(FAILED, message) }.into()
                        );
                    }
                }
            }
        }
    }
    Ok(begun)
}
