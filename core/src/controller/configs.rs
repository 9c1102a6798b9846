//! AlterConfigs and IncrementalAlterConfigs.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::ErrorCode;
use partita_wire::MetadataRecord;
use partita_wire::messages::alter_configs_request::AlterConfigsRequest;
use partita_wire::messages::alter_configs_response::{
    AlterConfigsResourceResponse as Replaced, AlterConfigsResponse,
};
use partita_wire::messages::clear_elr_record::ClearElrRecord;
use partita_wire::messages::config_record::ConfigRecord;
use partita_wire::messages::incremental_alter_configs_request::{
    AlterableConfig, IncrementalAlterConfigsRequest,
};
use partita_wire::messages::incremental_alter_configs_response::{
    AlterConfigsResourceResponse as Altered, IncrementalAlterConfigsResponse,
};

use crate::config::NodeConfig;
use crate::configs::{self, BROKER, CLIENT_METRICS, GROUP, Kind};
use crate::image::TOPIC;

use super::topics::check_legal;
use super::{Active, Decision, Refused};

pub(super) const MIN_IN_SYNC: &str = "min.insync.replicas";
const SET: i8 = 0;
const DELETE: i8 = 1;
const APPEND: i8 = 2;
const SUBTRACT: i8 = 3;

/// Most characters of a value, as Java counts them.
const VALUE_LEN_MAX: usize = 32_767;

/// New values of a resource; `None` removes one.
pub(super) type Changes = BTreeMap<String, Option<String>>;

impl Active {
    pub(super) fn incremental_alter_configs(
        &mut self,
        config: &NodeConfig,
        body: &IncrementalAlterConfigsRequest,
    ) -> Decision {
        let mut records = Vec::new();
        let mut responses = Vec::new();
        let mut times: BTreeMap<(i8, &str), u32> = BTreeMap::new();
        for resource in &body.resources {
            *times.entry((resource.resource_type, &resource.resource_name)).or_default() += 1;
        }
        for resource in &body.resources {
            let once = times.get(&(resource.resource_type, &*resource.resource_name)) == Some(&1);
            let outcome = match once {
                true => {
                    self.altered(config, resource.resource_type, &resource.resource_name, &resource.configs)
                }
                false => {
                    Err(Refused::new(ErrorCode::InvalidRequest, "Each resource must appear at most once."))
                }
            };
            let error = self.note(outcome, resource.resource_type, &resource.resource_name, &mut records);
            responses.push(Altered {
                error_code: error.as_ref().map_or(0, |refused| refused.code as i16),
                error_message: error.map(|refused| refused.message),
                resource_type: resource.resource_type,
                resource_name: resource.resource_name.clone(),
            });
        }
        records.extend(self.clear_eligible(&records));
        if body.validate_only {
            records.clear();
        }
        Decision::new(records, IncrementalAlterConfigsResponse { responses, ..Default::default() })
    }

    /// The older request, which replaces all configs of a resource.
    pub(super) fn alter_configs(&mut self, config: &NodeConfig, body: &AlterConfigsRequest) -> Decision {
        let mut records = Vec::new();
        let mut responses = Vec::new();
        for resource in &body.resources {
            let (of, name) = (resource.resource_type, &*resource.resource_name);
            let given = resource.configs.iter().map(|config| (config.name.clone(), config.value.clone()));
            let given: Changes = given.collect();
            let nulls: Vec<&str> =
                given.iter().filter(|(_, value)| value.is_none()).map(|(name, _)| &**name).collect();
            let outcome = match nulls.is_empty() {
                true => Ok(self.with_removals(of, name, given)),
                false => Err(Refused::new(
                    ErrorCode::InvalidRequest,
                    format!("Null value not supported for : {}", nulls.join(",")),
                )),
            };
            let outcome = outcome.and_then(|changes| self.checked(config, of, name, changes));
            let error = self.note(outcome, of, name, &mut records);
            responses.push(Replaced {
                error_code: error.as_ref().map_or(0, |refused| refused.code as i16),
                error_message: error.map(|refused| refused.message),
                resource_type: of,
                resource_name: resource.resource_name.clone(),
            });
        }
        records.extend(self.clear_eligible(&records));
        if body.validate_only {
            records.clear();
        }
        Decision::new(records, AlterConfigsResponse { responses, ..Default::default() })
    }

