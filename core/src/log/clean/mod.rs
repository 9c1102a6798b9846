//! Compaction (`cleanup.policy=compact`): of each key only the newest record stays, offsets never change.
//!
//! A cleaner never touches the segment that grows, nor what is not committed. It writes groups of segments anew under
//! names of their own, and puts them in place by renaming, so that a crash leaves the old or the new ([`finish`]).

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_wire::records::BatchView;

use super::files;
use super::segment::{SUFFIX, Segment};
use super::{Log, LogError};
use crate::disk::{Disk, FileName};

mod filter;
mod offset_map;
#[cfg(test)]
mod tests;
mod transactions;

use filter::Filter;
use offset_map::OffsetMap;
use transactions::{Aborted, Pass};

/// What a file is called while it is written, and when it is whole.
const CLEANED: &str = ".cleaned";
const SWAP: &str = ".swap";
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
}

/// What could be cleaned of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dirt {
    /// The first offset that was not cleaned before.
    pub from: i64,
    /// The first offset that may not be cleaned yet.
    pub to: i64,
    /// The share of it in what is clean and what it is, in thousandths.
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
            rules.min_lag_ms > 0 && segment.max_timestamp > now_ms.saturating_sub(rules.min_lag_ms)
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
                let age = segment.first_timestamp.map_or(0, |first| now_ms.saturating_sub(first));
                is_late |= age > rules.max_lag_ms;
            } else {
                clean += u64::from(segment.len);
            }
        }
        let thousandths = (dirty * WHOLE).checked_div(clean + dirty)?;
        let is_worth_it = dirty > 0 && (is_late || thousandths > rules.min_dirty_thousandths);
        is_worth_it.then_some(Dirt { from, to, thousandths })
    }

    /// Cleans what [`Log::dirt`] found, as far as the keys fit into memory.
    pub fn clean(
        &mut self,
        disk: &mut dyn Disk,
        dirt: Dirt,
        rules: Compaction,
        now_ms: i64,
    ) -> Result<(), LogError> {
        let (map, aborted) = self.survey(disk, dirt)?;
        let producers = self.producers.clone();
        let mut filter = Filter {
            map: &map,
            pass: Pass::new(aborted),
            producers: &producers,
            end: dirt.to,
            now_ms,
            delete_retention_ms: rules.delete_retention_ms,
        };
        let below = self.segments[..self.segments.len() - 1].iter();
        let mut left = below.take_while(|segment| segment.base_offset < map.end()).count();
        let mut at = 0;
        while left > 0 {
            let count = self.group(at, left);
            self.rewrite(disk, at, count, &mut filter)?;
            at += 1;
            left -= count;
        }
        self.cleaned_to = map.end();
        self.revision += 1;
        Ok(())
    }

    /// Reads everything below the end of the dirt: the newest offsets of keys in it, and which transactions were aborted.
    fn survey(&self, disk: &dyn Disk, dirt: Dirt) -> Result<(OffsetMap, Aborted), LogError> {
        let mut map = OffsetMap::new(dirt.from);
        let mut aborted = Aborted::default();
        let below = self.segments.iter().take_while(|segment| segment.base_offset < dirt.to);
        for segment in below {
            let mut position = 0;
            while let Some(placed) = segment.placed(disk, position)? {
                let batch = segment.batch(disk, position)?;
                aborted.see(&batch);
                if placed.header.last_offset() >= dirt.from {
                    if map.is_full() {
                        return Ok((map, aborted));
                    }
                    take_keys(&mut map, &batch, dirt.from);
                }
                position = placed.end();
            }
            map.seen(segment.next_offset - 1);
        }
        map.seen(dirt.to - 1);
        Ok((map, aborted))
    }

    /// How many segments from number `at` on fit into one, of `left` that are there.
    fn group(&self, at: usize, left: usize) -> usize {
        let first = &self.segments[at];
        let mut len = first.len;
        let more = self.segments[at + 1..at + left].iter().take_while(|next| {
            len = len.saturating_add(next.len);
            let span = next.next_offset.saturating_sub(first.base_offset);
            len <= self.settings.segment_bytes && span <= i64::from(i32::MAX)
        });
        1 + more.count()
    }

    /// Writes `count` segments from number `at` on anew, as one.
    fn rewrite(
        &mut self,
        disk: &mut dyn Disk,
        at: usize,
        count: usize,
        filter: &mut Filter<'_>,
    ) -> Result<(), LogError> {
        let mut new = Segment::new(&self.dir, self.segments[at].base_offset);
        let (cleaned, swap) = (suffixed(&new.file, CLEANED), suffixed(&new.file, SWAP));
        disk.replace(&cleaned, &[])?;
        for segment in &self.segments[at..at + count] {
            let mut position = 0;
            while let Some(placed) = segment.placed(disk, position)? {
                if let Some(kept) = filter.clean(&segment.batch(disk, position)?)? {
                    disk.append(&cleaned, &[kept.bytes()])?;
                    new.note(kept.header(), self.settings.index_interval_bytes);
                }
                position = placed.end();
            }
        }
        disk.flush(&cleaned)?;
        disk.rename(&cleaned, &swap)?;
        for segment in self.segments[at + 1..at + count].iter().rev() {
            files::delete(disk, segment)?;
        }
        disk.rename(&swap, &new.file)?;
        new.note_newest();
        files::write_indexes(disk, &new)?;
        self.segments.splice(at..at + count, [Arc::new(new)]);
        Ok(())
    }
}

fn take_keys(map: &mut OffsetMap, batch: &BatchView, from: i64) {
    let header = batch.header();
    map.seen(header.last_offset());
    if header.attributes.is_control() {
        return;
    }
    // What cannot be read has no keys, and is kept as it is.
    let Ok(records) = batch.records(partita_wire::records::CHECK_DECOMPRESSED_LEN_MAX) else { return };
    for record in records.map_while(Result::ok).filter(|record| record.offset >= from) {
        if let Some(key) = &record.key {
            map.put(key, record.offset);
        }
    }
}

fn suffixed(file: &FileName, suffix: &str) -> FileName {
    let mut name = String::from(file.as_str());
    name.push_str(suffix);
    name.into()
}

/// Ends what a cleaner was at when its process ended: what was not whole is forgotten, what was whole takes its place.
pub(super) fn finish(disk: &mut dyn Disk, dir: &str) -> Result<(), LogError> {
    for file in disk.list(&(String::from(dir) + "/")) {
        if file.as_str().ends_with(CLEANED) {
            disk.delete(&file)?;
        } else if let Some(name) = file.as_str().strip_suffix(SWAP) {
            put_in_place(disk, dir, &file, &FileName::new(name))?;
        }
    }
    Ok(())
}

/// Segments that the new one stands for begin within it.
fn put_in_place(disk: &mut dyn Disk, dir: &str, swap: &FileName, file: &FileName) -> Result<(), LogError> {
    let Some(base_offset) = files::offset_of(dir, file, SUFFIX) else { return Ok(disk.delete(swap)?) };
    let mut new = Segment::new(dir, base_offset);
    new.file = swap.clone();
    while let Some(batch) = super::recovery::next_good_batch(disk, &new)? {
        new.note(batch.header(), u32::MAX);
    }
    for old in disk.list(&(String::from(dir) + "/")) {
        let base = files::offset_of(dir, &old, SUFFIX);
        if base.is_some_and(|base| base > base_offset && base < new.next_offset) {
            disk.delete(&old)?;
        }
    }
    Ok(disk.rename(swap, file)?)
}
