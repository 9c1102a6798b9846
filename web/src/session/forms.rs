//! What can be added, done and broken, as forms: a few fields that begin with something sensible for this cluster, and the one
//! line of the playground or of Kafka's tools that they make. The line is what is carried out and stands in the story.

use std::sync::Arc;

use partita_view::{ClusterView, NodeView, Process};

use crate::words::{self, Text};

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
}

/// What stands under Add.
pub const ADD: [Deed; 6] =
    [Deed::Topic, Deed::Producer, Deed::Consumer, Deed::Broker, Deed::Controller, Deed::Record];
/// What stands under Change.
pub const CHANGE: [Deed; 5] = [Deed::Config, Deed::Offsets, Deed::Seek, Deed::Pace, Deed::Vote];
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
const TOOL: &str = "--bootstrap-server localhost:9092";

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
        let running = || {
            let members = view.groups.iter().flat_map(|group| &group.members);
            members.filter(|member| member.process == Process::Running).map(|member| member.name.to_string())
        };
        let parties = || nodes().chain(producers()).chain(members()).collect::<Vec<_>>();
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
                vec![pick("producer", producers().collect()), text("key", "key1"), text("value", "hello")]
            }
            Deed::Config => vec![
                of("entity-type", &["topics", "brokers"]),
                Field { choices: Vec::new(), ..pick("entity-name", topics().chain(brokers()).collect()) },
                text("config", "min.insync.replicas=2"),
            ],
            Deed::Offsets => vec![
                pick("group", groups().collect()),
                pick("topic", topics().collect()),
                of("to", &["to-earliest", "to-latest", "shift-by -1", "to-offset 0"]),
            ],
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
            Deed::Disk => vec![
                pick("node", nodes().collect()),
                of(
                    "do",
                    &["fill", "slow 50ms", "fail", "flush-fails", "flush-lies", "tear", "replace", "mend"],
                ),
            ],
            Deed::Clock => vec![pick("who", parties()), of("clock", &["+1h", "-1h", "+5m", "-5m", "right"])],
        };
        let mut form = Self { deed, fields };
        form.keep_apart();
        form
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

    fn of(&self, label: &str) -> &str {
        self.fields.iter().find(|field| field.label == label).map_or("", |field| field.value.trim())
    }

    /// Settings that are not left empty; a default that is Kafka's own need not be said.
    fn settings(&self, labels: &[&str], defaults: &[&str]) -> String {
        let said = labels.iter().map(|label| (label, self.of(label)));
        let said = said.filter(|(_, value)| !value.is_empty() && !defaults.contains(value));
        said.map(|(label, value)| format!(" {label}={value}")).collect()
    }

    /// The command that it makes.
    pub fn line(&self) -> String {
        let of = |label| self.of(label);
        let settings = |labels: &[&str], defaults: &[&str]| self.settings(labels, defaults);
        let arrow = if of("way") == "one way" { " >" } else { "" };
        match self.deed {
            Deed::Topic => {
                format!(
                    "topic {}{}",
                    of("topic"),
                    settings(&["partitions", "replicas", "min.insync.replicas"], &[])
                )
            }
            Deed::Producer => {
                let before = settings(&["topic", "rate"], &[]);
                let keys = skewed(of("keys"), of("skew"));
                let keys = if keys.is_empty() { keys } else { format!(" keys={keys}") };
                let after = settings(&["size", "acks", "enable.idempotence", "linger.ms"], &["all"]);
                format!("producer {}{before}{keys}{after}", of("producer"))
            }
            Deed::Consumer => {
                let labels =
                    ["group", "topic", "auto.offset.reset", "group.protocol", "process.ms", "commit"];
                format!("consumer {}{}", of("consumer"), settings(&labels, &["classic", "auto"]))
            }
            Deed::Broker => format!("broker {}{}", of("broker"), settings(&["rack"], &[])),
            Deed::Controller => format!("controller {}", of("controller")),
            Deed::Vote => format!("quorum {} {}", of("do"), of("controller")),
            Deed::Record => {
                let key = if of("key").is_empty() { "-" } else { of("key") };
                format!("send {} {key} {}", of("producer"), of("value"))
            }
            Deed::Config => format!(
                "kafka-configs.sh {TOOL} --alter --entity-type {} --entity-name {} --add-config {}",
                of("entity-type"),
                of("entity-name"),
                of("config")
            ),
            Deed::Offsets => format!(
                "kafka-consumer-groups.sh {TOOL} --group {} --topic {} --reset-offsets --{} --execute",
                of("group"),
                of("topic"),
                of("to")
            ),
            Deed::Seek => {
                format!("seek {} {} {} {}", of("consumer"), of("topic"), of("partition"), of("offset"))
            }
            Deed::Pace => format!("pace {} {}", of("consumer"), of("per record")),
            Deed::Process => format!("{} {}", of("do"), of("who")),
            Deed::Link => format!("{} {}{arrow} {}", of("do"), of("from"), of("to")),
            Deed::Slow => format!("slow {}{arrow} {} {}", of("from"), of("to"), of("by")),
            Deed::Disk => format!("disk {} {}", of("node"), of("do")),
            Deed::Clock => format!("clock {} {}", of("who"), of("clock")),
        }
    }

    /// Whether everything that it needs is there: a consumer needs a topic.
    pub fn is_possible(&self) -> bool {
        self.fields.iter().all(|field| !field.value.trim().is_empty() || may_be_empty(field.label))
    }
}

/// Keys of a load of which the first has a share of all records: it is named so many times among the others.
fn skewed(keys: &str, skew: &str) -> String {
    let mut all = keys.split(',').map(str::trim).filter(|key| !key.is_empty());
    let (Some(hot), others) = (all.next(), all.collect::<Vec<_>>()) else { return keys.into() };
    let times = match skew {
        "50 %" => 1,
        "80 %" => 4,
        "95 %" => 19,
        _ => return keys.into(),
    };
    let around: Vec<String> =
        others.iter().map(|other| format!("{}{other}", format!("{hot},").repeat(times))).collect();
    if around.is_empty() { hot.into() } else { around.join(",") }
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
            | "min.insync.replicas"
    )
}

/// What a deed is called.
pub fn name(deed: Deed) -> Text {
    words::DEEDS[deed as usize]
}
