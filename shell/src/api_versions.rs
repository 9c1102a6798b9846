//! `kafka-broker-api-versions.sh`.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::messages::api_versions_request::ApiVersionsRequest;
use partita_wire::messages::api_versions_response::ApiVersion;
use partita_wire::messages::metadata_response::MetadataResponseBroker;
use partita_wire::{ApiKey, Response};

use crate::cluster::connect;
use crate::java::{DEFAULT_CAPACITY, hash_order, string_hash};
use crate::options::{Spec, Takes};
use crate::script::{Ask, Flow, Script, first};
use crate::thrown::Thrown;
use crate::topics::{metadata, unexpected};
use crate::usage::KAFKA_VERSION;

const USAGE: &str = include_str!("usage/api_versions.txt");
const ABOUT: &str = "This tool helps to retrieve broker version information.";

pub(crate) const OPTIONS: &[Spec] = &[
    ("bootstrap-server", Takes::Value),
    ("command-config", Takes::Value),
    ("help", Takes::Nothing),
    ("version", Takes::Nothing),
];

/// APIs that brokers never serve to clients: they belong to controllers, or to brokers among themselves.
const NOT_FOR_CLIENTS: [ApiKey; 12] = [
    ApiKey::Vote,
    ApiKey::BeginQuorumEpoch,
    ApiKey::EndQuorumEpoch,
    ApiKey::AlterPartition,
    ApiKey::Envelope,
    ApiKey::FetchSnapshot,
    ApiKey::BrokerRegistration,
    ApiKey::BrokerHeartbeat,
    ApiKey::AllocateProducerIds,
    ApiKey::ControllerRegistration,
    ApiKey::AssignReplicasToDirs,
    ApiKey::UpdateRaftVoter,
];

/// The whole of it.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    let done = ask(script);
    script.reported(done)
}

fn ask(script: &mut Script<'_>) -> Flow<()> {
    let options = script.options(OPTIONS)?;
    script.help_or_version(&options, ABOUT, USAGE)?;
    script.usage_if(options.missing(&["bootstrap-server"]), USAGE)?;
    connect(script, &options)?;
    // Kafka's tool finds the brokers in the metadata of all topics.
    let mut brokers = metadata(script, None)?.brokers;
    hash_order(&mut brokers, DEFAULT_CAPACITY, node_hash);
    let to = |broker: &MetadataResponseBroker| -> Ask {
        let body = ApiVersionsRequest {
            client_software_name: "apache-kafka-java".into(),
            client_software_version: KAFKA_VERSION.into(),
        };
        ("apiVersions", Target::Broker(broker.node_id), body.into())
    };
    let outcomes = script.ask_all(brokers.iter().map(to).collect())?;
    for (broker, outcome) in brokers.iter().zip(outcomes) {
        let answer = match outcome.and_then(first).map_err(Thrown::from) {
            Ok((_, Response::ApiVersions(response))) => {
                Thrown::check(response.error_code, None).map(|()| table(&response.api_keys))
            }
            Ok((_, other)) => return Err(unexpected(&other)),
            Err(thrown) => Err(thrown),
        };
        let answer = answer.unwrap_or_else(|thrown| format!("ERROR: {}", thrown.text()));
        let MetadataResponseBroker { node_id, host, port, rack } = broker;
        let rack = rack.as_deref().unwrap_or("null");
        script.out(&format!("{host}:{port} (id: {node_id} rack: {rack} isFenced: false) -> {answer}"));
    }
    Ok(())
}

/// Every API that the broker or this client knows, in the order of their numbers.
fn table(served: &[ApiVersion]) -> String {
    let mut lines: Vec<(i16, String)> = served.iter().map(|api| (api.api_key, served_line(api))).collect();
    let is_served = |key: &ApiKey| served.iter().any(|api| api.api_key == *key as i16);
    let others = (0..i16::from(u8::MAX)).filter_map(ApiKey::from_i16);
    let others = others.filter(|key| !is_served(key) && !NOT_FOR_CLIENTS.contains(key));
    lines.extend(others.map(|key| (key as i16, format!("{key:?}({}): UNSUPPORTED", key as i16))));
    lines.sort_by_key(|(key, _)| *key);
    let lines: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    format!("(\n\t{}\n)", lines.join(",\n\t"))
}

fn served_line(api: &ApiVersion) -> String {
    let ApiVersion { api_key, min_version, max_version, .. } = *api;
    let range = if min_version == max_version {
        min_version.to_string()
    } else {
        format!("{min_version} to {max_version}")
    };
    let Some(key) = ApiKey::from_i16(api_key) else { return format!("UNKNOWN({api_key}): {range}") };
    let (ours_min, ours_max) = key.versions();
    let usable = max_version.min(ours_max);
    if usable < min_version.max(ours_min) {
        let age = if max_version < ours_min { "old" } else { "new" };
        return format!("{key:?}({api_key}): {range} [unusable: node too {age}]");
    }
    format!("{key:?}({api_key}): {range} [usable: {usable}]")
}

/// `Node.hashCode` of a broker that is not fenced.
fn node_hash(broker: &MetadataResponseBroker) -> i32 {
    /// `Boolean.FALSE.hashCode()`.
    const FALSE: i32 = 1_237;
    let parts = [
        string_hash(&broker.host),
        broker.node_id,
        broker.port,
        broker.rack.as_deref().map_or(0, string_hash),
        FALSE,
    ];
    parts.into_iter().fold(1, |hash: i32, part| hash.wrapping_mul(31).wrapping_add(part))
}
