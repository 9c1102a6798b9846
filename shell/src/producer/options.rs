//! Options of the console producer, and the settings that follow from them.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::settings::{ProducerSettings, bootstrap_servers};
use partita_machine::{Effect, Stream};

use super::reader::LineReader;
use crate::files::{Files, key_values, properties};
use crate::options::{Options, Spec, Takes};
use crate::thrown::Thrown;
use crate::usage::{KAFKA_VERSION, Printer};

const USAGE: &str = include_str!("../usage/producer.txt");

pub(crate) const OPTIONS: &[Spec] = &[
    ("batch-size", Takes::Value),
    ("bootstrap-server", Takes::Value),
    ("command-config", Takes::Value),
    ("command-property", Takes::Value),
    ("compression-codec", Takes::Maybe),
    ("help", Takes::Nothing),
    ("line-reader", Takes::Value),
    ("max-block-ms", Takes::Value),
    ("max-memory-bytes", Takes::Value),
    ("max-partition-memory-bytes", Takes::Value),
    ("message-send-max-retries", Takes::Value),
    ("metadata-expiry-ms", Takes::Value),
    ("producer-property", Takes::Value),
    ("producer.config", Takes::Value),
    ("property", Takes::Value),
    ("reader-config", Takes::Value),
    ("reader-property", Takes::Value),
    ("request-required-acks", Takes::Value),
    ("request-timeout-ms", Takes::Value),
    ("retry-backoff-ms", Takes::Value),
    ("socket-buffer-size", Takes::Value),
    ("sync", Takes::Nothing),
    ("timeout", Takes::Value),
    ("topic", Takes::Value),
    ("version", Takes::Nothing),
];

/// Options that are another way to write a setting, with the tool's own default.
const MERGED: [(&str, &str, &str); 11] = [
    ("timeout", "linger.ms", "1000"),
    ("request-required-acks", "acks", "-1"),
    ("request-timeout-ms", "request.timeout.ms", "1500"),
    ("message-send-max-retries", "retries", "3"),
    ("retry-backoff-ms", "retry.backoff.ms", "100"),
    ("socket-buffer-size", "send.buffer.bytes", "102400"),
    ("max-memory-bytes", "buffer.memory", "33554432"),
    ("batch-size", "batch.size", "16384"),
    ("max-partition-memory-bytes", "batch.size", "16384"),
    ("metadata-expiry-ms", "metadata.max.age.ms", "300000"),
    ("max-block-ms", "max.block.ms", "60000"),
];

/// Options with a new name (KIP-1147).
const RENAMED: [(&str, &str); 4] = [
    ("property", "reader-property"),
    ("producer-property", "command-property"),
    ("producer.config", "command-config"),
    ("max-partition-memory-bytes", "batch-size"),
];

/// What the options ask for.
pub(crate) struct Setup {
    pub(super) topic: String,
    pub(super) sync: bool,
    pub(super) reader: LineReader,
    pub(super) settings: ProducerSettings,
}

/// Reads the options. Where they are wrong it prints why and gives the exit status.
pub(crate) fn prepare(words: &[String], files: &Files, effects: &mut Vec<Effect>) -> Result<Setup, i32> {
    let mut printer = Printer { effects, usage: USAGE };
    let options = Options::read(OPTIONS, words).map_err(|error| printer.usage(&error.to_string()))?;
    if options.has("help") || !options.any {
        let about = "This tool helps to read data from standard input and publish it to Kafka.";
        return Err(printer.usage(about));
    }
    if options.has("version") {
        printer.print(Stream::Out, &(KAFKA_VERSION.to_string() + "\n"));
        return Err(0);
    }
    if let Some(missing) = options.missing(&["topic"]) {
        return Err(printer.usage(&missing));
    }
    check_servers(&options).map_err(|message| printer.usage(message))?;
    for (old, new) in RENAMED {
        if options.has(old) {
            let text = alloc::format!(
                "Warning: --{old} is deprecated and will be removed in a future version. Use --{new} instead.\n"
            );
            printer.print(Stream::Out, &text);
        }
    }
    set_up(&options, files).map_err(|thrown| {
        printer.print(Stream::Err, &(thrown.text() + "\n"));
        1
    })
}

fn check_servers(options: &Options) -> Result<(), &'static str> {
    let servers = options.text("bootstrap-server").ok().flatten().unwrap_or_default();
    if servers.trim().is_empty() {
        return Err("Error while validating the bootstrap address\n");
    }
    match bootstrap_servers(servers) {
        Ok(_) => Ok(()),
        Err(_) => Err("Please provide valid host:port like host1:9091,host2:9092\n "),
    }
}

fn set_up(options: &Options, files: &Files) -> Result<Setup, Thrown> {
    let text = |name: &str| files.text(name).map(ToString::to_string).ok_or_else(|| Thrown::no_file(name));
    let mut reader = match options.text("reader-config")? {
        Some(file) => properties(&text(file)?),
        None => Vec::new(),
    };
    reader.extend(pairs(options, ["property", "reader-property"])?);
    let reader =
        LineReader::new(&reader).map_err(|m| Thrown::new("org.apache.kafka.common.KafkaException", m))?;
    let mut settings = Vec::new();
    for file in [options.text("producer.config")?, options.text("command-config")?].into_iter().flatten() {
        settings.extend(properties(&text(file)?));
    }
    settings.extend(pairs(options, ["producer-property", "command-property"])?);
    merge(options, &mut settings)?;
    let settings: Vec<(&str, &str)> = settings.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let settings = ProducerSettings::new(&settings)
        .map_err(|error| Thrown::new("org.apache.kafka.common.config.ConfigException", error.0))?;
    let topic = options.text("topic")?.unwrap_or_default().to_string();
    Ok(Setup { topic, sync: options.has("sync"), reader, settings })
}

fn pairs(options: &Options, names: [&str; 2]) -> Result<Vec<(String, String)>, Thrown> {
    let mut all = Vec::new();
    for name in names {
        all.extend(key_values(options.all(name)).map_err(Thrown::illegal_argument)?);
    }
    Ok(all)
}

/// An option that was given counts most, then a property, then the tool's default.
fn merge(options: &Options, settings: &mut Vec<(String, String)>) -> Result<(), Thrown> {
    for (option, name, default) in MERGED {
        let given = options.text(option)?;
        let known = settings.iter().any(|(known, _)| known == name);
        if let Some(value) = given.or_else(|| (!known).then_some(default)) {
            settings.push((name.to_string(), value.to_string()));
        }
    }
    let codec = match options.text("compression-codec")? {
        Some(codec) if !codec.is_empty() => codec,
        _ if options.has("compression-codec") => "gzip",
        _ => "none",
    };
    settings.push(("compression.type".to_string(), codec.to_string()));
    if !settings.iter().any(|(name, _)| name == "client.id") {
        settings.push(("client.id".to_string(), "console-producer".to_string()));
    }
    let servers = options.text("bootstrap-server")?.unwrap_or_default();
    settings.push(("bootstrap.servers".to_string(), servers.to_string()));
    Ok(())
}
