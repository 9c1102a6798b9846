//! Fetching from leaders: one link and one request at a time for each broker that leads something we follow.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::ToString;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{Failure, Instant};
use partita_wire::messages::fetch_request::{FetchRequest, ReplicaState};
use partita_wire::messages::list_offsets_request::{
    ListOffsetsPartition, ListOffsetsRequest, ListOffsetsTopic,
};
use partita_wire::{Request, Response};

use super::partition::{Follower, RangeEnd};
use super::session::Session;
use super::to_ask::ToAsk;
use super::{Replicas, Role, TopicPartition};
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
    /// Leaders that have no request of ours: few of many, and looked through after every input.
    free: BTreeSet<i32>,
    leader_of: BTreeMap<TopicPartition, i32>,
    last_call: u64,
    pub(super) settings: Settings,
}

/// Settings of `server.properties`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    /// `replica.fetch.wait.max.ms`.
    wait_max_ms: i32,
    /// `replica.fetch.min.bytes`.
    min_bytes: i32,
    /// `replica.fetch.max.bytes`, of each partition.
    pub(super) max_bytes: i32,
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
    /// What has to be looked at before the next request: all that may have changed since it was named, and what cannot be
    /// fetched now. The leader knows the others as they are.
    look_at: BTreeSet<TopicPartition>,
    in_flight: Option<InFlight>,
    session: Session,
    /// Nothing is sent before this moment.
    idle_until: Option<Instant>,
}

#[derive(Clone, Debug)]
struct InFlight {
    number: u64,
    /// What was asked for the ends of its leader's log; a fetch is in the session.
    lost: Arc<Vec<AskedPartition>>,
}

/// What a follower was when it asked. An answer counts only while it is still that.
#[derive(Clone, Debug)]
pub(super) struct AskedPartition {
    pub(super) key: TopicPartition,
    pub(super) leader_epoch: i32,
    pub(super) offset: i64,
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
        Self {
            by_leader: BTreeMap::new(),
            free: BTreeSet::new(),
            leader_of: BTreeMap::new(),
            last_call: 0,
            settings,
        }
    }

    /// From now on the partition is fetched from `leader`.
    pub(super) fn follow(&mut self, leader: i32, key: TopicPartition) {
        let fetcher = self.by_leader.entry(leader).or_default();
        fetcher.partitions.insert(key.clone());
        fetcher.look_at.insert(key.clone());
        fetcher.idle_until = None;
        if fetcher.in_flight.is_none() {
            self.free.insert(leader);
        }
        self.leader_of.insert(key, leader);
    }

    /// The partition is fetched no more.
    pub(super) fn forget(&mut self, key: &TopicPartition) {
        let Some(leader) = self.leader_of.remove(key) else { return };
        let Some(fetcher) = self.by_leader.get_mut(&leader) else { return };
        fetcher.partitions.remove(key);
        fetcher.look_at.insert(key.clone());
        if fetcher.partitions.is_empty() {
            self.by_leader.remove(&leader);
            self.free.remove(&leader);
        }
    }

    /// A partition is not what it was when it was fetched last.
    pub(super) fn look_at(&mut self, key: &TopicPartition) {
        let Some(leader) = self.leader_of.get(key) else { return };
        if let Some(fetcher) = self.by_leader.get_mut(leader) {
            fetcher.look_at.insert(key.clone());
        }
    }

    /// The leader that a partition is fetched from.
    pub(super) fn leader_of(&self, key: &TopicPartition) -> Option<i32> {
        self.leader_of.get(key).copied()
    }
}

impl Replicas {
    pub(super) fn fetchers_wake_at(&self) -> Option<Instant> {
        let free = self.fetchers.free.iter().filter_map(|leader| self.fetchers.by_leader.get(leader));
        free.filter_map(|fetcher| fetcher.idle_until).min()
    }

