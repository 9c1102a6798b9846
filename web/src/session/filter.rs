//! What of the messages a person wants to see in the diagram of them.

use partita_view::{Name, Party};

/// Microseconds in a pixel, far to near.
const ZOOMS: [u64; 6] = [200, 50, 20, 10, 5, 2];
/// The first: a link's latency is 50 pixels.
const FIRST: usize = 3;

/// What is shown of the messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Only this API.
    pub api: Option<i16>,
    /// Only what is about this partition.
    pub partition: Option<(Name, i32)>,
    /// Only what this machine sends or gets.
    pub party: Option<Party>,
    zoom: usize,
}

impl Default for Filter {
    fn default() -> Self {
        Self { api: None, partition: None, party: None, zoom: FIRST }
    }
}

impl Filter {
    /// Microseconds in a pixel.
    pub fn per_pixel(&self) -> u64 {
        ZOOMS[self.zoom.min(ZOOMS.len() - 1)]
    }

    /// Nearer or farther.
    #[must_use]
    pub fn zoomed(&self, closer: bool) -> Self {
        let zoom = if closer { (self.zoom + 1).min(ZOOMS.len() - 1) } else { self.zoom.saturating_sub(1) };
        Self { zoom, ..self.clone() }
    }
}
