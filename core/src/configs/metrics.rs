//! Configs of what clients are to measure (KIP-714). They are kept and told; a broker without a plug-in asks no client.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;

use super::{Key, Kind, Rule};

const INTERVAL_MIN_MS: i64 = 100;
const INTERVAL_MAX_MS: i64 = 3_600_000;
/// What a `match` may be about.
const CRITERIA: [&str; 6] = [
    "client_instance_id",
    "client_id",
    "client_software_name",
    "client_software_version",
    "client_source_address",
    "client_source_port",
];

const fn key(name: &'static str, kind: Kind, default: &'static str) -> Key {
    Key { name, kind, rule: Rule::Any, default: Some(default), server: None, server_default: false }
}

/// All of them, in the order of their names.
pub(crate) static METRICS_KEYS: [Key; 3] =
    [key("interval.ms", Kind::Int, "300000"), key("match", Kind::List, ""), key("metrics", Kind::List, "")];

/// Why these cannot be all configs of a subscription; the words of an invalid request where `true`.
pub(crate) fn check_metrics_configs(set: &BTreeMap<String, String>) -> Result<(), (bool, String)> {
    for (name, value) in set {
        let key = METRICS_KEYS.iter().find(|key| key.name == name);
        let key = key.ok_or_else(|| (true, format!("Unknown client metrics configuration: {name}")))?;
        key.check(value).map_err(|message| (false, message))?;
    }
    if let Some(interval) = set.get("interval.ms")
        && !interval.trim().parse().is_ok_and(|ms| (INTERVAL_MIN_MS..=INTERVAL_MAX_MS).contains(&ms))
    {
        return Err((
            true,
            format!(
                "Invalid value {interval} for interval.ms, interval must be between 100 and 3600000 (1 hour)"
            ),
        ));
    }
    let criteria = set.get("match").map_or("", |value| value.trim());
    for criterion in criteria.split(',').map(str::trim).filter(|criterion| !criterion.is_empty()) {
        let about = criterion.split_once('=').map(|(about, _)| about.trim());
        if !about.is_some_and(|about| CRITERIA.contains(&about)) {
            return Err((false, format!("Illegal client matching pattern: {criterion}")));
        }
    }
    Ok(())
}
