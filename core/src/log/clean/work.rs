//! A log that is being cleaned, some bytes at a time: first it is looked through for transactions that were aborted, then the
//! dirt is read for the newest offset of each key, then group after group of segments is written anew. In between the log goes
//! on growing.

use alloc::boxed::Box;
use alloc::sync::Arc;

use partita_wire::records::{BATCH_HEADER_LEN, BatchView, CHECK_DECOMPRESSED_LEN_MAX};

use super::filter::Filter;
use super::offset_map::OffsetMap;
use super::transactions::{Aborted, Marker, Pass, marker_of};
use super::{Compaction, Dirt, swap};
use crate::disk::Disk;
use crate::log::segment::Segment;
use crate::log::{Log, LogError, Producers};

/// How far a cleaning is after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cleaned {
    /// There is more to do.
    NotYet,
    /// All that was dirty is clean.
    Done,
    /// The log was cut meanwhile, at its end or its beginning: what was read of it does not hold any more.
    Abandoned,
}

/// A cleaning under way. Nothing of it outlives its process.
#[derive(Clone, Debug)]
pub struct Cleaning {
    dirt: Dirt,
    rules: Compaction,
    now_ms: i64,
    /// How often the log had been cut when this began.
    cuts: u64,
    stage: Stage,
}

#[derive(Clone, Debug)]
enum Stage {
    Search(Search),
    Survey(Survey),
    Rewrite(Rewrite),
    Done,
}

/// Looks for transactions that were aborted, header by header. The ends of those that have records in the dirt may lie behind it.
#[derive(Clone, Debug, Default)]
struct Search {
    aborted: Arc<Aborted>,
    segment: usize,
    position: u32,
}

/// Reads the dirt for the newest offsets of keys in it, aborted records aside.
#[derive(Clone, Debug)]
struct Survey {
    map: Arc<OffsetMap>,
    aborted: Arc<Aborted>,
    segment: usize,
    position: u32,
}

/// Writes segments anew.
#[derive(Clone, Debug)]
struct Rewrite {
    map: Arc<OffsetMap>,
    pass: Arc<Pass>,
    /// The first segment that was not written anew yet, and how many there are.
    at: usize,
    left: usize,
    group: Option<Box<Group>>,
}

/// Segments that become one.
#[derive(Clone, Debug)]
struct Group {
    new: Segment,
    count: usize,
    /// What is read next: which segment of them, and where in it.
    segment: usize,
    position: u32,
    /// As they are known when the group begins.
    producers: Arc<Producers>,
}

impl Cleaning {
    /// Begins to clean what [`Log::dirt`] found. Nothing is read yet.
    #[must_use]
    pub fn begin(log: &Log, dirt: Dirt, rules: Compaction, now_ms: i64) -> Self {
        Self { dirt, rules, now_ms, cuts: log.cuts, stage: Stage::Search(Search::default()) }
    }

    /// Goes on, until about `left` bytes were read, of which it takes off what it has read. After an error it is of no use.
    pub fn step(&mut self, log: &mut Log, disk: &mut dyn Disk, left: &mut u64) -> Result<Cleaned, LogError> {
        if log.cuts != self.cuts {
            self.abandon(disk);
            return Ok(Cleaned::Abandoned);
        }
        while *left > 0 {
            self.stage = match core::mem::replace(&mut self.stage, Stage::Done) {
                Stage::Search(search) => self.search(log, disk, search, left)?,
                Stage::Survey(survey) => self.survey(log, disk, survey, left)?,
                Stage::Rewrite(rewrite) => self.rewrite(log, disk, rewrite, left)?,
                Stage::Done => break,
            };
        }
        Ok(if matches!(self.stage, Stage::Done) { Cleaned::Done } else { Cleaned::NotYet })
    }

    /// Removes what is half written. A disk that does not let it has it removed by the next start.
    pub fn abandon(&mut self, disk: &mut dyn Disk) {
        if let Stage::Rewrite(Rewrite { group: Some(group), .. }) = &self.stage {
            let _ = disk.delete(&swap::cleaned(&group.new));
        }
        self.stage = Stage::Done;
    }

