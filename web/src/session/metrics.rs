//! Measures over time, read from the events: rates, lag, partitions in trouble. Going back forgets nothing, as with the
//! timeline: what is known of the future stays until another future takes its place.

use std::collections::BTreeMap;

use partita_view::{Engine, Event, Happened, Micros, MoveStage, Name, Party};

use super::blind::Blind;
use super::counts::PartitionCounts;
use super::levels::Levels;
use super::turned::{self, turned};

/// Length of a sample, until there are too many.
const SAMPLE: Micros = 250_000;
const SECOND: Micros = 1_000_000;
/// Events read at once.
const EVENTS_MAX: usize = 4096;
/// Samples kept: of a run that is longer two become one, which is as long as both.
const SAMPLES_MAX: usize = 40_000;
/// A rate is compared with that of so long before.
const RATE: Micros = 4 * SECOND;
/// Records more or less that are no change of a rate.
const RATE_MIN: i64 = 3;
/// The most lag is compared with the most of so long before: longer than between two commits.
const LAG: Micros = 6 * SECOND;
/// Records more or less that are no change of lag.
const LAG_MIN: i64 = 5;

/// A measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Records appended by leaders, per second.
    RecordsIn,
    /// Records processed by consumers, per second.
    RecordsOut,
    /// Committed offsets behind high watermarks, in all groups.
    Lag,
    /// Partitions whose ISR is not complete.
    UnderReplicated,
    /// Partitions without a leader.
    Offline,
    /// ISRs that shrank, per sample.
    Shrinks,
    /// Leaders elected, per sample.
    Elections,
    /// New generations of groups, per sample.
    Rebalances,
    /// Requests refused, tried again or given up, per sample.
    Troubles,
}

impl Measure {
    /// All of them, as they are shown.
    pub const ALL: [Self; 9] = [
        Self::RecordsIn,
        Self::RecordsOut,
        Self::Lag,
        Self::UnderReplicated,
        Self::Offline,
        Self::Shrinks,
        Self::Elections,
        Self::Rebalances,
        Self::Troubles,
    ];

    /// Whether it is read from the metadata, which stand still while there is no active controller.
    pub fn is_of_metadata(self) -> bool {
        matches!(self, Self::UnderReplicated | Self::Offline | Self::Shrinks | Self::Elections)
    }

    /// Whether it is a level, which stays until it changes, and not a count.
    fn is_level(self) -> bool {
        matches!(self, Self::Lag | Self::UnderReplicated | Self::Offline)
    }
}

/// Series of all measures.
#[derive(Debug, Default)]
pub struct Metrics {
    series: [Vec<i64>; Measure::ALL.len()],
    /// Numbers that do not change by the sample.
    levels: Levels,
    /// When there was no active controller.
    blind: Blind,
    /// How many partitions topics had.
    counts: PartitionCounts,
    generations: BTreeMap<Name, i32>,
    /// How often two samples became one.
    thinned: u32,
    read: usize,
    version: u64,
}

impl Metrics {
    /// Grows with every change.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// How many partitions topics had, and since when.
    pub fn counts(&self) -> &PartitionCounts {
        &self.counts
    }

    /// Times without an active controller: from, and until where that is over.
    pub fn blind(&self) -> &[(Micros, Option<Micros>)] {
        self.blind.times()
    }

    /// Since when a measure is not known, if it is not known now.
    pub fn unknown(&self, measure: Measure, now: Micros) -> Option<Micros> {
        self.blind.since(now).filter(|_| measure.is_of_metadata())
    }

    /// The samples of a measure.
    pub fn series(&self, measure: Measure) -> &[i64] {
        &self.series[measure as usize]
    }

    /// Length of a sample: twice as long each time that there were too many.
    pub fn sample(&self) -> Micros {
        SAMPLE << self.thinned
    }

    /// Samples that a second has, one at least.
    pub fn of_a_second(&self) -> usize {
        self.samples_of(SECOND)
    }

    fn samples_of(&self, length: Micros) -> usize {
        usize::try_from(length / self.sample()).unwrap_or(1).max(1)
    }

    /// The sample of a moment, or the last that is known.
    fn last(&self, measure: Measure, now: Micros) -> Option<usize> {
        let at = usize::try_from(now / self.sample()).unwrap_or(usize::MAX);
        Some(at.min(self.series(measure).len().checked_sub(1)?))
    }

    /// Its value at a moment: a rate is of the last whole second, or of the sample where that is longer.
    pub fn at(&self, measure: Measure, now: Micros) -> i64 {
        let series = self.series(measure);
        let Some(last) = self.last(measure, now) else { return 0 };
        match measure {
            Measure::RecordsIn | Measure::RecordsOut => {
                let from = (last + 1).saturating_sub(self.of_a_second());
                let seconds = i64::try_from(self.sample() / SECOND).unwrap_or(1).max(1);
                series[from..=last].iter().sum::<i64>() / seconds
            }
            _ => series[last],
        }
    }

    /// When a measure changed last before a moment, if it did: a rate and the lag when they became twice as much or half, others with
    /// each difference.
    pub fn changed(&self, measure: Measure, now: Micros) -> Option<Micros> {
        let last = self.last(measure, now)?;
        let series = &self.series(measure)[..=last];
        let before = |at: &usize| at.checked_sub(1).map_or(0, |before| series[before]);
        let at = match measure {
            Measure::RecordsIn | Measure::RecordsOut => {
                turned(series, self.samples_of(RATE), RATE_MIN, turned::sum)
            }
            Measure::Lag => turned(series, self.samples_of(LAG), LAG_MIN, turned::peak),
            _ if measure.is_level() => (0..=last).rev().find(|at| series[*at] != before(at)),
            _ => (0..=last).rev().find(|at| series[*at] > 0),
        };
        Some(u64::try_from(at?).unwrap_or(0) * self.sample())
    }

