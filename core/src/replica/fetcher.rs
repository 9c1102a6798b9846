//! Fetching from leaders: one link and one request at a time for each broker that leads something we follow.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::ToString;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{Failure, Instant};
use partita_wire::messages::fetch_request::{FetchPartition, FetchRequest, ReplicaState};
use partita_wire::messages::list_offsets_request::{
    ListOffsetsPartition, ListOffsetsRequest, ListOffsetsTopic,
};
use partita_wire::{Request, Response, Uuid};

use super::partition::{Follower, RangeEnd};
use super::session::{Fetched, Session};
use super::{Partition, Replicas, Role, TopicPartition};
use crate::config::NodeConfig;
use crate::cx::Cx;
use crate::node::{LinkKey, Reply};

/// A request to a leader: which one of ours it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    leader: i32,
    number: u64,
}

/// All fetchers of a broker.
#[derive(Clone, Debug)]
pub(super) struct Fetchers {
    by_leader: BTreeMap<i32, Fetcher>,
    leader_of: BTreeMap<TopicPartition, i32>,
    last_call: u64,
    settings: Settings,
}

/// Settings of `server.properties`.
#[derive(Clone, Copy, Debug)]
struct Settings {
    /// `replica.fetch.wait.max.ms`.
    wait_max_ms: i32,
    /// `replica.fetch.min.bytes`.
    min_bytes: i32,
    /// `replica.fetch.max.bytes`, of each partition.
    max_bytes: i32,
    /// `replica.fetch.response.max.bytes`.
    response_max_bytes: i32,
    /// `replica.fetch.backoff.ms`.
    backoff_ms: u64,
    /// `replica.socket.timeout.ms`.
    timeout_ms: u64,
}

#[derive(Clone, Debug, Default)]
struct Fetcher {
    partitions: BTreeSet<TopicPartition>,
    in_flight: Option<InFlight>,
    session: Session,
    /// Nothing is sent before this moment.
    idle_until: Option<Instant>,
}

#[derive(Clone, Debug)]
struct InFlight {
    number: u64,
    /// What was asked, in the order of topic id and partition.
    asked: Arc<Vec<AskedPartition>>,
}

/// What a follower was when it asked. An answer counts only while it is still that.
#[derive(Clone, Debug)]
pub(super) struct AskedPartition {
    topic_id: Uuid,
    pub(super) key: TopicPartition,
    pub(super) leader_epoch: i32,
    pub(super) offset: i64,
}

impl InFlight {
    /// What was asked of a partition.
    fn of(&self, topic_id: Uuid, partition: i32) -> Option<&AskedPartition> {
        let at = self.asked.binary_search_by_key(&(topic_id, partition), AskedPartition::place).ok()?;
        self.asked.get(at)
    }
}

impl AskedPartition {
    fn place(&self) -> (Uuid, i32) {
        (self.topic_id, self.key.1)
    }
}

impl Fetchers {
    pub(super) fn new(config: &NodeConfig) -> Self {
        let number = |name: &str, default: i32| {
            i32::try_from(config.number(name, i64::from(default))).unwrap_or(default).max(0)
        };
        let settings = Settings {
            wait_max_ms: number("replica.fetch.wait.max.ms", 500),
            min_bytes: number("replica.fetch.min.bytes", 1),
            max_bytes: number("replica.fetch.max.bytes", 1 << 20),
            response_max_bytes: number("replica.fetch.response.max.bytes", 10 << 20),
            backoff_ms: u64::from(number("replica.fetch.backoff.ms", 1_000).unsigned_abs()),
            timeout_ms: u64::from(number("replica.socket.timeout.ms", 30_000).unsigned_abs()),
        };
        Self { by_leader: BTreeMap::new(), leader_of: BTreeMap::new(), last_call: 0, settings }
    }

