//! A client's way to the cluster: links by node, metadata kept fresh, the least loaded node to ask.

use alloc::collections::{BTreeSet, VecDeque};
use alloc::vec::Vec;

use partita_machine::{Address, Effect, Failure, Input, Instant, Links, Name, Now, Rng, Settled};
use partita_wire::messages::describe_cluster_request::DescribeClusterRequest;
use partita_wire::messages::metadata_request::{MetadataRequest, MetadataRequestTopic};
use partita_wire::{ApiKey, ErrorCode, Request, Response};

use crate::backoff::Backoff;
use crate::error::ClientError;
use crate::metadata::Metadata;
use crate::settings::Common;
use crate::throttled::Throttled;

/// `EndpointType.CONTROLLER` on the wire.
const CONTROLLERS: i8 = 2;

/// With whom a link is, and for what: one each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LinkKey {
    /// The n-th address of `bootstrap.servers`: nobody knows yet which broker that is.
    Bootstrap(u32),
    /// A broker by its id.
    Broker(i32),
    /// A broker as the coordinator of the client's group: apart, so that no fetch holds up a heartbeat.
    Coordinator(i32),
}

/// A call of the client that has ended.
pub(crate) struct Ended<R> {
    pub(crate) key: LinkKey,
    pub(crate) reply: R,
    pub(crate) outcome: Result<Response, Failure>,
}

#[derive(Clone, Debug)]
enum Asked<R> {
    /// Our own refresh.
    Metadata,
    Own(R),
}

/// Refresh of metadata: at most one at a time, a backoff after each that did not tell enough.
#[derive(Clone, Debug)]
struct Refresh {
    wanted: bool,
    in_flight: bool,
    failures: u32,
    not_before: Instant,
    refreshed_at: Option<Instant>,
}

/// Links and metadata of one client. `R` is what the client leaves with each call.
#[derive(Clone, Debug)]
pub(crate) struct Net<R> {
    pub(crate) common: Common,
    pub(crate) metadata: Metadata,
    /// Grows with every metadata answer.
    pub(crate) metadata_version: u64,
    pub(crate) rng: Rng,
    links: Links<LinkKey, Asked<R>>,
    throttled: Throttled,
    /// Topics that the client wants to know of.
    topics: BTreeSet<Name>,
    /// It wants to know of all there are.
    all_topics: bool,
    auto_create: bool,
    refresh: Refresh,
    ended: VecDeque<Settled<LinkKey, Asked<R>>>,
    /// Why the cluster can never be asked: its addresses lead to nodes of the other kind.
    refused: Option<ClientError>,
}

impl<R: Clone> Net<R> {
    /// Nothing known, no link open. `auto_create`: asking for a topic may create it.
    pub(crate) fn new(common: Common, auto_create: bool, mut rng: Rng) -> Self {
        let settings = partita_machine::Settings {
            reconnect_backoff_ms: common.reconnect_backoff_ms,
            reconnect_backoff_max_ms: common.reconnect_backoff_max_ms,
            setup_timeout_ms: common.setup_timeout_ms,
            ..partita_machine::Settings::default()
        };
        Self {
            links: Links::new(settings, rng.split()),
            throttled: Throttled::default(),
            common,
            metadata: Metadata::default(),
            metadata_version: 0,
            rng,
            topics: BTreeSet::new(),
            all_topics: false,
            auto_create,
            refresh: Refresh {
                wanted: false,
                in_flight: false,
                failures: 0,
                not_before: Instant(0),
                refreshed_at: None,
            },
            ended: VecDeque::new(),
            refused: None,
        }
    }

    /// What makes every call pointless, told once.
    pub(crate) fn take_refusal(&mut self) -> Option<ClientError> {
        self.refused.take()
    }

    /// Asks for a refresh as soon as the backoff allows. One that is under way will do.
    pub(crate) fn want_refresh(&mut self) {
        self.refresh.wanted |= !self.refresh.in_flight;
    }

    /// Metadata of `topic` is kept from now on.
    pub(crate) fn want_topic(&mut self, topic: &Name) {
        if self.topics.insert(topic.clone()) {
            self.refresh.wanted = true;
            // A new topic is asked for at once, as Kafka's client does.
            self.refresh.not_before = Instant(0);
        }
    }

    /// Metadata of exactly these is kept from now on.
    pub(crate) fn set_topics(&mut self, topics: BTreeSet<Name>) {
        if self.topics != topics || self.all_topics {
            (self.topics, self.all_topics) = (topics, false);
            self.refresh.wanted = true;
            self.refresh.not_before = Instant(0);
        }
    }

