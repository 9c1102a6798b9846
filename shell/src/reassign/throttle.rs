//! Throttles of moving replicas (KIP-73): set by `--throttle`, cleared by `--verify` and `--cancel`.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::Response;
use partita_wire::messages::incremental_alter_configs_request::{
    AlterConfigsResource, AlterableConfig, IncrementalAlterConfigsRequest,
};

use super::{Ongoing, Place, Replicas, plural, topics_of};
use crate::cluster::describe_cluster;
use crate::java::in_hash_order;
use crate::log_dirs::comma_separated;
use crate::script::{Ask, Flow, Script, first};
use crate::thrown::Thrown;
use crate::topics::unexpected;

const LEADER_RATE: &str = "leader.replication.throttled.rate";
const FOLLOWER_RATE: &str = "follower.replication.throttled.rate";
const DIR_RATE: &str = "replica.alter.log.dirs.io.max.bytes.per.second";
const LEADER_REPLICAS: &str = "leader.replication.throttled.replicas";
const FOLLOWER_REPLICAS: &str = "follower.replication.throttled.replicas";

/// `ConfigResource.Type` on the wire.
const TOPIC: i8 = 2;
const BROKER: i8 = 4;
/// `AlterConfigOp.OpType` on the wire.
const SET: i8 = 0;
const DELETE: i8 = 1;

