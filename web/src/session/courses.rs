//! How long requests took over time, second by second and kind by kind, read from their answers. As with the other measures,
//! going back forgets nothing until another future takes the place of the known one.

use std::collections::BTreeMap;

use partita_view::{Engine, Micros, RoundTrip};

/// Length of a sample.
pub const SECOND: Micros = 1_000_000;
/// Round trips read at once.
const TRIPS_MAX: usize = 4096;
/// Seconds kept, of all kinds together: of a run that has more, two become one that stands for both.
const SECONDS_MAX: usize = 40_000;
/// Requests of one kind that the median of a second is taken from at most; the first of them.
const OF_A_SECOND_MAX: usize = 2_048;
/// What is less than this is no change.
const CHANGE_MIN: Micros = 5_000;

/// Requests of one kind whose answers arrived within a second, or within as many as [`Courses::width`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Second {
    /// Seconds of the story before it.
    pub second: u32,
    /// How many.
    pub answered: u32,
    /// Half of them took no longer. Of seconds that became one it is that of the busier one.
    pub median: Micros,
    /// The longest.
    pub longest: Micros,
}

impl Second {
    /// This one and a later one as one.
    fn and(self, later: Self) -> Self {
        let busier = if later.answered > self.answered { later } else { self };
        Self {
            second: self.second,
            answered: self.answered.saturating_add(later.answered),
            median: busier.median,
            longest: self.longest.max(later.longest),
        }
    }
}

/// Requests of one kind in the second that is being read.
#[derive(Debug, Default)]
struct Open {
    took: Vec<Micros>,
    answered: u32,
    longest: Micros,
}

/// Latencies over time.
#[derive(Debug, Default)]
pub struct Courses {
    /// Kafka's name of the API, and its seconds that had an answer, in their order.
    kinds: BTreeMap<&'static str, Vec<Second>>,
    /// Seconds of all kinds.
    seconds: usize,
    /// How often two seconds became one.
    thinned: u32,
    /// The second that is being read, and what was answered in it.
    now: u32,
    open: BTreeMap<&'static str, Open>,
    /// What that second had before it became longer.
    begun: BTreeMap<&'static str, Second>,
    read: usize,
    version: u64,
    /// The kind that a person wants to see.
    pub chosen: Option<&'static str>,
}

impl Courses {
    /// Grows with every change.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// How many seconds each of [`Courses::seconds`] stands for.
    pub fn width(&self) -> u32 {
        1 << self.thinned
    }

    /// The second that a moment is counted with.
    fn second_of(&self, at: Micros) -> u32 {
        second_of(at) >> self.thinned << self.thinned
    }

