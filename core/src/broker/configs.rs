//! DescribeConfigs: what is set, what counts, and where it comes from.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_wire::ErrorCode;
use partita_wire::messages::describe_configs_request::{DescribeConfigsRequest, DescribeConfigsResource};
use partita_wire::messages::describe_configs_response::{
    DescribeConfigsResourceResult, DescribeConfigsResponse, DescribeConfigsResult, DescribeConfigsSynonym,
};

use crate::config::NodeConfig;
use crate::configs::{
    self, BROKER, BROKER_KEYS, CLIENT_METRICS, GROUP, GROUP_KEYS, Key, Kind, METRICS_KEYS, Source, Synonym,
    TOPIC_KEYS,
};
use crate::image::{Image, TOPIC};

/// All configs that a request asks for.
pub(crate) fn describe(
    config: &NodeConfig,
    image: &Image,
    body: &DescribeConfigsRequest,
) -> DescribeConfigsResponse {
    let describe = |asked: &DescribeConfigsResource| {
        let found = found(config, image, asked, body.include_synonyms);
        let (error, configs) = match found {
            Ok(configs) => (None, configs),
            Err((code, message)) => (Some((code, message)), Vec::new()),
        };
        DescribeConfigsResult {
            error_code: error.as_ref().map_or(0, |(code, _)| *code as i16),
            error_message: Some(error.map_or_else(String::new, |(_, message)| message)),
            resource_type: asked.resource_type,
            resource_name: asked.resource_name.clone(),
            configs,
        }
    };
    DescribeConfigsResponse { results: body.resources.iter().map(describe).collect(), ..Default::default() }
}

type Found = Result<Vec<DescribeConfigsResourceResult>, (ErrorCode, String)>;

fn found(config: &NodeConfig, image: &Image, asked: &DescribeConfigsResource, synonyms: bool) -> Found {
    let name = &*asked.resource_name;
    let wanted = |key: &Key| match &asked.configuration_keys {
        Some(keys) => keys.iter().any(|wanted| wanted == key.name),
        None => true,
    };
    match asked.resource_type {
        TOPIC => {
            if !image.topic_ids.contains_key(name) {
                let error = ErrorCode::UnknownTopicOrPartition;
                return Err((error, error.message().to_string()));
            }
            let keys = TOPIC_KEYS.iter().filter(|key| wanted(key));
            let describe = |key: &'static Key| {
                let places = configs::topic_synonyms(image, config, name, key);
                let value = Some(configs::topic_value(image, config, name, key.name));
                DescribeConfigsResourceResult { value, ..described(key, key.name, places, false, synonyms) }
            };
            Ok(keys.map(describe).collect())
        }
        BROKER if name.is_empty() => Ok(cluster_defaults(image, synonyms, &wanted)),
        BROKER => {
            if name.parse() != Ok(config.node_id) {
                return Err((
                    ErrorCode::InvalidRequest,
                    format!("Unexpected broker id, expected {}, but received {name}", config.node_id),
                ));
            }
            let own = BROKER_KEYS.iter().map(|key| (key, key.name));
            let behind = TOPIC_KEYS.iter().filter_map(|key| key.server.map(|server| (key, server)));
            let mut keys: Vec<(&'static Key, &'static str)> = own.chain(behind).collect();
            keys.sort_by_key(|(_, name)| *name);
            let named = |name: &str| match &asked.configuration_keys {
                Some(keys) => keys.iter().any(|wanted| wanted == name),
                None => true,
            };
            let describe = |(key, name): (&'static Key, &'static str)| {
                let default = key.default.filter(|_| key.server_default);
                let mut places = configs::server_synonyms(image, config, name, default);
                if places.iter().all(|place| place.source == Source::Default)
                    && let Some(value) = of_node(config, name)
                {
                    places.insert(0, Synonym { name, value, source: Source::StaticBroker });
                }
                described(key, name, places, !configs::is_dynamic(name), synonyms)
            };
            Ok(keys.into_iter().filter(|(_, name)| named(name)).map(describe).collect())
        }
        GROUP if name.is_empty() => {
            Err((ErrorCode::InvalidRequest, "Group name must not be empty".to_string()))
        }
        GROUP => {
            let keys = GROUP_KEYS.iter().filter(|key| wanted(key));
            let describe = |key: &'static Key| {
                described(key, key.name, configs::group_synonyms(image, config, name, key), false, synonyms)
            };
            Ok(keys.map(describe).collect())
        }
        CLIENT_METRICS if name.is_empty() => {
            Err((ErrorCode::InvalidRequest, "Client metrics subscription name must not be empty".to_string()))
        }
        CLIENT_METRICS => Ok(subscription(image, name, synonyms, &wanted)),
        other => Err((ErrorCode::InvalidRequest, format!("Unsupported resource type: {other}"))),
    }
}

