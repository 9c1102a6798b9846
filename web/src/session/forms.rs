//! What can be added, done and broken, as forms: a few fields that begin with something sensible for this cluster, and the one
//! line of the playground or of Kafka's tools that they make. The line is what is carried out and stands in the story.

mod files;
mod line;
mod offsets;
mod wrong;

use std::sync::Arc;

use partita_view::{ClusterView, NodeView, Process, ProducerView};

use crate::words::{self, Text};
use files::files_of;

pub(crate) use files::folder;

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A new topic.
    Topic,
    /// A new producer, with a load if it has a rate.
    Producer,
    /// A new consumer in a group.
    Consumer,
    /// A new broker.
    Broker,
    /// One record by hand.
    Record,
    /// A config of a topic, a broker or the whole cluster.
    Config,
    /// Committed offsets of a group without members.
    Offsets,
    /// A consumer goes to another offset.
    Seek,
    /// Time per record of a consumer.
    Pace,
    /// A process ends or is held.
    Process,
    /// A link is cut or mended.
    Link,
    /// A link becomes slow.
    Slow,
    /// Something happens to a disk.
    Disk,
    /// A wall clock is wrong.
    Clock,
    /// A new controller.
    Controller,
    /// A vote in the metadata quorum.
    Vote,
    /// A message comes later.
    Delay,
    /// A line is typed into a tool that reads.
    Line,
    /// A topic gets more partitions.
    Partitions,
}

/// What stands under Add.
pub const ADD: [Deed; 6] =
    [Deed::Topic, Deed::Producer, Deed::Consumer, Deed::Broker, Deed::Controller, Deed::Record];
/// What stands under Change.
pub const CHANGE: [Deed; 6] =
    [Deed::Partitions, Deed::Config, Deed::Offsets, Deed::Seek, Deed::Pace, Deed::Vote];
/// What stands under Break.
pub const BREAK: [Deed; 5] = [Deed::Process, Deed::Link, Deed::Slow, Deed::Disk, Deed::Clock];

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Kafka's name of it, or the playground's.
    pub label: &'static str,
    /// What stands in it.
    pub value: String,
    /// All it can be; anything, where this is empty.
    pub choices: Vec<String>,
}

/// A form that a person fills in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// What it is for.
    pub deed: Deed,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// Controllers apart from brokers have ids from here on.
const CONTROLLERS_FROM: i32 = 100;
/// The default of all brokers, among the kinds of what has configs.
const ALL_BROKERS: &str = "brokers (default)";
/// What may happen to a disk.
const DISK: [&str; 10] =
    ["fill", "slow", "fail", "flush-fails", "flush-lies", "tear", "flip", "lose", "replace", "mend"];

