//! A cluster that a test plays by hand: links open at once, versions are agreed, and every other request either gets the
//! answer of the test's script or waits until the test answers it. Every message is encoded and decoded at its version.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of this module")]

pub mod group;

use std::collections::BTreeMap;

use partita_client::admin::Admin;
use partita_client::producer::Producer;
use partita_machine::{CallId, Effect, Event, Input, Instant, LinkId, LostReason, Machine, Now};
use partita_wire::messages::api_versions_response::{ApiVersion, ApiVersionsResponse};
use partita_wire::messages::metadata_response::{
    MetadataResponse, MetadataResponseBroker, MetadataResponsePartition, MetadataResponseTopic,
};
use partita_wire::{ApiKey, Request, Response, Uuid};

/// What the script can host.
pub trait Hosted {
    fn take(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>);
    fn wake(&self) -> Option<Instant>;
}

impl Hosted for Producer {
    fn take(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) {
        self.handle(now, input, effects);
    }
    fn wake(&self) -> Option<Instant> {
        self.wake_at()
    }
}

impl Hosted for Admin {
    fn take(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) {
        self.handle(now, input, effects);
    }
    fn wake(&self) -> Option<Instant> {
        self.wake_at()
    }
}

/// Hosts anything that is a machine of its own.
pub struct Whole<M>(pub M);

impl<M: Machine> Hosted for Whole<M> {
    fn take(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) {
        self.0.handle(now, input, effects);
    }
    fn wake(&self) -> Option<Instant> {
        self.0.wake_at()
    }
}

/// A request that waits for an answer.
#[derive(Clone, Debug)]
pub struct Pending {
    pub link: LinkId,
    pub call: CallId,
    pub to: u16,
    pub body: Request,
    pub version: i16,
}

type Script = Box<dyn FnMut(&Pending) -> Option<Response>>;

pub struct Cluster<M> {
    pub machine: M,
    pub now_us: u64,
    pub pending: Vec<Pending>,
    pub events: Vec<(u64, Event)>,
    /// Ports that refuse connections.
    pub down: Vec<u16>,
    links: BTreeMap<LinkId, u16>,
    script: Script,
    asked: BTreeMap<ApiKey, u32>,
}

pub const WALL_MS: i64 = 1_700_000_000_000;

impl<M: Hosted> Cluster<M> {
    pub fn new(machine: M, script: impl FnMut(&Pending) -> Option<Response> + 'static) -> Self {
        let (pending, events, down) = (Vec::new(), Vec::new(), Vec::new());
        let (links, script) = (BTreeMap::new(), Box::new(script));
        Self { machine, now_us: 0, pending, events, down, links, script, asked: BTreeMap::new() }
    }

    /// From now on this answers first, and the script of before what it leaves open.
    pub fn set_script(&mut self, mut script: impl FnMut(&Pending) -> Option<Response> + 'static) {
        let mut before = std::mem::replace(&mut self.script, Box::new(|_| None));
        self.script = Box::new(move |pending| script(pending).or_else(|| before(pending)));
    }

    pub fn now(&self) -> Now {
        Now { at: Instant(self.now_us), wall_ms: WALL_MS + i64::try_from(self.now_us / 1_000).unwrap() }
    }

    /// Lets the test act on the machine, and carries out what follows.
    pub fn act<T>(&mut self, act: impl FnOnce(&mut M, Now, &mut Vec<Effect>) -> T) -> T {
        let mut effects = Vec::new();
        let now = self.now();
        let result = act(&mut self.machine, now, &mut effects);
        self.carry_out(effects);
        result
    }

    pub fn tell(&mut self, input: Input) {
        self.act(|machine, now, effects| machine.take(now, input, effects));
    }

    /// Lets time pass, with every wake on the way.
    pub fn run_ms(&mut self, ms: u64) {
        let end = self.now_us + ms * 1_000;
        let mut wakes = 0;
        while let Some(Instant(at)) = self.machine.wake().filter(|at| at.0 <= end) {
            wakes += 1;
            assert!(wakes < 100_000, "the machine wants to be woken for ever at {} us", self.now_us);
            self.now_us = self.now_us.max(at);
            self.tell(Input::Wake);
        }
        self.now_us = end;
    }

    /// Answers a waiting request.
    pub fn answer(&mut self, pending: &Pending, response: impl Into<Response>) {
        self.pending.retain(|other| other.call != pending.call);
        let body = strict_response(response.into(), pending.version);
        self.tell(Input::Response { link: pending.link, call: pending.call, body });
    }

