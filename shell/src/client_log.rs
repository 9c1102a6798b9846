//! What Kafka's client logs at level WARN and above, and a tool therefore shows on standard error: seen from what passes
//! between a tool and its host.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_machine::{Address, Effect, Event, Input, LinkId, LostReason, Now, Stream};
use partita_wire::messages::metadata_response::MetadataResponse;
use partita_wire::{ErrorCode, Response};

use crate::time::log_line;

const NETWORK_CLIENT: &str = "org.apache.kafka.clients.NetworkClient";

/// Which client logs: what it begins its lines with, and what it logs of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Admin,
    Producer {
        /// `retries`: how many tries are left follows from it.
        retries: u32,
    },
    Consumer,
}

/// The log of one client.
#[derive(Clone, Debug)]
pub(crate) struct ClientLog {
    kind: Kind,
    /// `[Producer clientId=console-producer]`.
    prefix: String,
    bootstrap: Vec<Address>,
    /// Broker ids by address, as metadata told.
    brokers: BTreeMap<Address, i32>,
    links: BTreeMap<LinkId, (Address, bool)>,
    /// Correlation id of the last answer.
    correlation_id: u64,
    /// The node whose link was lost last.
    lost_last: Option<i32>,
    /// What the last metadata said is wrong with topics.
    wrong: Vec<(String, ErrorCode)>,
}

impl ClientLog {
    pub(crate) fn new(kind: Kind, prefix: String, bootstrap: Vec<Address>) -> Self {
        let (brokers, links) = (BTreeMap::new(), BTreeMap::new());
        Self {
            kind,
            prefix,
            bootstrap,
            brokers,
            links,
            correlation_id: 0,
            lost_last: None,
            wrong: Vec::new(),
        }
    }

    /// What the last metadata said is wrong with a topic.
    pub(crate) fn topic_error(&self, topic: &str) -> Option<ErrorCode> {
        self.wrong.iter().find(|(name, _)| name == topic).map(|(_, error)| *error)
    }

    /// Looks at an input before the client gets it.
    pub(crate) fn before(&mut self, now: Now, input: &Input, effects: &mut Vec<Effect>) {
        match input {
            Input::Linked { link } => {
                if let Some((_, up)) = self.links.get_mut(link) {
                    *up = true;
                }
            }
            Input::Lost { link, why } => {
                if let Some((to, up)) = self.links.remove(link) {
                    self.lost(now, &to, up, *why, effects);
                }
            }
            Input::Response { call, body, .. } => {
                // Kafka counts from 0, as our calls do from 1.
                self.correlation_id = call.0.saturating_sub(1);
                if let Response::Metadata(body) = body {
                    self.metadata(now, body, effects);
                }
            }
            _ => {}
        }
    }

    /// Looks at the effects that the client added from `from` on.
    pub(crate) fn after(&mut self, now: Now, from: usize, effects: &mut Vec<Effect>) {
        let mut lines = Vec::new();
        for effect in &effects[from.min(effects.len())..] {
            match effect {
                Effect::Open { link, to } => {
                    self.links.insert(*link, (to.clone(), false));
                }
                Effect::Hang { link } => {
                    self.links.remove(link);
                }
                Effect::Tell(Event::Retried { topic, partition, attempt, error }) => {
                    lines.extend(self.retried(topic, *partition, *attempt, error));
                }
                _ => {}
            }
        }
        for line in lines {
            self.say(now, "WARN", &line, "org.apache.kafka.clients.producer.internals.Sender", effects);
        }
    }

    fn say(&self, now: Now, level: &str, text: &str, logger: &str, effects: &mut Vec<Effect>) {
        let line = log_line(now.wall_ms, level, &format!("{} {text}", self.prefix), logger);
        effects.push(Effect::Print(Stream::Err, line));
    }

    fn lost(&mut self, now: Now, to: &Address, was_up: bool, why: LostReason, effects: &mut Vec<Effect>) {
        let node = self.node(to);
        self.lost_last = Some(node);
        if was_up || why == LostReason::Closed {
            return;
        }
        let text = format!(
            "Connection to node {node} ({}) could not be established. Node may not be available.",
            socket_address(to)
        );
        self.say(now, "WARN", &text, NETWORK_CLIENT, effects);
        if node < 0 && self.kind != Kind::Admin {
            let text = format!("Bootstrap broker {to} (id: {node} rack: null isFenced: false) disconnected");
            self.say(now, "WARN", &text, NETWORK_CLIENT, effects);
        }
    }

    /// The broker at an address; -1, -2 and so on for an address of `bootstrap.servers`.
    fn node(&self, at: &Address) -> i32 {
        let bootstrap = || self.bootstrap.iter().position(|address| address == at);
        let unknown = || -1 - bootstrap().and_then(|n| i32::try_from(n).ok()).unwrap_or(0);
        self.brokers.get(at).copied().unwrap_or_else(unknown)
    }

    fn metadata(&mut self, now: Now, body: &MetadataResponse, effects: &mut Vec<Effect>) {
        for broker in &body.brokers {
            if let Ok(port) = u16::try_from(broker.port) {
                self.brokers.insert(Address::new(&broker.host, port), broker.node_id);
            }
        }
        if self.kind == Kind::Admin {
            return;
        }
        let named = |topic: &partita_wire::messages::metadata_response::MetadataResponseTopic| {
            let error = ErrorCode::from_i16(topic.error_code).filter(|error| *error != ErrorCode::None)?;
            Some((topic.name.clone().unwrap_or_default(), error))
        };
        let wrong: Vec<(String, ErrorCode)> = body.topics.iter().filter_map(named).collect();
        self.wrong.clone_from(&wrong);
        if wrong.is_empty() {
            return;
        }
        let errors: Vec<String> =
            wrong.iter().map(|(name, error)| format!("{name}={}", error.name())).collect();
        let text = format!(
            "The metadata response from the cluster reported a recoverable issue with correlation id {} : {{{}}}",
            self.correlation_id,
            errors.join(", ")
        );
        self.say(now, "WARN", &text, NETWORK_CLIENT, effects);
        let invalid: Vec<String> = wrong
            .iter()
            .filter(|(_, error)| *error == ErrorCode::InvalidTopicException)
            .map(|(name, _)| name.to_string())
            .collect();
        if !invalid.is_empty() {
            let text = format!("Metadata response reported invalid topics [{}]", invalid.join(", "));
            self.say(now, "ERROR", &text, "org.apache.kafka.clients.Metadata", effects);
        }
    }

    fn retried(&self, topic: &str, partition: i32, attempt: u32, error: &str) -> Option<String> {
        let Kind::Producer { retries } = self.kind else { return None };
        let lost = self.lost_last.filter(|_| error == ErrorCode::NetworkException.name());
        let lost =
            lost.map_or(String::new(), |node| format!(". Error Message: Disconnected from node {node}"));
        Some(format!(
            "Got error produce response with correlation id {} on topic-partition {topic}-{partition}, retrying ({} \
             attempts left). Error: {error}{lost}",
            self.correlation_id,
            retries.saturating_sub(attempt)
        ))
    }
}

/// An address as Java prints one it has resolved: `/127.0.0.1:9092`, `localhost/127.0.0.1:9092`.
fn socket_address(to: &Address) -> String {
    let is_ip = to.host.bytes().all(|b| b.is_ascii_digit() || b == b'.') || to.host.contains(':');
    match &*to.host {
        "localhost" => format!("localhost/127.0.0.1:{}", to.port),
        _ if is_ip => format!("/{to}"),
        _ => to.to_string(),
    }
}