impl Form {
    /// A form that begins with something that makes sense in this cluster; `about` is the name of what is selected.
    pub fn new(deed: Deed, view: &ClusterView, about: Option<&str>) -> Self {
        let topics =
            || view.topics.iter().filter(|topic| !topic.internal).map(|topic| topic.name.to_string());
        let brokers = || view.nodes.iter().filter(|node| node.is_broker).map(|node| node.id.to_string());
        let nodes = || view.nodes.iter().map(|node| node.id.to_string());
        let producers = || view.producers.iter().map(|producer| producer.name.to_string());
        let groups = || view.groups.iter().map(|group| group.id.to_string());
        let members =
            || view.groups.iter().flat_map(|group| &group.members).map(|member| member.name.to_string());
        // A console consumer or producer is no application that could be told anything but a typed line.
        let is_tool = |name: &str| view.tools.iter().any(|tool| *tool.name == *name);
        let running = || {
            let members = view.groups.iter().flat_map(|group| &group.members);
            let running =
                members.filter(|member| member.process == Process::Running && !is_tool(&member.name));
            running.map(|member| member.name.to_string())
        };
        let parties = || {
            let known: Vec<String> = nodes().chain(producers()).chain(members()).collect();
            let tools = view.tools.iter().map(|tool| tool.name.to_string());
            let others: Vec<String> = tools.filter(|tool| !known.contains(tool)).collect();
            [known, others].concat()
        };
        let pick = |label, choices: Vec<String>| {
            let value = about.filter(|about| choices.iter().any(|choice| choice == about)).map(str::to_owned);
            Field { label, value: value.or(choices.first().cloned()).unwrap_or_default(), choices }
        };
        let text = |label, value: &str| Field { label, value: value.to_owned(), choices: Vec::new() };
        let of = |label, choices: &[&str]| Field {
            label,
            value: choices.first().copied().unwrap_or_default().to_owned(),
            choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
        };
        let free = |stem: &str, taken: Vec<String>| {
            (1_u32..).map(|n| format!("{stem}{n}")).find(|name| !taken.contains(name)).unwrap_or_default()
        };
        let factor = brokers().count().min(3).to_string();
        let fields = match deed {
            Deed::Topic => vec![
                text("topic", &free("topic", topics().collect())),
                text("partitions", "3"),
                text("replicas", &factor),
                text("min.insync.replicas", ""),
                text("more", ""),
            ],
            Deed::Producer => vec![
                text("producer", &free("Producer-", producers().collect())),
                pick("topic", topics().collect()),
                text("rate", "2"),
                text("keys", "key1,key2,key3"),
                of("skew", &["", "50 %", "80 %", "95 %"]),
                text("size", ""),
                of("acks", &["all", "1", "0"]),
                of("enable.idempotence", &["", "true", "false"]),
                text("linger.ms", ""),
                text("more", ""),
            ],
            Deed::Consumer => vec![
                text("consumer", &free("Consumer-", members().collect())),
                Field {
                    choices: Vec::new(),
                    ..pick("group", groups().chain(["group1".to_owned()]).collect())
                },
                pick("topic", topics().collect()),
                of("auto.offset.reset", &["earliest", "latest", "none"]),
                of("group.protocol", &["classic", "consumer"]),
                text("process.ms", ""),
                of("commit", &["auto", "after-batch", "after-record", "before-batch", "none"]),
                text("more", ""),
            ],
            Deed::Broker => {
                let next = view.nodes.iter().filter(|node| node.is_broker).map(|node| node.id + 1).max();
                vec![text("broker", &next.unwrap_or(0).to_string()), text("rack", "")]
            }
            Deed::Controller => {
                let last = view.nodes.iter().map(|node| node.id).max().unwrap_or(0);
                vec![text("controller", &(last + 1).max(CONTROLLERS_FROM).to_string())]
            }
            Deed::Vote => {
                let controllers = view.nodes.iter().filter(|node| node.is_controller);
                let without = |node: &&Arc<NodeView>| !view.quorum.voters.contains(&node.id);
                let next = controllers.clone().find(without).or_else(|| controllers.clone().next_back());
                let value = next.map(|node| node.id.to_string()).unwrap_or_default();
                let choices = controllers.map(|node| node.id.to_string()).collect();
                vec![of("do", &["add", "remove"]), Field { label: "controller", value, choices }]
            }
            Deed::Record => {
                let runs = |producer: &&Arc<ProducerView>| {
                    producer.process == Process::Running && !is_tool(&producer.name)
                };
                let running = view.producers.iter().filter(runs);
                vec![
                    pick("producer", running.map(|producer| producer.name.to_string()).collect()),
                    text("key", "key1"),
                    of("key is", &["text", "null"]),
                    text("value", "hello"),
                    of("value is", &["text", "null"]),
                ]
            }
            Deed::Config => vec![
                {
                    let of_broker = about.is_some_and(|about| brokers().any(|id| id == about));
                    let of_group = about.is_some_and(|about| groups().any(|id| id == about));
                    let value = if of_broker {
                        "brokers"
                    } else if of_group {
                        "groups"
                    } else {
                        "topics"
                    };
                    Field {
                        value: value.into(),
                        ..of("entity-type", &["topics", "brokers", ALL_BROKERS, "groups"])
                    }
                },
                Field {
                    choices: Vec::new(),
                    ..pick("entity-name", topics().chain(brokers()).chain(groups()).collect())
                },
                of("do", &["add", "delete"]),
                text("config", "min.insync.replicas=2"),
            ],
            Deed::Offsets => vec![
                pick("group", groups().collect()),
                pick("topic", topics().collect()),
                text("only partition", ""),
                of("to", &offsets::SCENARIOS),
                text("to what", ""),
            ],
            Deed::Partitions => {
                let topic = pick("topic", topics().collect());
                let more = text("partitions", &(wrong::partitions_of(view, &topic.value) + 1).to_string());
                vec![topic, more]
            }
            Deed::Line => {
                let reading = view.tools.iter().filter(|tool| tool.reads && tool.process == Process::Running);
                vec![pick("tool", reading.map(|tool| tool.name.to_string()).collect()), text("line", "")]
            }
            Deed::Seek => vec![
                pick("consumer", running().collect()),
                pick("topic", topics().collect()),
                text("partition", "0"),
                text("offset", "0"),
            ],
            Deed::Pace => vec![pick("consumer", running().collect()), text("per record", "500ms")],
            Deed::Process => vec![
                of("do", &["kill", "poweroff", "stop", "pause", "resume", "restart"]),
                pick("who", parties()),
            ],
            Deed::Link => vec![
                of("do", &["cut", "heal"]),
                pick("from", parties()),
                of("way", &["both ways", "one way"]),
                Field { value: nodes().nth(1).unwrap_or_default(), ..pick("to", parties()) },
            ],
            Deed::Slow => vec![
                pick("from", parties()),
                of("way", &["both ways", "one way"]),
                Field { value: nodes().nth(1).unwrap_or_default(), ..pick("to", parties()) },
                text("by", "100ms"),
            ],
            Deed::Disk => {
                let node = pick("node", nodes().collect());
                let files = files_of(view, &node.value);
                let file = Field {
                    label: "file",
                    value: files.first().cloned().unwrap_or_default(),
                    choices: files,
                };
                let dirs = files::dirs_of(view, &node.value);
                let first = dirs.first().cloned();
                let dir = first.map(|value| Field { label: "log directory", value, choices: dirs });
                let slower = text("slow by", "50ms");
                [Some(node), Some(of("do", &DISK)), Some(slower), dir, Some(file), Some(text("byte", "70"))]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            Deed::Delay => vec![
                text("message", about.unwrap_or_default()),
                of("do", &["delay", "late"]),
                text("by", "500ms"),
            ],
            Deed::Clock => vec![
                pick("who", parties()),
                of("clock", &["+1h", "-1h", "+5m", "-5m", "right"]),
                text("or by", ""),
            ],
        };
        let mut form = Self { deed, fields };
        form.keep_apart();
        form
    }

    /// Another value of a field. What depends on it follows: the files of another node, the names of another kind.
    pub fn change(&mut self, n: usize, value: String, view: &ClusterView) {
        let Some(field) = self.fields.get_mut(n) else { return };
        field.value = value;
        let (label, value) = (field.label, field.value.clone());
        match (self.deed, label) {
            (Deed::Disk, "node") => {
                self.offer("file", files_of(view, &value));
                self.offer("log directory", files::dirs_of(view, &value));
            }
            (Deed::Offsets, "to") => self.fill("to what", offsets::begins_with(&value, view)),
            (Deed::Partitions, "topic") => {
                self.fill("partitions", (wrong::partitions_of(view, &value) + 1).to_string());
            }
            (Deed::Config, "entity-type") => {
                let name = match &*value {
                    "brokers" => {
                        view.nodes.iter().find(|node| node.is_broker).map(|node| node.id.to_string())
                    }
                    "groups" => view.groups.first().map(|group| group.id.to_string()),
                    "topics" => {
                        view.topics.iter().find(|topic| !topic.internal).map(|topic| topic.name.to_string())
                    }
                    _ => Some(String::new()),
                };
                self.fill("entity-name", name.unwrap_or_default());
            }
            _ => {}
        }
    }

    fn fill(&mut self, label: &str, value: String) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.label == label) {
            field.value = value;
        }
    }

    /// Other choices for a field; what was chosen stays, if it still can be.
    fn offer(&mut self, label: &str, choices: Vec<String>) {
        let Some(field) = self.fields.iter_mut().find(|field| field.label == label) else { return };
        if !choices.contains(&field.value) {
            field.value = choices.first().cloned().unwrap_or_default();
        }
        field.choices = choices;
    }

    /// The two ends of a link are two.
    fn keep_apart(&mut self) {
        let Some(from) =
            self.fields.iter().find(|field| field.label == "from").map(|field| field.value.clone())
        else {
            return;
        };
        if let Some(to) = self.fields.iter_mut().find(|field| field.label == "to")
            && to.value == from
        {
            to.value = to.choices.iter().find(|choice| **choice != from).cloned().unwrap_or_default();
        }
    }

    /// Whether everything that it needs is there: a consumer needs a topic.
    pub fn is_possible(&self) -> bool {
        let in_general = self.of("entity-type") == ALL_BROKERS;
        let spare = |label| may_be_empty(label) || label == "entity-name" && in_general;
        self.fields.iter().all(|field| !field.value.trim().is_empty() || spare(field.label))
    }
}

fn may_be_empty(label: &str) -> bool {
    matches!(
        label,
        "rate"
            | "keys"
            | "size"
            | "skew"
            | "enable.idempotence"
            | "linger.ms"
            | "process.ms"
            | "rack"
            | "key"
            | "value"
            | "more"
            | "file"
            | "log directory"
            | "slow by"
            | "or by"
            | "only partition"
            | "to what"
            | "line"
            | "byte"
            | "min.insync.replicas"
    )
}

/// What a deed is called.
pub fn name(deed: Deed) -> Text {
    words::DEEDS[deed as usize]
}
