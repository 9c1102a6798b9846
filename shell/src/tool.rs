//! A tool: one command line, as a machine.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use partita_machine::{Effect, Input, Instant, Machine, Now, Rng, Stream};
use partita_view::{MemberView, ProducerView};

use crate::consumer::{self, ConsoleConsumer};
use crate::files::Files;
use crate::line::{LineError, split_line};
use crate::names::{TOOL_NAMES, base_name};
use crate::perf::{EndToEnd, PerfConsumer, PerfProducer};
use crate::processes::Process;
use crate::producer::{self, ConsoleProducer};
use crate::script::{Kept, Run};
use crate::{
    api_versions, cluster, configs, delete_records, dump_log, elections, features, get_offsets, groups, hint,
    list_groups, log_dirs, perf, processes, quorum, reassign, topics, transactions,
};

/// What a tool gets besides its command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToolSettings {
    /// Seed of its chance: names of groups, order of brokers to ask.
    pub seed: u64,
    /// Whether its input is a terminal: a console producer prompts only there.
    pub terminal: bool,
    /// Files that the command line names ([`crate::files_named`]).
    pub files: Files,
    /// Java processes of the machine that it runs on, for `jps`.
    pub processes: Vec<Process>,
}

/// Why there is no such tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToolError {
    /// The line cannot be split into words.
    Line(LineError),
    /// The first word is no tool.
    Unknown(String),
}

impl fmt::Display for ToolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(error) => error.fmt(f),
            Self::Unknown(word) => {
                write!(f, "{word}: there is no such tool; there are {}", TOOL_NAMES.join(", "))
            }
        }
    }
}

impl core::error::Error for ToolError {}

#[derive(Clone, Debug)]
enum Kind {
    /// A console producer before its start.
    Producing(Start),
    Producer(Box<ConsoleProducer>),
    /// A console consumer before its start.
    Consuming(Start),
    Consumer(Box<ConsoleConsumer>),
    /// A test of a producer before its start.
    TestingProducer(Start),
    PerfProducer(Box<PerfProducer>),
    /// A test of a consumer before its start.
    TestingConsumer(Start),
    PerfConsumer(Box<PerfConsumer>),
    /// A test of latencies before its start.
    TestingLatency(Start),
    EndToEnd(Box<EndToEnd>),
    Jps(Start),
    Script(Box<Kept>),
}

/// What a console tool is made of at its start.
#[derive(Clone, Debug)]
struct Start {
    words: Vec<String>,
    settings: ToolSettings,
}

/// A command-line tool of Kafka's as a machine. It ends with [`Effect::Exit`].
#[derive(Clone, Debug)]
pub struct Tool {
    line: String,
    client_id: String,
    kind: Kind,
    ended: bool,
}

impl Tool {
    /// A tool from a line as one types it.
    pub fn new(line: &str, settings: ToolSettings) -> Result<Self, ToolError> {
        let words = split_line(line).map_err(ToolError::Line)?;
        let mut tool = Self::from_words(&words, settings)?;
        tool.line = line.trim().to_string();
        Ok(tool)
    }

