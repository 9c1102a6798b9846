//! What a group coordinator takes from a node's configuration.

use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::Name;

use super::assign::ServerAssignor;
use crate::config::NodeConfig;
use crate::configs::dynamic_number;
use crate::image::Image;
use crate::museum::Bug;

/// How long a member may wait in its first join before it is given up: it has no id yet to send heartbeats with.
pub(crate) const NEW_MEMBER_JOIN_TIMEOUT_MS: i32 = 5 * 60 * 1_000;

/// Most ids handed out in one group that no member has joined with yet (KIP-394). Kafka has no such limit.
pub(crate) const PENDING_MEMBERS_MAX: usize = 10_000;

/// Least `group.consumer.regex.refresh.interval.ms`.
const REGEX_REFRESH_INTERVAL_MS_MIN: i32 = 10_000;

/// Settings by Kafka's names, dots as underscores.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The metadata, as far as this node knows it.
    pub(crate) image: Arc<Image>,
    /// Offset of the latest metadata that brought a topic.
    pub(crate) topics_came_at: i64,
    pub(crate) group_min_session_timeout_ms: i32,
    pub(crate) group_max_session_timeout_ms: i32,
    pub(crate) group_initial_rebalance_delay_ms: i32,
    pub(crate) group_max_size: usize,
    pub(crate) group_consumer_heartbeat_interval_ms: i32,
    pub(crate) group_consumer_session_timeout_ms: i32,
    pub(crate) group_consumer_max_size: usize,
    /// `group.consumer.assignors`, the default one first.
    pub(crate) group_consumer_assignors: Vec<ServerAssignor>,
    /// `group.consumer.assignment.interval.ms` and its bounds (KIP-1263).
    pub(crate) group_consumer_assignment_interval_ms: i32,
    pub(crate) group_consumer_assignment_interval_bounds: (i32, i32),
    /// The interval as it was set while the broker runs.
    pub(crate) group_consumer_assignment_interval_set: Option<i32>,
    /// How long what a regular expression stands for holds at most.
    pub(crate) group_consumer_regex_refresh_interval_ms: i32,
    /// `group.consumer.migration.policy`: whether a classic group may become a consumer group while it runs, and back.
    pub(crate) upgrades: bool,
    pub(crate) downgrades: bool,
    pub(crate) offset_metadata_max_bytes: usize,
    /// `offsets.retention.minutes`, in milliseconds.
    pub(crate) offsets_retention_ms: i64,
    pub(crate) offsets_retention_check_interval_ms: i32,
    pub(crate) node_id: i32,
    /// Two bugs of the museum.
    pub(crate) waits_for_the_gone: bool,
    pub(crate) expires_by_commit: bool,
}

impl Settings {
    /// What the node is configured with, or Kafka's defaults.
    pub(crate) fn of(config: &NodeConfig) -> Self {
        let number =
            |name, default: i32| i32::try_from(config.number(name, i64::from(default))).unwrap_or(default);
        let count = |name, default: i32| usize::try_from(number(name, default)).unwrap_or(0);
        let policy = config.properties.get("group.consumer.migration.policy");
        let allows = |one: &str| {
            let policy = policy.map_or("bidirectional", |policy| &**policy);
            policy.eq_ignore_ascii_case("bidirectional") || policy.eq_ignore_ascii_case(one)
        };
        Self {
            group_consumer_assignors: assignors(config.properties.get("group.consumer.assignors")),
            group_consumer_assignment_interval_ms: number("group.consumer.assignment.interval.ms", 1_000),
            group_consumer_assignment_interval_bounds: (
                number("group.consumer.min.assignment.interval.ms", 0),
                number("group.consumer.max.assignment.interval.ms", 15_000),
            ),
            group_consumer_assignment_interval_set: None,
            node_id: config.node_id,
            group_consumer_regex_refresh_interval_ms: number(
                "group.consumer.regex.refresh.interval.ms",
                600_000,
            )
            .max(REGEX_REFRESH_INTERVAL_MS_MIN),
            upgrades: allows("upgrade"),
            downgrades: allows("downgrade"),
            image: Arc::default(),
            topics_came_at: -1,
            group_min_session_timeout_ms: number("group.min.session.timeout.ms", 6_000),
            group_max_session_timeout_ms: number("group.max.session.timeout.ms", 1_800_000),
            group_initial_rebalance_delay_ms: number("group.initial.rebalance.delay.ms", 3_000),
            group_max_size: count("group.max.size", i32::MAX),
            group_consumer_heartbeat_interval_ms: number("group.consumer.heartbeat.interval.ms", 5_000),
            group_consumer_session_timeout_ms: number("group.consumer.session.timeout.ms", 45_000),
            group_consumer_max_size: count("group.consumer.max.size", i32::MAX),
            offset_metadata_max_bytes: count("offset.metadata.max.bytes", 4_096),
            offsets_retention_ms: i64::from(number("offsets.retention.minutes", 10_080)) * 60_000,
            offsets_retention_check_interval_ms: number("offsets.retention.check.interval.ms", 600_000)
                .max(1),
            waits_for_the_gone: Bug::Kafka9752.is_in(config),
            expires_by_commit: Bug::Kafka8069.is_in(config),
        }
    }
}

