//! `kafka-producer-perf-test.sh`.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_client::producer::{Producer, ProducerRecord, SendId};
use partita_machine::{Effect, Input, Instant, Name, Now, Rng, Stream};
use partita_view::ProducerView;

use super::latencies::Latencies;
use super::producer_options::{OPTIONS, Payload, Refused, USAGE, payload, settings};
use crate::client_log::{ClientLog, Kind};
use crate::files::Files;
use crate::options::Options;
use crate::thrown::Thrown;

/// Records that its loop sends at once, and how long it then takes: half a million records a second at most.
const BURST: u64 = 500;
const BURST_US: u64 = 1_000;
/// A test of a producer that runs.
#[derive(Clone, Debug)]
pub(crate) struct PerfProducer {
    topic: Name,
    producer: Producer,
    log: ClientLog,
    rng: Rng,
    payload: Payload,
    records: u64,
    /// Records per second; none is as fast as it goes.
    throughput: Option<u64>,
    warmup: u64,
    interval_ms: i64,
    started: Instant,
    sent: u64,
    next_burst: Instant,
    under_way: BTreeMap<SendId, (i64, u64)>,
    done: u64,
    all: Latencies,
    steady: Option<Latencies>,
    /// The status to end with.
    stopping: Option<i32>,
    view: Arc<ProducerView>,
    view_revision: Option<u64>,
}

/// A test that has started, or the status of one that could not.
pub(crate) fn start(
    words: &[String],
    files: &Files,
    now: Now,
    rng: Rng,
    effects: &mut Vec<Effect>,
) -> Result<PerfProducer, i32> {
    let mut print = |stream, text: String| effects.push(Effect::Print(stream, text));
    match set_up(words, files, now, rng) {
        Ok((test, deprecated)) => {
            for (old, new) in deprecated {
                print(
                    Stream::Out,
                    format!(
                        "Option --{old} has been deprecated and will be removed in a future version. Use --{new} \
                         instead.\n"
                    ),
                );
            }
            if test.warmup > 0 {
                print(
                    Stream::Out,
                    format!(
                        "Warmup first {} records. Steady state results will print after the complete test summary.\n",
                        test.warmup
                    ),
                );
            }
            Ok(test)
        }
        Err(Refused::Help) => {
            print(Stream::Out, USAGE.to_string());
            Err(0)
        }
        Err(Refused::Arguments(why)) => {
            print(Stream::Err, format!("{USAGE}kafka-producer-perf-test: error: {why}\n"));
            Err(1)
        }
        Err(Refused::Thrown(thrown)) => {
            print(Stream::Err, thrown.text() + "\n");
            Err(1)
        }
    }
}

type Deprecated = Vec<(&'static str, &'static str)>;

fn set_up(
    words: &[String],
    files: &Files,
    now: Now,
    mut rng: Rng,
) -> Result<(PerfProducer, Deprecated), Refused> {
    let options = Options::read(OPTIONS, words)?;
    if options.has("help") || !options.any {
        return Err(Refused::Help);
    }
    for required in ["topic", "num-records", "throughput"] {
        if !options.has(required) {
            return Err(Refused::Arguments(format!("argument --{required} is required")));
        }
    }
    let payload = payload(&options, files, &mut rng)?;
    let settings = settings(&options, files)?;
    let records = options.long("num-records")?.unwrap_or_default();
    let records = u64::try_from(records).ok().filter(|records| *records > 0);
    let records =
        records.ok_or_else(|| Refused::Arguments("--num-records should be greater than zero".into()))?;
    let warmup = u64::try_from(options.long("warmup-records")?.unwrap_or(0)).unwrap_or(0);
    if warmup >= records {
        let why = "The value for --warmup-records must be strictly fewer than the number of records in the test, \
                   --num-records.";
        return Err(Refused::Arguments(why.into()));
    }
    // The tool reads a fraction too; nobody asks for half a record.
    let throughput = options.text("throughput")?.and_then(|text| text.split('.').next()?.parse::<i64>().ok());
    let common = &settings.common;
    let prefix = format!("[Producer clientId={}]", common.client_id);
    let log = ClientLog::new(
        Kind::Producer { retries: settings.retries },
        prefix,
        common.bootstrap_servers.clone(),
    );
    let interval_ms = options.long("reporting-interval")?.unwrap_or(5_000).max(1);
    let renamed = [("producer-props", "command-property"), ("producer.config", "command-config")];
    let deprecated = renamed.into_iter().filter(|(old, _)| options.has(old)).collect();
    let test = PerfProducer {
        topic: options.text("topic")?.unwrap_or_default().into(),
        producer: Producer::new(settings, rng.split()),
        log,
        rng,
        payload,
        records,
        throughput: throughput.and_then(|rate| u64::try_from(rate).ok()).filter(|rate| *rate > 0),
        warmup,
        interval_ms,
        started: now.at,
        sent: 0,
        next_burst: now.at,
        under_way: BTreeMap::new(),
        done: 0,
        all: Latencies::new(now.wall_ms, records, interval_ms, false),
        steady: None,
        stopping: None,
        view: Arc::default(),
        view_revision: None,
    };
    Ok((test, deprecated))
}

