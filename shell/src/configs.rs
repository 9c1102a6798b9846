//! `kafka-configs.sh` for topics.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::Response;
use partita_wire::messages::describe_configs_request::{DescribeConfigsRequest, DescribeConfigsResource};
use partita_wire::messages::describe_configs_response::DescribeConfigsResourceResult;
use partita_wire::messages::incremental_alter_configs_request::{
    AlterConfigsResource, AlterableConfig, IncrementalAlterConfigsRequest,
};

use crate::files::properties;
use crate::java::in_hash_order;
use crate::options::{Options, Spec, Takes};
use crate::script::{Flow, Halt, Script};
use crate::thrown::Thrown;
use crate::topics::{all_topics, unexpected};

const USAGE: &str = include_str!("usage/configs.txt");

pub(crate) const OPTIONS: &[Spec] = &[
    ("add-config", Takes::Value),
    ("all", Takes::Nothing),
    ("alter", Takes::Nothing),
    ("bootstrap-server", Takes::Value),
    ("command-config", Takes::Value),
    ("delete-config", Takes::Value),
    ("describe", Takes::Nothing),
    ("entity-name", Takes::Value),
    ("entity-type", Takes::Value),
    ("help", Takes::Nothing),
    ("topic", Takes::Value),
    ("version", Takes::Nothing),
];

/// `ConfigResource.Type.TOPIC`.
const TOPIC_RESOURCE: i8 = 2;
/// `ConfigSource.DYNAMIC_TOPIC_CONFIG` on the wire.
const DYNAMIC_TOPIC_CONFIG: i8 = 1;
/// `AlterConfigOp.OpType` on the wire.
const SET: i8 = 0;
const DELETE: i8 = 1;

/// The whole of it.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    let options = prepare(script)?;
    let done = if options.has("alter") { alter(script, &options) } else { describe(script, &options) };
    match done {
        Ok(()) => Ok(0),
        Err(Halt::Thrown(thrown)) => {
            if thrown.code.is_some() {
                let arguments = script.words().join(" ");
                script.err(&format!("Error while executing config command with args '{arguments}'"));
                script.err(&format!("java.util.concurrent.ExecutionException: {}", thrown.text()));
                script.err(&format!("Caused by: {}", thrown.text()));
            } else {
                script.err(&thrown.message);
            }
            Ok(1)
        }
        Err(halt) => Err(halt),
    }
}

fn prepare(script: &mut Script<'_>) -> Flow<Options> {
    let options = match script.options(OPTIONS) {
        Ok(options) => options,
        Err(error) => return script.usage(&error.to_string(), USAGE),
    };
    let about = "This tool helps to manipulate and describe entity config for a topic.";
    script.help_or_version(&options, about, USAGE)?;
    if options.has("alter") == options.has("describe") {
        return script.usage("Command must include exactly one action: --describe, --alter", USAGE);
    }
    if options.has("alter") && !options.has("add-config") && !options.has("delete-config") {
        script.err("At least one of --add-config, --add-config-file, or --delete-config must be specified with --alter");
        return Err(Halt::Exit(1));
    }
    script.usage_if(options.missing(&["bootstrap-server"]), USAGE)?;
    let of_topics = match options.text("entity-type") {
        Ok(Some(kind)) => kind == "topics",
        _ => options.has("topic"),
    };
    if !of_topics {
        return script
            .usage("Only configurations of topics are known here: --topic, or --entity-type topics", USAGE);
    }
    let mut pairs = match options.text("command-config")? {
        Some(file) => properties(&script.file(file)?),
        None => Vec::new(),
    };
    let servers = options.text("bootstrap-server")?.unwrap_or_default();
    pairs.push(("bootstrap.servers".to_string(), servers.to_string()));
    if let Err(error) = script.connect(&pairs) {
        script.err(&error.0);
        return Err(Halt::Exit(1));
    }
    Ok(options)
}

fn name(options: &Options) -> Result<Option<String>, Thrown> {
    let name = options.text("topic")?.or(options.text("entity-name")?);
    Ok(name.map(ToString::to_string))
}

fn describe(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let names = match name(options)? {
        Some(name) => alloc::vec![name],
        None => {
            let all = all_topics(script)?;
            in_hash_order(all.iter().map(String::as_str).collect())
                .into_iter()
                .map(ToString::to_string)
                .collect()
        }
    };
    if names.is_empty() {
        return Ok(());
    }
    let mut configs = of_topics(script, names.iter(), true)?;
    let all = options.has("all");
    for name in names {
        script.out(&format!("{} configs for topic {name} are:", if all { "All" } else { "Dynamic" }));
        let mut of_topic = configs.remove(&name).unwrap_or_default();
        of_topic.retain(|config| all || config.config_source == DYNAMIC_TOPIC_CONFIG);
        of_topic.sort_by(|a, b| a.name.cmp(&b.name));
        for config in &of_topic {
            script.out(&line(config));
        }
    }
    Ok(())
}

