//! Settings of the playground's clients: the application's own, and Kafka's, which are handed on.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use bytes::Bytes;
use partita_client::Pattern;
use partita_client::app::{CommitPolicy, ConsumerApp, Keys, Load, ProducerApp, Reads};
use partita_client::settings::{ConsumerSettings, ProducerSettings};
use partita_machine::{Name, Rng};

/// Most keys of a load.
const KEYS_MAX: usize = 1_000;
/// Fastest load: records per second.
const RATE_MAX: u64 = 1_000_000;
/// Largest value of a load, bytes.
const SIZE_MAX: u32 = 1_000_000;
/// Longest time per record: a day, microseconds.
const TIME_PER_RECORD_MAX_US: u64 = 86_400_000_000;

/// Settings by name, those that were asked for taken out.
struct Given<'a> {
    left: Vec<(&'a str, &'a str)>,
}

impl<'a> Given<'a> {
    fn new(given: &'a [(Name, Name)]) -> Self {
        Self { left: given.iter().map(|(name, value)| (&**name, &**value)).collect() }
    }

    fn take(&mut self, name: &str) -> Option<&'a str> {
        let at = self.left.iter().position(|(given, _)| *given == name)?;
        Some(self.left.remove(at).1)
    }

    /// A whole number up to `max`.
    fn number(&mut self, name: &str, max: u64) -> Result<Option<u64>, String> {
        let Some(text) = self.take(name) else { return Ok(None) };
        match text.parse::<u64>() {
            Ok(number) if number <= max => Ok(Some(number)),
            _ => Err(format!("'{text}' is not a number up to {max}: {name}.")),
        }
    }

    /// What is left goes to Kafka's own settings, after the names that every client here has.
    fn for_kafka(&self, defaults: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        let missing = |(name, _): &&(&str, &str)| !self.left.iter().any(|(given, _)| given == name);
        defaults.iter().filter(missing).copied().chain(self.left.iter().copied()).collect()
    }

    /// A setting that Kafka does not know is a slip here, not something to warn of.
    fn known(unknown: &[String]) -> Result<(), String> {
        match unknown.first() {
            None => Ok(()),
            Some(name) => Err(format!("'{name}' is no setting of Kafka's clients or of the playground.")),
        }
    }
}

/// `topic`, and for a load `rate`, `count`, `keys`, `size`; the rest are Kafka's producer settings.
pub(super) fn producer(
    name: &Name,
    bootstrap: &str,
    given: &[(Name, Name)],
    rng: Rng,
) -> Result<ProducerApp, String> {
    let mut given = Given::new(given);
    let topic: Option<Name> = given.take("topic").map(Into::into);
    let load = load(&mut given, topic.as_ref())?;
    let pairs = given.for_kafka(&[("bootstrap.servers", bootstrap), ("client.id", name)]);
    let settings = ProducerSettings::new(&pairs).map_err(|error| error.to_string())?;
    Given::known(&settings.common.unknown)?;
    let mut app = ProducerApp::new(name.clone(), topic, settings, rng);
    if let Some(load) = load {
        app.begin_with(load);
    }
    Ok(app)
}

fn load(given: &mut Given<'_>, topic: Option<&Name>) -> Result<Option<Load>, String> {
    let rate = given.number("rate", RATE_MAX)?;
    let count = given.number("count", u64::MAX)?;
    let size = given.number("size", SIZE_MAX.into())?;
    let keys = given.take("keys");
    if rate.is_none() && count.is_none() && keys.is_none() && size.is_none() {
        return Ok(None);
    }
    let topic = topic.ok_or("A load needs a topic: topic=NAME.")?;
    let keys = match keys {
        None => Keys::None,
        Some(keys) => Keys::Of(listed(keys)?),
    };
    Ok(Some(Load {
        topic: topic.clone(),
        partition: None,
        count,
        every_us: 1_000_000 / rate.unwrap_or(1).max(1),
        keys,
        value_bytes: size.and_then(|size| u32::try_from(size).ok()).unwrap_or(20),
    }))
}

/// Keys with commas between them.
fn listed(keys: &str) -> Result<Vec<Bytes>, String> {
    let keys: Vec<Bytes> = keys.split(',').map(|key| Bytes::copy_from_slice(key.as_bytes())).collect();
    match keys.len() {
        1..=KEYS_MAX => Ok(keys),
        many => Err(format!("keys: {many} of them; at most {KEYS_MAX}.")),
    }
}

/// `topic` (more with commas), or `matching` (a pattern that the consumer matches), or `expression` (one that the coordinator
/// does), `group`, `partition`, `process.ms` or `process.us`, `commit`; the rest are Kafka's consumer
/// settings.
pub(super) fn consumer(
    name: &Name,
    bootstrap: &str,
    given: &[(Name, Name)],
    rng: Rng,
) -> Result<ConsumerApp, String> {
    let mut given = Given::new(given);
    let matching = given.take("matching").map(|it| (it, true));
    let by_pattern = matching.or_else(|| given.take("expression").map(|it| (it, false)));
    let topics: Vec<Name> = match (given.take("topic"), by_pattern) {
        (Some(topics), _) => topics.split(',').map(Into::into).collect(),
        (None, Some(_)) => Vec::new(),
        (None, None) => {
            return Err("A consumer needs a topic: topic=NAME, matching=PATTERN or expression=REGEX.".into());
        }
    };
    let group = given.take("group").or_else(|| given.take("group.id"));
    let time_per_record_us = match given.number("process.us", TIME_PER_RECORD_MAX_US)? {
        Some(us) => us,
        None => given.number("process.ms", TIME_PER_RECORD_MAX_US / 1_000)?.unwrap_or(0) * 1_000,
    };
    let policy = match given.take("commit") {
        None | Some("auto") => CommitPolicy::Auto,
        Some("after-batch") => CommitPolicy::SyncAfterBatch,
        Some("after-record") => CommitPolicy::SyncAfterRecord,
        Some("before-batch") => CommitPolicy::SyncBeforeBatch,
        Some("none") => CommitPolicy::None,
        Some(other) => {
            return Err(format!(
                "'{other}' is not auto, after-batch, after-record, before-batch or none: commit."
            ));
        }
    };
    let partition = given.number("partition", i32::MAX.unsigned_abs().into())?;
    let reads = match by_pattern {
        Some((pattern, true)) => Reads::Matching(
            Pattern::new(pattern).map_err(|why| format!("'{pattern}' is not a pattern: {why}."))?,
        ),
        Some((expression, false)) => Reads::Expression(expression.into()),
        None => reads(topics, partition, group.is_some()),
    };
    let mut defaults = alloc::vec![("bootstrap.servers", bootstrap), ("client.id", &**name)];
    if let Some(group) = group {
        defaults.push(("group.id", group));
    }
    let settings = ConsumerSettings::new(&given.for_kafka(&defaults)).map_err(|error| error.to_string())?;
    Given::known(&settings.common.unknown)?;
    Ok(ConsumerApp::new(name.clone(), reads, policy, time_per_record_us, settings, rng))
}

fn reads(topics: Vec<Name>, partition: Option<u64>, has_group: bool) -> Reads {
    match (partition.and_then(|number| i32::try_from(number).ok()), has_group) {
        (Some(partition), _) => {
            Reads::Partitions(topics.into_iter().map(|topic| (topic, partition)).collect())
        }
        (None, true) => Reads::Topics(topics),
        (None, false) => Reads::AllOf(topics.into_iter().next().unwrap_or_default()),
    }
}