impl PerfProducer {
    /// The producer, to draw it.
    pub(crate) fn view(&self) -> Arc<ProducerView> {
        self.view.clone()
    }

    pub(crate) fn wake_at(&self) -> Option<Instant> {
        let more = (self.sent < self.records && self.stopping.is_none() && !self.producer.is_blocked())
            .then_some(self.next_burst);
        more.into_iter().chain(self.producer.wake_at()).min()
    }

    /// Takes an input; gives the exit status if it has ended by it.
    pub(crate) fn handle(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) -> Option<i32> {
        let from = effects.len();
        match input {
            Input::Interrupt => self.stop(now, 130, effects),
            Input::Terminate => self.stop(now, 143, effects),
            input => {
                self.log.before(now, &input, effects);
                self.producer.handle(now, input, effects);
            }
        }
        self.take_deliveries(now, effects);
        self.send(now, effects);
        if self.sent == self.records && self.stopping.is_none() {
            self.producer.flush(now, effects);
            self.take_deliveries(now, effects);
            if self.done == self.records {
                self.tell(now, effects);
                self.stop(now, 0, effects);
            }
        }
        self.log.after(now, from, effects);
        self.refresh_view();
        self.stopping.filter(|_| self.producer.is_closed())
    }

    fn stop(&mut self, now: Now, status: i32, effects: &mut Vec<Effect>) {
        self.stopping.get_or_insert(status);
        self.producer.close(now, effects);
    }

    /// Records that should have left by now.
    fn due(&self, now: Now) -> u64 {
        let Some(rate) = self.throughput else { return self.records };
        let elapsed_us = u128::from(now.at.0.saturating_sub(self.started.0));
        let due = elapsed_us * u128::from(rate) / 1_000_000 + 1;
        u64::try_from(due).unwrap_or(u64::MAX).min(self.records)
    }

    fn send(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.stopping.is_some() || self.next_burst > now.at {
            return;
        }
        let until = self.due(now).min(self.sent + BURST);
        while self.sent < until && !self.producer.is_blocked() {
            let value = self.value();
            let size = value.len() as u64;
            let record =
                ProducerRecord { topic: self.topic.clone(), value: Some(value), ..ProducerRecord::default() };
            match self.producer.send(now, record, effects) {
                Ok(id) => {
                    self.under_way.insert(id, (now.wall_ms, size));
                }
                Err(error) => {
                    self.done += 1;
                    effects.push(Effect::Print(Stream::Err, Thrown::from(error).text() + "\n"));
                }
            }
            self.sent += 1;
            if self.warmup > 0 && self.sent == self.warmup {
                let rest = self.records - self.warmup;
                self.steady = Some(Latencies::new(now.wall_ms, rest, self.interval_ms, true));
            }
        }
        self.next_burst = match self.throughput {
            None => Instant(now.at.0 + BURST_US),
            Some(rate) => {
                let next = u128::from(self.sent) * 1_000_000;
                let next = u64::try_from(next.div_ceil(u128::from(rate))).unwrap_or(u64::MAX);
                Instant(self.started.0.saturating_add(next).max(now.at.0 + BURST_US))
            }
        };
    }

    fn value(&mut self) -> Bytes {
        match &self.payload {
            Payload::Letters(letters) => letters.clone(),
            Payload::Counting => self.sent.to_string().into(),
            Payload::Lines(lines) => {
                let at = usize::try_from(self.rng.below(lines.len() as u64)).unwrap_or(0);
                lines.get(at).cloned().unwrap_or_default()
            }
        }
    }

    fn take_deliveries(&mut self, now: Now, effects: &mut Vec<Effect>) {
        for delivery in self.producer.take_deliveries() {
            for (id, _) in delivery.records {
                let Some((sent_ms, bytes)) = self.under_way.remove(&id) else { continue };
                self.done += 1;
                if let Err(error) = &delivery.outcome {
                    effects.push(Effect::Print(Stream::Err, Thrown::from(error.clone()).text() + "\n"));
                    continue;
                }
                let latency = u64::try_from(now.wall_ms - sent_ms).unwrap_or(0);
                if let Some(steady) = self.steady.as_mut().filter(|_| self.done > self.warmup) {
                    steady.add(latency, bytes, now.wall_ms);
                }
                if let Some(line) = self.all.add(latency, bytes, now.wall_ms) {
                    effects.push(Effect::Print(Stream::Out, line + "\n"));
                }
            }
        }
    }

    fn tell(&mut self, now: Now, effects: &mut Vec<Effect>) {
        for latencies in core::iter::once(&mut self.all).chain(&mut self.steady) {
            effects.push(Effect::Print(Stream::Out, latencies.summary(now.wall_ms) + "\n"));
        }
    }

    fn refresh_view(&mut self) {
        let revision = self.producer.revision();
        if self.view_revision == Some(revision) {
            return;
        }
        self.view_revision = Some(revision);
        let mut view = self.producer.view();
        view.name = self.producer.settings().common.client_id.as_str().into();
        view.topic = Some(self.topic.clone());
        self.view = Arc::new(view);
    }
}
