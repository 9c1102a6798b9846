//! Options of the console consumer, and the settings that follow from them.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::Pattern;
use partita_client::consumer::Place;
use partita_client::settings::ConsumerSettings;
use partita_machine::{Effect, Name, Now, Rng, Stream};

use super::LOGGER;
use super::format::Formatter;
use crate::files::{Files, key_values, properties};
use crate::options::{Options, Spec, Takes};
use crate::thrown::Thrown;
use crate::time::log_line;
use crate::usage::{KAFKA_VERSION, Printer};

const USAGE: &str = include_str!("../usage/consumer.txt");
const DEFAULT_FORMATTER: &str = "org.apache.kafka.tools.consumer.DefaultMessageFormatter";

pub(crate) const OPTIONS: &[Spec] = &[
    ("bootstrap-server", Takes::Value),
    ("command-config", Takes::Value),
    ("command-property", Takes::Value),
    ("consumer-property", Takes::Value),
    ("consumer.config", Takes::Value),
    ("enable-systest-events", Takes::Nothing),
    ("formatter", Takes::Value),
    ("formatter-config", Takes::Value),
    ("formatter-property", Takes::Value),
    ("from-beginning", Takes::Nothing),
    ("group", Takes::Value),
    ("help", Takes::Nothing),
    ("include", Takes::Value),
    ("isolation-level", Takes::Value),
    ("key-deserializer", Takes::Value),
    ("max-messages", Takes::Value),
    ("offset", Takes::Value),
    ("partition", Takes::Value),
    ("property", Takes::Value),
    ("skip-message-on-error", Takes::Nothing),
    ("timeout-ms", Takes::Value),
    ("topic", Takes::Value),
    ("value-deserializer", Takes::Value),
    ("version", Takes::Nothing),
];

/// Options with a new name (KIP-1147).
const RENAMED: [(&str, &str); 3] = [
    ("property", "formatter-property"),
    ("consumer-property", "command-property"),
    ("consumer.config", "command-config"),
];

/// What the options ask for.
pub(super) struct Setup {
    pub(super) settings: ConsumerSettings,
    pub(super) reads: Reads,
    pub(super) formatter: Formatter,
    pub(super) max_messages: Option<u64>,
    pub(super) timeout_ms: Option<u64>,
    pub(super) skip_on_error: bool,
    pub(super) systest_events: bool,
}

/// What it reads.
#[derive(Clone, Debug)]
pub(super) enum Reads {
    /// What its group gives it of these topics.
    Topics(Vec<Name>),
    /// What its group gives it of the topics that an expression means.
    Matching(Pattern),
    /// A partition from an offset on.
    Partition(Place, Offset),
}

/// Where it begins to read a partition.
#[derive(Clone, Copy, Debug)]
pub(super) enum Offset {
    Earliest,
    Latest,
    At(i64),
}

/// Why it does not start.
enum Refusal {
    /// A message with the usage text.
    Usage(String),
    /// A message alone.
    Message(String),
    /// An exception out of Kafka's consumer.
    Thrown(Thrown),
}

impl<E: Into<Thrown>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Usage(error.into().message)
    }
}

/// Reads the options. Where they are wrong it prints why and gives the exit status.
pub(super) fn prepare(
    words: &[String],
    files: &Files,
    now: Now,
    rng: &mut Rng,
    effects: &mut Vec<Effect>,
) -> Result<Setup, i32> {
    let mut printer = Printer { effects, usage: USAGE };
    let options = Options::read(OPTIONS, words).map_err(|error| printer.usage(&error.to_string()))?;
    if options.has("help") || !options.any {
        let about = "This tool helps to read data from Kafka topics and outputs it to standard output.";
        return Err(printer.usage(about));
    }
    if options.has("version") {
        printer.print(Stream::Out, &(KAFKA_VERSION.to_string() + "\n"));
        return Err(0);
    }
    if let Some(message) = wrong_combination(&options) {
        return Err(printer.usage(&message));
    }
    for (old, new) in RENAMED {
        if options.has(old) {
            let text = format!(
                "Option --{old} is deprecated and will be removed in a future version. Use --{new} instead.\n"
            );
            printer.print(Stream::Out, &text);
        }
    }
    set_up(&options, files, rng).map_err(|refusal| match refusal {
        Refusal::Usage(message) => printer.usage(&message),
        Refusal::Message(message) => {
            printer.print(Stream::Err, &(message + "\n"));
            1
        }
        Refusal::Thrown(thrown) => {
            let line = log_line(now.wall_ms, "ERROR", "Unknown error when running consumer: ", LOGGER);
            printer.print(Stream::Err, &format!("{line}{}\n", thrown.text()));
            1
        }
    })
}

