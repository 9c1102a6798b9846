//! Time as machines see it: handed in, never asked for.

/// A point on the monotonic clock, in microseconds since the beginning of the run. Timers use it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(pub u64);

impl Instant {
    /// The instant `ms` milliseconds later; the end of time if there is none.
    #[must_use]
    pub fn after_ms(self, ms: u64) -> Self {
        Self(self.0.saturating_add(ms.saturating_mul(1_000)))
    }

    /// Whole milliseconds from `earlier` to this instant; 0 if it is not earlier.
    #[must_use]
    pub fn ms_since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0) / 1_000
    }

    /// Milliseconds since the beginning of the run.
    #[must_use]
    pub fn as_ms(self) -> u64 {
        self.0 / 1_000
    }
}

/// The two clocks at the moment of an input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// Monotonic: for timers.
    pub at: Instant,
    /// Wall clock, milliseconds since 1970: for timestamps of records. A story may skew it.
    pub wall_ms: i64,
}