/// Assignors by their names or by the names of their classes. Kafka refuses to start with one that it does not know; here
/// it is passed over, and a list without one that is known is the default.
fn assignors(listed: Option<&Name>) -> Vec<ServerAssignor> {
    let names = listed.map_or("", |listed| listed).split(',').map(str::trim);
    let mut known: Vec<ServerAssignor> = Vec::new();
    for assignor in names.filter_map(ServerAssignor::from_config) {
        if !known.contains(&assignor) {
            known.push(assignor);
        }
    }
    if known.is_empty() { ServerAssignor::ALL.to_vec() } else { known }
}

/// Kafka's number for groups among the kinds of things that have configs (KIP-848).
const GROUP_RESOURCE: i8 = 32;

impl Settings {
    /// Takes in newer metadata.
    pub(crate) fn learn(&mut self, image: &Arc<Image>) {
        let before = core::mem::replace(&mut self.image, image.clone());
        if !Arc::ptr_eq(&before, image) && before.configs != image.configs {
            let set = dynamic_number(image, self.node_id, "group.consumer.assignment.interval.ms");
            self.group_consumer_assignment_interval_set = set.and_then(|set| i32::try_from(set).ok());
        }
        if !Arc::ptr_eq(&before.topic_order, &image.topic_order)
            && image.topic_order.iter().any(|id| !before.topics.contains_key(id))
        {
            self.topics_came_at = image.offset;
        }
    }

    /// How long a member of a consumer group may be silent, milliseconds.
    pub(crate) fn consumer_session_timeout_ms(&self, group: &Name) -> i32 {
        self.of_group(group, "consumer.session.timeout.ms").unwrap_or(self.group_consumer_session_timeout_ms)
    }

    /// How often a member of a consumer group is to tell of itself, milliseconds.
    pub(crate) fn consumer_heartbeat_interval_ms(&self, group: &Name) -> i32 {
        let own = self.of_group(group, "consumer.heartbeat.interval.ms");
        own.unwrap_or(self.group_consumer_heartbeat_interval_ms)
    }

    /// How long a target is kept at least before another one is made, milliseconds (KIP-1263).
    pub(crate) fn consumer_assignment_interval_ms(&self, group: &Name) -> i32 {
        let (least, most) = self.group_consumer_assignment_interval_bounds;
        let own = self.of_group(group, "consumer.assignment.interval.ms");
        let of_broker = self.group_consumer_assignment_interval_set;
        own.map_or_else(
            || of_broker.unwrap_or(self.group_consumer_assignment_interval_ms),
            |own| own.max(least).min(most.max(least)),
        )
    }

    /// A dynamic config of a group.
    fn of_group(&self, group: &Name, config: &str) -> Option<i32> {
        self.image.configs.get(&(GROUP_RESOURCE, group.clone()))?.get(config)?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assignors_by_name_or_class() {
        let read = |text: &str| assignors(Some(&text.into()));
        assert_eq!(assignors(None), ServerAssignor::ALL);
        assert_eq!(read("range"), [ServerAssignor::Range]);
        assert_eq!(read("range, uniform,range"), [ServerAssignor::Range, ServerAssignor::Uniform]);
        assert_eq!(
            read("org.apache.kafka.coordinator.group.assignor.RangeAssignor"),
            [ServerAssignor::Range]
        );
        assert_eq!(read("mine"), ServerAssignor::ALL);
    }
}
