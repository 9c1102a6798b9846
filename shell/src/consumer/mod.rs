//! `kafka-console-consumer.sh`.

mod format;
mod offsets;
mod options;

use alloc::collections::{BTreeMap, VecDeque};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_client::app::tell_processed;
use partita_client::consumer::{Consumer, ConsumerRecord, Place};
use partita_machine::{Effect, Input, Instant, Name, Now, Rng, Stream};
use partita_view::MemberView;
use partita_wire::ErrorCode;

use crate::client_log::{ClientLog, Kind};
use crate::files::Files;
use crate::thrown::Thrown;
use crate::time::log_line;

use format::Formatter;
pub(crate) use options::OPTIONS;
use options::{Offset, Reads, Setup};

const LOGGER: &str = "org.apache.kafka.tools.consumer.ConsoleConsumer";
const NOTICE: &str = "The consumer rebalance protocol (KIP-848) is production-ready! Set group.protocol=consumer to try it \
                      out. See https://kafka.apache.org/documentation/#consumer_rebalance_protocol\n";

/// A console consumer that runs.
#[derive(Clone, Debug)]
pub(crate) struct ConsoleConsumer {
    consumer: Consumer,
    log: ClientLog,
    reads: Reads,
    formatter: Formatter,
    max_messages: Option<u64>,
    timeout_ms: Option<u64>,
    skip_on_error: bool,
    systest_events: bool,
    /// When it began to wait for the next record.
    waits_since: Instant,
    processed: u64,
    /// The status to end with, once it has stopped reading.
    stopping: Option<i32>,
    /// The exception that ends it, told after the count.
    fatal: Option<Thrown>,
    view: Arc<MemberView>,
    view_revision: Option<(u64, u64)>,
}

/// A console consumer that has started, or the status of one that could not.
pub(crate) fn start(
    words: &[String],
    files: &Files,
    now: Now,
    mut rng: Rng,
    effects: &mut Vec<Effect>,
) -> Result<ConsoleConsumer, i32> {
    let setup = options::prepare(words, files, now, &mut rng, effects)?;
    let mut consumer = ConsoleConsumer::new(setup, now, rng);
    consumer.begin(effects);
    Ok(consumer)
}

impl ConsoleConsumer {
    fn new(setup: Setup, now: Now, rng: Rng) -> Self {
        let common = &setup.settings.common;
        let group = setup.settings.group_id.as_deref().unwrap_or_default();
        let prefix = format!("[Consumer clientId={}, groupId={group}]", common.client_id);
        let log = ClientLog::new(Kind::Consumer, prefix, common.bootstrap_servers.clone());
        Self {
            consumer: Consumer::new(setup.settings, rng),
            log,
            reads: setup.reads,
            formatter: setup.formatter,
            max_messages: setup.max_messages,
            timeout_ms: setup.timeout_ms,
            skip_on_error: setup.skip_on_error,
            systest_events: setup.systest_events,
            waits_since: now.at,
            processed: 0,
            stopping: None,
            fatal: None,
            view: Arc::default(),
            view_revision: None,
        }
    }

    fn begin(&mut self, effects: &mut Vec<Effect>) {
        match &self.reads {
            Reads::Topics(topics) => {
                effects.push(Effect::Print(Stream::Err, NOTICE.to_string()));
                self.consumer.subscribe(topics);
            }
            Reads::Matching(pattern) => {
                effects.push(Effect::Print(Stream::Err, NOTICE.to_string()));
                self.consumer.subscribe_matching(pattern.clone());
            }
            Reads::Partition(place, offset) => {
                self.consumer.assign(core::slice::from_ref(place));
                match offset {
                    Offset::Earliest => self.consumer.seek_to_beginning(place),
                    Offset::Latest => self.consumer.seek_to_end(place),
                    Offset::At(offset) => self.consumer.seek(place, *offset),
                }
            }
        }
    }

    /// `client.id`.
    fn client_id(&self) -> &str {
        &self.consumer.settings().common.client_id
    }

    /// Its group, unless it reads a partition of its choice.
    pub(crate) fn group_id(&self) -> Option<&str> {
        match self.reads {
            Reads::Topics(_) | Reads::Matching(_) => self.consumer.settings().group_id.as_deref(),
            Reads::Partition(..) => None,
        }
    }

    /// The member, to draw it.
    pub(crate) fn view(&self) -> Arc<MemberView> {
        self.view.clone()
    }

    pub(crate) fn wake_at(&self) -> Option<Instant> {
        let timeout = self.deadline().filter(|_| self.stopping.is_none());
        timeout.into_iter().chain(self.consumer.wake_at()).min()
    }

    /// Takes an input; gives the exit status if it has ended by it.
    pub(crate) fn handle(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) -> Option<i32> {
        let from = effects.len();
        match input {
            Input::Interrupt => self.stop(now, 130, effects),
            Input::Terminate => self.stop(now, 143, effects),
            input => {
                self.log.before(now, &input, effects);
                self.consumer.handle(now, input, effects);
            }
        }
        self.receive(now, effects);
        self.log.after(now, from, effects);
        self.refresh_view();
        let status = self.stopping.filter(|_| self.consumer.is_closed())?;
        Some(self.end(now, status, effects))
    }