    /// Reads what has happened since the last time.
    pub(super) fn read(&mut self, engine: &dyn Engine) {
        while self.read < engine.events_len() {
            self.read = self.read.max(engine.events_from());
            let events = engine.events(self.read, EVENTS_MAX);
            if events.is_empty() {
                return;
            }
            self.read += events.len();
            self.version += 1;
            events.iter().for_each(|happened| self.take(happened));
        }
    }

    /// Another future begins: what is known of the one before is forgotten. What is remembered is read again; of what is not the
    /// samples stay, and levels are those of the present.
    pub(super) fn forget_future(&mut self, engine: &mut dyn Engine) {
        let version = self.version + 1;
        let from = engine.events_from();
        if from == 0 {
            *self = Self { version, ..Self::default() };
            return;
        }
        // The sample of now may hold something of the future: it is read again.
        let samples = engine.now() / self.sample();
        let again = samples.saturating_mul(self.sample());
        let known = engine.events(from, usize::MAX);
        self.read = from + known.partition_point(|happened| happened.at < again);
        let samples = usize::try_from(samples).unwrap_or(usize::MAX);
        self.series.iter_mut().for_each(|series| series.truncate(samples));
        let view = engine.view();
        self.counts.forget_from(again);
        self.blind.forget_from(again, view.quorum.leader.map(Party::Node));
        self.levels = Levels::of(&view);
        self.generations = view.groups.iter().map(|group| (group.id.clone(), group.generation)).collect();
        self.version = version;
    }

    fn take(&mut self, happened: &Happened) {
        let sample = |of: &Self| usize::try_from(happened.at / of.sample()).unwrap_or(usize::MAX);
        while sample(self) >= SAMPLES_MAX {
            self.thin();
        }
        self.grow(sample(self) + 1);
        self.counts.take(happened);
        self.blind.take(happened);
        match &happened.event {
            Event::Appended { topic, base_offset, last_offset, leads: true, .. } if is_shown(topic) => {
                self.count(Measure::RecordsIn, last_offset - base_offset + 1);
            }
            Event::Processed { first, last, .. } => self.count(Measure::RecordsOut, last - first + 1),
            Event::ProduceRefused { .. } | Event::Retried { .. } | Event::SendFailed { .. } => {
                self.count(Measure::Troubles, 1);
            }
            other => self.learn(other),
        }
    }

    fn learn(&mut self, event: &Event) {
        let levels = &mut self.levels;
        match event {
            Event::TopicCreated { topic, replication_factor, .. } => {
                levels.created(topic, usize::try_from(*replication_factor).unwrap_or(0));
            }
            Event::TopicDeleted(topic) => levels.deleted(topic),
            Event::Reassigned { topic, partition, stage, replicas, adding, .. } if is_shown(topic) => {
                // While it is under way a partition is to have as many as before: those that come do not count yet.
                let coming = if *stage == MoveStage::Began { adding.len() } else { 0 };
                levels.assigned(topic, *partition, replicas.len().saturating_sub(coming));
            }
            Event::InSyncChanged { topic, partition, before, now } if is_shown(topic) => {
                levels.in_sync(topic, *partition, now.len());
                if now.len() < before.len() {
                    self.count(Measure::Shrinks, 1);
                }
            }
            Event::LeaderElected { topic, partition, leader, leader_epoch, .. } if is_shown(topic) => {
                levels.led(topic, *partition, leader.is_some());
                if *leader_epoch > 0 {
                    self.count(Measure::Elections, 1);
                }
            }
            Event::GroupChanged { group, state: "Stable", generation, .. } => {
                if self.generations.insert(group.clone(), *generation) != Some(*generation) {
                    self.count(Measure::Rebalances, 1);
                }
            }
            Event::HighWatermarkMoved { topic, partition, high_watermark } if is_shown(topic) => {
                levels.moved(topic, *partition, *high_watermark);
            }
            Event::OffsetCommitted { group, topic, partition, offset, .. } => {
                levels.committed(group, topic, *partition, *offset);
            }
            _ => return,
        }
        self.level();
    }

    /// Levels as they are now.
    fn level(&mut self) {
        let levels = [
            (Measure::Lag, self.levels.lag()),
            (Measure::UnderReplicated, self.levels.under_replicated()),
            (Measure::Offline, self.levels.offline()),
        ];
        for (measure, level) in levels {
            if let Some(last) = self.series[measure as usize].last_mut() {
                *last = level;
            }
        }
    }

    fn count(&mut self, measure: Measure, by: i64) {
        if let Some(last) = self.series[measure as usize].last_mut() {
            *last += by;
        }
    }

    /// Makes one sample of two: a level is the later one, a count the sum.
    fn thin(&mut self) {
        for measure in Measure::ALL {
            let series = &mut self.series[measure as usize];
            let one = |two: &[i64]| match measure.is_level() {
                true => two.last().copied().unwrap_or(0),
                false => two.iter().sum(),
            };
            *series = series.chunks(2).map(one).collect();
        }
        self.thinned += 1;
    }

    /// Samples up to this one; a level goes on as it was.
    fn grow(&mut self, samples: usize) {
        for measure in Measure::ALL {
            let series = &mut self.series[measure as usize];
            if series.len() < samples {
                let level = if measure.is_level() { series.last().copied().unwrap_or(0) } else { 0 };
                series.resize(samples, level);
            }
        }
    }
}

/// Kafka's own topics are not measured.
fn is_shown(topic: &str) -> bool {
    !topic.starts_with("__")
}

#[cfg(test)]
mod tests;