fn wrong_combination(options: &Options) -> Option<String> {
    let has = |name: &str| options.has(name);
    if has("topic") == has("include") {
        return Some("Exactly one of the following arguments is required: [topic], [include]".to_string());
    }
    let message = match has("partition") {
        true if !has("topic") => "The topic is required when partition is specified.",
        true if has("from-beginning") && has("offset") => {
            "Options from-beginning and offset cannot be specified together."
        }
        false if has("offset") => "The partition is required when offset is specified.",
        _ => return options.missing(&["bootstrap-server"]),
    };
    Some(message.to_string())
}

fn set_up(options: &Options, files: &Files, rng: &mut Rng) -> Result<Setup, Refusal> {
    let given = given_settings(options, files)?;
    let group = group(options, &given)?;
    let pairs = settings(options, given, group, rng)?;
    let offset = offset(options)?;
    let max_messages = options.int("max-messages")?.and_then(|max| u64::try_from(max).ok());
    let timeout_ms = options.long("timeout-ms")?.and_then(|ms| u64::try_from(ms).ok());
    let formatter = formatter(options, files)?;
    let reads = reads(options, offset)?;
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let settings = ConsumerSettings::new(&pairs).map_err(|error| {
        Refusal::Thrown(Thrown::new("org.apache.kafka.common.config.ConfigException", error.0))
    })?;
    if settings.group_id.as_deref() == Some("") {
        let message = "Failed to construct kafka consumer";
        return Err(Refusal::Thrown(Thrown::new("org.apache.kafka.common.KafkaException", message)));
    }
    let (skip_on_error, systest_events) =
        (options.has("skip-message-on-error"), options.has("enable-systest-events"));
    Ok(Setup { settings, reads, formatter, max_messages, timeout_ms, skip_on_error, systest_events })
}

fn given_settings(options: &Options, files: &Files) -> Result<Vec<(String, String)>, Refusal> {
    let mut given = Vec::new();
    for file in [options.text("consumer.config")?, options.text("command-config")?].into_iter().flatten() {
        given.extend(properties(files.text(file).ok_or_else(|| Thrown::no_file(file))?));
    }
    for name in ["consumer-property", "command-property"] {
        given.extend(key_values(options.all(name)).map_err(Refusal::Usage)?);
    }
    Ok(given)
}

/// `group.id` from wherever it was given; all places must agree.
fn group(options: &Options, given: &[(String, String)]) -> Result<Option<String>, Refusal> {
    let mut groups: Vec<&str> =
        given.iter().filter(|(name, _)| name == "group.id").map(|(_, value)| value.as_str()).collect();
    groups.extend(options.text("group")?);
    let mut distinct: Vec<&str> = Vec::new();
    for group in groups {
        if !distinct.contains(&group) {
            distinct.push(group);
        }
    }
    if distinct.len() > 1 {
        let quoted: Vec<String> = distinct.iter().map(|group| format!("'{group}'")).collect();
        return Err(Refusal::Usage(format!(
            "The group ids provided in different places (directly using '--group', via '--consumer-property', or via \
             '--consumer.config') do not match. Detected group ids: {}",
            quoted.join(", ")
        )));
    }
    if !distinct.is_empty() && options.has("partition") {
        return Err(Refusal::Usage("Options group and partition cannot be specified together.".to_string()));
    }
    Ok(distinct.first().map(ToString::to_string))
}