    fn deadline(&self) -> Option<Instant> {
        // Kafka's tool gives up when more than the time-out has passed, in whole milliseconds.
        self.timeout_ms.map(|ms| self.waits_since.after_ms(ms.saturating_add(1)))
    }

    /// Takes the records that are there, and polls for more.
    fn receive(&mut self, now: Now, effects: &mut Vec<Effect>) {
        while self.stopping.is_none() {
            if self.is_full() {
                return self.stop(now, 0, effects);
            }
            let records = self.consumer.poll(now, effects);
            if let Some(error) = self.error() {
                return self.give_up(now, &error, effects);
            }
            if records.is_empty() {
                if self.deadline().is_some_and(|deadline| deadline <= now.at) {
                    let error = Thrown::new("org.apache.kafka.common.errors.TimeoutException", "");
                    self.give_up(now, &error, effects);
                }
                return;
            }
            self.take(now, records, effects);
        }
    }

    fn is_full(&self) -> bool {
        self.max_messages.is_some_and(|max| self.processed >= max)
    }

    fn error(&mut self) -> Option<Thrown> {
        if let Some(error) = self.consumer.take_error() {
            return Some(error.into());
        }
        let topics: &[Name] = match &self.reads {
            Reads::Topics(topics) => topics,
            Reads::Partition((topic, _), _) => core::slice::from_ref(topic),
            Reads::Matching(_) => &[],
        };
        let invalid = topics
            .iter()
            .find(|topic| self.consumer.topic_error(topic) == Some(ErrorCode::InvalidTopicException))?;
        let mut thrown = Thrown::of(ErrorCode::InvalidTopicException);
        thrown.message = format!("Invalid topics: [{invalid}]");
        Some(thrown)
    }

    fn take(&mut self, now: Now, records: Vec<ConsumerRecord>, effects: &mut Vec<Effect>) {
        self.waits_since = now.at;
        let mut records: VecDeque<ConsumerRecord> = records.into();
        let mut done: Vec<ConsumerRecord> = Vec::new();
        while self.stopping.is_none() && !self.is_full() {
            let Some(record) = records.pop_front() else { break };
            self.processed += 1;
            match self.formatter.text(&record) {
                Ok(text) if text.is_empty() => {}
                Ok(text) => effects.push(Effect::Print(Stream::Out, text)),
                Err(thrown) if self.skip_on_error => {
                    self.say(now, "Error processing message, skipping this message: ", &thrown, effects);
                }
                Err(thrown) => {
                    self.fatal = Some(thrown);
                    self.stopping = Some(1);
                }
            }
            done.push(record);
        }
        tell_processed(&done, effects);
        self.give_back(records);
        if let Some(status) = self.stopping {
            self.stop(now, status, effects);
        }
    }

    /// What was not printed is not consumed: the last commit must not count it.
    fn give_back(&mut self, records: VecDeque<ConsumerRecord>) {
        let mut first: BTreeMap<Place, i64> = BTreeMap::new();
        for record in records {
            first.entry((record.topic, record.partition)).or_insert(record.offset);
        }
        for (place, offset) in first {
            self.consumer.seek(&place, offset);
        }
    }

    fn give_up(&mut self, now: Now, thrown: &Thrown, effects: &mut Vec<Effect>) {
        self.say(now, "Error processing message, terminating consumer process: ", thrown, effects);
        self.stop(now, 0, effects);
    }

    fn say(&self, now: Now, text: &str, thrown: &Thrown, effects: &mut Vec<Effect>) {
        let line = log_line(now.wall_ms, "ERROR", text, LOGGER);
        effects.push(Effect::Print(Stream::Err, format!("{line}{}\n", thrown.text())));
    }

    fn stop(&mut self, now: Now, status: i32, effects: &mut Vec<Effect>) {
        self.stopping.get_or_insert(status);
        self.consumer.close(now, effects);
    }

    fn end(&mut self, now: Now, status: i32, effects: &mut Vec<Effect>) -> i32 {
        let count = format!("Processed a total of {} messages\n", self.processed);
        effects.push(Effect::Print(Stream::Err, count));
        if let Some(fatal) = self.fatal.take() {
            self.say(now, "Unknown error when running consumer: ", &fatal, effects);
        }
        if self.systest_events {
            effects.push(Effect::Print(Stream::Out, "shutdown_complete\n".to_string()));
        }
        status
    }

    fn refresh_view(&mut self) {
        let revision = (self.consumer.revision(), self.processed);
        if self.view_revision == Some(revision) {
            return;
        }
        self.view_revision = Some(revision);
        let (name, processed) = (self.client_id().into(), self.processed);
        self.view = Arc::new(MemberView { name, processed, ..self.consumer.view() });
    }
}