    fn search(
        &self,
        log: &Log,
        disk: &dyn Disk,
        mut search: Search,
        left: &mut u64,
    ) -> Result<Stage, LogError> {
        let Search { aborted, segment: at, position } = &mut search;
        while let Some(segment) = log.segments.get(*at) {
            while let Some(placed) = segment.placed(disk, *position)? {
                if *left == 0 {
                    return Ok(Stage::Search(search));
                }
                let header = &placed.header;
                if header.base_offset >= self.dirt.to && aborted.is_decided_before(self.dirt.to) {
                    return Ok(search.survey(log, self.dirt.from, self.rules.keys_max));
                }
                if header.attributes.is_transactional() {
                    let aborted = Arc::make_mut(aborted);
                    match header.attributes.is_control() {
                        false => aborted.see_data(header),
                        true => {
                            if let Marker::End { is_abort } = marker_of(&segment.batch(disk, *position)?) {
                                aborted.see_marker(header, is_abort);
                            }
                        }
                    }
                }
                *position = placed.end();
                *left = left.saturating_sub(BATCH_HEADER_LEN as u64);
            }
            (*at, *position) = (*at + 1, 0);
        }
        Ok(search.survey(log, self.dirt.from, self.rules.keys_max))
    }

    fn survey(
        &self,
        log: &Log,
        disk: &dyn Disk,
        mut survey: Survey,
        left: &mut u64,
    ) -> Result<Stage, LogError> {
        let Survey { map, aborted, segment: at, position } = &mut survey;
        let is_below = |segment: &&Arc<Segment>| segment.base_offset < self.dirt.to;
        while let Some(segment) = log.segments.get(*at).filter(is_below) {
            while let Some(placed) = segment.placed(disk, *position)? {
                if *left == 0 {
                    return Ok(Stage::Survey(survey));
                }
                if placed.header.last_offset() >= self.dirt.from {
                    if map.is_full() {
                        return Ok(survey.rewrite(log));
                    }
                    let batch = segment.batch(disk, *position)?;
                    take_keys(Arc::make_mut(map), aborted, &batch, self.dirt.from);
                }
                *position = placed.end();
                *left = left.saturating_sub(placed.header.size() as u64);
            }
            Arc::make_mut(map).seen(segment.next_offset - 1);
            (*at, *position) = (*at + 1, 0);
        }
        Arc::make_mut(map).seen(self.dirt.to - 1);
        Ok(survey.rewrite(log))
    }

    fn rewrite(
        &self,
        log: &mut Log,
        disk: &mut dyn Disk,
        mut rewrite: Rewrite,
        left: &mut u64,
    ) -> Result<Stage, LogError> {
        let Some(mut group) = rewrite.group.take() else {
            if rewrite.left == 0 {
                log.cleaned_to = rewrite.map.end();
                log.revision += 1;
                return Ok(Stage::Done);
            }
            rewrite.group = Some(Box::new(Group::begin(log, disk, rewrite.at, rewrite.left)?));
            return Ok(Stage::Rewrite(rewrite));
        };
        let producers = group.producers.clone();
        let mut filter = Filter {
            map: &rewrite.map,
            pass: Arc::make_mut(&mut rewrite.pass),
            producers: &producers,
            end: self.dirt.to,
            now_ms: self.now_ms,
            delete_retention_ms: self.rules.delete_retention_ms,
        };
        let done = group.write(log, disk, rewrite.at, &mut filter, left);
        match done {
            Ok(true) => {
                rewrite.left -= group.count;
                group.put_in_place(log, disk, rewrite.at)?;
                rewrite.at += 1;
            }
            Ok(false) => rewrite.group = Some(group),
            Err(error) => {
                let _ = disk.delete(&swap::cleaned(&group.new));
                return Err(error);
            }
        }
        Ok(Stage::Rewrite(rewrite))
    }
}

impl Search {
    /// What is read next: everything that is dirty.
    fn survey(self, log: &Log, from: i64, keys_max: u64) -> Stage {
        let segment = log.segments.partition_point(|segment| segment.next_offset <= from);
        let map = Arc::new(OffsetMap::new(from, keys_max));
        Stage::Survey(Survey { map, aborted: self.aborted, segment, position: 0 })
    }
}