/// What a subscription of clients' metrics says; nothing where there is no such one.
fn subscription(
    image: &Image,
    name: &str,
    synonyms: bool,
    wanted: &dyn Fn(&Key) -> bool,
) -> Vec<DescribeConfigsResourceResult> {
    if !image.configs.contains_key(&(CLIENT_METRICS, name.into())) {
        return Vec::new();
    }
    let describe = |key: &'static Key| {
        let own = image.config(CLIENT_METRICS, name, key.name);
        let own = own.map(|value| Synonym { name: key.name, value, source: Source::ClientMetrics });
        described(key, key.name, own.into_iter().collect(), false, synonyms)
    };
    METRICS_KEYS.iter().filter(|key| wanted(key)).map(describe).collect()
}

/// What is set for all brokers; defaults are not shown here.
fn cluster_defaults(
    image: &Image,
    synonyms: bool,
    wanted: &dyn Fn(&Key) -> bool,
) -> Vec<DescribeConfigsResourceResult> {
    let set = image.configs.get(&(BROKER, "".into()));
    let describe = |(name, value): (&partita_machine::Name, &String)| {
        let key = configs::broker_key(name)?;
        let name = if key.server == Some(&**name) { key.server? } else { key.name };
        let place = Synonym { name, value: value.clone(), source: Source::DynamicDefaultBroker };
        wanted(&Key { name, ..*key }).then(|| described(key, name, alloc::vec![place], false, synonyms))
    };
    set.into_iter().flat_map(|set| set.iter()).filter_map(describe).collect()
}

/// Values that a node was started with and that are no plain properties of it.
fn of_node(config: &NodeConfig, name: &str) -> Option<String> {
    match name {
        "node.id" | "broker.id" => Some(config.node_id.to_string()),
        "advertised.listeners" | "listeners" => Some(format!("PLAINTEXT://{}", config.broker_address)),
        "controller.listener.names" => Some("CONTROLLER".into()),
        "process.roles" => Some(match (config.is_broker, config.is_controller) {
            (true, true) => "broker,controller".into(),
            (true, false) => "broker".into(),
            (false, _) => "controller".into(),
        }),
        "broker.rack" => config.rack.as_ref().map(ToString::to_string),
        "controller.quorum.voters" => {
            let voters = config.voters.iter().map(|(id, address)| format!("{id}@{address}"));
            Some(voters.collect::<Vec<_>>().join(","))
        }
        "controller.quorum.bootstrap.servers" if !config.bootstrap.is_empty() => {
            Some(config.bootstrap.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
        }
        _ => None,
    }
}

fn described(
    key: &Key,
    name: &str,
    places: Vec<Synonym>,
    read_only: bool,
    synonyms: bool,
) -> DescribeConfigsResourceResult {
    let is_sensitive = key.kind == Kind::Password;
    let first = places.first();
    let value = first.map(|place| place.value.clone()).or_else(|| key.default.map(ToString::to_string));
    let source = first.map_or(Source::Default, |place| place.source);
    let synonym = |place: Synonym| DescribeConfigsSynonym {
        name: place.name.into(),
        value: Some(place.value).filter(|_| !is_sensitive),
        source: place.source as i8,
    };
    DescribeConfigsResourceResult {
        name: name.into(),
        value: value.filter(|_| !is_sensitive),
        read_only,
        config_source: source as i8,
        is_sensitive,
        synonyms: if synonyms { places.into_iter().map(synonym).collect() } else { Vec::new() },
        config_type: key.kind as i8,
        documentation: None,
    }
}
