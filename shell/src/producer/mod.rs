//! `kafka-console-producer.sh`.

mod options;
mod reader;

use alloc::collections::{BTreeMap, VecDeque};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_client::ClientError;
use partita_client::producer::{Producer, ProducerRecord, SendId};
use partita_machine::{Effect, Input, Instant, Name, Now, Rng, Stream};
use partita_view::ProducerView;
use partita_wire::ErrorCode;

use crate::client_log::{ClientLog, Kind};
use crate::files::Files;
use crate::thrown::Thrown;
use crate::time::log_line;

pub(crate) use options::OPTIONS;
use options::Setup;
pub(crate) use options::prepare;

const CALLBACK_LOGGER: &str = "org.apache.kafka.clients.producer.internals.ErrorLoggingCallback";

/// Most typed lines that wait while `send` would block; more are refused.
const LINES_MAX: usize = 65_536;

/// A console producer that runs.
#[derive(Clone, Debug)]
pub(crate) struct ConsoleProducer {
    topic: Name,
    sync: bool,
    prompts: bool,
    reader: reader::LineReader,
    producer: Producer,
    log: ClientLog,
    lines: VecDeque<String>,
    input_ended: bool,
    prompted: bool,
    /// Lengths of key and value of records without an outcome: what the log tells of those that fail.
    sent: BTreeMap<SendId, (Option<usize>, Option<usize>)>,
    /// The status to end with, once it has stopped reading.
    stopping: Option<i32>,
    view: Arc<ProducerView>,
    view_revision: Option<u64>,
}

impl ConsoleProducer {
    pub(crate) fn new(setup: Setup, terminal: bool, rng: Rng) -> Self {
        let Setup { topic, sync, reader, settings } = setup;
        let common = &settings.common;
        let prefix = format!("[Producer clientId={}]", common.client_id);
        let kind = Kind::Producer { retries: settings.retries };
        let log = ClientLog::new(kind, prefix, common.bootstrap_servers.clone());
        Self {
            topic: topic.as_str().into(),
            sync,
            prompts: terminal,
            reader,
            producer: Producer::new(settings, rng),
            log,
            lines: VecDeque::new(),
            input_ended: false,
            prompted: false,
            sent: BTreeMap::new(),
            stopping: None,
            view: Arc::default(),
            view_revision: None,
        }
    }

    /// `client.id`.
    fn client_id(&self) -> &str {
        &self.producer.settings().common.client_id
    }

    /// Typed lines that wait.
    pub(crate) fn lines_waiting(&self) -> usize {
        self.lines.len()
    }

    /// The producer, to draw it.
    pub(crate) fn view(&self) -> Arc<ProducerView> {
        self.view.clone()
    }

    pub(crate) fn wake_at(&self) -> Option<Instant> {
        self.producer.wake_at()
    }

    /// Takes an input; gives the exit status if it has ended by it.
    pub(crate) fn handle(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) -> Option<i32> {
        let from = effects.len();
        match input {
            Input::Typed(Some(line)) => self.typed(now, line, effects),
            Input::Typed(None) => self.input_ended = true,
            // Kafka's tool closes its producer on its way out: what was typed still goes.
            Input::Interrupt => self.stop(130),
            Input::Terminate => self.stop(143),
            input => {
                self.log.before(now, &input, effects);
                self.producer.handle(now, input, effects);
            }
        }
        self.read_lines(now, effects);
        self.log.after(now, from, effects);
        self.refresh_view();
        self.stopping.filter(|_| self.producer.is_closed())
    }

    fn typed(&mut self, now: Now, line: String, effects: &mut Vec<Effect>) {
        if self.lines.len() < LINES_MAX {
            return self.lines.push_back(line);
        }
        let text = format!("A line is left out: {LINES_MAX} wait already");
        effects.push(Effect::Print(Stream::Err, log_line(now.wall_ms, "ERROR", &text, "partita")));
    }

    fn stop(&mut self, status: i32) {
        self.stopping.get_or_insert(status);
    }

