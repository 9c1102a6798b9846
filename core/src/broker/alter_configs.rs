//! AlterConfigs and IncrementalAlterConfigs at the broker that was asked: it refuses by itself what only it can judge, and what no
//! controller need see; the rest goes on (`ConfigAdminManager` of Kafka).

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_wire::messages::{
    alter_configs_request, alter_configs_response, incremental_alter_configs_request,
    incremental_alter_configs_response,
};
use partita_wire::{ErrorCode, Request, Response};

use crate::config::NodeConfig;
use crate::configs::BROKER;
use crate::replica::check_cordoned;

const DELETE: i8 = 1;
const SUBTRACT: i8 = 3;

/// A resource whose configs are not changed, and why.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    resource_type: i8,
    resource_name: String,
    message: String,
}

/// One resource of either request.
struct Asked<'a> {
    resource_type: i8,
    resource_name: &'a str,
    /// Name, value and operation of each config.
    configs: Vec<(&'a str, Option<&'a str>, i8)>,
}

impl<'a> Asked<'a> {
    fn incremental(resource: &'a incremental_alter_configs_request::AlterConfigsResource) -> Self {
        let config = |config: &'a incremental_alter_configs_request::AlterableConfig| {
            (&*config.name, config.value.as_deref(), config.config_operation)
        };
        Self {
            resource_type: resource.resource_type,
            resource_name: &resource.resource_name,
            configs: resource.configs.iter().map(config).collect(),
        }
    }

    fn whole(resource: &'a alter_configs_request::AlterConfigsResource) -> Self {
        let config =
            |config: &'a alter_configs_request::AlterableConfig| (&*config.name, config.value.as_deref(), 0);
        Self {
            resource_type: resource.resource_type,
            resource_name: &resource.resource_name,
            configs: resource.configs.iter().map(config).collect(),
        }
    }

    fn check(&self, config: &NodeConfig) -> Result<(), String> {
        let mut seen = BTreeSet::new();
        if !self.configs.iter().all(|(name, ..)| seen.insert(*name)) {
            return Err("Error due to duplicate config keys".to_string());
        }
        let is_null =
            |(_, value, operation): &&(&str, Option<&str>, i8)| value.is_none() && *operation != DELETE;
        let nulls: Vec<&str> = self.configs.iter().filter(is_null).map(|(name, ..)| *name).collect();
        if !nulls.is_empty() {
            return Err(format!("Null value not supported for : {}", nulls.join(", ")));
        }
        match self.resource_type {
            BROKER => self.check_broker(config),
            _ => Ok(()),
        }
    }

    fn check_broker(&self, config: &NodeConfig) -> Result<(), String> {
        let name = self.resource_name;
        if !name.is_empty() {
            let id: i32 =
                name.parse().map_err(|_| format!("Node id must be an integer, but it is: {name}"))?;
            if id != config.node_id {
                return Err(format!(
                    "Unexpected broker id, expected {}, but received {name}",
                    config.node_id
                ));
            }
        }
        let added = |(name, value, operation): &(&'a str, Option<&'a str>, i8)| {
            let adds = *name == "cordoned.log.dirs" && !matches!(*operation, DELETE | SUBTRACT);
            value.filter(|_| adds)
        };
        self.configs.iter().filter_map(added).try_for_each(|dirs| check_cordoned(config, dirs))
    }
}

/// Takes out of a request what is refused here: where nothing is left of it, there is nothing to ask the controller.
pub(crate) fn take_refused(config: &NodeConfig, body: &mut Request) -> Vec<Refusal> {
    match body {
        Request::IncrementalAlterConfigs(body) => {
            let refused = refusals(config, body.resources.iter().map(Asked::incremental).collect());
            keep_others(&mut body.resources, refused)
        }
        Request::AlterConfigs(body) => {
            let refused = refusals(config, body.resources.iter().map(Asked::whole).collect());
            keep_others(&mut body.resources, refused)
        }
        _ => Vec::new(),
    }
}

/// For each resource why it is refused, if it is.
fn refusals(config: &NodeConfig, asked: Vec<Asked<'_>>) -> Vec<Option<Refusal>> {
    let mut times: BTreeMap<(i8, &str), u32> = BTreeMap::new();
    for resource in &asked {
        *times.entry((resource.resource_type, resource.resource_name)).or_default() += 1;
    }
    let refusal = |resource: &Asked<'_>| {
        let checked = match times.get(&(resource.resource_type, resource.resource_name)) {
            Some(1) => resource.check(config),
            _ => Err("Each resource must appear at most once.".to_string()),
        };
        checked.err().map(|message| Refusal {
            resource_type: resource.resource_type,
            resource_name: resource.resource_name.to_string(),
            message,
        })
    };
    asked.iter().map(refusal).collect()
}

fn keep_others<T>(resources: &mut Vec<T>, refused: Vec<Option<Refusal>>) -> Vec<Refusal> {
    let mut is_refused = refused.iter().map(Option::is_some);
    resources.retain(|_| !is_refused.next().unwrap_or(false));
    refused.into_iter().flatten().collect()
}

/// Whether nothing is left of a request to ask the controller for.
pub(crate) fn is_empty(body: &Request) -> bool {
    match body {
        Request::IncrementalAlterConfigs(body) => body.resources.is_empty(),
        Request::AlterConfigs(body) => body.resources.is_empty(),
        _ => false,
    }
}

/// The answer to a request of which nothing was left.
pub(crate) fn refused_all(body: &Request, refused: Vec<Refusal>) -> Response {
    let mut answer: Response = match body {
        Request::AlterConfigs(_) => alter_configs_response::AlterConfigsResponse::default().into(),
        _ => incremental_alter_configs_response::IncrementalAlterConfigsResponse::default().into(),
    };
    add_refused(&mut answer, refused);
    answer
}

/// Adds to the controller's answer what was refused before.
pub(crate) fn add_refused(answer: &mut Response, refused: Vec<Refusal>) {
    let error_code = ErrorCode::InvalidRequest as i16;
    match answer {
        Response::IncrementalAlterConfigs(answer) => {
            answer.responses.extend(refused.into_iter().map(|refusal| {
                incremental_alter_configs_response::AlterConfigsResourceResponse {
                    error_code,
                    error_message: Some(refusal.message),
                    resource_type: refusal.resource_type,
                    resource_name: refusal.resource_name,
                }
            }));
        }
        Response::AlterConfigs(answer) => {
            answer.responses.extend(refused.into_iter().map(|refusal| {
                alter_configs_response::AlterConfigsResourceResponse {
                    error_code,
                    error_message: Some(refusal.message),
                    resource_type: refusal.resource_type,
                    resource_name: refusal.resource_name,
                }
            }));
        }
        _ => {}
    }
}