impl Survey {
    /// What is written anew: all closed segments that have something that was looked at.
    fn rewrite(self, log: &Log) -> Stage {
        let closed = log.segments[..log.segments.len() - 1].iter();
        let left = closed.take_while(|segment| segment.base_offset < self.map.end()).count();
        let pass = Arc::new(Pass::new(self.aborted));
        Stage::Rewrite(Rewrite { map: self.map, pass, at: 0, left, group: None })
    }
}

impl Group {
    /// Begins with the segments from number `at` on that fit into one, of `left` that are there.
    fn begin(log: &Log, disk: &mut dyn Disk, at: usize, left: usize) -> Result<Self, LogError> {
        let first = &log.segments[at];
        let len_max = log.settings.segment_bytes.min(disk.segment_len_max());
        let mut len = first.len;
        let more = log.segments[at + 1..at + left].iter().take_while(|next| {
            len = len.saturating_add(next.len);
            let span = next.next_offset.saturating_sub(first.base_offset);
            len <= len_max && span <= i64::from(i32::MAX)
        });
        let count = 1 + more.count();
        let newest = log.segments[at..at + count].iter().map(|segment| segment.modified_ms).max();
        // What is written anew is as old as the newest of what it stands for.
        let (created_ms, modified_ms) = (first.created_ms, newest.unwrap_or(first.modified_ms));
        let new = Segment { created_ms, modified_ms, ..Segment::new(&log.dir, first.base_offset) };
        disk.replace(&swap::cleaned(&new), &[])?;
        Ok(Self { new, count, segment: 0, position: 0, producers: log.producers.clone() })
    }

    /// Writes what is kept. Says whether that was all.
    fn write(
        &mut self,
        log: &Log,
        disk: &mut dyn Disk,
        at: usize,
        filter: &mut Filter<'_>,
        left: &mut u64,
    ) -> Result<bool, LogError> {
        let cleaned = swap::cleaned(&self.new);
        while self.segment < self.count {
            let segment = &log.segments[at + self.segment];
            while let Some(placed) = segment.placed(disk, self.position)? {
                if *left == 0 {
                    return Ok(false);
                }
                // Offsets are in no checksum. What is out of order has to be left to a scan.
                let (base, next) = (placed.header.base_offset, placed.header.next_offset());
                if base < self.new.next_offset || next > segment.next_offset {
                    return Err(LogError::OffsetsOverlap(base, self.new.next_offset));
                }
                if let Some(kept) = filter.clean(&segment.batch(disk, self.position)?)? {
                    disk.append(&cleaned, &[kept.bytes()])?;
                    self.new.note(kept.header(), log.settings.index_interval_bytes);
                }
                self.position = placed.end();
                *left = left.saturating_sub(placed.header.size() as u64);
            }
            (self.segment, self.position) = (self.segment + 1, 0);
        }
        Ok(true)
    }

    fn put_in_place(mut self, log: &mut Log, disk: &mut dyn Disk, at: usize) -> Result<(), LogError> {
        self.new.note_newest();
        let old = at..at + self.count;
        let aside = swap::put_in_place(disk, &self.new, log.segments[old.clone()].iter().map(|old| &**old))?;
        log.deleted.extend(aside);
        log.segments.splice(old, [Arc::new(self.new)]);
        log.revision += 1;
        Ok(())
    }
}

fn take_keys(map: &mut OffsetMap, aborted: &Aborted, batch: &BatchView, from: i64) {
    let header = batch.header();
    map.seen(header.last_offset());
    // What was aborted stands for no earlier record of its key.
    if header.attributes.is_control() || aborted.has(header) {
        return;
    }
    // What cannot be read has no keys, and is kept as it is.
    let Ok(records) = batch.records(CHECK_DECOMPRESSED_LEN_MAX) else { return };
    for record in records.map_while(Result::ok).filter(|record| record.offset >= from) {
        if let Some(key) = &record.key {
            map.put(key, record.offset);
        }
    }
}