    /// Kinds of requests that were answered, by name.
    pub fn kinds(&self) -> impl Iterator<Item = &'static str> {
        self.kinds.keys().copied()
    }

    /// The kind to show: the chosen one, or else what records are written with, or else the first there is.
    pub fn shown(&self) -> Option<&'static str> {
        let known = |kind: &&'static str| self.kinds.contains_key(kind);
        self.chosen.filter(known).or(Some("Produce").filter(known)).or_else(|| self.kinds().next())
    }

    /// Seconds of a kind that had an answer.
    pub fn seconds(&self, kind: &str) -> &[Second] {
        self.kinds.get(kind).map_or(&[], Vec::as_slice)
    }

    /// The second of a moment, or the one before it where it had no answer yet, if that had one.
    pub fn at(&self, kind: &str, now: Micros) -> Option<Second> {
        let (seconds, now) = (self.seconds(kind), self.second_of(now));
        let last = *seconds[..seconds.partition_point(|known| known.second <= now)].last()?;
        (last.second + self.width() >= now).then_some(last)
    }

    /// When a kind last became twice as slow or twice as fast, before a moment: by the longest of a second and of the one with an
    /// answer before it.
    pub fn changed(&self, kind: &str, now: Micros) -> Option<Micros> {
        let seconds = self.seconds(kind);
        let until = seconds.partition_point(|known| known.second <= second_of(now));
        let differs = |pair: &&[Second]| {
            let (less, more) = (pair[0].longest.min(pair[1].longest), pair[0].longest.max(pair[1].longest));
            more >= less * 2 && more - less >= CHANGE_MIN
        };
        let changed = seconds[..until].windows(2).rev().find(differs)?;
        Some(Micros::from(changed[1].second) * SECOND)
    }

    /// Reads what was answered since the last time.
    pub(super) fn read(&mut self, engine: &dyn Engine) {
        loop {
            let (first, trips) = engine.round_trips(self.read, TRIPS_MAX);
            if trips.is_empty() {
                return;
            }
            self.read = first + trips.len();
            self.version += 1;
            trips.iter().for_each(|trip| self.take(trip));
            self.settle();
            self.limit();
        }
    }

    /// Another future begins: what is known of the one before is forgotten, and the second of now read again.
    pub(super) fn forget_future(&mut self, engine: &dyn Engine) {
        let now = self.second_of(engine.now());
        self.kinds.values_mut().for_each(|seconds| {
            let kept = seconds.partition_point(|known| known.second < now);
            seconds.truncate(kept);
        });
        self.kinds.retain(|_, seconds| !seconds.is_empty());
        self.seconds = self.kinds.values().map(Vec::len).sum();
        self.open.clear();
        self.begun.clear();
        self.version += 1;
        let (first, known) = engine.round_trips(0, usize::MAX);
        self.read = first + known.partition_point(|trip| self.second_of(trip.at) < now);
    }

    fn take(&mut self, trip: &RoundTrip) {
        let second = self.second_of(trip.at);
        if second != self.now {
            self.settle();
            self.open.clear();
            self.begun.clear();
            self.now = second;
        }
        let open = self.open.entry(trip.api_name).or_default();
        open.answered += 1;
        open.longest = open.longest.max(trip.took);
        if open.took.len() < OF_A_SECOND_MAX {
            open.took.push(trip.took);
        }
    }

    /// The second that is being read, as it is now.
    fn settle(&mut self) {
        for (kind, open) in &mut self.open {
            open.took.sort_unstable();
            let Some(median) = open.took.get(open.took.len() / 2).copied() else { continue };
            let Open { answered, longest, .. } = *open;
            let now = Second { second: self.now, answered, median, longest };
            let now = self.begun.get(kind).map_or(now, |begun| begun.and(now));
            let seconds = self.kinds.entry(kind).or_default();
            match seconds.last_mut().filter(|last| last.second == self.now) {
                Some(last) => *last = now,
                None => {
                    seconds.push(now);
                    self.seconds += 1;
                }
            }
        }
    }

    /// Keeps no more seconds than there may be.
    fn limit(&mut self) {
        while self.seconds > SECONDS_MAX {
            self.thin();
        }
    }

    /// Makes one second of two that stand side by side.
    fn thin(&mut self) {
        self.thinned += 1;
        let begins = |second: u32| second >> self.thinned << self.thinned;
        for seconds in self.kinds.values_mut() {
            let mut thinned: Vec<Second> = Vec::with_capacity(seconds.len() / 2 + 1);
            for known in seconds.drain(..) {
                let second = begins(known.second);
                match thinned.last_mut().filter(|last| last.second == second) {
                    Some(last) => *last = last.and(known),
                    None => thinned.push(Second { second, ..known }),
                }
            }
            *seconds = thinned;
        }
        self.now = begins(self.now);
        // What is answered from now on is added to what the last of them has already.
        self.open.clear();
        let last = |(kind, seconds): (&&'static str, &Vec<Second>)| Some((*kind, *seconds.last()?));
        let begun = self.kinds.iter().filter_map(last).filter(|(_, last)| last.second == self.now);
        self.begun = begun.collect();
        self.seconds = self.kinds.values().map(Vec::len).sum();
    }
}

