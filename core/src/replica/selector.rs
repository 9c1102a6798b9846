//! Which replica a consumer is sent to (KIP-392): one in its own rack, where the broker is told to select so.

use super::leader::Follower;
use super::{Partition, Replicas};
use crate::config::NodeConfig;

/// The one value of `replica.selector.class` that Kafka brings along.
const RACK_AWARE: &str = "org.apache.kafka.common.replica.RackAwareReplicaSelector";

/// Whether `replica.selector.class` asks for selection by rack. Absent, or any other class, sends everybody to the leader.
pub(super) fn is_by_rack(config: &NodeConfig) -> bool {
    config.properties.get("replica.selector.class").is_some_and(|class| &**class == RACK_AWARE)
}

impl Replicas {
    /// The follower that a consumer in `rack` should read `offset` from; none where that is the leader, or where this is not
    /// the leader. Only in-sync followers on live brokers that have the offset count; the one that is furthest wins.
    pub(crate) fn preferred_reader(&self, replica: &Partition, rack: &str, offset: i64) -> Option<i32> {
        let leader = replica.leader().filter(|_| self.selects_by_rack && !rack.is_empty())?;
        let is_in_rack = |id: i32| {
            self.image
                .alive(id)
                .is_some_and(|broker| broker.rack.as_ref().is_some_and(|name| &**name == rack))
        };
        if is_in_rack(self.me) {
            return None;
        }
        let fit = leader.followers.iter().filter(|(id, follower)| {
            replica.state.in_sync.contains(id)
                && (follower.log_start..=follower.log_end).contains(&offset)
                && is_in_rack(**id)
        });
        let worth = |id: i32, follower: &Follower| {
            // A replica that has more is better; then one that had everything more recently, then the higher id.
            (follower.log_end, follower.caught_up_at(self.heard_at(id)), id)
        };
        fit.max_by_key(|(id, follower)| worth(**id, follower)).map(|(&id, _)| id)
    }
}