    /// Sends the next request to every leader that has none of ours.
    pub(super) fn drive_fetchers(&mut self, cx: &mut Cx<'_>) {
        let now = cx.now.at;
        let Fetchers { by_leader, free, .. } = &self.fetchers;
        let may_ask = |leader: &&i32| {
            by_leader.get(leader).is_some_and(|fetcher| fetcher.idle_until.is_none_or(|until| until <= now))
        };
        let leaders: Vec<i32> = free.iter().filter(may_ask).copied().collect();
        for leader in leaders {
            self.fetch_from(cx, leader);
        }
    }

    fn fetch_from(&mut self, cx: &mut Cx<'_>, leader: i32) {
        let now = cx.now.at;
        let Some(fetcher) = self.fetchers.by_leader.get_mut(&leader) else { return };
        let mut looked_at = core::mem::take(&mut fetcher.look_at);
        if fetcher.session.is_new() {
            looked_at.clone_from(&fetcher.partitions);
        }
        let ToAsk { fetched, lost, gone, mut again, retry_at, holds_back } =
            self.to_ask(now, leader, &looked_at);
        let address = self.image.brokers.get(&leader).map(|broker| broker.address.clone());
        let settings = self.fetchers.settings;
        let range = (!lost.is_empty()).then(|| self.range_request(&lost));
        let mut fetch = self.fetch_request();
        self.fetchers.last_call += 1;
        let number = self.fetchers.last_call;
        let Some(fetcher) = self.fetchers.by_leader.get_mut(&leader) else { return };
        let asks = range.is_some() || fetcher.session.wants(&fetched, &gone);
        if range.is_none() && address.is_some() && asks {
            fetcher.session.name(fetched, &gone, &mut fetch);
        } else {
            // It stays to be named.
            again.extend(looked_at);
        }
        fetcher.look_at.append(&mut again);
        // Held back, all it can do is to look again later.
        let held_until = (holds_back && !asks).then(|| now.after_ms(settings.backoff_ms));
        fetcher.idle_until = retry_at.into_iter().chain(held_until).min();
        let Some(address) = address else {
            fetcher.idle_until = Some(now.after_ms(settings.backoff_ms));
            return;
        };
        if !asks {
            return;
        }
        let body: Request = range.map_or_else(|| fetch.into(), Request::from);
        self.fetchers.free.remove(&leader);
        fetcher.in_flight = Some(InFlight { number, lost: Arc::new(lost) });
        let reply = Reply::Fetcher(Call { leader, number });
        cx.call(LinkKey::Fetcher(leader), &address, body, reply, settings.timeout_ms);
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

    fn range_request(&self, lost: &[AskedPartition]) -> ListOffsetsRequest {
        let end = |asked: &AskedPartition| match self
            .partition(&asked.key.0, asked.key.1)
            .map(|replica| &replica.role)
        {
            Some(Role::Follower(Follower { out_of_range: Some(end), .. })) => *end,
            _ => RangeEnd::LogEnd,
        };
        let topics = lost.iter().map(|asked| ListOffsetsTopic {
            name: asked.key.0.to_string(),
            partitions: alloc::vec![ListOffsetsPartition {
                partition_index: asked.key.1,
                current_leader_epoch: asked.leader_epoch,
                timestamp: end(asked).timestamp(),
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
        self.fetchers.free.insert(call.leader);
        match outcome {
            Ok(Response::Fetch(response)) if response.error_code == 0 => {
                fetcher.session.answered(response.session_id);
                let session = &fetcher.session;
                let mut answers = Vec::new();
                for topic in response.responses {
                    let of_topic = topic.partitions.into_iter();
                    answers.extend(of_topic.filter_map(|partition| {
                        Some((session.asked(topic.topic_id, partition.partition_index)?, partition))
                    }));
                }
                for (asked, partition) in answers {
                    self.on_fetched(cx, &asked, partition, backoff_ms);
                    self.fetchers.look_at(&asked.key);
                }
            }
            Ok(Response::ListOffsets(response)) => {
                for topic in response.topics {
                    for partition in topic.partitions {
                        let is_it = |asked: &&AskedPartition| {
                            *asked.key.0 == *topic.name && asked.key.1 == partition.partition_index
                        };
                        if let Some(asked) = in_flight.lost.iter().find(is_it) {
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