    /// From now on the partition is fetched from `leader`.
    pub(super) fn follow(&mut self, leader: i32, key: TopicPartition) {
        let fetcher = self.by_leader.entry(leader).or_default();
        fetcher.partitions.insert(key.clone());
        fetcher.idle_until = None;
        self.leader_of.insert(key, leader);
    }

    /// The partition is fetched no more.
    pub(super) fn forget(&mut self, key: &TopicPartition) {
        let Some(leader) = self.leader_of.remove(key) else { return };
        let Some(fetcher) = self.by_leader.get_mut(&leader) else { return };
        fetcher.partitions.remove(key);
        if fetcher.partitions.is_empty() {
            self.by_leader.remove(&leader);
        }
    }

    /// The leader that a partition is fetched from.
    pub(super) fn leader_of(&self, key: &TopicPartition) -> Option<i32> {
        self.leader_of.get(key).copied()
    }
}

impl Replicas {
    pub(super) fn fetchers_wake_at(&self) -> Option<Instant> {
        let waiting = self.fetchers.by_leader.values().filter(|fetcher| fetcher.in_flight.is_none());
        waiting.filter_map(|fetcher| fetcher.idle_until).min()
    }

    /// Sends the next request to every leader that has none of ours.
    pub(super) fn drive_fetchers(&mut self, cx: &mut Cx<'_>) {
        let now = cx.now.at;
        let is_free = |fetcher: &Fetcher| {
            fetcher.in_flight.is_none() && fetcher.idle_until.is_none_or(|until| until <= now)
        };
        let free = self.fetchers.by_leader.iter().filter(|(_, fetcher)| is_free(fetcher));
        let leaders: Vec<i32> = free.map(|(&leader, _)| leader).collect();
        for leader in leaders {
            self.fetch_from(cx, leader);
        }
    }

    fn fetch_from(&mut self, cx: &mut Cx<'_>, leader: i32) {
        let now = cx.now.at;
        let keys = self.fetchers.by_leader[&leader].partitions.iter();
        let followers = keys.filter_map(|(topic, partition)| {
            let replica = self.partition(topic, *partition)?;
            match &replica.role {
                Role::Follower(follower) => Some((replica, follower)),
                Role::Leader(_) => None,
            }
        });
        let (mut ready, later): (Vec<_>, Vec<_>) =
            followers.partition(|(_, follower)| follower.retry_at.is_none_or(|at| at <= now));
        let before = ready.len();
        ready.retain(|(replica, _)| !self.follower_holds_back(replica, now));
        let holds_back = ready.len() < before;
        let lost: Vec<&Partition> = chosen(&ready, |follower| follower.out_of_range.is_some());
        let is_fetch = lost.is_empty();
        let replicas = if is_fetch { chosen(&ready, |_| true) } else { lost };
        let asked = asked_of(&replicas);
        let fetched = if is_fetch { self.fetched(&replicas) } else { Vec::new() };
        let mut body: Request =
            if is_fetch { self.fetch_request().into() } else { self.range_request(&replicas).into() };
        let retry_at = later.iter().filter_map(|(_, follower)| follower.retry_at).min();
        let address = self.image.brokers.get(&leader).map(|broker| broker.address.clone());
        let settings = self.fetchers.settings;
        self.fetchers.last_call += 1;
        let number = self.fetchers.last_call;
        let Some(fetcher) = self.fetchers.by_leader.get_mut(&leader) else { return };
        // Held back, all it can do is to look again later.
        let held_until = (holds_back && asked.is_empty()).then(|| now.after_ms(settings.backoff_ms));
        fetcher.idle_until = retry_at.into_iter().chain(held_until).min();
        let Some(address) = address else {
            fetcher.idle_until = Some(now.after_ms(settings.backoff_ms));
            return;
        };
        if asked.is_empty() {
            return;
        }
        if let Request::Fetch(request) = &mut body {
            fetcher.session.name(fetched, request);
        }
        fetcher.in_flight = Some(InFlight { number, asked: Arc::new(asked) });
        let reply = Reply::Fetcher(Call { leader, number });
        cx.call(LinkKey::Fetcher(leader), &address, body, reply, settings.timeout_ms);
    }