fn settings(
    options: &Options,
    mut pairs: Vec<(String, String)>,
    group: Option<String>,
    rng: &mut Rng,
) -> Result<Vec<(String, String)>, Refusal> {
    let value_of = |pairs: &[(String, String)], name: &str| {
        pairs.iter().rev().find(|(n, _)| n == name).map(|(_, value)| value.clone())
    };
    let mut added: Vec<(&str, String)> = Vec::new();
    let from_beginning = options.has("from-beginning");
    match value_of(&pairs, "auto.offset.reset") {
        Some(reset) if from_beginning && reset != "earliest" => {
            return Err(Refusal::Message(format!(
                "Can't simultaneously specify --from-beginning and 'auto.offset.reset={reset}', please remove one \
                 option"
            )));
        }
        Some(_) => {}
        None => {
            let reset = if from_beginning { "earliest" } else { "latest" };
            added.push(("auto.offset.reset", reset.to_string()));
        }
    }
    if value_of(&pairs, "client.id").is_none() {
        added.push(("client.id", "console-consumer".to_string()));
    }
    match options.text("isolation-level")? {
        Some(level) => added.push(("isolation.level", level.to_string())),
        None if value_of(&pairs, "isolation.level").is_none() => {
            added.push(("isolation.level", "read_uncommitted".to_string()));
        }
        None => {}
    }
    match group {
        Some(group) => added.push(("group.id", group)),
        None => {
            added.push(("group.id", format!("console-consumer-{}", rng.below(100_000))));
            if value_of(&pairs, "enable.auto.commit").is_none() {
                added.push(("enable.auto.commit", "false".to_string()));
            }
        }
    }
    let servers = options.text("bootstrap-server")?.unwrap_or_default();
    added.push(("bootstrap.servers", servers.to_string()));
    pairs.extend(added.into_iter().map(|(name, value)| (name.to_string(), value)));
    Ok(pairs)
}

fn offset(options: &Options) -> Result<Offset, Refusal> {
    let Some(text) = options.text("offset")? else {
        return Ok(if options.has("from-beginning") { Offset::Earliest } else { Offset::Latest });
    };
    if text.eq_ignore_ascii_case("earliest") {
        return Ok(Offset::Earliest);
    }
    if text.eq_ignore_ascii_case("latest") {
        return Ok(Offset::Latest);
    }
    text.parse().ok().filter(|offset| *offset >= 0).map(Offset::At).ok_or_else(|| {
        Refusal::Usage(format!(
            "The provided offset value '{text}' is incorrect. Valid values are 'earliest', 'latest', or a \
             non-negative long."
        ))
    })
}

fn formatter(options: &Options, files: &Files) -> Result<Formatter, Refusal> {
    let mut pairs = match options.text("formatter-config")? {
        Some(file) => properties(files.text(file).ok_or_else(|| Thrown::no_file(file))?),
        None => Vec::new(),
    };
    for (option, name) in
        [("key-deserializer", "key.deserializer"), ("value-deserializer", "value.deserializer")]
    {
        if let Some(class) = options.text(option)?.filter(|class| !class.is_empty()) {
            pairs.push((name.to_string(), class.to_string()));
        }
    }
    for name in ["property", "formatter-property"] {
        pairs.extend(key_values(options.all(name)).map_err(Refusal::Usage)?);
    }
    let class = options.text("formatter")?.unwrap_or(DEFAULT_FORMATTER);
    Formatter::new(class, &pairs).ok_or_else(|| Refusal::Usage(class.to_string()))
}

fn reads(options: &Options, offset: Offset) -> Result<Reads, Refusal> {
    if let Some(topic) = options.text("topic")? {
        let topic = Name::from(topic);
        return Ok(match options.int("partition")? {
            Some(partition) => Reads::Partition((topic, partition), offset),
            None => Reads::Topics(alloc::vec![topic]),
        });
    }
    let include = options.text("include")?.unwrap_or_default();
    let pattern = Pattern::new(include).map_err(|why| {
        Refusal::Thrown(Thrown::new("java.util.regex.PatternSyntaxException", format!("{why}: {include}")))
    })?;
    Ok(Reads::Matching(pattern))
}
