//! The command line of `kafka-e2e-latency.sh`.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::settings::{AdminSettings, ConsumerSettings, ProducerSettings};
use partita_machine::Name;

use crate::files::{Files, properties};
use crate::options::{OptionError, Options, Spec, Takes};
use crate::thrown::Thrown;

pub(super) const USAGE: &str = include_str!("../usage/e2e_latency.txt");
pub(super) const ABOUT: &str =
    "This tool measures end-to-end latency in Kafka by sending messages and timing their reception.";
pub(super) const DEPRECATED: &str = "WARNING: Positional argument usage is deprecated and will be removed in Apache Kafka 5.0. \
    Please use named arguments instead: --bootstrap-server, --topic, --num-records, --producer-acks, --record-size, \
    --command-config\n";
/// Largest key, value or header.
const SIZE_MAX: i32 = 64 << 20;
/// Most headers of a record.
const HEADERS_MAX: i32 = 10_000;

pub(crate) const OPTIONS: &[Spec] = &[
    ("bootstrap-server", Takes::Value),
    ("command-config", Takes::Maybe),
    ("help", Takes::Nothing),
    ("num-headers", Takes::Maybe),
    ("num-records", Takes::Value),
    ("producer-acks", Takes::Value),
    ("record-header-key-size", Takes::Maybe),
    ("record-header-size", Takes::Maybe),
    ("record-key-size", Takes::Maybe),
    ("record-size", Takes::Value),
    ("topic", Takes::Value),
    ("version", Takes::Nothing),
];

/// Options of which one at least makes a line one of named arguments.
const NAMED: [&str; 5] =
    ["--bootstrap-server", "--topic", "--num-records", "--producer-acks", "--record-size"];
/// What the arguments are by their place.
const BY_PLACE: [&str; 6] = [
    "--bootstrap-server",
    "--topic",
    "--num-records",
    "--producer-acks",
    "--record-size",
    "--command-config",
];

/// What each record has.
#[derive(Clone, Debug)]
pub(super) struct Sizes {
    pub(super) key: usize,
    pub(super) value: usize,
    pub(super) headers: usize,
    pub(super) header_key: usize,
    /// `None` is a header without a value.
    pub(super) header_value: Option<usize>,
}

/// What is asked of the tool.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) topic: Name,
    pub(super) records: u32,
    pub(super) sizes: Sizes,
    pub(super) admin: AdminSettings,
    pub(super) consumer: ConsumerSettings,
    pub(super) producer: ProducerSettings,
}

/// Why it does not start.
pub(super) enum Refused {
    /// A line that is wrong: what is printed before the usage.
    Usage(String),
    /// A line that is wrong, without the usage.
    Terse(String),
    Thrown(Thrown),
}

impl From<OptionError> for Refused {
    fn from(error: OptionError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<Thrown> for Refused {
    fn from(thrown: Thrown) -> Self {
        Self::Thrown(thrown)
    }
}

/// Arguments that were given by their place, with their names; `None` where they have names.
pub(super) fn named(words: &[String]) -> Result<Option<Vec<String>>, Refused> {
    if words.is_empty() || words.iter().any(|word| NAMED.contains(&word.as_str())) {
        return Ok(None);
    }
    if !matches!(words.len(), 5 | 6) {
        let why = format!(
            "Invalid number of arguments. Expected 5 or 6 positional arguments, but got {}. Usage: bootstrap-server \
             topic num-records producer-acks record-size [optional] command-config",
            words.len()
        );
        return Err(Refused::Terse(why));
    }
    let pairs = BY_PLACE.iter().zip(words).flat_map(|(name, value)| [(*name).to_string(), value.clone()]);
    Ok(Some(pairs.collect()))
}

/// What the options ask for.
pub(super) fn asked(options: &Options, files: &Files, wall_ms: i64) -> Result<Asked, Refused> {
    let required = ["bootstrap-server", "topic", "num-records", "producer-acks", "record-size"];
    if let Some(missing) = options.missing(&required) {
        return Err(Refused::Usage(missing));
    }
    let acks = options.text("producer-acks")?.unwrap_or_default().to_string();
    if !matches!(&*acks, "1" | "all") {
        let why = "Invalid value for --producer-acks. Latency testing requires synchronous acknowledgement. Please use \
                   '1' or 'all'.";
        return Err(Refused::Usage(why.into()));
    }
    let records = options.int("num-records")?.and_then(|count| u32::try_from(count).ok()).unwrap_or(0);
    if records == 0 {
        return Err(Refused::Usage("Value for --num-records must be a positive integer.".into()));
    }
    let sizes = sizes(options)?;
    let mut pairs = match options.text("command-config")? {
        Some(file) => properties(files.text(file).ok_or_else(|| Thrown::no_file(file))?),
        None => Vec::new(),
    };
    let servers = options.text("bootstrap-server")?.unwrap_or_default();
    pairs.push(("bootstrap.servers".to_string(), servers.to_string()));
    let group = format!("test-group-{wall_ms}");
    let consuming = [
        ("group.id", &*group),
        ("enable.auto.commit", "false"),
        ("auto.offset.reset", "latest"),
        // Nothing is collected at the broker.
        ("fetch.max.wait.ms", "0"),
    ];
    let forever = i64::MAX.to_string();
    let producing = [("linger.ms", "0"), ("max.block.ms", &*forever), ("acks", &*acks)];
    let wrong =
        |error: String| Refused::Thrown(Thrown::new("org.apache.kafka.common.config.ConfigException", error));
    Ok(Asked {
        topic: options.text("topic")?.unwrap_or_default().into(),
        records,
        sizes,
        admin: AdminSettings::new(&with(&pairs, &[])).map_err(|error| wrong(error.0))?,
        consumer: ConsumerSettings::new(&with(&pairs, &consuming)).map_err(|error| wrong(error.0))?,
        producer: ProducerSettings::new(&with(&pairs, &producing)).map_err(|error| wrong(error.0))?,
    })
}

fn with<'a>(pairs: &'a [(String, String)], own: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(own.iter().copied()).collect()
}

fn sizes(options: &Options) -> Result<Sizes, Refused> {
    let sized = |name: &'static str, least: i32, most: i32, rule: &str| match options.int(name)?.unwrap_or(0)
    {
        size if (least..=most).contains(&size) => Ok(size),
        _ => Err(Refused::Usage(format!("Value for --{name} must be a {rule}."))),
    };
    let whole = "non-negative integer";
    let size = |name, most| sized(name, 0, most, whole).map(|size| usize::try_from(size).unwrap_or_default());
    let value = size("record-size", SIZE_MAX)?;
    let key = size("record-key-size", SIZE_MAX)?;
    let header_key = size("record-header-key-size", SIZE_MAX)?;
    let rule = "non-negative integer or -1 for null header value";
    let header_value = usize::try_from(sized("record-header-size", -1, SIZE_MAX, rule)?).ok();
    let headers = size("num-headers", HEADERS_MAX)?;
    Ok(Sizes { key, value, headers, header_key, header_value })
}
