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
use crate::configs::{BROKER, broker_key, server_number};
use crate::image::Image;
use crate::replica::check_cordoned;

const SET: i8 = 0;
const DELETE: i8 = 1;
const SUBTRACT: i8 = 3;
const CLEANER_THREADS: &str = "log.cleaner.threads";
/// Pools of threads that can be changed while the broker runs.
const THREADS: [&str; 6] = [
    "background.threads",
    CLEANER_THREADS,
    "num.io.threads",
    "num.network.threads",
    "num.recovery.threads.per.data.dir",
    "num.replica.fetchers",
];

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
        let config = |config: &'a alter_configs_request::AlterableConfig| {
            (&*config.name, config.value.as_deref(), SET)
        };
        Self {
            resource_type: resource.resource_type,
            resource_name: &resource.resource_name,
            configs: resource.configs.iter().map(config).collect(),
        }
    }

    fn check(&self, image: &Image, config: &NodeConfig) -> Result<(), String> {
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
            BROKER => self.check_broker(image, config),
            _ => Ok(()),
        }
    }

    fn check_broker(&self, image: &Image, config: &NodeConfig) -> Result<(), String> {
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
        self.configs.iter().filter_map(added).try_for_each(|dirs| check_cordoned(config, dirs))?;
        let mut threads = self.configs.iter().filter_map(|(name, value, operation)| {
            let pool = THREADS.iter().find(|pool| pool == &name)?;
            let value = value.filter(|_| *operation == SET)?;
            Some((*pool, value.trim().parse().ok()?))
        });
        threads.try_for_each(|(pool, threads)| check_threads(image, config, pool, threads))
    }
}

/// A pool of threads grows to twice its size at once at most, and shrinks to half of it.
fn check_threads(image: &Image, config: &NodeConfig, pool: &'static str, threads: i64) -> Result<(), String> {
    let default = broker_key(pool).and_then(|key| key.default).and_then(|default| default.parse().ok());
    let now = server_number(image, config, pool, default.unwrap_or(1));
    let (least, most) = (now / 2, now.saturating_mul(2));
    let of_cleaner = pool == CLEANER_THREADS;
    let failed = |what: String| match of_cleaner {
        true => Err(format!("Log cleaner threads {what} the current value {now}")),
        false => Err(format!(
            "Dynamic thread count update validation failed for {pool}={threads}, value should {what} the current value {now}"
        )),
    };
    match threads {
        // Less than one is no value at all.
        ..1 => Ok(()),
        _ if threads < least && of_cleaner => failed("cannot be reduced to less than half".into()),
        _ if threads < least => failed("be at least half".into()),
        _ if threads > most && of_cleaner => failed("cannot be increased to more than double".into()),
        _ if threads > most => failed("not be greater than double".into()),
        _ => Ok(()),
    }
}

/// Takes out of a request what is refused here: where nothing is left of it, there is nothing to ask the controller.
pub(crate) fn take_refused(image: &Image, config: &NodeConfig, body: &mut Request) -> Vec<Refusal> {
    match body {
        Request::IncrementalAlterConfigs(body) => {
            let refused = refusals(image, config, body.resources.iter().map(Asked::incremental).collect());
            keep_others(&mut body.resources, refused)
        }
        Request::AlterConfigs(body) => {
            let refused = refusals(image, config, body.resources.iter().map(Asked::whole).collect());
            keep_others(&mut body.resources, refused)
        }
        _ => Vec::new(),
    }
}

/// For each resource why it is refused, if it is.
fn refusals(image: &Image, config: &NodeConfig, asked: Vec<Asked<'_>>) -> Vec<Option<Refusal>> {
    let mut times: BTreeMap<(i8, &str), u32> = BTreeMap::new();
    for resource in &asked {
        *times.entry((resource.resource_type, resource.resource_name)).or_default() += 1;
    }
    let refusal = |resource: &Asked<'_>| {
        let checked = match times.get(&(resource.resource_type, resource.resource_name)) {
            Some(1) => resource.check(image, config),
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
