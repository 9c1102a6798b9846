//! Play, pause, speed. A link's latency is a few milliseconds: to be seen at all it is slowed down. Where nothing is on
//! its way that is worth watching, time runs fast, as a score writes many bars of rest as one.

use partita_view::{Engine, Micros, Progress};

use super::{SLICE, Session, is_worth_telling};

/// A speed: so many microseconds of the story in so many of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Of the story.
    pub story: u64,
    /// Of ours.
    pub ours: u64,
}

/// All speeds, slow to fast.
pub const RATES: [Rate; 17] = [
    Rate { story: 1, ours: 2000 },
    Rate { story: 1, ours: 1000 },
    Rate { story: 1, ours: 500 },
    Rate { story: 1, ours: 200 },
    Rate { story: 1, ours: 100 },
    Rate { story: 1, ours: 50 },
    Rate { story: 1, ours: 20 },
    Rate { story: 1, ours: 10 },
    Rate { story: 1, ours: 4 },
    Rate { story: 1, ours: 1 },
    Rate { story: 2, ours: 1 },
    Rate { story: 5, ours: 1 },
    Rate { story: 10, ours: 1 },
    Rate { story: 20, ours: 1 },
    Rate { story: 50, ours: 1 },
    Rate { story: 100, ours: 1 },
    AS_FAST_AS_IT_GOES,
];

/// No limit but the time that the engine needs.
pub(super) const AS_FAST_AS_IT_GOES: Rate = Rate { story: 1_000_000, ours: 1 };

/// The speed at first: half a millisecond, a link's usual latency, takes a quarter of a second.
const FIRST: usize = 2;
/// How fast a silence passes at least.
const SILENCE: Rate = Rate { story: 2, ours: 1 };
/// A silence is looked at in pieces of this length, so that its end is not missed.
const PIECE: Micros = 250;
/// A tab that slept does not make up for it.
const PASSED_MAX: Micros = 100_000;

/// How long an event stands where nothing may move.
const STANDS: Micros = 900_000;

/// Whether and how fast time runs.
#[derive(Clone, Debug)]
pub struct Playback {
    /// Whether it runs.
    pub playing: bool,
    /// Index into [`RATES`].
    pub rate: usize,
    /// Whether silence passes quickly.
    pub skip_silence: bool,
    /// A moment on the way to which the engine is.
    pub seeking: Option<Micros>,
    /// What it goes on to from there.
    pub(super) goal: Goal,
    /// Whether it has been at that moment.
    pub(super) arrived: bool,
    /// Whether nothing may move: playing goes from event to event, each stands for a while.
    pub still: bool,
    /// How long the present event has stood.
    stood: Micros,
    /// Story time that was less than a microsecond.
    rest: u64,
}

/// Where a way to another moment ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// At the moment itself.
    Moment,
    /// After this many deliveries, near the moment. Where that is too late, it begins again so long before `from`.
    Step { goal: u64, from: Micros, back: Micros, left: u32 },
    /// With the first event from this one on that is worth a sentence; what is far off is not waited for.
    Event { from: usize, left: u32 },
}

/// How far a slice of deliveries has come on the way to a goal.
pub(super) enum Approach {
    There,
    OnTheWay,
    /// Another moment is to be gone to first.
    From(Micros),
}

impl Default for Playback {
    fn default() -> Self {
        Self {
            playing: false,
            rate: FIRST,
            skip_silence: true,
            seeking: None,
            goal: Goal::Moment,
            arrived: false,
            still: false,
            stood: 0,
            rest: 0,
        }
    }
}

impl Playback {
    /// Time runs.
    pub fn play(&mut self) {
        self.playing = true;
        self.seeking = None;
    }

    /// Time stands.
    pub fn pause(&mut self) {
        self.playing = false;
        self.seeking = None;
    }

    /// One speed up or down.
    pub fn faster(&mut self, up: bool) {
        self.rate = if up { (self.rate + 1).min(RATES.len() - 1) } else { self.rate.saturating_sub(1) };
    }

    /// The chosen speed.
    pub fn rate(&self) -> Rate {
        RATES[self.rate.min(RATES.len() - 1)]
    }