/// Changes of configs by the name of their topic or broker; no value removes one.
type Changes = BTreeMap<String, Vec<(&'static str, Option<String>)>>;

/// Where a partition comes from, and where it goes.
#[derive(Default)]
struct Move {
    sources: BTreeSet<i32>,
    destinations: BTreeSet<i32>,
}

pub(super) fn between_brokers(
    script: &mut Script<'_>,
    moving: &Ongoing,
    proposed: &Replicas,
    current: &Replicas,
    rate: i64,
) -> Flow<()> {
    let moves = moves(moving, proposed, current);
    let mut topics = Changes::new();
    for topic in topics_of(moves.keys()) {
        let of_topic = || moves.iter().filter(|((name, _), _)| name == topic);
        let listed = |brokers: fn(&Move) -> &BTreeSet<i32>| {
            let pairs = of_topic().flat_map(|((_, partition), moved)| {
                brokers(moved).iter().map(move |broker| format!("{partition}:{broker}"))
            });
            // Kafka sorts these as texts.
            pairs.collect::<BTreeSet<String>>().into_iter().collect::<Vec<_>>().join(",")
        };
        let leaders = (LEADER_REPLICAS, Some(listed(|moved| &moved.sources)));
        let followers = (FOLLOWER_REPLICAS, Some(listed(|moved| &moved.destinations)));
        topics.insert(topic.to_string(), alloc::vec![leaders, followers]);
    }
    alter(script, TOPIC, topics)?;
    let brokers: BTreeSet<i32> =
        moves.values().flat_map(|moved| moved.sources.union(&moved.destinations)).copied().collect();
    let rates = |broker: &i32| {
        let rate = || Some(rate.to_string());
        (broker.to_string(), alloc::vec![(LEADER_RATE, rate()), (FOLLOWER_RATE, rate())])
    };
    alter(script, BROKER, brokers.iter().map(rates).collect())?;
    script.out(&format!("The inter-broker throttle limit was set to {rate} B/s"));
    Ok(())
}

pub(super) fn between_dirs(script: &mut Script<'_>, brokers: &BTreeSet<i32>, rate: i64) -> Flow<()> {
    let change = |broker: &i32| (broker.to_string(), alloc::vec![(DIR_RATE, Some(rate.to_string()))]);
    alter(script, BROKER, brokers.iter().map(change).collect())?;
    script.out(&format!("The replica-alter-dir throttle limit was set to {rate} B/s"));
    Ok(())
}

/// Clears every throttle that a reassignment of these partitions may have set, on all brokers: which of them were
/// sources nobody knows any more.
pub(super) fn clear(script: &mut Script<'_>, partitions: &[(Place, Vec<i32>)]) -> Flow<()> {
    let mut brokers: BTreeSet<i32> =
        describe_cluster(script)?.brokers.iter().map(|broker| broker.broker_id).collect();
    brokers.extend(partitions.iter().flat_map(|(_, replicas)| replicas));
    script.out(&format!(
        "Clearing broker-level throttles on broker{} {}",
        plural(brokers.len()),
        comma_separated(&brokers)
    ));
    let rates = [LEADER_RATE, FOLLOWER_RATE, DIR_RATE];
    let remove = |broker: &i32| (broker.to_string(), rates.map(|name| (name, None)).to_vec());
    alter(script, BROKER, brokers.iter().map(remove).collect())?;
    let topics = in_hash_order(topics_of(partitions.iter().map(|(place, _)| place)));
    script.out(&format!(
        "Clearing topic-level throttles on topic{} {}",
        plural(topics.len()),
        topics.join(",")
    ));
    let remove = |topic: &&str| {
        (topic.to_string(), [LEADER_REPLICAS, FOLLOWER_REPLICAS].map(|name| (name, None)).to_vec())
    };
    alter(script, TOPIC, topics.iter().map(remove).collect())
}

fn moves(moving: &Ongoing, proposed: &Replicas, current: &Replicas) -> BTreeMap<Place, Move> {
    let mut moves = BTreeMap::new();
    for (place, moved) in moving {
        let destinations: BTreeSet<i32> = moved.adding_replicas.iter().copied().collect();
        let sources = moved.replicas.iter().copied().filter(|id| !destinations.contains(id)).collect();
        moves.insert(place.clone(), Move { sources, destinations });
    }
    for (place, replicas) in proposed {
        let moved: &mut Move = moves.entry(place.clone()).or_default();
        if moved.sources.is_empty() {
            moved.sources = current.get(place).into_iter().flatten().copied().collect();
        }
        moved.destinations = replicas.iter().copied().filter(|id| !moved.sources.contains(id)).collect();
    }
    moves
}

/// Changes configs; those of a broker go to that broker, as Kafka's client sends them.
fn alter(script: &mut Script<'_>, resource_type: i8, changes: Changes) -> Flow<()> {
    let resource = |(resource_name, configs): (String, Vec<(&str, Option<String>)>)| {
        let config = |(name, value): (&str, Option<String>)| AlterableConfig {
            name: name.to_string(),
            config_operation: if value.is_some() { SET } else { DELETE },
            value,
        };
        let configs = configs.into_iter().map(config).collect();
        AlterConfigsResource { resource_type, resource_name, configs }
    };
    let mut asks: Vec<Ask> = Vec::new();
    let mut resources: Vec<AlterConfigsResource> = changes.into_iter().map(resource).collect();
    let request = |resources| IncrementalAlterConfigsRequest { resources, validate_only: false };
    if resource_type == BROKER {
        for resource in resources.drain(..) {
            let broker = resource.resource_name.parse().unwrap_or(-1);
            let to = if through_controllers(script) { Target::Controller } else { Target::Broker(broker) };
            asks.push(("incrementalAlterConfigs", to, request(alloc::vec![resource]).into()));
        }
    } else if !resources.is_empty() {
        asks.push(("incrementalAlterConfigs", Target::Any, request(resources).into()));
    }
    for outcome in script.ask_all(asks)? {
        let (_, response) = outcome.and_then(first).map_err(|error| Thrown::from(error).wrapped())?;
        let Response::IncrementalAlterConfigs(response) = response else { return Err(unexpected(&response)) };
        for result in response.responses {
            Thrown::check(result.error_code, result.error_message.as_deref()).map_err(Thrown::wrapped)?;
        }
    }
    Ok(())
}

fn through_controllers(script: &Script<'_>) -> bool {
    script.words().iter().any(|word| word.starts_with("--bootstrap-controller"))
}
