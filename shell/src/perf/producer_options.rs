//! The command line of `kafka-producer-perf-test.sh`.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use bytes::Bytes;
use partita_client::settings::ProducerSettings;
use partita_machine::Rng;

use crate::files::{Files, properties};
use crate::options::{OptionError, Options, Spec, Takes};
use crate::thrown::Thrown;

pub(super) const USAGE: &str = "\
usage: kafka-producer-perf-test
       [-h] [--bootstrap-server BOOTSTRAP-SERVER] --topic TOPIC
       --num-records NUM-RECORDS [--payload-delimiter PAYLOAD-DELIMITER]
       --throughput THROUGHPUT
       [--producer-props PROP-NAME=PROP-VALUE [PROP-NAME=PROP-VALUE ...]]
       [--command-property PROP-NAME=PROP-VALUE [PROP-NAME=PROP-VALUE ...]]
       [--producer.config CONFIG-FILE] [--command-config CONFIG-FILE]
       [--print-metrics] [--transactional-id TRANSACTIONAL-ID]
       [--transaction-duration-ms TRANSACTION-DURATION]
       [--warmup-records WARMUP-RECORDS] [--reporting-interval INTERVAL-MS]
       (--record-size RECORD-SIZE | --payload-file PAYLOAD-FILE |
       --payload-monotonic)
";

pub(crate) const OPTIONS: &[Spec] = &[
    ("bootstrap-server", Takes::Value),
    ("command-config", Takes::Value),
    ("command-property", Takes::Value),
    ("help", Takes::Nothing),
    ("num-records", Takes::Value),
    ("payload-delimiter", Takes::Value),
    ("payload-file", Takes::Value),
    ("payload-monotonic", Takes::Nothing),
    ("producer-props", Takes::Value),
    ("producer.config", Takes::Value),
    ("record-size", Takes::Value),
    ("reporting-interval", Takes::Value),
    ("throughput", Takes::Value),
    ("topic", Takes::Value),
    ("warmup-records", Takes::Value),
];

/// Largest record.
const RECORD_SIZE_MAX: u32 = 64 << 20;

/// What records are made of.
#[derive(Clone, Debug)]
pub(super) enum Payload {
    /// The same random letters in every record.
    Letters(Bytes),
    /// One of the lines of a file, by chance.
    Lines(Vec<Bytes>),
    /// 0, 1, 2, ...
    Counting,
}

pub(super) enum Refused {
    Help,
    Arguments(String),
    Thrown(Thrown),
}

impl From<OptionError> for Refused {
    fn from(error: OptionError) -> Self {
        Self::Arguments(error.of_argparse())
    }
}

pub(super) fn payload(options: &Options, files: &Files, rng: &mut Rng) -> Result<Payload, Refused> {
    let given = ["record-size", "payload-file", "payload-monotonic"];
    if given.iter().filter(|name| options.has(name)).count() != 1 {
        let why = "one of the arguments --record-size --payload-file --payload-monotonic is required";
        return Err(Refused::Arguments(why.into()));
    }
    if options.has("payload-monotonic") {
        return Ok(Payload::Counting);
    }
    if let Some(file) = options.text("payload-file")? {
        let text = files.text(file).ok_or_else(|| Refused::Thrown(Thrown::no_file(file)))?;
        let delimiter = options.text("payload-delimiter")?.unwrap_or("\\n").replace("\\n", "\n");
        let lines = text.split(&*delimiter).filter(|line| !line.is_empty());
        let lines: Vec<Bytes> = lines.map(|line| Bytes::copy_from_slice(line.as_bytes())).collect();
        if lines.is_empty() {
            let why = format!("File does not exist or empty file provided: {file}");
            return Err(Refused::Thrown(Thrown::illegal_argument(why)));
        }
        return Ok(Payload::Lines(lines));
    }
    let size = options.int("record-size")?.and_then(|size| u32::try_from(size).ok()).unwrap_or(0);
    if size == 0 || size > RECORD_SIZE_MAX {
        return Err(Refused::Arguments("--record-size should be greater than zero".into()));
    }
    let letter = |_| b'A' + u8::try_from(rng.below(26)).unwrap_or(0);
    Ok(Payload::Letters((0..size).map(letter).collect::<Vec<u8>>().into()))
}

pub(super) fn settings(options: &Options, files: &Files) -> Result<ProducerSettings, Refused> {
    let mut pairs = Vec::new();
    for file in [options.text("producer.config")?, options.text("command-config")?].into_iter().flatten() {
        let text = files.text(file).ok_or_else(|| Refused::Thrown(Thrown::no_file(file)))?;
        pairs.extend(properties(text));
    }
    // Several pairs may follow one option: those after the first belong to no option of their own.
    let given = options.all("producer-props").chain(options.all("command-property"));
    for pair in given.chain(options.commands.iter().map(String::as_str)) {
        let Some((name, value)) = pair.split_once('=') else {
            return Err(Refused::Thrown(Thrown::illegal_argument(format!("Invalid property: {pair}"))));
        };
        pairs.push((name.to_string(), value.to_string()));
    }
    if let Some(servers) = options.text("bootstrap-server")? {
        pairs.push(("bootstrap.servers".to_string(), servers.to_string()));
    }
    if !pairs.iter().any(|(name, _)| name == "client.id") {
        pairs.push(("client.id".to_string(), "perf-producer-client".to_string()));
    }
    if !pairs.iter().any(|(name, _)| name == "bootstrap.servers") {
        let why = "At least one of --bootstrap-server, --command-property, --producer-props, --producer.config or \
                   --command-config must be specified.";
        return Err(Refused::Arguments(why.into()));
    }
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    ProducerSettings::new(&pairs).map_err(|error| {
        Refused::Thrown(Thrown::new("org.apache.kafka.common.config.ConfigException", error.0))
    })
}