    /// Metadata of all topics is kept from now on.
    pub(crate) fn want_all_topics(&mut self) {
        if !self.all_topics {
            self.all_topics = true;
            self.refresh.wanted = true;
            self.refresh.not_before = Instant(0);
        }
    }

    /// Tells an input that is about links. Ended calls come from [`Net::next_ended`].
    pub(crate) fn input(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) {
        let settled = match input {
            Input::Linked { link } => {
                self.links.linked(link, effects);
                return;
            }
            Input::Response { link, call, body } => {
                let settled = self.links.response(link, call, body, effects);
                for ended in &settled {
                    if let Ok(answer) = &ended.outcome {
                        self.throttled.note(now, &ended.key, answer);
                    }
                }
                settled
            }
            Input::Lost { link, why } => self.links.lost(link, why),
            Input::Wake => {
                self.throttled.forget_past(now);
                self.links.due(now, effects)
            }
            _ => return,
        };
        self.ended.extend(settled);
    }

    /// The next call of the client that has ended. Answers to our own refresh are taken on the way.
    pub(crate) fn next_ended(&mut self, now: Now) -> Option<Ended<R>> {
        while let Some(Settled { key, reply, outcome }) = self.ended.pop_front() {
            match reply {
                Asked::Own(reply) => return Some(Ended { key, reply, outcome }),
                Asked::Metadata => self.refreshed(now, outcome),
            }
        }
        None
    }

    /// Sends a refresh of the metadata if one is due.
    pub(crate) fn drive(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.refresh_at().is_none_or(|at| at > now.at) {
            return;
        }
        let Some((key, to)) = self.least_loaded() else { return };
        let body = self.refresh_request();
        (self.refresh.wanted, self.refresh.in_flight) = (false, true);
        let timeout = self.common.request_timeout_ms + self.throttled.left_ms(now, &key);
        let settled = self.links.call(now, &key, &to, body, Asked::Metadata, timeout, effects);
        self.ended.extend(settled);
    }

    /// Brokers tell of topics; controllers only of each other (KIP-919).
    fn refresh_request(&self) -> Request {
        if self.common.controllers {
            return DescribeClusterRequest { endpoint_type: CONTROLLERS, ..Default::default() }.into();
        }
        let topic = |name: &Name| MetadataRequestTopic {
            name: Some(name.as_ref().into()),
            ..MetadataRequestTopic::default()
        };
        let body = MetadataRequest {
            topics: (!self.all_topics).then(|| self.topics.iter().map(topic).collect()),
            allow_auto_topic_creation: self.auto_create && !self.all_topics,
            ..MetadataRequest::default()
        };
        body.into()
    }

    /// When [`Net::drive`] or [`Input::Wake`] has something to do.
    pub(crate) fn wake_at(&self) -> Option<Instant> {
        self.links.wake_at().into_iter().chain(self.refresh_at()).chain(self.throttled.wake_at()).min()
    }

    /// Whether calls have ended that [`Net::next_ended`] has not given yet.
    pub(crate) fn has_ended(&self) -> bool {
        !self.ended.is_empty()
    }

    /// Whether a call to a broker would leave at once, and is welcome; if not, its link is opened.
    pub(crate) fn ready(&mut self, now: Now, key: &LinkKey, to: &Address, effects: &mut Vec<Effect>) -> bool {
        let (ready, settled) = self.links.ready(now, key, to, effects);
        self.ended.extend(settled);
        ready && self.throttled.left_ms(now, key) == 0
    }