    /// Where these records change a minimum of in-sync replicas: what was complete under another one need not be so under this.
    pub(super) fn clear_eligible(&self, records: &[MetadataRecord]) -> Vec<MetadataRecord> {
        let cleared = |record: &MetadataRecord| match record {
            MetadataRecord::Config(record) if record.name == MIN_IN_SYNC => {
                let topic_name = record.resource_name.clone();
                Some(MetadataRecord::ClearElr(ClearElrRecord { topic_name }))
            }
            _ => None,
        };
        match self.keeps_eligible() {
            true => records.iter().filter_map(cleared).collect(),
            false => Vec::new(),
        }
    }

    /// Adds what is set now and not in `given` as removed. The cluster's minimum of in-sync replicas stays (KIP-966).
    fn with_removals(&self, of: i8, name: &str, mut given: Changes) -> Changes {
        for known in self.current(of, name).into_keys() {
            if !(of == BROKER && known == MIN_IN_SYNC) {
                given.entry(known).or_insert(None);
            }
        }
        given
    }

    fn current(&self, of: i8, name: &str) -> BTreeMap<String, String> {
        let set = self.image.configs.get(&(of, Name::from(name)));
        set.into_iter()
            .flat_map(|set| set.iter())
            .map(|(name, value)| (name.to_string(), value.clone()))
            .collect()
    }

    fn note(
        &self,
        outcome: Result<Changes, Refused>,
        of: i8,
        name: &str,
        records: &mut Vec<MetadataRecord>,
    ) -> Option<Refused> {
        let changes = match outcome {
            Ok(changes) => changes,
            Err(refused) => return Some(refused),
        };
        let current = self.current(of, name);
        for (config, value) in changes {
            // A broker's is written though it says nothing new: its brokers look at it again (KAFKA-14136).
            if of != BROKER && current.get(&config) == value.as_ref() {
                continue;
            }
            records.push(MetadataRecord::Config(ConfigRecord {
                resource_type: of,
                resource_name: name.to_string(),
                name: config,
                value,
            }));
        }
        None
    }

    /// What a list of operations comes to.
    fn altered(
        &self,
        config: &NodeConfig,
        of: i8,
        name: &str,
        operations: &[AlterableConfig],
    ) -> Result<Changes, Refused> {
        let refused = |code, what| Err(Refused::new(code, what));
        let nulls: Vec<&str> = operations
            .iter()
            .filter(|operation| operation.config_operation != DELETE && operation.value.is_none())
            .map(|operation| &*operation.name)
            .collect();
        if !nulls.is_empty() {
            return refused(
                ErrorCode::InvalidRequest,
                format!("Null value not supported for : {}", nulls.join(",")),
            );
        }
        let current = self.current(of, name);
        let mut changes = Changes::new();
        for operation in operations {
            if changes.contains_key(&operation.name) {
                return refused(ErrorCode::InvalidRequest, "Error due to duplicate config keys".into());
            }
            let given = operation.value.clone().unwrap_or_default();
            let value = match operation.config_operation {
                SET => Some(given),
                DELETE => None,
                APPEND | SUBTRACT => {
                    let word = if operation.config_operation == APPEND { "APPEND" } else { "SUBTRACT" };
                    let key = key_of(of, &operation.name).filter(|key| key.kind == Kind::List);
                    let Some(key) = key else {
                        return refused(
                            ErrorCode::InvalidConfig,
                            format!("Can't {word} to key {} because its type is not LIST.", operation.name),
                        );
                    };
                    let before =
                        current.get(&operation.name).map_or(key.default.unwrap_or_default(), |set| &**set);
                    Some(combine(before, &given, operation.config_operation == APPEND))
                }
                other => {
                    return refused(
                        ErrorCode::InvalidRequest,
                        format!("Unknown config operation type {other}"),
                    );
                }
            };
            changes.insert(operation.name.clone(), value);
        }
        self.checked(config, of, name, changes)
    }

