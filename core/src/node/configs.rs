//! Configs as this node would describe them, for who looks at it.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::{ConfigView, Configured};
use partita_wire::messages::describe_configs_request::{DescribeConfigsRequest, DescribeConfigsResource};

use super::Node;
use crate::broker::configs::describe;
use crate::configs::{BROKER, GROUP, GROUP_KEYS, Source, broker_key, topic_key};
use crate::disk::Disk;
use crate::image::TOPIC;

impl<D: Disk> Node<D> {
    /// Configs as DescribeConfigs answers them: all that exist, or with `set` only those that were set for just this topic,
    /// broker or group. Of another broker it knows none.
    #[must_use]
    pub fn configs(&self, of: &Configured, set: bool) -> Vec<ConfigView> {
        let (kind, name): (i8, String) = match of {
            Configured::Topic(name) => (TOPIC, name.to_string()),
            Configured::Brokers => (BROKER, String::new()),
            Configured::Broker(id) => (BROKER, id.to_string()),
            Configured::Group(id) => (GROUP, id.to_string()),
        };
        let names = set.then(|| self.names_set(kind, &name));
        if names.as_ref().is_some_and(Vec::is_empty) {
            return Vec::new();
        }
        let asked =
            DescribeConfigsResource { resource_type: kind, resource_name: name, configuration_keys: names };
        let body = DescribeConfigsRequest { resources: alloc::vec![asked], ..Default::default() };
        let found =
            describe(&self.config, &self.image, &body).results.into_iter().flat_map(|one| one.configs);
        let view =
            |found: partita_wire::messages::describe_configs_response::DescribeConfigsResourceResult| {
                ConfigView {
                    default: default_of(kind, &found.name),
                    name: found.name,
                    value: found.value,
                    source: Source::name_of(found.config_source),
                    read_only: found.read_only,
                }
            };
        found.map(view).collect()
    }

    /// Names of what was set for one resource.
    fn names_set(&self, kind: i8, name: &str) -> Vec<String> {
        let dynamic = self.image.configs.get(&(kind, Name::from(name)));
        let mut names: Vec<String> =
            dynamic.iter().flat_map(|set| set.keys()).map(ToString::to_string).collect();
        if kind == BROKER && !name.is_empty() {
            names.extend(self.config.properties.keys().map(ToString::to_string));
        }
        names
    }
}

fn default_of(kind: i8, name: &str) -> Option<&'static str> {
    match kind {
        TOPIC => topic_key(name)?.default,
        GROUP => GROUP_KEYS.iter().find(|key| key.name == name)?.default,
        _ => broker_key(name)?.default,
    }
}

impl Source {
    /// Kafka's name of the place with this number.
    fn name_of(number: i8) -> &'static str {
        match number {
            1 => "DYNAMIC_TOPIC_CONFIG",
            2 => "DYNAMIC_BROKER_CONFIG",
            3 => "DYNAMIC_DEFAULT_BROKER_CONFIG",
            4 => "STATIC_BROKER_CONFIG",
            5 => "DEFAULT_CONFIG",
            7 => "DYNAMIC_CLIENT_METRICS_CONFIG",
            8 => "DYNAMIC_GROUP_CONFIG",
            _ => "UNKNOWN",
        }
    }
}
