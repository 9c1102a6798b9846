//! `kafka-consumer-perf-test.sh`.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_client::app::tell_processed;
use partita_client::consumer::Consumer;
use partita_client::settings::ConsumerSettings;
use partita_machine::{Effect, Input, Instant, Name, Now, Rng, Stream};
use partita_view::MemberView;

use super::{MEGABYTE, decimal};
use crate::client_log::{ClientLog, Kind};
use crate::files::{Files, key_values, properties};
use crate::options::{Options, Spec, Takes};
use crate::thrown::Thrown;
use crate::time::log_time;
use crate::usage::{KAFKA_VERSION, Printer};

const USAGE: &str = include_str!("../usage/consumer_perf.txt");

pub(crate) const OPTIONS: &[Spec] = &[
    ("bootstrap-server", Takes::Value),
    ("command-config", Takes::Value),
    ("command-property", Takes::Value),
    ("consumer.config", Takes::Value),
    ("fetch-size", Takes::Value),
    ("from-latest", Takes::Nothing),
    ("group", Takes::Value),
    ("help", Takes::Nothing),
    ("hide-header", Takes::Nothing),
    ("messages", Takes::Value),
    ("num-records", Takes::Value),
    ("reporting-interval", Takes::Value),
    ("show-detailed-stats", Takes::Nothing),
    ("socket-buffer-size", Takes::Value),
    ("timeout", Takes::Maybe),
    ("topic", Takes::Value),
    ("version", Takes::Nothing),
];

const COLUMNS: &str = "data.consumed.in.MB, MB.sec, data.consumed.in.nMsg, nMsg.sec, rebalance.time.ms, fetch.time.ms, \
                       fetch.MB.sec, fetch.nMsg.sec";

/// What was read up to a moment.
#[derive(Clone, Copy, Debug)]
struct Mark {
    wall_ms: i64,
    bytes: u64,
    records: u64,
    joining_ms: u64,
}

/// A test of a consumer that runs.
#[derive(Clone, Debug)]
pub(crate) struct PerfConsumer {
    consumer: Consumer,
    log: ClientLog,
    records_wanted: u64,
    timeout_ms: u64,
    detailed: bool,
    interval_ms: u64,
    started: Mark,
    /// What was read so far; its time is that of the last look.
    now: Mark,
    /// The end of the last line of `--show-detailed-stats`.
    told: Mark,
    /// Since when it has no partitions.
    joining_since: Option<Instant>,
    waits_since: Instant,
    stopping: Option<i32>,
    view: Arc<MemberView>,
    view_revision: Option<(u64, u64)>,
}

/// A test that has started, or the status of one that could not.
pub(crate) fn start(
    words: &[String],
    files: &Files,
    now: Now,
    mut rng: Rng,
    effects: &mut Vec<Effect>,
) -> Result<PerfConsumer, i32> {
    let mut printer = Printer { effects, usage: USAGE };
    let options = Options::read(OPTIONS, words).map_err(|error| printer.usage(&error.to_string()))?;
    if options.has("help") || !options.any {
        return Err(printer.usage("This tool is used to verify the consumer performance."));
    }
    if options.has("version") {
        printer.print(Stream::Out, &(KAFKA_VERSION.to_string() + "\n"));
        return Err(0);
    }
    if options.has("messages") {
        printer.print(Stream::Out, "Warning: --messages is deprecated. Use --num-records instead.\n");
    }
    if let Some(missing) = options.missing(&["bootstrap-server", "topic"]) {
        return Err(printer.usage(&missing));
    }
    if !options.has("num-records") && !options.has("messages") {
        let why = "Exactly one of the following arguments is required: [num-records], [messages]";
        return Err(printer.usage(why));
    }
    let mut thrown = |thrown: Thrown| {
        printer.print(Stream::Err, &format!("{}\n{}\n", thrown.message, thrown.text()));
        1
    };
    let settings = settings(&options, files, &mut rng).map_err(&mut thrown)?;
    let mut test = PerfConsumer::new(&options, settings, now, rng).map_err(&mut thrown)?;
    let topic = Name::from(options.text("topic").ok().flatten().unwrap_or_default());
    test.consumer.subscribe(&[topic]);
    if !options.has("hide-header") {
        let first = if test.detailed { "time, threadId" } else { "start.time, end.time" };
        effects.push(Effect::Print(Stream::Out, format!("{first}, {COLUMNS}\n")));
    }
    Ok(test)
}

