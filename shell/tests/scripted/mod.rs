//! A cluster that a test plays by hand, with a tool in front of it: links open at once, versions are agreed, and every
//! other request gets the answer of the test's script. Every message is encoded and decoded at its version.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of this module")]

pub mod groups;

use std::collections::BTreeMap;

use partita_machine::{Effect, Input, Instant, LinkId, LostReason, Machine, Now, Stream};
use partita_shell::{Tool, ToolSettings};
use partita_wire::messages::api_versions_response::{ApiVersion, ApiVersionsResponse};
use partita_wire::messages::metadata_response::{
    MetadataResponse, MetadataResponseBroker, MetadataResponsePartition, MetadataResponseTopic,
};
use partita_wire::{ApiKey, Request, Response, Uuid};

type Script = Box<dyn FnMut(&Request) -> Option<Response>>;

/// A tool that runs.
pub struct Session {
    pub tool: Tool,
    pub now_us: u64,
    pub out: String,
    pub err: String,
    pub status: Option<i32>,
    /// Requests other than ApiVersions, in their order.
    pub asked: Vec<Request>,
    /// Nobody listens.
    pub down: bool,
    /// APIs that brokers do not serve.
    pub unserved: Vec<ApiKey>,
    links: BTreeMap<LinkId, u16>,
    script: Script,
}

/// 2026-01-01 00:00:05.123 UTC.
pub const WALL_MS: i64 = 1_767_225_605_123;

impl Session {
    /// A tool that has not started yet.
    pub fn new(line: &str, script: impl FnMut(&Request) -> Option<Response> + 'static) -> Self {
        let tool = Tool::new(line, ToolSettings::default()).unwrap();
        Self::of(tool, script)
    }

    pub fn of(tool: Tool, script: impl FnMut(&Request) -> Option<Response> + 'static) -> Self {
        let (out, err, links) = (String::new(), String::new(), BTreeMap::new());
        let script = Box::new(script);
        let (asked, unserved) = (Vec::new(), Vec::new());
        Self { tool, now_us: 0, out, err, status: None, asked, down: false, unserved, links, script }
    }

    /// Runs a tool that ends by itself: standard output, standard error, exit status.
    pub fn run(
        line: &str,
        script: impl FnMut(&Request) -> Option<Response> + 'static,
    ) -> (String, String, i32) {
        let mut session = Self::new(line, script);
        session.start();
        session.run_ms(120_000);
        let status = session.status.unwrap_or_else(|| panic!("it goes on: {:#?}", session.asked));
        (session.out, session.err, status)
    }

    pub fn start(&mut self) {
        self.tell(Input::Started);
    }

    pub fn now(&self) -> Now {
        Now { at: Instant(self.now_us), wall_ms: WALL_MS + i64::try_from(self.now_us / 1_000).unwrap() }
    }

    pub fn tell(&mut self, input: Input) {
        let mut effects = Vec::new();
        self.tool.handle(self.now(), input, &mut effects);
        for effect in effects {
            self.carry_out(effect);
        }
    }

    /// Lets time pass, with every wake on the way.
    pub fn run_ms(&mut self, ms: u64) {
        let end = self.now_us + ms * 1_000;
        let mut wakes = 0;
        while let Some(Instant(at)) = self.tool.wake_at().filter(|at| at.0 <= end) {
            wakes += 1;
            assert!(wakes < 100_000, "the tool wants to be woken for ever at {} us", self.now_us);
            self.now_us = self.now_us.max(at);
            self.tell(Input::Wake);
        }
        self.now_us = end;
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Open { link, .. } if self.down => {
                self.tell(Input::Lost { link, why: LostReason::Refused })
            }
            Effect::Open { link, to } => {
                self.links.insert(link, to.port);
                self.tell(Input::Linked { link });
            }
            Effect::Call { link, call, version, body } => {
                let body = strict_request(body, version);
                let answer = match &body {
                    Request::ApiVersions(_) => Some(self.versions().into()),
                    body => {
                        self.asked.push(body.clone());
                        (self.script)(body)
                    }
                };
                if let Some(body) = answer {
                    let body = strict_response(body, version);
                    self.tell(Input::Response { link, call, body });
                }
            }
            Effect::Hang { link } => {
                self.links.remove(&link);
            }
            Effect::Print(Stream::Out, text) => self.out.push_str(&text),
            Effect::Print(Stream::Err, text) => self.err.push_str(&text),
            Effect::Exit(status) => self.status = Some(status),
            Effect::Tell(_) => {}
            effect => panic!("no tool asks for {effect:?}"),
        }
    }

    fn versions(&self) -> ApiVersionsResponse {
        let keys = (0..100).filter_map(ApiKey::from_i16).filter(|key| !self.unserved.contains(key));
        let version = |key: ApiKey| {
            let (min_version, max_version) = key.versions();
            ApiVersion { api_key: key as i16, min_version, max_version }
        };
        ApiVersionsResponse { api_keys: keys.map(version).collect(), ..Default::default() }
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

/// Metadata of brokers 0, 1, ... at ports 9092, 9093, ... and topics with the leader of each partition.
pub fn metadata(brokers: i32, topics: &[(&str, &[i32])]) -> Response {
    let broker = |id: i32| MetadataResponseBroker {
        node_id: id,
        host: "127.0.0.1".into(),
        port: 9_092 + id,
        rack: None,
    };
    let partition = |(partition_index, &leader_id): (i32, &i32)| MetadataResponsePartition {
        partition_index,
        leader_id,
        leader_epoch: 0,
        replica_nodes: vec![leader_id],
        isr_nodes: vec![leader_id],
        ..Default::default()
    };
    let topic = |(n, (name, leaders)): (usize, &(&str, &[i32]))| MetadataResponseTopic {
        name: Some((*name).into()),
        topic_id: topic_id(n),
        is_internal: name.starts_with("__"),
        partitions: (0..).zip(leaders.iter()).map(partition).collect(),
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
