//! The clocks of the native host.

use std::time::{Duration, Instant as StdInstant, SystemTime, UNIX_EPOCH};

use partita_machine::{Instant, Now};

/// A monotonic clock that began when the process did, and the wall clock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    began: StdInstant,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self { began: StdInstant::now() }
    }

    /// Both clocks now.
    pub(crate) fn now(self) -> Now {
        let micros = u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX);
        let wall = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Now { at: Instant(micros), wall_ms: i64::try_from(wall.as_millis()).unwrap_or(i64::MAX) }
    }

    /// A machine's moment as tokio's timers want it.
    pub(crate) fn deadline(self, at: Instant) -> tokio::time::Instant {
        tokio::time::Instant::from_std(self.began + Duration::from_micros(at.0))
    }
}