fn settings(options: &Options, files: &Files, rng: &mut Rng) -> Result<ConsumerSettings, Thrown> {
    let mut pairs = Vec::new();
    for file in [options.text("consumer.config")?, options.text("command-config")?].into_iter().flatten() {
        pairs.extend(properties(files.text(file).ok_or_else(|| Thrown::no_file(file))?));
    }
    pairs.extend(key_values(options.all("command-property")).map_err(Thrown::illegal_argument)?);
    let group = match options.text("group")? {
        Some(group) => group.to_string(),
        None => format!("perf-consumer-{}", rng.below(100_000)),
    };
    let reset = if options.has("from-latest") { "latest" } else { "earliest" };
    let fetch_size = options.int("fetch-size")?.unwrap_or(1 << 20).to_string();
    let servers = options.text("bootstrap-server")?.unwrap_or_default().to_string();
    let own = [
        ("bootstrap.servers", servers),
        ("group.id", group),
        ("max.partition.fetch.bytes", fetch_size),
        ("auto.offset.reset", reset.to_string()),
    ];
    pairs.extend(own.map(|(name, value)| (name.to_string(), value)));
    if !pairs.iter().any(|(name, _)| name == "client.id") {
        pairs.push(("client.id".to_string(), "perf-consumer-client".to_string()));
    }
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    ConsumerSettings::new(&pairs)
        .map_err(|error| Thrown::new("org.apache.kafka.common.config.ConfigException", error.0))
}

impl PerfConsumer {
    fn new(options: &Options, settings: ConsumerSettings, now: Now, rng: Rng) -> Result<Self, Thrown> {
        let common = &settings.common;
        let group = settings.group_id.as_deref().unwrap_or_default();
        let prefix = format!("[Consumer clientId={}, groupId={group}]", common.client_id);
        let log = ClientLog::new(Kind::Consumer, prefix, common.bootstrap_servers.clone());
        let wanted = options.long("num-records")?.or(options.long("messages")?).unwrap_or_default();
        let positive = |number: Option<i64>, default: u64| {
            number.and_then(|number| u64::try_from(number).ok()).unwrap_or(default)
        };
        let mark = Mark { wall_ms: now.wall_ms, bytes: 0, records: 0, joining_ms: 0 };
        Ok(Self {
            consumer: Consumer::new(settings, rng),
            log,
            records_wanted: positive(Some(wanted), 0),
            timeout_ms: positive(options.long("timeout")?, 10_000),
            detailed: options.has("show-detailed-stats"),
            interval_ms: positive(options.long("reporting-interval")?, 5_000),
            started: mark,
            now: mark,
            told: mark,
            joining_since: Some(now.at),
            waits_since: now.at,
            stopping: None,
            view: Arc::default(),
            view_revision: None,
        })
    }

    /// Its group.
    pub(crate) fn group_id(&self) -> Option<&str> {
        self.consumer.settings().group_id.as_deref()
    }

    /// The member, to draw it.
    pub(crate) fn view(&self) -> Arc<MemberView> {
        self.view.clone()
    }

    fn deadline(&self) -> Instant {
        self.waits_since.after_ms(self.timeout_ms.saturating_add(1))
    }

    pub(crate) fn wake_at(&self) -> Option<Instant> {
        let deadline = self.stopping.is_none().then(|| self.deadline());
        deadline.into_iter().chain(self.consumer.wake_at()).min()
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
        self.note_assignment(now);
        self.log.after(now, from, effects);
        self.refresh_view();
        self.stopping.filter(|_| self.consumer.is_closed())
    }