    /// Reads on as far as `send` would not block.
    fn read_lines(&mut self, now: Now, effects: &mut Vec<Effect>) {
        loop {
            self.take_deliveries(now, effects);
            if self.stopping.is_some() {
                return self.producer.close(now, effects);
            }
            if self.producer.is_blocked() || (self.sync && !self.sent.is_empty()) {
                return;
            }
            if self.prompts && !self.prompted {
                self.prompted = true;
                effects.push(Effect::Print(Stream::Out, ">".to_string()));
            }
            match self.lines.pop_front() {
                Some(line) => self.line(now, &line, effects),
                None if self.input_ended => self.stop(0),
                None => return,
            }
        }
    }

    fn line(&mut self, now: Now, line: &str, effects: &mut Vec<Effect>) {
        self.prompted = false;
        let mut record = match self.reader.read(line) {
            Ok(record) => record,
            Err(message) => {
                let thrown = Thrown::new("org.apache.kafka.common.KafkaException", message);
                effects.push(Effect::Print(Stream::Err, thrown.text() + "\n"));
                return self.stop(1);
            }
        };
        record.topic = self.topic.clone();
        self.send(now, record, effects);
    }

    fn send(&mut self, now: Now, record: ProducerRecord, effects: &mut Vec<Effect>) {
        let lengths =
            (record.key.as_ref().map(|key| key.len()), record.value.as_ref().map(|value| value.len()));
        match self.producer.send(now, record, effects) {
            Ok(id) => {
                self.sent.insert(id, lengths);
            }
            Err(error) => self.failed(now, lengths, &error, effects),
        }
        if self.sync {
            // Whoever waits for the answer does not linger in vain: only this record is there.
            self.producer.flush(now, effects);
        }
    }

    fn take_deliveries(&mut self, now: Now, effects: &mut Vec<Effect>) {
        for delivery in self.producer.take_deliveries() {
            for (id, _) in delivery.records {
                let Some(lengths) = self.sent.remove(&id) else { continue };
                if let Err(error) = &delivery.outcome {
                    self.failed(now, lengths, error, effects);
                }
            }
        }
    }

    /// What the log says of a record that was given up; with `--sync` it is the end.
    fn failed(
        &mut self,
        now: Now,
        (key, value): (Option<usize>, Option<usize>),
        error: &ClientError,
        effects: &mut Vec<Effect>,
    ) {
        let exception = Thrown::from(error.clone()).text();
        if self.sync {
            let text =
                format!("java.util.concurrent.ExecutionException: {exception}\nCaused by: {exception}\n");
            effects.push(Effect::Print(Stream::Err, text));
            return self.stop(1);
        }
        let bytes =
            |length: Option<usize>| length.map_or("null".to_string(), |length| format!("{length} bytes"));
        let text = format!(
            "Error when sending message to topic {} with key: {}, value: {} with error:",
            self.topic,
            bytes(key),
            bytes(value)
        );
        let mut text = log_line(now.wall_ms, "ERROR", &text, CALLBACK_LOGGER);
        text.push_str(&exception);
        text.push('\n');
        if error.code == ErrorCode::RequestTimedOut
            && let Some(cause) = self.log.topic_error(&self.topic)
        {
            text.push_str(&format!("Caused by: {}\n", Thrown::of(cause).text()));
        }
        effects.push(Effect::Print(Stream::Err, text));
    }

    fn refresh_view(&mut self) {
        let revision = self.producer.revision();
        if self.view_revision == Some(revision) {
            return;
        }
        self.view_revision = Some(revision);
        let mut view = self.producer.view();
        view.name = self.client_id().into();
        view.topic = Some(self.topic.clone());
        self.view = Arc::new(view);
    }
}

/// A console producer that cannot start, or one that can.
pub(crate) fn start(
    words: &[String],
    files: &Files,
    terminal: bool,
    rng: Rng,
    effects: &mut Vec<Effect>,
) -> Result<ConsoleProducer, i32> {
    let setup = prepare(words, files, effects)?;
    Ok(ConsoleProducer::new(setup, terminal, rng))
}
