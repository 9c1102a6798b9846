//! Settings of a producer.

use alloc::format;
use alloc::string::{String, ToString};

use partita_wire::records::Codec;

use super::Pair;
use super::common::{COMMON, Common};
use super::definition::{ConfigError, Definition, Kind, Values};

/// Settings of a producer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProducerSettings {
    /// What all clients have.
    pub common: Common,
    /// `acks`: 0, 1 or -1 for all.
    pub acks: i16,
    /// `enable.idempotence`, after Kafka's rules for settings that contradict it.
    pub idempotent: bool,
    /// `retries`.
    pub retries: u32,
    /// `batch.size`, bytes.
    pub batch_size: u32,
    /// `linger.ms`.
    pub linger_ms: u64,
    /// `delivery.timeout.ms`.
    pub delivery_timeout_ms: u64,
    /// `buffer.memory`, bytes.
    pub buffer_memory: u64,
    /// `max.request.size`, bytes.
    pub max_request_size: u32,
    /// `max.in.flight.requests.per.connection`.
    pub max_in_flight: u32,
    /// `max.block.ms`.
    pub max_block_ms: u64,
    /// `compression.type`.
    pub compression: Codec,
    /// `partitioner.class`.
    pub partitioner: PartitionerClass,
    /// `partitioner.ignore.keys`.
    pub ignore_keys: bool,
    /// `partitioner.adaptive.partitioning.enable` (KIP-794).
    pub adaptive_partitioning: bool,
}

/// `partitioner.class`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PartitionerClass {
    /// None set: keys by murmur2, records without key stick to a partition (KIP-794).
    #[default]
    BuiltIn,
    /// `org.apache.kafka.clients.producer.RoundRobinPartitioner`.
    RoundRobin,
}

/// The most requests in flight that keep a partition in order with idempotence: a broker remembers five batches.
const IDEMPOTENT_IN_FLIGHT_MAX: u32 = 5;

const PRODUCER: &[Definition] = &[
    ("acks", Kind::Word(&["all", "-1", "0", "1"]), Some("all")),
    ("enable.idempotence", Kind::Bool, Some("true")),
    ("retries", Kind::Int(0), Some("2147483647")),
    ("batch.size", Kind::Int(0), Some("16384")),
    ("linger.ms", Kind::Long(0), Some("5")),
    ("delivery.timeout.ms", Kind::Int(0), Some("120000")),
    ("buffer.memory", Kind::Long(0), Some("33554432")),
    ("max.request.size", Kind::Int(0), Some("1048576")),
    ("max.in.flight.requests.per.connection", Kind::Int(1), Some("5")),
    ("max.block.ms", Kind::Long(0), Some("60000")),
    ("compression.type", Kind::Word(&["none", "gzip", "snappy", "lz4", "zstd"]), Some("none")),
    ("partitioner.class", Kind::Text, None),
    ("partitioner.ignore.keys", Kind::Bool, Some("false")),
    ("partitioner.adaptive.partitioning.enable", Kind::Bool, Some("true")),
    ("partitioner.availability.timeout.ms", Kind::Long(0), Some("0")),
    ("transactional.id", Kind::Text, None),
    ("transaction.timeout.ms", Kind::Int(i32::MIN), Some("60000")),
    ("metadata.max.idle.ms", Kind::Long(5_000), None),
    ("compression.gzip.level", Kind::Int(-1), None),
    ("compression.lz4.level", Kind::Int(1), None),
    ("compression.zstd.level", Kind::Int(i32::MIN), None),
    ("key.serializer", Kind::Ignored, None),
    ("value.serializer", Kind::Ignored, None),
];