fn second_of(at: Micros) -> u32 {
    u32::try_from(at / SECOND).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(courses: &mut Courses, trips: &[(Micros, Micros)]) {
        let trip = |(at, took): &(Micros, Micros)| RoundTrip {
            at: at * 1000,
            took: took * 1000,
            api_name: "Produce",
        };
        trips.iter().for_each(|told| courses.take(&trip(told)));
        courses.settle();
    }

    #[test]
    fn each_second_has_its_median_and_its_longest() {
        let mut courses = Courses::default();
        answered(&mut courses, &[(1_100, 3), (1_200, 9), (1_900, 4), (3_000, 2)]);
        let second = |second, answered, median: Micros, longest: Micros| Second {
            second,
            answered,
            median: median * 1000,
            longest: longest * 1000,
        };
        assert_eq!(courses.seconds("Produce"), [second(1, 3, 4, 9), second(3, 1, 2, 2)]);
        assert_eq!(courses.at("Produce", 1_500_000), Some(second(1, 3, 4, 9)));
        assert_eq!(courses.at("Produce", 2_500_000), Some(second(1, 3, 4, 9)), "nothing was answered yet");
        assert_eq!(courses.at("Produce", 5_000_000), None, "nothing was answered for a whole second");
        answered(&mut courses, &[(3_100, 8)]);
        assert_eq!(courses.at("Produce", 3_000_000), Some(second(3, 2, 8, 8)), "the second went on");
    }

    #[test]
    fn twice_as_slow_is_a_change_and_so_is_half() {
        let mut courses = Courses::default();
        answered(&mut courses, &[(1_000, 2), (2_000, 3), (5_000, 40), (6_000, 45), (7_000, 4)]);
        let changed = |ms: Micros| courses.changed("Produce", ms * 1000).map(|at| at / 1000);
        assert_eq!(
            [changed(4_999), changed(5_000), changed(6_500), changed(9_000)],
            [None, Some(5_000), Some(5_000), Some(7_000)]
        );
        assert_eq!(courses.changed("Fetch", 9_000_000), None);
    }

    #[test]
    fn what_records_are_written_with_is_shown_unless_another_kind_is_chosen() {
        let mut courses = Courses::default();
        assert_eq!(courses.shown(), None);
        courses.take(&RoundTrip { at: 0, took: 1, api_name: "Fetch" });
        courses.settle();
        assert_eq!(courses.shown(), Some("Fetch"));
        answered(&mut courses, &[(0, 1)]);
        assert_eq!(courses.shown(), Some("Produce"));
        courses.chosen = Some("Fetch");
        assert_eq!(courses.shown(), Some("Fetch"));
        courses.chosen = Some("Heartbeat");
        assert_eq!(courses.shown(), Some("Produce"), "of a story before this one");
    }

    #[test]
    fn a_long_run_is_told_to_its_end_with_fewer_seconds() {
        let mut courses = Courses::default();
        for second in 0..SECONDS_MAX as u64 + 5 {
            answered(&mut courses, &[(second * 1000, 1 + second % 2)]);
        }
        courses.limit();
        let seconds = courses.seconds("Produce");
        assert_eq!((courses.width(), seconds.len()), (2, SECONDS_MAX / 2 + 3));
        assert_eq!(seconds[7], Second { second: 14, answered: 2, median: 1_000, longest: 2_000 });
        let end = SECONDS_MAX as u64 * SECOND;
        assert_eq!(courses.at("Produce", end + 3 * SECOND).map(|known| known.second), Some(40_002));
        // What is answered now is counted with the second before it.
        answered(&mut courses, &[(end / 1000 + 5_000, 9)]);
        let last = courses.at("Produce", end + 5 * SECOND).unwrap();
        assert_eq!((last.second, last.longest), (40_004, 9_000));
    }

    #[test]
    fn of_very_many_requests_of_a_second_the_first_make_its_median() {
        let many: Vec<(Micros, Micros)> = (0..5_000).map(|_| (7, 1)).chain([(7, 99)]).collect();
        let mut courses = Courses::default();
        answered(&mut courses, &many);
        let known = courses.at("Produce", 0).unwrap();
        assert_eq!((known.answered, known.median, known.longest), (5_001, 1_000, 99_000));
        assert_eq!(courses.open["Produce"].took.len(), OF_A_SECOND_MAX);
    }
}