    fn fetched(&self, replicas: &[&Partition]) -> Vec<Fetched> {
        let fetched = replicas.iter().map(|replica| {
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
        });
        fetched.collect()
    }

    /// A fetch that names nothing yet.
    fn fetch_request(&self) -> FetchRequest {
        let settings = self.fetchers.settings;
        FetchRequest {
            replica_state: ReplicaState {
                replica_id: self.me,
                replica_epoch: self.broker_epoch.unwrap_or(-1),
            },
            max_wait_ms: settings.wait_max_ms,
            min_bytes: settings.min_bytes,
            max_bytes: settings.response_max_bytes,
            ..Default::default()
        }
    }

    fn range_request(&self, replicas: &[&Partition]) -> ListOffsetsRequest {
        let end = |replica: &Partition| match &replica.role {
            Role::Follower(Follower { out_of_range: Some(end), .. }) => *end,
            _ => RangeEnd::LogEnd,
        };
        let topics = replicas.iter().map(|replica| ListOffsetsTopic {
            name: replica.topic.to_string(),
            partitions: alloc::vec![ListOffsetsPartition {
                partition_index: replica.partition,
                current_leader_epoch: replica.leader_epoch(),
                timestamp: end(replica).timestamp(),
            }],
        });
        ListOffsetsRequest { replica_id: self.me, topics: topics.collect(), ..Default::default() }
    }

    /// The end of a request to a leader.
    pub(crate) fn on_fetcher_reply(
        &mut self,
        cx: &mut Cx<'_>,
        call: Call,
        outcome: Result<Response, Failure>,
    ) {
        let backoff_ms = self.fetchers.settings.backoff_ms;
        let Some(fetcher) = self.fetchers.by_leader.get_mut(&call.leader) else { return };
        let Some(in_flight) = fetcher.in_flight.take_if(|sent| sent.number == call.number) else { return };
        match outcome {
            Ok(Response::Fetch(response)) if response.error_code == 0 => {
                fetcher.session.answered(response.session_id);
                for topic in response.responses {
                    for partition in topic.partitions {
                        if let Some(asked) = in_flight.of(topic.topic_id, partition.partition_index) {
                            self.on_fetched(cx, asked, partition, backoff_ms);
                        }
                    }
                }
            }
            Ok(Response::ListOffsets(response)) => {
                for topic in response.topics {
                    for partition in topic.partitions {
                        let is_it = |asked: &&AskedPartition| {
                            *asked.key.0 == *topic.name && asked.key.1 == partition.partition_index
                        };
                        if let Some(asked) = in_flight.asked.iter().find(is_it) {
                            self.on_range_end(cx, asked, &partition, backoff_ms);
                        }
                    }
                }
            }
            // A session that the leader does not know, or not like this: the next fetch begins another.
            Ok(Response::Fetch(_)) if !fetcher.session.is_new() => fetcher.session.failed(),
            Ok(_) | Err(_) => {
                fetcher.session.failed();
                fetcher.idle_until = Some(cx.now.at.after_ms(backoff_ms));
            }
        }
    }
}

fn chosen<'a>(
    ready: &[(&'a Partition, &'a Follower)],
    wanted: impl Fn(&Follower) -> bool,
) -> Vec<&'a Partition> {
    ready.iter().filter(|(_, follower)| wanted(follower)).map(|&(replica, _)| replica).collect()
}

fn asked_of(replicas: &[&Partition]) -> Vec<AskedPartition> {
    let asked = replicas.iter().map(|replica| AskedPartition {
        topic_id: replica.topic_id,
        key: (replica.topic.clone(), replica.partition),
        leader_epoch: replica.leader_epoch(),
        offset: replica.log.log_end(),
    });
    let mut asked: Vec<_> = asked.collect();
    asked.sort_unstable_by_key(AskedPartition::place);
    asked
}
