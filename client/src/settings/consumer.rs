//! Settings of a consumer.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::Pair;
use super::common::{COMMON, Common};
use super::definition::{ConfigError, Definition, Kind, Values};
use super::duration;
use crate::consumer::assignors::Assignor;

/// Settings of a consumer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsumerSettings {
    /// What all clients have.
    pub common: Common,
    /// `group.id`.
    pub group_id: Option<String>,
    /// `group.instance.id` (KIP-345).
    pub group_instance_id: Option<String>,
    /// `group.protocol`.
    pub group_protocol: GroupProtocol,
    /// `group.remote.assignor`; without one the coordinator chooses.
    pub group_remote_assignor: Option<String>,
    /// `session.timeout.ms`.
    pub session_timeout_ms: u64,
    /// `heartbeat.interval.ms`.
    pub heartbeat_interval_ms: u64,
    /// `max.poll.interval.ms`.
    pub max_poll_interval_ms: u64,
    /// `max.poll.records`.
    pub max_poll_records: u32,
    /// `enable.auto.commit`.
    pub auto_commit: bool,
    /// `auto.commit.interval.ms`.
    pub auto_commit_interval_ms: u64,
    /// `auto.offset.reset`.
    pub auto_offset_reset: AutoOffsetReset,
    /// `fetch.min.bytes`.
    pub fetch_min_bytes: i32,
    /// `fetch.max.bytes`.
    pub fetch_max_bytes: i32,
    /// `fetch.max.wait.ms`.
    pub fetch_max_wait_ms: i32,
    /// `max.partition.fetch.bytes`.
    pub max_partition_fetch_bytes: i32,
    /// `check.crcs`.
    pub check_crcs: bool,
    /// `isolation.level`.
    pub isolation_level: IsolationLevel,
    /// `partition.assignment.strategy`, those that are implemented, in their order.
    pub assignors: Vec<Assignor>,
    /// `allow.auto.create.topics`.
    pub allow_auto_create_topics: bool,
    /// `exclude.internal.topics`: whether a pattern leaves out Kafka's own topics.
    pub exclude_internal_topics: bool,
    /// `client.rack`.
    pub client_rack: String,
}

/// How a consumer is a member of its group: `group.protocol`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupProtocol {
    /// Members join and sync; one of them shares the partitions.
    #[default]
    Classic,
    /// The coordinator shares the partitions (KIP-848).
    Consumer,
}

/// Where a consumer goes without a valid position: `auto.offset.reset`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AutoOffsetReset {
    /// To the end.
    #[default]
    Latest,
    /// To the beginning.
    Earliest,
    /// To the first record that is no older than so many milliseconds (KIP-1106): `by_duration:PnDTnHnMn.nS`.
    ByDuration(u64),
    /// Nowhere: the application gets an error.
    None,
}

/// `isolation.level`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IsolationLevel {
    /// Records of open and aborted transactions too.
    #[default]
    ReadUncommitted,
    /// Only up to the last stable offset, without aborted transactions.
    ReadCommitted,
}

impl IsolationLevel {
    /// Its number in requests.
    #[must_use]
    pub fn id(self) -> i8 {
        match self {
            IsolationLevel::ReadUncommitted => 0,
            IsolationLevel::ReadCommitted => 1,
        }
    }
}

const CONSUMER: &[Definition] = &[
    ("default.api.timeout.ms", Kind::Int(0), Some("60000")),
    ("group.id", Kind::Text, None),
    ("group.instance.id", Kind::Text, None),
    ("group.protocol", Kind::AnyCase(&["CLASSIC", "CONSUMER"]), Some("classic")),
    ("group.remote.assignor", Kind::Text, None),
    ("session.timeout.ms", Kind::Int(i32::MIN), Some("45000")),
    ("heartbeat.interval.ms", Kind::Int(i32::MIN), Some("3000")),
    ("max.poll.interval.ms", Kind::Int(1), Some("300000")),
    ("max.poll.records", Kind::Int(1), Some("500")),
    ("enable.auto.commit", Kind::Bool, Some("true")),
    ("auto.commit.interval.ms", Kind::Int(0), Some("5000")),
    ("auto.offset.reset", Kind::Text, Some("latest")),
    ("fetch.min.bytes", Kind::Int(0), Some("1")),
    ("fetch.max.bytes", Kind::Int(0), Some("52428800")),
    ("fetch.max.wait.ms", Kind::Int(0), Some("500")),
    ("max.partition.fetch.bytes", Kind::Int(0), Some("1048576")),
    ("check.crcs", Kind::Bool, Some("true")),
    ("isolation.level", Kind::Word(&["read_committed", "read_uncommitted"]), Some("read_uncommitted")),
    ("partition.assignment.strategy", Kind::Text, None),
    ("allow.auto.create.topics", Kind::Bool, Some("true")),
    ("client.rack", Kind::Text, Some("")),
    ("exclude.internal.topics", Kind::Bool, Some("true")),
    ("key.deserializer", Kind::Ignored, None),
    ("value.deserializer", Kind::Ignored, None),
];

