//! How long a request took: from its leaving its sender to the arrival of its answer there.

use partita_machine::Instant;
use partita_view::RoundTrip;
use partita_wire::ApiKey;

/// A request whose answer has arrived; small, as many are remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trip {
    /// When the answer arrived.
    pub(crate) at: Instant,
    took_us: u32,
    api: ApiKey,
}

impl Trip {
    pub(crate) fn new(api: ApiKey, asked: Instant, at: Instant) -> Self {
        let took_us = u32::try_from(at.0.saturating_sub(asked.0)).unwrap_or(u32::MAX);
        Self { at, took_us, api }
    }

    /// As it is told.
    pub(crate) fn told(self) -> RoundTrip {
        RoundTrip { at: self.at.0, took: u64::from(self.took_us), api_name: self.api.name() }
    }
}