    /// Sends a request; its end comes from [`Net::next_ended`]. Its time begins when the broker reads it.
    #[expect(
        clippy::too_many_arguments,
        reason = "a call has this many parts, and a struct would only name them again"
    )]
    pub(crate) fn call(
        &mut self,
        now: Now,
        (key, to): (&LinkKey, &Address),
        body: impl Into<Request>,
        version_max: i16,
        reply: R,
        timeout_ms: u64,
        effects: &mut Vec<Effect>,
    ) {
        let (body, asked) = (body.into(), Asked::Own(reply));
        let timeout_ms = timeout_ms.saturating_add(self.throttled.left_ms(now, key));
        let settled = self.links.call_up_to(now, key, to, body, version_max, asked, timeout_ms, effects);
        self.ended.extend(settled);
    }

    /// Sends what nobody answers, if the link is ready.
    pub(crate) fn tell(
        &mut self,
        key: &LinkKey,
        body: impl Into<Request>,
        version_max: i16,
        effects: &mut Vec<Effect>,
    ) -> bool {
        self.links.tell(key, body.into(), version_max, effects)
    }

    /// Calls on a link without an answer yet.
    pub(crate) fn unanswered(&self, key: &LinkKey) -> usize {
        self.links.unanswered(key)
    }

    /// The version a call would use, once known.
    pub(crate) fn version(&self, key: &LinkKey, api: ApiKey) -> Option<i16> {
        self.links.version(key, api)
    }

    /// Whether the link is down and was tried.
    pub(crate) fn is_failing(&self, key: &LinkKey) -> bool {
        self.links.failures(key) > 0
    }

    /// Closes a link; its calls end as lost.
    pub(crate) fn hang(&mut self, key: &LinkKey, effects: &mut Vec<Effect>) {
        let outcome = Err(Failure::Lost(partita_machine::LostReason::Closed));
        for reply in self.links.hang(key, effects) {
            self.ended.push_back(Settled { key: key.clone(), reply, outcome: outcome.clone() });
        }
    }

    /// Closes all links and forgets what they carried.
    pub(crate) fn hang_all(&mut self, effects: &mut Vec<Effect>) {
        let keys: Vec<LinkKey> = self.links.keys().cloned().collect();
        for key in keys {
            self.links.hang(&key, effects);
        }
        self.ended.clear();
        (self.refresh.wanted, self.refresh.in_flight, self.refresh.refreshed_at) = (false, false, None);
    }

    /// Key and address of a broker's link.
    pub(crate) fn broker(&self, id: i32) -> Option<(LinkKey, Address)> {
        self.metadata.brokers.get(&id).map(|broker| (LinkKey::Broker(id), broker.address.clone()))
    }

    /// Whom to ask what anybody can answer: a link that is up and quiet, else one that is not known to fail, else
    /// another; equal ones by chance. `bootstrap.servers` serve until brokers are known and again when none of them can
    /// be reached (KIP-899).
    pub(crate) fn least_loaded(&mut self) -> Option<(LinkKey, Address)> {
        let mut nodes: Vec<(LinkKey, Address)> =
            self.metadata.brokers.keys().filter_map(|&id| self.broker(id)).collect();
        if nodes.iter().all(|(key, _)| self.is_failing(key)) {
            let addresses = (0..).zip(&self.common.bootstrap_servers);
            nodes.extend(addresses.map(|(n, address)| (LinkKey::Bootstrap(n), address.clone())));
        }
        let first = usize::try_from(self.rng.below(nodes.len() as u64)).unwrap_or(0);
        let first = first.min(nodes.len());
        nodes.rotate_left(first);
        nodes.into_iter().min_by_key(|(key, _)| {
            let api = if self.common.controllers { ApiKey::DescribeCluster } else { ApiKey::Metadata };
            let up = self.version(key, api).is_some();
            (self.is_failing(key), !up, self.unanswered(key))
        })
    }

    fn refresh_at(&self) -> Option<Instant> {
        if self.refresh.in_flight {
            return None;
        }
        let old = self.refresh.refreshed_at.map(|at| at.after_ms(self.common.metadata_max_age_ms));
        let wanted = self.refresh.wanted.then_some(Instant(0));
        let at = wanted.into_iter().chain(old).min()?;
        Some(at.max(self.refresh.not_before))
    }

    /// Takes the answer to a refresh. One that tells nothing new counts as a failure: the next comes later (KIP-580).
    fn refreshed(&mut self, now: Now, outcome: Result<Response, Failure>) {
        self.refresh.in_flight = false;
        let (again, new) = match outcome {
            Ok(Response::Metadata(response)) => {
                self.metadata_version += 1;
                self.refresh.refreshed_at = Some(now.at);
                let before = self.metadata.clone();
                let again = self.metadata.absorb(response);
                (again, self.metadata != before)
            }
            Ok(Response::DescribeCluster(response)) if response.error_code != 0 => {
                let (code, message) = (response.error_code, response.error_message);
                self.refused = Some(ClientError::told(code, message));
                (false, false)
            }
            Ok(Response::DescribeCluster(response)) => {
                self.metadata_version += 1;
                self.refresh.refreshed_at = Some(now.at);
                let before = self.metadata.clone();
                self.metadata.absorb_controllers(response);
                (false, self.metadata != before)
            }
            Err(Failure::Unsupported) if self.common.controllers => {
                let what = "The node does not support DESCRIBE_CLUSTER";
                self.refused = Some(ClientError::new(ErrorCode::UnsupportedVersion, what));
                (false, false)
            }
            _ => (true, false),
        };
        let backoff = Backoff::new(&self.common).ms(self.refresh.failures, &mut self.rng);
        self.refresh.not_before = now.at.after_ms(backoff);
        self.refresh.wanted |= again;
        self.refresh.failures = if again || !new { self.refresh.failures.saturating_add(1) } else { 0 };
    }
}
