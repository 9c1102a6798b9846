//! How links are opened, and how long that may take.

/// Kafka's settings of connections, with its defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// `client.software.name` as ApiVersions carries it.
    pub software: &'static str,
    /// `reconnect.backoff.ms`.
    pub reconnect_backoff_ms: u64,
    /// `reconnect.backoff.max.ms`.
    pub reconnect_backoff_max_ms: u64,
    /// `socket.connection.setup.timeout.ms`.
    pub setup_timeout_ms: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            software: "partita",
            reconnect_backoff_ms: 50,
            reconnect_backoff_max_ms: 1_000,
            setup_timeout_ms: 10_000,
        }
    }
}
