//! What a follower asks a leader for: which partitions can be fetched now, and which have to be named.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use partita_machine::Instant;
use partita_wire::messages::fetch_request::FetchPartition;

use super::fetcher::AskedPartition;
use super::session::Fetched;
use super::{Partition, Replicas, Role, TopicPartition};

/// What there is to ask a leader for.
#[derive(Default)]
pub(super) struct ToAsk {
    /// Partitions to fetch that the leader may not know as they are.
    pub(super) fetched: Vec<Fetched>,
    /// Partitions whose leader's range has to be asked for first.
    pub(super) lost: Vec<AskedPartition>,
    /// Partitions that are not fetched, now or any more.
    pub(super) gone: Vec<TopicPartition>,
    /// Partitions to look at again before the next request, whatever happens.
    pub(super) again: BTreeSet<TopicPartition>,
    /// When the first of those that failed may be tried again.
    pub(super) retry_at: Option<Instant>,
    /// Whether the throttle keeps any of them from being fetched.
    pub(super) holds_back: bool,
}

impl Replicas {
    /// Looks at partitions that are or were fetched from a leader.
    pub(super) fn to_ask(&self, now: Instant, leader: i32, keys: &BTreeSet<TopicPartition>) -> ToAsk {
        let mut to_ask = ToAsk::default();
        for key in keys {
            let replica = self.partition(&key.0, key.1);
            let replica = replica.filter(|_| self.fetchers.leader_of(key) == Some(leader));
            let Some((replica, Role::Follower(follower))) = replica.map(|replica| (replica, &replica.role))
            else {
                to_ask.gone.push(key.clone());
                continue;
            };
            if let Some(at) = follower.retry_at.filter(|&at| at > now) {
                to_ask.retry_at = to_ask.retry_at.into_iter().chain([at]).min();
                to_ask.gone.push(key.clone());
                to_ask.again.insert(key.clone());
                continue;
            }
            let holds_back = self.follower_holds_back(replica, now);
            if holds_back || replica.throttled.follower {
                to_ask.again.insert(key.clone());
            }
            if holds_back {
                to_ask.holds_back = true;
                to_ask.gone.push(key.clone());
            } else if follower.out_of_range.is_some() {
                to_ask.again.insert(key.clone());
                to_ask.lost.push(AskedPartition {
                    key: key.clone(),
                    leader_epoch: replica.leader_epoch(),
                    offset: replica.log.log_end(),
                });
            } else {
                to_ask.fetched.push(self.fetched(replica));
            }
        }
        to_ask
    }

    fn fetched(&self, replica: &Partition) -> Fetched {
        let partition = FetchPartition {
            partition: replica.partition,
            current_leader_epoch: replica.leader_epoch(),
            fetch_offset: replica.log.log_end(),
            last_fetched_epoch: replica.log.epochs().latest().unwrap_or(-1),
            log_start_offset: replica.log.log_start(),
            partition_max_bytes: self.fetchers.settings.max_bytes,
            ..Default::default()
        };
        (replica.topic.clone(), replica.topic_id, partition)
    }
}
