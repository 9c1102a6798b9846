//! Configs of brokers by name, and which of them can be changed while a broker runs.

use super::{BROKER_KEYS, Key, TOPIC_KEYS};

use super::broker_keys::{DYNAMIC, RATES};

/// A broker config by name: its own, or the other side of a topic's.
pub(crate) fn broker_key(name: &str) -> Option<&'static Key> {
    let own = BROKER_KEYS.binary_search_by(|key| key.name.cmp(name)).ok().and_then(|at| BROKER_KEYS.get(at));
    let own = own.or_else(|| RATES.iter().find(|key| key.name == name));
    own.or_else(|| TOPIC_KEYS.iter().find(|key| key.server == Some(name)))
}

/// Whether a broker config can be changed while the broker runs.
pub(crate) fn is_dynamic(name: &str) -> bool {
    DYNAMIC.binary_search(&name).is_ok() || TOPIC_KEYS.iter().any(|key| key.server == Some(name))
}

/// Whether a dynamic config is of one broker alone, so that there is no default of the cluster: its listeners and their security.
pub(crate) fn is_per_broker(name: &str) -> bool {
    const LISTENERS: [&str; 3] = ["listener.security.protocol.map", "listeners", "principal.builder.class"];
    let is_security = name.starts_with("ssl.") || name.starts_with("sasl.");
    DYNAMIC.binary_search(&name).is_ok() && (is_security || LISTENERS.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_and_defaults_allowed() {
        assert!(BROKER_KEYS.is_sorted_by(|a, b| a.name < b.name));
        assert!(DYNAMIC.is_sorted());
        for key in &BROKER_KEYS {
            assert_eq!(key.default.map_or(Ok(()), |default| key.check(default)), Ok(()), "{}", key.name);
        }
    }

    #[test]
    fn what_can_change_while_it_runs() {
        assert!(is_dynamic("log.retention.ms"));
        assert!(is_dynamic("min.insync.replicas"));
        assert!(!is_dynamic("num.partitions"));
        for name in ["listeners", "ssl.keystore.location", "sasl.jaas.config"] {
            assert!(is_per_broker(name), "{name}");
        }
        for name in ["max.connections", "ssl.principal.mapping.rules", "log.cleaner.backoff.ms"] {
            assert!(!is_per_broker(name), "{name}");
        }
    }
}