    /// Waiting requests of one API, oldest first.
    pub fn waiting(&self, api: ApiKey) -> Vec<Pending> {
        self.pending.iter().filter(|pending| pending.body.api_key() == api).cloned().collect()
    }

    /// The only waiting request of one API.
    #[track_caller]
    pub fn only(&self, api: ApiKey) -> Pending {
        let waiting = self.waiting(api);
        assert_eq!(waiting.len(), 1, "{api:?} among {:#?}", self.pending);
        waiting[0].clone()
    }

    /// How many requests of one API there were.
    pub fn asked(&self, api: ApiKey) -> u32 {
        self.asked.get(&api).copied().unwrap_or(0)
    }

    /// Breaks the link that a request went over.
    pub fn lose(&mut self, link: LinkId) {
        self.links.remove(&link);
        self.pending.retain(|pending| pending.link != link);
        self.tell(Input::Lost { link, why: LostReason::Closed });
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Open { link, to } if self.down.contains(&to.port) => {
                    self.tell(Input::Lost { link, why: LostReason::Refused });
                }
                Effect::Open { link, to } => {
                    self.links.insert(link, to.port);
                    self.tell(Input::Linked { link });
                }
                Effect::Call { link, call, version, body } => self.called(link, call, version, body),
                Effect::Hang { link } => {
                    self.links.remove(&link);
                    self.pending.retain(|pending| pending.link != link);
                }
                Effect::Tell(event) => self.events.push((self.now_us, event)),
                Effect::Exit(_) => {}
                effect => panic!("no client asks for {effect:?}"),
            }
        }
    }

    fn called(&mut self, link: LinkId, call: CallId, version: i16, body: Request) {
        let to = self.links[&link];
        *self.asked.entry(body.api_key()).or_default() += 1;
        let body = strict_request(body, version);
        let pending = Pending { link, call, to, body, version };
        let response = match &pending.body {
            Request::ApiVersions(_) => Some(versions().into()),
            _ => (self.script)(&pending),
        };
        match response {
            Some(response) => {
                let body = strict_response(response, version);
                self.tell(Input::Response { link, call, body });
            }
            None => self.pending.push(pending),
        }
    }
}

fn strict_request(mut body: Request, version: i16) -> Request {
    let bytes = body.encode(version).unwrap_or_else(|error| panic!("{error} in v{version} of {body:#?}"));
    Request::decode(body.api_key(), version, bytes.into()).unwrap()
}

fn strict_response(mut body: Response, version: i16) -> Response {
    let bytes = body.encode(version).unwrap_or_else(|error| panic!("{error} in v{version} of {body:#?}"));
    Response::decode(body.api_key(), version, bytes.into()).unwrap()
}

fn versions() -> ApiVersionsResponse {
    let keys = (0..100).filter_map(ApiKey::from_i16);
    let version = |key: ApiKey| {
        let (min_version, max_version) = key.versions();
        ApiVersion { api_key: key as i16, min_version, max_version }
    };
    ApiVersionsResponse { api_keys: keys.map(version).collect(), ..Default::default() }
}

/// Metadata of brokers 0, 1, ... at ports 9092, 9093, ... and topics with the leader of each partition.
pub fn metadata(brokers: i32, topics: &[(&str, &[i32])]) -> Response {
    let broker = |id: i32| MetadataResponseBroker {
        node_id: id,
        host: "127.0.0.1".into(),
        port: 9_092 + id,
        rack: None,
    };
    let topic = |(n, (name, leaders)): (usize, &(&str, &[i32]))| MetadataResponseTopic {
        name: Some((*name).into()),
        topic_id: topic_id(n),
        partitions: (0..)
            .zip(leaders.iter())
            .map(|(index, &leader)| MetadataResponsePartition {
                error_code: if leader < 0 { 5 } else { 0 },
                partition_index: index,
                leader_id: leader,
                leader_epoch: 0,
                replica_nodes: vec![leader],
                isr_nodes: vec![leader],
                ..Default::default()
            })
            .collect(),
        ..Default::default()
    };
    MetadataResponse {
        brokers: (0..brokers).map(broker).collect(),
        cluster_id: Some("c".into()),
        controller_id: 0,
        topics: topics.iter().enumerate().map(topic).collect(),
        ..Default::default()
    }
    .into()
}

/// The id of the n-th topic.
pub fn topic_id(n: usize) -> Uuid {
    let mut bytes = [7; 16];
    bytes[15] = u8::try_from(n).unwrap();
    Uuid(bytes)
}