impl ProducerSettings {
    /// Reads pairs of name and value.
    pub fn new(pairs: &[Pair<'_>]) -> Result<Self, ConfigError> {
        let parts = [COMMON, PRODUCER];
        let values = Values::read(&parts, pairs)?;
        let mut common = Common::new(&values, &parts, "max.block.ms")?;
        if !values.is_given("client.id") {
            common.client_id = "producer-1".to_string();
        }
        if values.is_given("transactional.id") {
            return Err(ConfigError::value(
                "transactional.id",
                values.text("transactional.id").unwrap_or_default(),
                "transactions are not supported yet",
            ));
        }
        let acks = match values.text("acks") {
            Some("0") => 0,
            Some("1") => 1,
            _ => -1,
        };
        let small = |name: &str| u32::try_from(values.size(name)).unwrap_or(u32::MAX);
        let settings = Self {
            acks,
            idempotent: idempotence(&values, acks)?,
            retries: small("retries"),
            batch_size: small("batch.size"),
            linger_ms: values.size("linger.ms"),
            delivery_timeout_ms: delivery_timeout(&values, &common)?,
            buffer_memory: values.size("buffer.memory"),
            max_request_size: small("max.request.size"),
            max_in_flight: small("max.in.flight.requests.per.connection"),
            max_block_ms: values.size("max.block.ms"),
            compression: compression(&values)?,
            partitioner: partitioner(&values)?,
            ignore_keys: values.flag("partitioner.ignore.keys"),
            adaptive_partitioning: values.flag("partitioner.adaptive.partitioning.enable"),
            common,
        };
        Ok(settings)
    }
}

/// Contradictions switch idempotence off, or are errors where somebody asked for it (KIP-679).
fn idempotence(values: &Values, acks: i16) -> Result<bool, ConfigError> {
    if !values.flag("enable.idempotence") {
        return Ok(false);
    }
    let asked = values.is_given("enable.idempotence");
    let mut kept = true;
    if values.number("retries") == 0 {
        let why = "Must set retries to non-zero when using the idempotent producer.";
        kept = give_up(asked, why)?;
    }
    if acks != -1 {
        let why = "Must set acks to all in order to use the idempotent producer. \
                   Otherwise we cannot guarantee idempotence.";
        kept = give_up(asked, why)?;
    }
    let in_flight = values.size("max.in.flight.requests.per.connection");
    if in_flight > u64::from(IDEMPOTENT_IN_FLIGHT_MAX) {
        return Err(ConfigError(format!(
            "To use the idempotent producer, max.in.flight.requests.per.connection must be set to at most \
             {IDEMPOTENT_IN_FLIGHT_MAX}. Current value is {in_flight}."
        )));
    }
    Ok(kept)
}

fn give_up(asked: bool, why: &str) -> Result<bool, ConfigError> {
    if asked { Err(ConfigError(why.to_string())) } else { Ok(false) }
}

/// An explicit value that is too small is an error, the default stretches.
fn delivery_timeout(values: &Values, common: &Common) -> Result<u64, ConfigError> {
    let delivery = values.size("delivery.timeout.ms");
    let least = values.size("linger.ms").saturating_add(common.request_timeout_ms).min(i32::MAX as u64);
    if delivery >= least {
        return Ok(delivery);
    }
    if values.is_given("delivery.timeout.ms") {
        let why = "delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms";
        return Err(ConfigError(why.to_string()));
    }
    Ok(least)
}

fn compression(values: &Values) -> Result<Codec, ConfigError> {
    let name = values.text("compression.type").unwrap_or("none");
    Codec::from_name(name)
        .ok_or_else(|| ConfigError::value("compression.type", name, "there is no such codec"))
}

fn partitioner(values: &Values) -> Result<PartitionerClass, ConfigError> {
    let Some(class) = values.text("partitioner.class") else { return Ok(PartitionerClass::BuiltIn) };
    match class.rsplit('.').next() {
        Some("RoundRobinPartitioner") => Ok(PartitionerClass::RoundRobin),
        _ => {
            let missing: String = format!("Class {class} could not be found.");
            Err(ConfigError::value("partitioner.class", class, &missing))
        }
    }
}