    /// Whether frames are needed.
    pub fn runs(&self) -> bool {
        self.playing || self.seeking.is_some()
    }

    /// Story time in so much of ours; what is less than a microsecond is kept for the next time.
    fn share(&mut self, passed: Micros, rate: Rate) -> Micros {
        let whole = passed * rate.story + self.rest;
        self.rest = whole % rate.ours;
        whole / rate.ours
    }
}

/// Time goes on.
pub(super) fn tick(session: &mut Session, passed: Micros, time_left: &mut dyn FnMut() -> bool) {
    if let Some(at) = session.playback.seeking {
        return arrive(session, at, time_left);
    }
    if !session.playback.playing {
        return;
    }
    let end = session.engine().story_end().filter(|end| *end > session.now());
    go_on(session, passed.min(PASSED_MAX), end, time_left);
    if end.is_some_and(|end| session.now() >= end) {
        session.playback.pause();
    }
}

/// On to the moment that is sought, and to the goal near it.
fn arrive(session: &mut Session, at: Micros, time_left: &mut dyn FnMut() -> bool) {
    if !session.playback.arrived {
        while let Progress::Working(_) = session.engine_mut().seek(at, SLICE) {
            if !time_left() {
                return;
            }
        }
        session.playback.arrived = true;
    }
    loop {
        match session.approach() {
            Approach::There => {
                session.playback.seeking = None;
                return;
            }
            Approach::From(at) => {
                session.playback.seeking = Some(at);
                session.playback.arrived = false;
                return;
            }
            Approach::OnTheWay if time_left() => {}
            Approach::OnTheWay => return,
        }
    }
}

/// Time goes on, to the story's end at most. Who plays on from there has a story without an end.
fn go_on(
    session: &mut Session,
    mut passed: Micros,
    end: Option<Micros>,
    time_left: &mut dyn FnMut() -> bool,
) {
    let end = end.unwrap_or(Micros::MAX);
    if session.playback.still {
        return tick_still(session, passed, time_left);
    }
    let chosen = session.playback.rate();
    let fast = if SILENCE.story * chosen.ours > chosen.story * SILENCE.ours { SILENCE } else { chosen };
    while passed > 0 {
        let silent = session.playback.skip_silence && !session.engine().carries_records();
        // A piece of nothing would never end.
        let rest = (PIECE * fast.ours / fast.story).max(1);
        let (piece, rate) = if silent { (passed.min(rest), fast) } else { (passed, chosen) };
        passed -= piece;
        let share = session.playback.share(piece, rate);
        let until = (session.now() + share).min(end);
        if share > 0 && (!run(session.engine_mut(), until, time_left) || until == end) {
            return;
        }
    }
}

/// From event to event, for those who asked for less motion.
fn tick_still(session: &mut Session, passed: Micros, time_left: &mut dyn FnMut() -> bool) {
    session.playback.stood += passed;
    if session.playback.stood < STANDS {
        return;
    }
    let before = session.engine().events_len();
    loop {
        if !session.engine_mut().step() || !time_left() {
            return;
        }
        let news = session.engine().events(before, usize::MAX);
        if news.iter().any(is_worth_telling) {
            break;
        }
    }
    session.playback.stood = 0;
}

/// Runs so far; says whether there was time for all of it.
fn run(engine: &mut dyn Engine, until: Micros, time_left: &mut dyn FnMut() -> bool) -> bool {
    while let Progress::Working(_) = engine.run(until, SLICE) {
        if !time_left() {
            return false;
        }
    }
    time_left()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slow_motion_loses_no_time() {
        let mut playback = Playback::default();
        let rate = Rate { story: 1, ours: 50 };
        let shares: Micros = (0..60).map(|_| playback.share(16_667, rate)).sum();
        assert_eq!(shares, 60 * 16_667 / 50);
    }

    #[test]
    fn speeds_have_ends() {
        let mut playback = Playback::default();
        (0..20).for_each(|_| playback.faster(true));
        assert_eq!(playback.rate(), AS_FAST_AS_IT_GOES);
        (0..20).for_each(|_| playback.faster(false));
        assert_eq!(playback.rate(), RATES[0]);
    }
}