/// The configs of topics, by their names.
pub(crate) fn of_topics<'a>(
    script: &mut Script<'_>,
    names: impl Iterator<Item = &'a String>,
    include_synonyms: bool,
) -> Flow<BTreeMap<String, Vec<DescribeConfigsResourceResult>>> {
    let resource = |name: &String| DescribeConfigsResource {
        resource_type: TOPIC_RESOURCE,
        resource_name: name.clone(),
        configuration_keys: None,
    };
    let body = DescribeConfigsRequest {
        resources: names.map(resource).collect(),
        include_synonyms,
        include_documentation: false,
    };
    let response = match script.ask("describeConfigs", Target::Any, body)?? {
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
    let synonym = |s: &partita_wire::messages::describe_configs_response::DescribeConfigsSynonym| {
        format!("{}:{}={}", source(s.source), s.name, value(&s.value))
    };
    let synonyms: Vec<String> = config.synonyms.iter().map(synonym).collect();
    let (name, sensitive) = (&config.name, config.is_sensitive);
    format!("  {name}={} sensitive={sensitive} synonyms={{{}}}", value(&config.value), synonyms.join(", "))
}

fn source(source: i8) -> &'static str {
    match source {
        1 => "DYNAMIC_TOPIC_CONFIG",
        2 => "DYNAMIC_BROKER_CONFIG",
        3 => "DYNAMIC_DEFAULT_BROKER_CONFIG",
        4 => "STATIC_BROKER_CONFIG",
        5 => "DEFAULT_CONFIG",
        6 => "DYNAMIC_BROKER_LOGGER_CONFIG",
        7 => "DYNAMIC_CLIENT_METRICS_CONFIG",
        8 => "DYNAMIC_GROUP_CONFIG",
        _ => "UNKNOWN",
    }
}

fn alter(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let Some(name) = name(options)? else {
        return script.usage("An entity name must be specified with --alter of topics", USAGE);
    };
    let mut changes = Vec::new();
    for (key, value) in pairs(options.text("add-config")?.unwrap_or_default())? {
        changes.push(AlterableConfig { name: key, config_operation: SET, value: Some(value) });
    }
    let deleted = options.text("delete-config")?.unwrap_or_default();
    for key in deleted.split(',').map(str::trim).filter(|key| !key.is_empty()) {
        changes.push(AlterableConfig { name: key.to_string(), config_operation: DELETE, value: None });
    }
    let resource =
        AlterConfigsResource { resource_type: TOPIC_RESOURCE, resource_name: name.clone(), configs: changes };
    let body = IncrementalAlterConfigsRequest { resources: alloc::vec![resource], validate_only: false };
    let response = match script.ask("incrementalAlterConfigs", Target::Any, body)?? {
        Response::IncrementalAlterConfigs(response) => response,
        other => return Err(unexpected(&other)),
    };
    for result in response.responses {
        Thrown::check(result.error_code, result.error_message.as_deref())?;
    }
    script.out(&format!("Completed updating config for topic {name}."));
    Ok(())
}

/// Reads `k1=v1,k2=[v1,v2],k3=v3`.
fn pairs(text: &str) -> Result<Vec<(String, String)>, Thrown> {
    let wrong = || {
        Thrown::illegal_argument(
            "requirement failed: Invalid entity config: all configs to be added must be in the format \"key=val\" or  \
             \"key=[val1,val2]\" to group values which contain commas.",
        )
    };
    let mut pairs = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=').ok_or_else(wrong)?;
        let (value, next) = match after.strip_prefix('[') {
            Some(group) => {
                let (value, next) = group.split_once(']').ok_or_else(wrong)?;
                (value, next.strip_prefix(',').unwrap_or(next))
            }
            None => after.split_once(',').unwrap_or((after, "")),
        };
        if name.trim().is_empty() || name.contains(',') {
            return Err(wrong());
        }
        pairs.push((name.trim().to_string(), value.trim().to_string()));
        rest = next.trim();
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn pairs_with_lists_in_brackets() {
        let read = pairs("cleanup.policy=[delete,compact],max.message.bytes=2000").unwrap();
        let expected = [("cleanup.policy", "delete,compact"), ("max.message.bytes", "2000")];
        assert_eq!(read, expected.map(|(n, v)| (n.into(), v.into())));
        assert!(pairs("retention.ms").is_err());
        assert!(pairs("a,b=1").is_err());
    }
}
