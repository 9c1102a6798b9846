//! Compaction (`cleanup.policy=compact`): of each key only the newest record stays, offsets never change.
//!
//! A cleaner never touches the segment that grows, nor what is not committed. It goes in steps (`work.rs`), writes groups of
//! segments anew under names of their own, and puts them in place by renaming, so that a crash leaves the old or the new
//! (`swap.rs`).

use alloc::vec::Vec;

use super::segment::Segment;
use super::{Log, LogError};
use crate::disk::Disk;

mod filter;
mod offset_map;
mod swap;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod transactional;
mod transactions;
mod work;

pub(super) use swap::finish;
pub use work::{Cleaned, Cleaning};

/// A whole in thousandths.
const WHOLE: u64 = 1_000;

/// What a topic asks of its cleaner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compaction {
    /// `min.cleanable.dirty.ratio` in thousandths.
    pub min_dirty_thousandths: u64,
    /// `min.compaction.lag.ms`.
    pub min_lag_ms: i64,
    /// `max.compaction.lag.ms`.
    pub max_lag_ms: i64,
    /// `delete.retention.ms`.
    pub delete_retention_ms: i64,
    /// How many keys one round of cleaning remembers (`log.cleaner.dedupe.buffer.size`): with more, the rest is left to the next.
    pub keys_max: u64,
}

/// What could be cleaned of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dirt {
    /// The first offset that was not cleaned before.
    pub from: i64,
    /// The first offset that may not be cleaned yet.
    pub to: i64,
    /// The share of it in what is clean and what it is, in thousandths, rounded down.
    pub thousandths: u64,
}

impl Log {
    /// Up to where the log was cleaned.
    #[must_use]
    pub fn cleaned_to(&self) -> i64 {
        self.cleaned_to
    }

    /// Takes what `cleaner-offset-checkpoint` said. What cannot be right is forgotten: then everything is dirty.
    pub fn set_cleaned_to(&mut self, offset: i64) {
        self.cleaned_to =
            if (self.log_start..=self.log_end()).contains(&offset) { offset } else { self.log_start };
    }

    /// What is worth cleaning now, below the offset up to which everything is `stable`.
    #[must_use]
    pub fn dirt(&self, rules: Compaction, stable: i64, now_ms: i64) -> Option<Dirt> {
        let from = self.cleaned_to.max(self.log_start);
        let closed = &self.segments[..self.segments.len() - 1];
        let too_young = |segment: &Segment| {
            rules.min_lag_ms > 0 && segment.newest_ms() > now_ms.saturating_sub(rules.min_lag_ms)
        };
        let is_dirty = |segment: &Segment| segment.next_offset > from;
        let may_be =
            |segment: &Segment| segment.next_offset <= stable && !(is_dirty(segment) && too_young(segment));
        let cleanable: Vec<&Segment> =
            closed.iter().map(|segment| &**segment).take_while(|segment| may_be(segment)).collect();
        let to = self.segments[cleanable.len()].base_offset.max(from);
        let (mut clean, mut dirty, mut is_late) = (0_u64, 0_u64, false);
        for segment in cleanable {
            if is_dirty(segment) {
                dirty += u64::from(segment.len);
                let age = segment
                    .first_timestamp
                    .filter(|&first| first >= 0)
                    .map_or(0, |first| now_ms.saturating_sub(first));
                is_late |= age > rules.max_lag_ms;
            } else {
                clean += u64::from(segment.len);
            }
        }
        let thousandths = (dirty * WHOLE).checked_div(clean + dirty)?;
        // Exact, for any dirt is more than none.
        let wide = |a: u64, b: u64| u128::from(a) * u128::from(b);
        let is_much = wide(dirty, WHOLE) > wide(rules.min_dirty_thousandths, clean + dirty);
        let is_worth_it = dirty > 0 && (is_late || is_much);
        is_worth_it.then_some(Dirt { from, to, thousandths })
    }

    /// Cleans what [`Log::dirt`] found at once, as far as the keys fit into memory.
    pub fn clean(
        &mut self,
        disk: &mut dyn Disk,
        dirt: Dirt,
        rules: Compaction,
        now_ms: i64,
    ) -> Result<(), LogError> {
        let mut cleaning = Cleaning::begin(self, dirt, rules, now_ms);
        while cleaning.step(self, disk, &mut { u64::MAX })? == Cleaned::NotYet {}
        Ok(())
    }
}