    /// A tool from the words of a line.
    pub fn from_words(words: &[String], settings: ToolSettings) -> Result<Self, ToolError> {
        let line = words.join(" ");
        let Some((name, arguments)) = words.split_first() else {
            return Err(ToolError::Line(LineError::Empty));
        };
        let client_id = given_client_id(arguments);
        let default = match base_name(name) {
            "kafka-console-producer" => "console-producer",
            "kafka-console-consumer" => "console-consumer",
            "kafka-producer-perf-test" => "perf-producer-client",
            "kafka-consumer-perf-test" => "perf-consumer-client",
            "kafka-e2e-latency" => "producer-1",
            "kafka-log-dirs" => "log-dirs-tool",
            "kafka-reassign-partitions" => "reassign-partitions-tool",
            "kafka-broker-api-versions" => "admin-1",
            _ => "adminclient-1",
        };
        let client_id = client_id.unwrap_or(default).to_string();
        let words = arguments.to_vec();
        let kind = match base_name(name) {
            "kafka-topics" => script(topics::run, words, settings),
            "kafka-consumer-groups" => script(groups::run, words, settings),
            "kafka-configs" => script(configs::run, words, settings),
            "kafka-get-offsets" => script(get_offsets::run, words, settings),
            "kafka-leader-election" => script(elections::run, words, settings),
            "kafka-metadata-quorum" => script(quorum::run, words, settings),
            "kafka-cluster" => script(cluster::run, words, settings),
            "kafka-broker-api-versions" => script(api_versions::run, words, settings),
            "kafka-delete-records" => script(delete_records::run, words, settings),
            "kafka-features" => script(features::run, words, settings),
            "kafka-groups" => script(list_groups::run, words, settings),
            "kafka-dump-log" => script(dump_log::run, words, settings),
            "kafka-producer-perf-test" => Kind::TestingProducer(Start { words, settings }),
            "kafka-consumer-perf-test" => Kind::TestingConsumer(Start { words, settings }),
            "kafka-e2e-latency" => Kind::TestingLatency(Start { words, settings }),
            "jps" => Kind::Jps(Start { words, settings }),
            "kafka-log-dirs" => script(log_dirs::run, words, settings),
            "kafka-reassign-partitions" => script(reassign::run, words, settings),
            "kafka-transactions" => script(transactions::run, words, settings),
            "kafka-console-producer" => Kind::Producing(Start { words, settings }),
            "kafka-console-consumer" => Kind::Consuming(Start { words, settings }),
            _ => return Err(ToolError::Unknown(name.clone())),
        };
        Ok(Self { line, client_id, kind, ended: false })
    }

    /// The command line.
    #[must_use]
    pub fn line(&self) -> &str {
        &self.line
    }

    /// Whether it reads typed lines.
    #[must_use]
    pub fn reads_lines(&self) -> bool {
        !self.ended && matches!(self.kind, Kind::Producing(_) | Kind::Producer(_))
    }

    /// Typed lines that it holds back because `send` would block: a host should hand over no more while there are many.
    #[must_use]
    pub fn lines_waiting(&self) -> usize {
        match &self.kind {
            Kind::Producer(producer) => producer.lines_waiting(),
            _ => 0,
        }
    }

    /// `client.id` of its client, as the headers of its requests carry it.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// The producer of a console producer that has started, to draw it.
    #[must_use]
    pub fn producer_view(&self) -> Option<Arc<ProducerView>> {
        match &self.kind {
            Kind::Producer(producer) => Some(producer.view()),
            Kind::PerfProducer(producer) => Some(producer.view()),
            Kind::EndToEnd(test) => Some(test.view()),
            _ => None,
        }
    }

    /// The consumer of a console consumer that has started, to draw it.
    #[must_use]
    pub fn member_view(&self) -> Option<Arc<MemberView>> {
        match &self.kind {
            Kind::Consumer(consumer) => Some(consumer.view()),
            Kind::PerfConsumer(consumer) => Some(consumer.view()),
            _ => None,
        }
    }

    /// The group of a console consumer that has started and is in one.
    #[must_use]
    pub fn group_id(&self) -> Option<&str> {
        match &self.kind {
            Kind::Consumer(consumer) => consumer.group_id(),
            Kind::PerfConsumer(consumer) => consumer.group_id(),
            _ => None,
        }
    }

    /// The class whose `main` it is, as `jps` names it.
    #[must_use]
    pub fn main_class(&self) -> &'static str {
        let name = self.line.split_whitespace().next().unwrap_or_default();
        processes::main_class(base_name(name))
    }

    /// Whether it has ended.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.ended
    }
}

