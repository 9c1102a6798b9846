//! A moment as `window.partita.view()` tells it: names as Kafka has them, in camel case as JavaScript has them.

use partita_view::{Content, GroupView, PartitionView, Party, RecordView, TopicView};
use serde::Serialize;

use crate::session::{Session, Voice};
use crate::words;

/// A moment of the cluster.
#[derive(Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Facts {
    now: u64,
    end: u64,
    steps: u64,
    playing: bool,
    seeking: Option<u64>,
    controller: Option<i32>,
    nodes: Vec<Node>,
    topics: Vec<Topic>,
    producers: Vec<Producer>,
    groups: Vec<Group>,
    tools: Vec<Tool>,
    links: Vec<Link>,
    flights: Vec<FlightFacts>,
    findings: Vec<String>,
}

#[derive(Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Node {
    id: i32,
    broker: bool,
    controller: bool,
    state: &'static str,
    fenced: Option<bool>,
}

#[derive(Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Topic {
    name: String,
    internal: bool,
    partitions: Vec<Partition>,
}

#[derive(Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Partition {
    partition: i32,
    leader: Option<i32>,
    leader_epoch: i32,
    replicas: Vec<i32>,
    isr: Vec<i32>,
    elr: Vec<i32>,
    high_watermark: i64,
    logs: Vec<Log>,
}

#[derive(Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Log {
    node: i32,
    role: &'static str,
    log_start: i64,
    log_end: i64,
    records: Vec<Record>,
}

#[derive(Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Record {
    offset: i64,
    key: Option<String>,
    value: Option<String>,
}

#[derive(Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Producer {
    name: String,
    state: &'static str,
    acks: i16,
    acked: u64,
    failed: u64,
    batches: usize,
    blocked: bool,
}

#[derive(Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Group {
    id: String,
    state: &'static str,
    generation: i32,
    members: Vec<Member>,
    offsets: Vec<Offset>,
}

#[derive(Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Member {
    name: String,
    state: &'static str,
    owned: Vec<String>,
    processed: u64,
}

#[derive(Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Offset {
    topic: String,
    partition: i32,
    committed: i64,
    lag: Option<i64>,
}

#[derive(Debug, Serialize, PartialEq)]
struct Tool {
    name: String,
    line: String,
    reads: bool,
}

#[derive(Debug, Serialize, PartialEq)]
struct Link {
    from: String,
    to: String,
    cut: bool,
    slow: u64,
}

#[derive(Debug, Serialize, PartialEq)]
struct FlightFacts {
    id: u64,
    api: &'static str,
    response: bool,
    from: String,
    to: String,
    what: String,
    control: bool,
}

/// The present moment.
pub(crate) fn facts(session: &Session) -> Facts {
    let view = session.view();
    let party = |party: &Party| words::party(party, view);
    Facts {
        now: session.now(),
        end: session.end(),
        steps: session.steps(),
        playing: session.playback.playing,
        seeking: session.playback.seeking,
        controller: view.quorum.leader,
        nodes: view
            .nodes
            .iter()
            .map(|node| Node {
                id: node.id,
                broker: node.is_broker,
                controller: node.is_controller,
                state: words::process(node.process),
                fenced: node.fenced,
            })
            .collect(),
        topics: view.topics.iter().map(|each| topic(each, session)).collect(),
        producers: view
            .producers
            .iter()
            .map(|producer| Producer {
                name: producer.name.to_string(),
                state: words::process(producer.process),
                acks: producer.acks,
                acked: producer.acked,
                failed: producer.failed,
                batches: producer.batches.len(),
                blocked: producer.blocked.is_some(),
            })
            .collect(),
        groups: view.groups.iter().map(|each| group(each)).collect(),
        tools: view
            .tools
            .iter()
            .map(|tool| Tool { name: tool.name.to_string(), line: tool.line.clone(), reads: tool.reads })
            .collect(),
        links: view
            .links
            .iter()
            .map(|link| Link { from: party(&link.from), to: party(&link.to), cut: link.cut, slow: link.slow })
            .collect(),
        flights: view
            .flights
            .iter()
            .map(|flight| FlightFacts {
                id: flight.id.0,
                api: flight.api_name,
                response: flight.response,
                from: party(&flight.from),
                to: party(&flight.to),
                what: words::carries(flight),
                control: flight.content == Content::Control,
            })
            .collect(),
        findings: session.engine().findings().iter().map(words::finding_title).collect(),
    }
}

fn topic(topic: &TopicView, session: &Session) -> Topic {
    let partitions = topic.partitions.iter().map(|each| partition(topic, each, session)).collect();
    Topic { name: topic.name.to_string(), internal: topic.internal, partitions }
}

fn partition(topic: &TopicView, partition: &PartitionView, session: &Session) -> Partition {
    let logs = partition.replicas.iter().map(|replica| Log {
        node: replica.node,
        role: words::role(replica.role),
        log_start: replica.log_start,
        log_end: replica.log_end,
        records: session
            .windows()
            .of(&topic.name, partition.partition, replica.node)
            .iter()
            .map(record)
            .collect(),
    });
    Partition {
        partition: partition.partition,
        leader: partition.leader,
        leader_epoch: partition.leader_epoch,
        replicas: partition.assignment.clone(),
        isr: partition.in_sync.clone(),
        elr: partition.eligible.clone(),
        high_watermark: partition.high_watermark,
        logs: logs.collect(),
    }
}

fn record(record: &RecordView) -> Record {
    Record {
        offset: record.offset,
        key: record.key.as_ref().map(|key| words::bytes(key)),
        value: record.value.as_ref().map(|value| words::bytes(value)),
    }
}

fn group(group: &GroupView) -> Group {
    Group {
        id: group.id.to_string(),
        state: group.state,
        generation: group.generation,
        members: group
            .members
            .iter()
            .map(|member| Member {
                name: member.name.to_string(),
                state: words::process(member.process),
                owned: member.owned.iter().map(|o| words::partition(&o.topic, o.partition)).collect(),
                processed: member.processed,
            })
            .collect(),
        offsets: group
            .offsets
            .iter()
            .map(|offset| Offset {
                topic: offset.topic.to_string(),
                partition: offset.partition,
                committed: offset.committed,
                lag: offset.lag,
            })
            .collect(),
    }
}

/// An event: when, who, what.
#[derive(Debug, Serialize, PartialEq)]
pub(crate) struct Told {
    at: u64,
    who: String,
    sentence: String,
}

/// Everything that happened up to now, in sentences, from the n-th event on.
pub(crate) fn sentences(session: &Session, from: usize) -> Vec<Told> {
    session
        .engine()
        .events(from, usize::MAX)
        .iter()
        .map(|happened| Told {
            at: happened.at,
            who: words::who(happened, session.view()),
            sentence: words::sentence(happened, session.view()),
        })
        .collect()
}

/// A line of the terminal.
#[derive(Debug, Serialize, PartialEq)]
pub(crate) struct Said {
    voice: &'static str,
    tool: Option<String>,
    text: String,
}

/// Everything the terminal shows.
pub(crate) fn terminal(session: &Session) -> Vec<Said> {
    let voice = |voice: Voice| match voice {
        Voice::Command => "command",
        Voice::Typed => "typed",
        Voice::Out => "out",
        Voice::Err => "err",
        Voice::Note => "note",
    };
    session
        .terminal
        .lines()
        .iter()
        .map(|line| Said { voice: voice(line.voice), tool: line.tool.clone(), text: line.text.to_string() })
        .collect()
}