    fn receive(&mut self, now: Now, effects: &mut Vec<Effect>) {
        while self.stopping.is_none() {
            if self.now.records >= self.records_wanted {
                return self.finish(now, effects);
            }
            let records = self.consumer.poll(now, effects);
            self.note_assignment(now);
            if let Some(error) = self.consumer.take_error() {
                let thrown = Thrown::from(error);
                effects.push(Effect::Print(Stream::Err, format!("{}\n{}\n", thrown.message, thrown.text())));
                return self.stop(now, 1, effects);
            }
            if records.is_empty() {
                if self.deadline() <= now.at {
                    let text = format!(
                        "WARNING: Exiting before consuming the expected number of records: timeout ({} ms) exceeded. You \
                         can use the --timeout option to increase the timeout.\n",
                        self.timeout_ms
                    );
                    effects.push(Effect::Print(Stream::Out, text));
                    self.finish(now, effects);
                }
                return;
            }
            self.waits_since = now.at;
            for record in &records {
                let len = |bytes: &Option<bytes::Bytes>| bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
                self.now.bytes += len(&record.key) + len(&record.value);
                self.now.records += 1;
            }
            self.now.wall_ms = now.wall_ms;
            tell_processed(&records, effects);
            let interval = u64::try_from(now.wall_ms - self.told.wall_ms).unwrap_or(0);
            if self.detailed && interval >= self.interval_ms {
                self.tell_progress(effects);
            }
        }
    }

    /// How long it was without partitions is the time of rebalances.
    fn note_assignment(&mut self, now: Now) {
        let has_some = self.consumer.assignment().next().is_some();
        match self.joining_since {
            Some(since) if has_some => {
                self.now.joining_ms += now.at.0.saturating_sub(since.0) / 1_000;
                self.joining_since = None;
            }
            None if !has_some => self.joining_since = Some(now.at),
            _ => {}
        }
    }

    fn finish(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.now.wall_ms = now.wall_ms;
        if !self.detailed {
            let (start, end) = (date(self.started.wall_ms), date(now.wall_ms));
            let line = format!("{start}, {end}, {}\n", figures(&self.started, &self.now, self.now));
            effects.push(Effect::Print(Stream::Out, line));
        }
        self.stop(now, 0, effects);
    }

    fn tell_progress(&mut self, effects: &mut Vec<Effect>) {
        let line = format!("{}, 0, {}\n", date(self.now.wall_ms), figures(&self.told, &self.now, self.now));
        effects.push(Effect::Print(Stream::Out, line));
        self.told = self.now;
    }

    fn stop(&mut self, now: Now, status: i32, effects: &mut Vec<Effect>) {
        self.stopping.get_or_insert(status);
        self.consumer.close(now, effects);
    }

    fn refresh_view(&mut self) {
        let revision = (self.consumer.revision(), self.now.records);
        if self.view_revision == Some(revision) {
            return;
        }
        self.view_revision = Some(revision);
        let name = self.consumer.settings().common.client_id.as_str().into();
        self.view = Arc::new(MemberView { name, processed: self.now.records, ..self.consumer.view() });
    }
}

/// `2026-11-21 01:34:26:661`.
fn date(wall_ms: i64) -> String {
    log_time(wall_ms).replace(',', ":")
}

/// The numbers of a line: how much in all, how fast between two moments.
fn figures(from: &Mark, to: &Mark, total: Mark) -> String {
    let elapsed = u128::try_from(to.wall_ms - from.wall_ms).unwrap_or(0);
    let joining = to.joining_ms - from.joining_ms;
    let fetching = elapsed.saturating_sub(u128::from(joining));
    let bytes = u128::from(to.bytes - from.bytes);
    let records = u128::from(to.records - from.records);
    let per_second = |amount: u128, unit: u128, ms: u128| match ms {
        0 => decimal(0, 1, 4),
        ms => decimal(amount * 1_000, ms * unit, 4),
    };
    format!(
        "{}, {}, {}, {}, {joining}, {fetching}, {}, {}",
        decimal(u128::from(total.bytes), MEGABYTE, 4),
        per_second(bytes, MEGABYTE, elapsed),
        total.records,
        per_second(records, 1, elapsed),
        per_second(bytes, MEGABYTE, fetching),
        per_second(records, 1, fetching),
    )
}
