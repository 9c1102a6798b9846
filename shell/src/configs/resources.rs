//! Configurations of topics, brokers, groups and clients' metrics: DescribeConfigs and IncrementalAlterConfigs.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::Response;
use partita_wire::messages::describe_configs_request::{DescribeConfigsRequest, DescribeConfigsResource};
use partita_wire::messages::describe_configs_response::{
    DescribeConfigsResourceResult, DescribeConfigsSynonym,
};
use partita_wire::messages::incremental_alter_configs_request::{
    AlterConfigsResource, AlterableConfig, IncrementalAlterConfigsRequest,
};
use partita_wire::messages::list_config_resources_request::ListConfigResourcesRequest;
use partita_wire::messages::list_groups_request::ListGroupsRequest;

use super::entities::Kind;
use super::pairs::Changes;
use crate::cluster::describe_cluster;
use crate::java::{DEFAULT_CAPACITY, hash_order, in_hash_order, string_hash};
use crate::script::{Flow, Script};
use crate::thrown::Thrown;
use crate::topics::{all_topics, unexpected};

/// `ConfigResource.Type` on the wire.
const TOPIC: i8 = 2;
const BROKER: i8 = 4;
const BROKER_LOGGER: i8 = 8;
const CLIENT_METRICS: i8 = 16;
const GROUP: i8 = 32;

/// `AlterConfigOp.OpType` on the wire.
const SET: i8 = 0;
const DELETE: i8 = 1;

/// Where a value comes from (`ConfigEntry.ConfigSource`), by its number on the wire.
const SOURCES: [(i8, &str); 8] = [
    (DYNAMIC_TOPIC, "DYNAMIC_TOPIC_CONFIG"),
    (DYNAMIC_BROKER, "DYNAMIC_BROKER_CONFIG"),
    (DYNAMIC_DEFAULT_BROKER, "DYNAMIC_DEFAULT_BROKER_CONFIG"),
    (4, "STATIC_BROKER_CONFIG"),
    (5, "DEFAULT_CONFIG"),
    (6, "DYNAMIC_BROKER_LOGGER_CONFIG"),
    (DYNAMIC_CLIENT_METRICS, "DYNAMIC_CLIENT_METRICS_CONFIG"),
    (DYNAMIC_GROUP, "DYNAMIC_GROUP_CONFIG"),
];
const DYNAMIC_TOPIC: i8 = 1;
const DYNAMIC_BROKER: i8 = 2;
const DYNAMIC_DEFAULT_BROKER: i8 = 3;
const DYNAMIC_CLIENT_METRICS: i8 = 7;
const DYNAMIC_GROUP: i8 = 8;

/// `--describe` of one entity, or of all of their type.
pub(super) fn describe(script: &mut Script<'_>, kind: Kind, name: Option<&String>, all: bool) -> Flow<()> {
    if let Some(name) = name.filter(|_| !all)
        && !is_there(script, kind, name)?
    {
        let what = kind.singular();
        script.out(&format!("The {what} '{name}' doesn't exist and doesn't have dynamic config."));
        return Ok(());
    }
    let names = match name {
        Some(name) => alloc::vec![name.clone()],
        None => every(script, kind)?,
    };
    let mut topics = match kind {
        Kind::Topics if !names.is_empty() => of_topics(script, names.iter(), true)?,
        _ => BTreeMap::new(),
    };
    for name in &names {
        script.out(&match name.is_empty() {
            true => format!("Default configs for {kind} in the cluster are:"),
            false => {
                let which = if all { "All" } else { "Dynamic" };
                format!("{which} configs for {} {name} are:", kind.singular())
            }
        });
        let mut configs = match topics.remove(name) {
            Some(configs) => configs,
            None => of_one(script, kind, name)?,
        };
        configs.retain(|config| all || own_source(kind, name).is_none_or(|own| config.config_source == own));
        configs.sort_by(|a, b| a.name.cmp(&b.name));
        for config in &configs {
            script.out(&line(config));
        }
    }
    Ok(())
}

/// The source of what was set for an entity itself.
fn own_source(kind: Kind, name: &str) -> Option<i8> {
    match kind {
        Kind::Topics => Some(DYNAMIC_TOPIC),
        Kind::Brokers if name.is_empty() => Some(DYNAMIC_DEFAULT_BROKER),
        Kind::Brokers => Some(DYNAMIC_BROKER),
        Kind::ClientMetrics => Some(DYNAMIC_CLIENT_METRICS),
        Kind::Groups => Some(DYNAMIC_GROUP),
        _ => None,
    }
}

fn is_there(script: &mut Script<'_>, kind: Kind, name: &String) -> Flow<bool> {
    Ok(match kind {
        Kind::Topics => all_topics(script)?.contains(name),
        Kind::Brokers | Kind::BrokerLoggers => name.is_empty() || brokers(script)?.contains(name),
        Kind::ClientMetrics => configured(script, CLIENT_METRICS)?.contains(name),
        _ => groups(script)?.contains(name) || configured(script, GROUP)?.contains(name),
    })
}

fn every(script: &mut Script<'_>, kind: Kind) -> Flow<Vec<String>> {
    let by_hash = |names: &[String]| {
        let names = in_hash_order(names.iter().map(String::as_str).collect());
        names.into_iter().map(ToString::to_string).collect()
    };
    Ok(match kind {
        Kind::Topics => by_hash(&all_topics(script)?),
        Kind::Brokers | Kind::BrokerLoggers => {
            let mut names = brokers(script)?;
            names.push(String::new());
            names
        }
        Kind::ClientMetrics => configured(script, CLIENT_METRICS)?,
        _ => {
            let mut names: BTreeSet<String> = groups(script)?.into_iter().collect();
            names.extend(configured(script, GROUP)?);
            let mut names: Vec<String> = names.into_iter().collect();
            hash_order(&mut names, DEFAULT_CAPACITY, |name| string_hash(name));
            names
        }
    })
}

