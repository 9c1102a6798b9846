//! Marks, silences and the density of deliveries on the timeline, read from the events. Going back forgets nothing: what is known of the future
//! stays on the line until another future takes its place.

mod kind;

use std::collections::BTreeMap;

use partita_view::{ClusterView, Engine, Event, Happened, Micros};

use crate::words;

/// Deliveries, and events, counted together.
const BUCKET: Micros = 100_000;
/// Marks kept one by one; when there are more, those of one kind that stand close become one with their number.
const MARKS_MAX: usize = 400;
/// Marks of one kind so close are one, when there are too many; more where that is not enough.
const CLOSE: Micros = 250_000;
/// Letters of a sentence that several marks share.
const SENTENCE_MAX: usize = 400;
/// Bookmarks kept.
pub const BOOKMARKS_MAX: usize = 100;
/// A stretch without any event is a silence when it is as long.
const SILENCE: Micros = 8_000_000;
/// Events read at once.
const EVENTS_MAX: usize = 4096;

/// What a mark is about; each kind has a sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarkKind {
    /// Something broke.
    Fault,
    /// A leader was elected.
    Election,
    /// An ISR changed.
    InSync,
    /// A partition is to have other replicas, or has them.
    Move,
    /// A group has a new generation.
    Rebalance,
    /// A promise was broken or given up.
    Loss,
    /// A command.
    #[default]
    Command,
    /// Something is whole again.
    Heal,
}

/// A mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// When.
    pub at: Micros,
    /// What.
    pub kind: MarkKind,
    /// One or two words.
    pub word: String,
    /// The whole sentence.
    pub sentence: String,
    /// How many it stands for.
    pub count: u32,
    /// A command that only asks: nothing is other by it.
    pub asks: bool,
    /// Number of the event.
    event: usize,
}

/// Marks and density.
#[derive(Debug, Default)]
pub struct Timeline {
    marks: Vec<Mark>,
    /// Deliveries in each bucket: those since the event before are spread over the time since then.
    density: Vec<u32>,
    /// Events in each bucket.
    counts: Vec<u32>,
    /// The newest event: when, and after how many deliveries.
    last: Option<(Micros, u64)>,
    /// Events read so far.
    read: usize,
    /// Newest generation of each group that has a mark.
    generations: BTreeMap<String, i32>,
    /// Moments that a person wants to find again, in their order.
    bookmarks: Vec<Micros>,
    /// Grows with every change.
    version: u64,
}

impl Timeline {
    /// All marks in their order.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Grows with every change.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Deliveries in each tenth of a second.
    pub fn density(&self) -> &[u32] {
        &self.density
    }

    /// Long stretches between two events.
    pub fn silences(&self) -> Vec<(Micros, Micros)> {
        const LEAST: usize = (SILENCE / BUCKET) as usize;
        let mut silences = Vec::new();
        let mut before = None;
        for at in self.counts.iter().enumerate().filter(|(_, count)| **count > 0).map(|(at, _)| at) {
            // What is left at both sides shows what the silence is between.
            if let Some(before) = before.filter(|before| at - before > LEAST) {
                silences.push(((before as Micros + 2) * BUCKET, (at as Micros - 1) * BUCKET));
            }
            before = Some(at);
        }
        silences
    }

    /// Moments that a person wants to find again.
    pub fn bookmarks(&self) -> &[Micros] {
        &self.bookmarks
    }

    /// Bookmarks that were kept, in any order.
    pub fn keep_bookmarks(&mut self, mut kept: Vec<Micros>) {
        kept.sort_unstable();
        kept.dedup();
        kept.truncate(BOOKMARKS_MAX);
        self.bookmarks = kept;
        self.version += 1;
    }

    /// Sets a bookmark, or takes it away where there is one.
    pub(super) fn toggle_bookmark(&mut self, at: Micros) {
        match self.bookmarks.binary_search(&at) {
            Ok(known) => {
                self.bookmarks.remove(known);
            }
            Err(place) if self.bookmarks.len() < BOOKMARKS_MAX => self.bookmarks.insert(place, at),
            Err(_) => return,
        }
        self.version += 1;
    }

