//! The line that a form makes of its fields.

use super::files::ALL_DIRS;
use super::{ALL_BROKERS, Deed, Form, offsets};

const TOOL: &str = "--bootstrap-server localhost:9092";

impl Form {
    pub(super) fn of(&self, label: &str) -> &str {
        self.raw(label).trim()
    }

    /// What stands in a field, blanks and all.
    fn raw(&self, label: &str) -> &str {
        self.fields.iter().find(|field| field.label == label).map_or("", |field| &field.value)
    }

    /// Settings that have no field of their own, with one blank before each.
    fn more(&self) -> String {
        self.of("more").split_whitespace().map(|setting| format!(" {setting}")).collect()
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
                    "topic {}{}{}",
                    of("topic"),
                    settings(&["partitions", "replicas", "min.insync.replicas"], &[]),
                    self.more()
                )
            }
            Deed::Producer => {
                let before = settings(&["topic", "rate"], &[]);
                let keys = skewed(of("keys"), of("skew"));
                let keys = if keys.is_empty() { keys } else { format!(" keys={keys}") };
                let after = settings(&["size", "acks", "enable.idempotence", "linger.ms"], &["all"]);
                format!("producer {}{before}{keys}{after}{}", of("producer"), self.more())
            }
            Deed::Consumer => {
                let labels =
                    ["group", "topic", "auto.offset.reset", "group.protocol", "process.ms", "commit"];
                let settings = settings(&labels, &["classic", "auto"]);
                format!("consumer {}{settings}{}", of("consumer"), self.more())
            }
            Deed::Broker => format!("broker {}{}", of("broker"), settings(&["rack"], &[])),
            Deed::Controller => format!("controller {}", of("controller")),
            Deed::Vote => format!("quorum {} {}", of("do"), of("controller")),
            Deed::Record => {
                let command = partita_sim::Command::Send {
                    producer: of("producer").into(),
                    key: (of("key is") != "null").then(|| self.raw("key").to_owned()),
                    value: (of("value is") != "null").then(|| of("value").to_owned()),
                };
                command.to_string()
            }
            Deed::Config => {
                let (kind, whose) = match of("entity-type") {
                    ALL_BROKERS => ("brokers", "--entity-default".to_owned()),
                    kind => (kind, format!("--entity-name {}", of("entity-name"))),
                };
                let change = match of("do") {
                    // Only its name says what is to go.
                    "delete" => {
                        let names =
                            of("config").split(',').map(|one| one.split('=').next().unwrap_or(one).trim());
                        format!("--delete-config {}", names.collect::<Vec<_>>().join(","))
                    }
                    _ => format!("--add-config {}", of("config")),
                };
                format!("kafka-configs.sh {TOOL} --alter --entity-type {kind} {whose} {change}")
            }
            Deed::Offsets => {
                let topic = match of("only partition") {
                    "" => of("topic").to_owned(),
                    partition => format!("{}:{partition}", of("topic")),
                };
                let value = match offsets::takes_value(of("to")) {
                    true => format!(" {}", of("to what")),
                    false => String::new(),
                };
                format!(
                    "kafka-consumer-groups.sh {TOOL} --group {} --topic {topic} --reset-offsets --{}{value} --execute",
                    of("group"),
                    of("to"),
                )
            }
            Deed::Partitions => format!(
                "kafka-topics.sh {TOOL} --alter --topic {} --partitions {}",
                of("topic"),
                of("partitions")
            ),
            Deed::Line => format!("{}> {}", of("tool"), self.raw("line")),
            Deed::Seek => {
                format!("seek {} {} {} {}", of("consumer"), of("topic"), of("partition"), of("offset"))
            }
            Deed::Pace => format!("pace {} {}", of("consumer"), of("per record")),
            Deed::Process => format!("{} {}", of("do"), of("who")),
            Deed::Link => format!("{} {}{arrow} {}", of("do"), of("from"), of("to")),
            Deed::Slow => format!("slow {}{arrow} {} {}", of("from"), of("to"), of("by")),
            Deed::Disk => match of("do") {
                "flip" => format!("disk {} flip {} {}", of("node"), of("file"), of("byte")),
                "slow" => format!("disk {} slow {}", of("node"), of("slow by")),
                "lose" => format!("disk {} lose {}", of("node"), of("file")),
                // One of several alone; a failure of the only one is a failure of the disk.
                "fail" if !matches!(of("log directory"), "" | ALL_DIRS) => {
                    format!("disk {} fail {}", of("node"), of("log directory"))
                }
                other => format!("disk {} {other}", of("node")),
            },
            Deed::Delay => format!("{} {} {}", of("do"), of("message"), of("by")),
            Deed::Clock => {
                let by = if of("or by").is_empty() { of("clock") } else { of("or by") };
                format!("clock {} {by}", of("who"))
            }
        }
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
