//! What all clients share, and the settings of an admin client, which has nothing else.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_machine::Address;

use super::Pair;
use super::definition::{ConfigError, Definition, Kind, Values};

/// Settings of every client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Common {
    /// `bootstrap.servers`, or of an admin client `bootstrap.controllers`.
    pub bootstrap_servers: Vec<Address>,
    /// Whether those are controllers, which are then all that the client talks to (KIP-919).
    pub controllers: bool,
    /// `client.id`; if nobody set it, the one that Kafka makes up for the first client of a process.
    pub client_id: String,
    /// Whether somebody set `client.id`.
    pub has_client_id: bool,
    /// `request.timeout.ms`.
    pub request_timeout_ms: u64,
    /// `retry.backoff.ms`.
    pub retry_backoff_ms: u64,
    /// `retry.backoff.max.ms`.
    pub retry_backoff_max_ms: u64,
    /// `reconnect.backoff.ms`.
    pub reconnect_backoff_ms: u64,
    /// `reconnect.backoff.max.ms`.
    pub reconnect_backoff_max_ms: u64,
    /// `socket.connection.setup.timeout.ms`.
    pub setup_timeout_ms: u64,
    /// `metadata.max.age.ms`.
    pub metadata_max_age_ms: u64,
    /// `default.api.timeout.ms`; a producer has `max.block.ms` here.
    pub api_timeout_ms: u64,
    /// Bugs of the museum that it has, by name; none without the feature of that name.
    pub museum: String,
    /// Settings with another value than their default, by name.
    pub changed: Vec<(String, String)>,
    /// Names that Kafka does not know; it warns of them.
    pub unknown: Vec<String>,
}

/// Settings of an admin client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdminSettings {
    /// What all clients have.
    pub common: Common,
}

pub(super) const COMMON: &[Definition] = &[
    ("bootstrap.servers", Kind::Text, Some("")),
    ("client.id", Kind::Text, Some("")),
    ("request.timeout.ms", Kind::Int(0), Some("30000")),
    ("retry.backoff.ms", Kind::Long(0), Some("100")),
    ("retry.backoff.max.ms", Kind::Long(0), Some("1000")),
    ("reconnect.backoff.ms", Kind::Long(0), Some("50")),
    ("reconnect.backoff.max.ms", Kind::Long(0), Some("1000")),
    ("socket.connection.setup.timeout.ms", Kind::Long(i64::MIN), Some("10000")),
    ("socket.connection.setup.timeout.max.ms", Kind::Long(i64::MIN), Some("30000")),
    ("metadata.max.age.ms", Kind::Long(0), Some("300000")),
    ("connections.max.idle.ms", Kind::Long(i64::MIN), None),
    ("client.dns.lookup", Kind::Word(&["use_all_dns_ips", "resolve_canonical_bootstrap_servers_only"]), None),
    ("send.buffer.bytes", Kind::Int(-1), None),
    ("receive.buffer.bytes", Kind::Int(-1), None),
    ("enable.metrics.push", Kind::Bool, None),
    ("metric.reporters", Kind::Ignored, None),
    ("interceptor.classes", Kind::Ignored, None),
    ("security.protocol", Kind::AnyCase(&["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]), None),
    ("security.providers", Kind::Ignored, None),
    ("config.providers", Kind::Ignored, None),
    ("metadata.recovery.strategy", Kind::AnyCase(&["NONE", "REBOOTSTRAP"]), None),
    ("metadata.recovery.rebootstrap.trigger.ms", Kind::Long(0), None),
    #[cfg(feature = "museum")]
    ("museum", Kind::Text, Some("")),
];

const ADMIN: &[Definition] = &[
    ("default.api.timeout.ms", Kind::Int(0), Some("60000")),
    ("retries", Kind::Int(0), Some("2147483647")),
    ("bootstrap.controllers", Kind::Text, Some("")),
];

impl Common {
    pub(super) fn new(
        values: &Values,
        parts: &[&[Definition]],
        api_timeout: &str,
    ) -> Result<Self, ConfigError> {
        let given = |name: &str| values.text(name).filter(|text| !text.is_empty());
        let (servers, controllers) = (given("bootstrap.servers"), given("bootstrap.controllers"));
        if servers.is_some() && controllers.is_some() {
            return Err(ConfigError(
                "You cannot specify both bootstrap.servers and bootstrap.controllers".to_string(),
            ));
        }
        Ok(Self {
            bootstrap_servers: bootstrap_servers(controllers.or(servers).unwrap_or_default())?,
            controllers: controllers.is_some(),
            client_id: values.text("client.id").unwrap_or_default().to_string(),
            has_client_id: values.text("client.id").is_some_and(|id| !id.is_empty()),
            request_timeout_ms: values.size("request.timeout.ms"),
            retry_backoff_ms: values.size("retry.backoff.ms"),
            retry_backoff_max_ms: values.size("retry.backoff.max.ms"),
            reconnect_backoff_ms: values.size("reconnect.backoff.ms"),
            reconnect_backoff_max_ms: values.size("reconnect.backoff.max.ms"),
            setup_timeout_ms: values.size("socket.connection.setup.timeout.ms"),
            metadata_max_age_ms: values.size("metadata.max.age.ms"),
            api_timeout_ms: values.size(api_timeout),
            museum: values.text("museum").unwrap_or_default().to_string(),
            changed: values.changed(parts),
            unknown: values.unknown.clone(),
        })
    }
}

impl AdminSettings {
    /// Reads pairs of name and value.
    pub fn new(pairs: &[Pair<'_>]) -> Result<Self, ConfigError> {
        let parts = [COMMON, ADMIN];
        let values = Values::read(&parts, pairs)?;
        let mut common = Common::new(&values, &parts, "default.api.timeout.ms")?;
        if !values.is_given("client.id") {
            common.client_id = "adminclient-1".to_string();
        }
        Ok(Self { common })
    }
}

/// Reads `host:port,host:port`, the form of `bootstrap.servers` and of `--bootstrap-server`.
pub fn bootstrap_servers(text: &str) -> Result<Vec<Address>, ConfigError> {
    let urls = text.split(',').map(str::trim).filter(|url| !url.is_empty());
    let addresses = urls.map(address).collect::<Result<Vec<_>, _>>()?;
    if addresses.is_empty() {
        return Err(ConfigError("No resolvable bootstrap urls given in bootstrap.servers".to_string()));
    }
    Ok(addresses)
}

/// `host:port`, a scheme before it being left out, as Kafka's client reads it.
fn address(url: &str) -> Result<Address, ConfigError> {
    let invalid = |what: &str| ConfigError(format!("Invalid {what} in bootstrap.servers: {url}"));
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let Some((host, port)) = rest.rsplit_once(':') else { return Err(invalid("url")) };
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    let is_host = |c: char| c.is_ascii_alphanumeric() || "-%._:".contains(c);
    if host.is_empty() || !host.chars().all(is_host) || port.is_empty() {
        return Err(invalid("url"));
    }
    if !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(invalid("url"));
    }
    port.parse().map(|port| Address::new(host, port)).map_err(|_| invalid("port"))
}
