//! Positions as the application sees and moves them.

use super::Consumer;
use super::positions::{Place, ResetTo, Stage};

impl Consumer {
    /// Whether a partition is assigned to it, by its group or by hand.
    #[must_use]
    pub fn owns(&self, place: &Place) -> bool {
        self.positions.contains_key(place)
    }

    /// Moves to an offset.
    pub fn seek(&mut self, place: &Place, offset: i64) {
        if let Some(tracked) = self.positions.get_mut(place) {
            tracked.seek(offset, -1);
            self.revision += 1;
        }
    }

    /// Moves to the first offset there is.
    pub fn seek_to_beginning(&mut self, place: &Place) {
        if let Some(tracked) = self.positions.get_mut(place) {
            tracked.reset(ResetTo::Earliest);
        }
    }

    /// Moves behind the last offset there is.
    pub fn seek_to_end(&mut self, place: &Place) {
        if let Some(tracked) = self.positions.get_mut(place) {
            tracked.reset(ResetTo::Latest);
        }
    }

    /// Hands out nothing more of a partition until it is resumed.
    pub fn pause(&mut self, place: &Place) {
        if let Some(tracked) = self.positions.get_mut(place) {
            tracked.paused = true;
        }
    }

    /// Ends [`Consumer::pause`].
    pub fn resume(&mut self, place: &Place) {
        if let Some(tracked) = self.positions.get_mut(place) {
            tracked.paused = false;
        }
    }

    /// What it reads.
    pub fn assignment(&self) -> impl Iterator<Item = &Place> {
        self.positions.keys()
    }

    /// The next offset that `poll` gives of a partition, once known.
    #[must_use]
    pub fn position(&self, place: &Place) -> Option<i64> {
        self.positions
            .get(place)
            .filter(|tracked| tracked.stage == Stage::Ready)
            .map(|tracked| tracked.position)
    }

    /// The high watermark of a partition, as of the last fetch.
    #[must_use]
    pub fn high_watermark(&self, place: &Place) -> Option<i64> {
        self.positions.get(place)?.high_watermark
    }
}