    /// The mark or the bookmark before or after a moment.
    pub fn neighbour(&self, now: Micros, forward: bool) -> Option<Micros> {
        if forward {
            let mark = self.marks.iter().map(|mark| mark.at).find(|at| *at > now);
            let bookmark = self.bookmarks.iter().copied().find(|at| *at > now);
            mark.into_iter().chain(bookmark).min()
        } else {
            let mark = self.marks.iter().rev().map(|mark| mark.at).find(|at| *at < now);
            let bookmark = self.bookmarks.iter().rev().copied().find(|at| *at < now);
            mark.into_iter().chain(bookmark).max()
        }
    }

    /// Reads what has happened since the last time.
    pub(super) fn read(&mut self, engine: &dyn Engine, view: &ClusterView) {
        while self.read < engine.events_len() {
            self.read = self.read.max(engine.events_from());
            let events = engine.events(self.read, EVENTS_MAX);
            if events.is_empty() {
                return;
            }
            for happened in events {
                self.take(happened, view);
            }
        }
    }

    /// Words the marks again, as they are said in another language now; those whose events are forgotten, or lie in the future
    /// of a present that went back, stay as they are.
    pub(super) fn say_again(&mut self, engine: &dyn Engine, view: &ClusterView) {
        let mut said = Self { read: engine.events_from(), ..Self::default() };
        said.read(engine, view);
        let said: BTreeMap<usize, Mark> = said.marks.into_iter().map(|mark| (mark.event, mark)).collect();
        for mark in &mut self.marks {
            if let Some(Mark { word, sentence, .. }) = said.get(&mark.event) {
                (mark.word, mark.sentence) = (word.clone(), sentence.clone());
            }
        }
        self.version += 1;
    }

    /// Another future begins: what was known beyond is forgotten.
    pub(super) fn forget_after(&mut self, at: Micros, events: usize) {
        self.version += 1;
        self.marks.retain(|mark| mark.event < events && mark.at <= at);
        let buckets = usize::try_from(at / BUCKET).unwrap_or(usize::MAX).saturating_add(1);
        self.density.truncate(buckets);
        self.counts.truncate(buckets);
        self.last = None;
        self.read = self.read.min(events);
    }

    /// Takes an event into account. The machines in it are named as the view has them.
    fn take(&mut self, happened: &Happened, view: &ClusterView) {
        self.version += 1;
        let bucket = usize::try_from(happened.at / BUCKET).unwrap_or(0);
        if bucket >= self.counts.len() {
            self.counts.resize(bucket + 1, 0);
            self.density.resize(bucket + 1, 0);
        }
        self.counts[bucket] += 1;
        self.spread(happened, bucket);
        let event = self.read;
        self.read += 1;
        let Some((kind, word)) = self.kind(happened) else { return };
        let sentence = words::sentence(happened, view);
        // A command and what it did at once are one mark, with the sign of what it did.
        if matches!(kind, MarkKind::Fault | MarkKind::Heal)
            && self.marks.last().is_some_and(|m| m.at == happened.at && m.kind == MarkKind::Command)
        {
            self.marks.pop();
        }
        let same = self.marks.last_mut().filter(|mark| mark.kind == kind && mark.at == happened.at);
        if let Some(mark) = same {
            if mark.sentence.len() < SENTENCE_MAX {
                mark.sentence = format!("{} {sentence}", mark.sentence);
            }
        } else {
            let asks = matches!(&happened.event, Event::Commanded(line) if kind::only_asks(line));
            self.marks.push(Mark { at: happened.at, kind, word, sentence, count: 1, asks, event });
            if self.marks.len() > MARKS_MAX {
                self.thin();
            }
        }
    }

    /// Spreads the deliveries since the newest event over the time since then.
    fn spread(&mut self, happened: &Happened, bucket: usize) {
        let last = self.last.replace((happened.at, happened.step));
        let Some((at, step)) = last else { return };
        let from = usize::try_from(at / BUCKET).unwrap_or(0).min(bucket);
        let buckets = &mut self.density[from..=bucket];
        let each = happened.step.saturating_sub(step) / u64::try_from(buckets.len()).unwrap_or(1).max(1);
        let each = u32::try_from(each).unwrap_or(u32::MAX);
        buckets.iter_mut().for_each(|bucket| *bucket = bucket.saturating_add(each));
    }