impl Tool {
    /// A console tool begins with its first input: what is wrong with its options is printed then.
    fn started(&mut self, now: Now, effects: &mut Vec<Effect>) -> Result<(), i32> {
        match &self.kind {
            Kind::Producing(Start { words, settings }) => {
                let ToolSettings { seed, terminal, files, .. } = settings;
                let producer = producer::start(words, files, *terminal, Rng::new(*seed), effects)?;
                self.kind = Kind::Producer(Box::new(producer));
            }
            Kind::Consuming(Start { words, settings }) => {
                let ToolSettings { seed, files, .. } = settings;
                let consumer = consumer::start(words, files, now, Rng::new(*seed), effects)?;
                self.kind = Kind::Consumer(Box::new(consumer));
            }
            Kind::TestingProducer(Start { words, settings }) => {
                let ToolSettings { seed, files, .. } = settings;
                let producer = perf::start_producer(words, files, now, Rng::new(*seed), effects)?;
                self.kind = Kind::PerfProducer(Box::new(producer));
            }
            Kind::TestingConsumer(Start { words, settings }) => {
                let ToolSettings { seed, files, .. } = settings;
                let consumer = perf::start_consumer(words, files, now, Rng::new(*seed), effects)?;
                self.kind = Kind::PerfConsumer(Box::new(consumer));
            }
            Kind::TestingLatency(Start { words, settings }) => {
                let ToolSettings { seed, files, .. } = settings;
                let test = perf::start_e2e(words, files, now, Rng::new(*seed), effects)?;
                self.kind = Kind::EndToEnd(Box::new(test));
            }
            Kind::Jps(Start { words, settings }) => {
                return Err(processes::list(words, &settings.processes, effects));
            }
            _ => {}
        }
        Ok(())
    }
}

impl Machine for Tool {
    fn handle(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) {
        if self.ended {
            return;
        }
        let status = match self.started(now, effects) {
            Err(status) => Some(status),
            Ok(()) => match &mut self.kind {
                Kind::Producing(_) | Kind::Consuming(_) | Kind::TestingProducer(_) => None,
                Kind::TestingConsumer(_) | Kind::TestingLatency(_) | Kind::Jps(_) => None,
                Kind::EndToEnd(test) => test.handle(now, input, effects),
                Kind::PerfProducer(producer) => producer.handle(now, input, effects),
                Kind::PerfConsumer(consumer) => consumer.handle(now, input, effects),
                Kind::Consumer(consumer) => consumer.handle(now, input, effects),
                Kind::Producer(producer) => producer.handle(now, input, effects),
                Kind::Script(script) => script.handle(now, input, effects),
            },
        };
        if let Some(status) = status {
            self.ended = true;
            if status != 0
                && let Some(why) = hint::of(&self.line)
            {
                effects.push(Effect::Print(Stream::Err, why));
            }
            effects.push(Effect::Exit(status));
        }
    }

    fn wake_at(&self) -> Option<Instant> {
        match &self.kind {
            _ if self.ended => None,
            Kind::Producing(_) | Kind::Consuming(_) | Kind::TestingProducer(_) => None,
            Kind::TestingConsumer(_) | Kind::TestingLatency(_) | Kind::Jps(_) => None,
            Kind::EndToEnd(test) => test.wake_at(),
            Kind::PerfProducer(producer) => producer.wake_at(),
            Kind::PerfConsumer(consumer) => consumer.wake_at(),
            Kind::Consumer(consumer) => consumer.wake_at(),
            Kind::Producer(producer) => producer.wake_at(),
            Kind::Script(script) => script.wake_at(),
        }
    }
}

/// `client.id` from wherever the words set it.
fn given_client_id(words: &[String]) -> Option<&str> {
    let mut in_words = words.iter().rev().filter_map(|word| {
        let value = word
            .strip_prefix("--")
            .and_then(|option| option.split_once('='))
            .map_or(word.as_str(), |(_, v)| v);
        value.strip_prefix("client.id=")
    });
    in_words.next()
}

fn script(run: Run, words: Vec<String>, settings: ToolSettings) -> Kind {
    Kind::Script(Box::new(Kept::new(run, words, settings.files, Rng::new(settings.seed))))
}