fn brokers(script: &mut Script<'_>) -> Flow<Vec<String>> {
    let cluster = describe_cluster(script)?;
    Ok(cluster.brokers.iter().map(|broker| broker.broker_id.to_string()).collect())
}

fn groups(script: &mut Script<'_>) -> Flow<Vec<String>> {
    let mut groups = Vec::new();
    for (_, response) in script.ask_each("listGroups", Target::EachBroker, ListGroupsRequest::default())?? {
        let Response::ListGroups(response) = response else { return Err(unexpected(&response)) };
        Thrown::check(response.error_code, None)?;
        groups.extend(response.groups.into_iter().map(|group| group.group_id));
    }
    Ok(groups)
}

/// Names that have configurations of their own.
fn configured(script: &mut Script<'_>, resource_type: i8) -> Flow<Vec<String>> {
    let body = ListConfigResourcesRequest { resource_types: alloc::vec![resource_type] };
    let response = match script.ask("listConfigResources", Target::Any, body)?? {
        Response::ListConfigResources(response) => response,
        other => return Err(unexpected(&other)),
    };
    Thrown::check(response.error_code, None)?;
    let resources = response.config_resources.into_iter();
    Ok(resources.filter(|it| it.resource_type == resource_type).map(|it| it.resource_name).collect())
}

/// The resource of an entity, and whom to ask about it: a broker knows its own configuration best.
fn resource(kind: Kind, name: &str) -> (i8, Target) {
    let resource = match kind {
        Kind::Brokers => BROKER,
        Kind::BrokerLoggers => BROKER_LOGGER,
        Kind::ClientMetrics => CLIENT_METRICS,
        Kind::Groups => GROUP,
        _ => TOPIC,
    };
    let broker = name.parse().ok().filter(|_| matches!(kind, Kind::Brokers | Kind::BrokerLoggers));
    (resource, broker.map_or(Target::Any, Target::Broker))
}

/// The configs of topics, by their names.
pub(crate) fn of_topics<'a>(
    script: &mut Script<'_>,
    names: impl Iterator<Item = &'a String>,
    include_synonyms: bool,
) -> Flow<BTreeMap<String, Vec<DescribeConfigsResourceResult>>> {
    let resources = names.map(|name| (TOPIC, name.clone())).collect();
    ask(script, Target::Any, resources, include_synonyms)
}

fn of_one(script: &mut Script<'_>, kind: Kind, name: &str) -> Flow<Vec<DescribeConfigsResourceResult>> {
    let (resource, target) = resource(kind, name);
    let mut configs = ask(script, target, alloc::vec![(resource, name.to_string())], true)?;
    Ok(configs.remove(name).unwrap_or_default())
}

fn ask(
    script: &mut Script<'_>,
    target: Target,
    resources: Vec<(i8, String)>,
    include_synonyms: bool,
) -> Flow<BTreeMap<String, Vec<DescribeConfigsResourceResult>>> {
    let resource = |(resource_type, resource_name)| DescribeConfigsResource {
        resource_type,
        resource_name,
        configuration_keys: None,
    };
    let resources = resources.into_iter().map(resource).collect();
    let body = DescribeConfigsRequest { resources, include_synonyms, include_documentation: false };
    let response = match script.ask("describeConfigs", target, body)?? {
        Response::DescribeConfigs(response) => response,
        other => return Err(unexpected(&other)),
    };
    let mut configs = BTreeMap::new();
    for result in response.results {
        Thrown::check(result.error_code, result.error_message.as_deref())?;
        configs.insert(result.resource_name, result.configs);
    }
    Ok(configs)
}

fn line(config: &DescribeConfigsResourceResult) -> String {
    let value = |value: &Option<String>| value.as_deref().unwrap_or("null").to_string();
    let synonym = |s: &DescribeConfigsSynonym| format!("{}:{}={}", source(s.source), s.name, value(&s.value));
    let synonyms: Vec<String> = config.synonyms.iter().map(synonym).collect();
    let (name, sensitive) = (&config.name, config.is_sensitive);
    format!("  {name}={} sensitive={sensitive} synonyms={{{}}}", value(&config.value), synonyms.join(", "))
}

fn source(source: i8) -> &'static str {
    SOURCES.iter().find(|(number, _)| *number == source).map_or("UNKNOWN", |(_, name)| name)
}

/// `--alter` of one entity. What is to be removed goes before what is set.
pub(super) fn alter(script: &mut Script<'_>, kind: Kind, name: &str, changes: &Changes) -> Flow<()> {
    let (resource_type, target) = resource(kind, name);
    let delete = |key: &String| AlterableConfig {
        name: key.clone(),
        config_operation: DELETE,
        value: Some(String::new()),
    };
    let set = |key: &str| AlterableConfig {
        name: key.to_string(),
        config_operation: SET,
        value: changes.added.get(key).cloned(),
    };
    let configs =
        changes.deleted.iter().map(delete).chain(changes.added_names().into_iter().map(set)).collect();
    let resource = AlterConfigsResource { resource_type, resource_name: name.to_string(), configs };
    let body = IncrementalAlterConfigsRequest { resources: alloc::vec![resource], validate_only: false };
    let response = match script.ask("incrementalAlterConfigs", target, body)?? {
        Response::IncrementalAlterConfigs(response) => response,
        other => return Err(unexpected(&other)),
    };
    for result in response.responses {
        Thrown::check(result.error_code, result.error_message.as_deref())?;
    }
    Ok(())
}