    /// Makes one of those of a kind that stand close, until there is room again.
    fn thin(&mut self) {
        let mut close = CLOSE;
        while self.marks.len() > MARKS_MAX * 3 / 4 {
            let mut kept: Vec<Mark> = Vec::with_capacity(self.marks.len());
            for mark in self.marks.drain(..) {
                let near = |other: &&mut Mark| other.kind == mark.kind && mark.at - other.at <= close;
                match kept.iter_mut().rev().take(8).find(near) {
                    Some(other) => other.count += mark.count,
                    None => kept.push(mark),
                }
            }
            self.marks = kept;
            close = close.saturating_mul(2);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use partita_view::{MoveStage, Party};

    fn killed(at: Micros) -> Happened {
        Happened { at, step: 0, who: Party::Node(2), event: Event::Killed }
    }

    #[test]
    fn another_future_takes_the_place_of_the_known_one() {
        let mut timeline = Timeline::default();
        for at in [1_000_000, 2_000_000, 3_000_000] {
            timeline.take(&killed(at), &ClusterView::default());
        }
        assert_eq!(timeline.neighbour(2_000_000, true), Some(3_000_000));
        assert_eq!(timeline.neighbour(2_000_000, false), Some(1_000_000));
        timeline.forget_after(2_500_000, 2);
        assert_eq!(timeline.neighbour(2_000_000, true), None);
        assert_eq!(timeline.density().len(), 26.min(timeline.density().len()));
        timeline.take(&killed(2_600_000), &ClusterView::default());
        assert_eq!(timeline.marks().len(), 3);
    }

    #[test]
    fn a_controller_is_called_one() {
        let node = partita_view::NodeView { id: 100, is_controller: true, ..Default::default() };
        let view = ClusterView { nodes: vec![node.into()], ..ClusterView::default() };
        let mut timeline = Timeline::default();
        timeline.take(&Happened { who: Party::Node(100), ..killed(1_000_000) }, &view);
        assert_eq!(
            timeline.marks()[0].sentence,
            "Controller 100 is killed. What it wrote stays on its disk."
        );
    }

    #[test]
    fn a_reassignment_has_a_mark_at_its_beginning_and_its_end() {
        let moved = |at, stage, topic: &str| Happened {
            event: Event::Reassigned {
                topic: topic.into(),
                partition: 0,
                stage,
                replicas: vec![1, 2],
                adding: vec![2],
                removing: Vec::new(),
            },
            ..killed(at)
        };
        let mut timeline = Timeline::default();
        for (at, stage) in [(1_000_000, MoveStage::Began), (9_000_000, MoveStage::Ended)] {
            timeline.take(&moved(at, stage, "orders"), &ClusterView::default());
            timeline.take(&moved(at, stage, "__consumer_offsets"), &ClusterView::default());
        }
        let kinds: Vec<_> = timeline.marks().iter().map(|mark| (mark.at, mark.kind)).collect();
        assert_eq!(kinds, [(1_000_000, MarkKind::Move), (9_000_000, MarkKind::Move)]);
    }

    #[test]
    fn deliveries_between_two_events_are_spread_over_the_time_and_long_silence_is_told() {
        let mut timeline = Timeline::default();
        let at = |at, step| Happened { step, ..killed(at) };
        for happened in [at(0, 0), at(400_000, 50), at(20_000_000, 50 + 197)] {
            timeline.take(&happened, &ClusterView::default());
        }
        assert_eq!(timeline.density()[..4], [10, 10, 10, 10]);
        assert_eq!(timeline.density()[100], 1);
        assert_eq!(timeline.silences(), [(600_000, 19_900_000)]);
    }

    #[test]
    fn a_bookmark_is_a_mark_for_who_jumps() {
        let mut timeline = Timeline::default();
        timeline.take(&killed(1_000_000), &ClusterView::default());
        timeline.toggle_bookmark(2_000_000);
        timeline.toggle_bookmark(500_000);
        assert_eq!(timeline.bookmarks(), [500_000, 2_000_000]);
        assert_eq!(timeline.neighbour(1_500_000, true), Some(2_000_000));
        assert_eq!(timeline.neighbour(900_000, false), Some(500_000));
        timeline.toggle_bookmark(2_000_000);
        assert_eq!(timeline.neighbour(1_500_000, true), None);
    }

    #[test]
    fn marks_that_are_too_many_become_one_and_none_is_lost() {
        let mut timeline = Timeline::default();
        (0..5000).for_each(|n| timeline.take(&killed(n * 100_000), &ClusterView::default()));
        assert!(timeline.marks().len() <= MARKS_MAX);
        assert_eq!(timeline.marks().iter().map(|mark| mark.count).sum::<u32>(), 5000);
        assert!(timeline.marks().is_sorted_by_key(|mark| mark.at));
    }
}