impl ConsumerSettings {
    /// Reads pairs of name and value.
    pub fn new(pairs: &[Pair<'_>]) -> Result<Self, ConfigError> {
        let parts = [COMMON, CONSUMER];
        let values = Values::read(&parts, pairs)?;
        let mut common = Common::new(&values, &parts, "default.api.timeout.ms")?;
        let text = |name: &str| values.text(name).map(ToString::to_string);
        let (group_id, group_instance_id) = (text("group.id"), text("group.instance.id"));
        if common.client_id.is_empty() {
            let last = group_instance_id.as_deref().unwrap_or("1");
            common.client_id = format!("consumer-{}-{last}", group_id.as_deref().unwrap_or("null"));
        }
        let group_protocol = group_protocol(&values)?;
        let count = |name: &str| i32::try_from(values.number(name)).unwrap_or(i32::MAX);
        Ok(Self {
            group_protocol,
            group_remote_assignor: text("group.remote.assignor").filter(|assignor| !assignor.is_empty()),
            session_timeout_ms: values.size("session.timeout.ms"),
            heartbeat_interval_ms: heartbeat_interval(&values)?,
            max_poll_interval_ms: values.size("max.poll.interval.ms"),
            max_poll_records: u32::try_from(values.size("max.poll.records")).unwrap_or(u32::MAX),
            auto_commit: auto_commit(&values, group_id.is_some())?,
            auto_commit_interval_ms: values.size("auto.commit.interval.ms"),
            auto_offset_reset: auto_offset_reset(&values)?,
            fetch_min_bytes: count("fetch.min.bytes"),
            fetch_max_bytes: count("fetch.max.bytes"),
            fetch_max_wait_ms: count("fetch.max.wait.ms"),
            max_partition_fetch_bytes: count("max.partition.fetch.bytes"),
            check_crcs: values.flag("check.crcs"),
            isolation_level: match values.text("isolation.level") {
                Some("read_committed") => IsolationLevel::ReadCommitted,
                _ => IsolationLevel::ReadUncommitted,
            },
            assignors: assignors(&values)?,
            allow_auto_create_topics: values.flag("allow.auto.create.topics"),
            exclude_internal_topics: values.flag("exclude.internal.topics"),
            client_rack: text("client.rack").unwrap_or_default(),
            group_id,
            group_instance_id,
            common,
        })
    }
}

/// What only one of the protocols has cannot be set for the other.
fn group_protocol(values: &Values) -> Result<GroupProtocol, ConfigError> {
    let protocol = values.text("group.protocol").unwrap_or("classic");
    if protocol.eq_ignore_ascii_case("consumer") {
        let classic_only = ["partition.assignment.strategy", "heartbeat.interval.ms", "session.timeout.ms"];
        if let Some(name) = classic_only.into_iter().find(|name| values.is_given(name)) {
            return Err(ConfigError(format!("{name} cannot be set when group.protocol=CONSUMER")));
        }
        return Ok(GroupProtocol::Consumer);
    }
    if values.text("group.remote.assignor").is_some_and(|assignor| !assignor.is_empty()) {
        let why = "group.remote.assignor cannot be set when group.protocol=CLASSIC";
        return Err(ConfigError(why.to_string()));
    }
    Ok(GroupProtocol::Classic)
}

fn heartbeat_interval(values: &Values) -> Result<u64, ConfigError> {
    if values.number("heartbeat.interval.ms") >= values.number("session.timeout.ms") {
        return Err(ConfigError("Heartbeat must be set lower than the session timeout".to_string()));
    }
    Ok(values.size("heartbeat.interval.ms"))
}

/// Without a group there is nothing to commit to.
fn auto_commit(values: &Values, in_group: bool) -> Result<bool, ConfigError> {
    let asked = values.is_given("enable.auto.commit");
    match (in_group, asked && values.flag("enable.auto.commit")) {
        (true, _) => Ok(values.flag("enable.auto.commit")),
        (false, false) => Ok(false),
        (false, true) => {
            let why = "enable.auto.commit cannot be set to true when default group id (null) is used.";
            Err(ConfigError(why.to_string()))
        }
    }
}

fn auto_offset_reset(values: &Values) -> Result<AutoOffsetReset, ConfigError> {
    let text = values.text("auto.offset.reset").unwrap_or_default();
    if text.eq_ignore_ascii_case("latest") {
        return Ok(AutoOffsetReset::Latest);
    }
    if text.eq_ignore_ascii_case("earliest") {
        return Ok(AutoOffsetReset::Earliest);
    }
    if text.eq_ignore_ascii_case("none") {
        return Ok(AutoOffsetReset::None);
    }
    if let Some(ms) = text.strip_prefix("by_duration:").and_then(duration::parse) {
        return Ok(AutoOffsetReset::ByDuration(ms));
    }
    let why = format!(
        "Invalid value `{text}` for configuration auto.offset.reset. The value must be either 'earliest', \
         'latest', 'none' or of the format 'by_duration:<PnDTnHnMn.nS.>'."
    );
    Err(ConfigError::value("auto.offset.reset", text, &why))
}

/// Assignors by Kafka's class names. By default a group uses range and could go over to the cooperative one without a stop.
fn assignors(values: &Values) -> Result<Vec<Assignor>, ConfigError> {
    let name = "partition.assignment.strategy";
    let Some(classes) = values.text(name) else {
        return Ok(alloc::vec![Assignor::Range, Assignor::CooperativeSticky]);
    };
    let mut assignors = Vec::new();
    for class in classes.split(',').map(str::trim).filter(|class| !class.is_empty()) {
        match Assignor::from_class(class) {
            Some(assignor) => assignors.push(assignor),
            None => {
                return Err(ConfigError::value(
                    name,
                    classes,
                    &format!("Class {class} is not supported yet"),
                ));
            }
        }
    }
    Ok(assignors)
}