    /// Values are checked before what they are for: a topic that does not exist may have wrong ones (as in Kafka).
    fn checked(&self, config: &NodeConfig, of: i8, name: &str, changes: Changes) -> Result<Changes, Refused> {
        let is_too_long =
            |value: &String| value.len() > VALUE_LEN_MAX && value.encode_utf16().count() > VALUE_LEN_MAX;
        if changes.values().flatten().any(is_too_long) {
            let message = "The configuration value cannot be added because it exceeds the maximum value size of 32767 bytes.";
            return Err(Refused::new(ErrorCode::InvalidConfig, message));
        }
        match of {
            TOPIC if name.is_empty() => {
                let message = "Default topic resources are not allowed.";
                return Err(Refused::new(ErrorCode::InvalidRequest, message));
            }
            TOPIC => {
                check_legal(name)?;
                check_topic_configs(&self.after(of, name, &changes))?;
                if !self.image.topic_ids.contains_key(name) {
                    let message = format!("The topic '{name}' does not exist.");
                    return Err(Refused::new(ErrorCode::UnknownTopicOrPartition, message));
                }
            }
            GROUP | CLIENT_METRICS if name.is_empty() => {
                let message = match of {
                    GROUP => "Default group resources are not allowed.",
                    _ => "Subscription name can't be empty",
                };
                return Err(Refused::new(ErrorCode::InvalidRequest, message));
            }
            GROUP => configs::check_group_configs(config, &self.after(of, name, &changes))
                .map_err(|message| Refused::new(ErrorCode::InvalidConfig, message))?,
            CLIENT_METRICS => {
                let checked = configs::check_metrics_configs(&self.after(of, name, &changes));
                checked.map_err(|(is_request, message)| match is_request {
                    true => Refused::new(ErrorCode::InvalidRequest, message),
                    false => Refused::new(ErrorCode::InvalidConfig, message),
                })?;
            }
            BROKER => self.check_broker_configs(name, &changes)?,
            _ => {
                let message = format!("Unsupported config resource type {of}.");
                return Err(Refused::new(ErrorCode::InvalidRequest, message));
            }
        }
        Ok(changes)
    }

    /// All configs of a resource once the changes are made.
    pub(super) fn after(&self, of: i8, name: &str, changes: &Changes) -> BTreeMap<String, String> {
        let mut after = self.current(of, name);
        for (config, value) in changes {
            match value {
                Some(value) => after.insert(config.clone(), value.clone()),
                None => after.remove(config),
            };
        }
        after
    }
}

fn key_of(of: i8, name: &str) -> Option<&'static configs::Key> {
    match of {
        TOPIC => configs::topic_key(name),
        GROUP => configs::GROUP_KEYS.iter().find(|key| key.name == name),
        CLIENT_METRICS => configs::METRICS_KEYS.iter().find(|key| key.name == name),
        _ => configs::broker_key(name),
    }
}

/// Adds the members of a list to another, or takes them away.
fn combine(before: &str, given: &str, append: bool) -> String {
    let members = |list: &str| -> Vec<String> {
        list.split(',').map(str::trim).filter(|member| !member.is_empty()).map(ToString::to_string).collect()
    };
    let mut list = members(before);
    let given = members(given);
    match append {
        true => {
            for member in given {
                if !list.contains(&member) {
                    list.push(member);
                }
            }
        }
        false => list.retain(|member| !given.contains(member)),
    }
    list.join(",")
}

/// Whether these can be all configs of a topic.
pub(super) fn check_topic_configs(set: &BTreeMap<String, String>) -> Result<(), Refused> {
    let invalid = |message| Refused::new(ErrorCode::InvalidConfig, message);
    for (name, value) in set {
        let key = configs::topic_key(name);
        let key = key.ok_or_else(|| invalid(format!("Unknown topic config name: {name}")))?;
        key.check(value).map_err(invalid)?;
    }
    let number = |name: &str| {
        let default = configs::topic_key(name).and_then(|key| key.default).unwrap_or_default();
        set.get(name).map_or(default, |value| value.trim()).parse::<i64>().unwrap_or(0)
    };
    let (min, max) = (number("min.compaction.lag.ms"), number("max.compaction.lag.ms"));
    if min > max {
        return Err(invalid(format!(
            "conflict topic config setting min.compaction.lag.ms ({min}) > max.compaction.lag.ms ({max})"
        )));
    }
    if set.get("remote.storage.enable").is_some_and(|value| value.eq_ignore_ascii_case("true")) {
        return Err(invalid(
            "Tiered Storage functionality is disabled in the broker. Topic cannot be configured with remote log \
             storage."
                .into(),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_grow_and_shrink() {
        assert_eq!(combine("delete", "compact,delete", true), "delete,compact");
        assert_eq!(combine("delete,compact", "delete", false), "compact");
        assert_eq!(combine("", "a", true), "a");
    }

    #[test]
    fn unknown_and_conflicting_configs_are_refused() {
        let set = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter().map(|&(name, value)| (name.to_string(), value.to_string()));
            check_topic_configs(&pairs.collect())
        };
        let unknown = set(&[("no.such.config", "1")]).unwrap_err();
        assert_eq!(
            (unknown.code, &*unknown.message),
            (ErrorCode::InvalidConfig, "Unknown topic config name: no.such.config")
        );
        assert!(set(&[("min.compaction.lag.ms", "5"), ("max.compaction.lag.ms", "4")]).is_err());
        assert_eq!(set(&[("cleanup.policy", "compact"), ("retention.ms", "60000")]), Ok(()));
    }
}
