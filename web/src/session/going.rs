//! Through time: on, back, to a mark, to any moment.

use partita_view::Micros;

use super::playback::{Approach, Goal};
use super::sight::LOOK_FROM_FAR;
use super::{SLICE, Session, is_worth_telling, playback};

/// Most deliveries on the way from a moment to a step or an event near it.
const STEPS_MAX: u32 = 20_000;
/// Deliveries of which nobody sees that they take time; what needs more goes on in the frames to come.
const AT_ONCE: u32 = 20 * SLICE;

impl Session {
    /// Time goes on by what really passed, at the chosen rate, while there is time in the frame. Says whether the
    /// moment changed.
    pub fn tick(&mut self, passed: Micros, time_left: &mut dyn FnMut() -> bool) -> bool {
        let (before, sought) = (self.now(), self.playback.seeking.is_some());
        let far = self.from_far && self.playback.playing && !sought;
        if far && self.unseen >= LOOK_FROM_FAR {
            // To look at a large cluster takes a frame of its own: what passes meanwhile is made up for in the next one.
            self.owed = passed;
            self.look();
            return true;
        }
        let owed = std::mem::take(&mut self.owed);
        playback::tick(self, passed + owed, time_left);
        // Who was on the way to the present has played the recent past again.
        let moved = self.now() != before || sought && self.playback.seeking.is_none();
        if moved {
            self.unseen += passed;
            self.finish_undo();
            self.finish_redo();
            if !far || !self.playback.playing {
                self.look();
            }
        }
        moved
    }

    /// Goes to a moment as soon as the engine gets there.
    pub fn seek(&mut self, at: Micros) {
        self.playback.seeking = Some(at);
        self.playback.goal = Goal::Moment;
        self.playback.arrived = false;
    }

    /// Goes to a moment before anything else happens.
    pub fn seek_now(&mut self, at: Micros) {
        self.seek(at);
        while self.playback.seeking.is_some() {
            self.tick(0, &mut || true);
        }
    }

    /// Goes on towards the moment that is sought, if one is, by so many deliveries at most. Says whether it is there.
    pub fn arrive(&mut self, deliveries: u32) -> bool {
        let mut slices = deliveries / SLICE;
        if self.playback.seeking.is_some() {
            self.tick(0, &mut || {
                slices = slices.saturating_sub(1);
                slices > 0
            });
        }
        self.playback.seeking.is_none()
    }

    /// Delivers one thing.
    pub fn step(&mut self) -> bool {
        self.playback.pause();
        let stepped = self.engine.step();
        self.look();
        stepped
    }

    /// Goes back by one delivery: to a moment before it, and on from there to the delivery before.
    pub fn step_back(&mut self) {
        self.playback.pause();
        let from = self.now();
        match self.steps().checked_sub(1) {
            None => self.seek(0),
            Some(goal) => {
                self.seek(from.saturating_sub(1));
                self.playback.goal = Goal::Step { goal, from, back: 1_000, left: STEPS_MAX };
            }
        }
        self.arrive(AT_ONCE);
    }

    /// Goes on to the next event that is worth a sentence; what is far off is not waited for.
    pub fn next_event(&mut self) {
        self.playback.pause();
        self.seek(self.now());
        self.playback.arrived = true;
        self.playback.goal = Goal::Event { from: self.engine.events_len(), left: STEPS_MAX };
        self.arrive(AT_ONCE);
    }

    /// Delivers some things more on the way to the goal.
    pub(super) fn approach(&mut self) -> Approach {
        if let Goal::Step { goal, from, back, left } = self.playback.goal
            && self.steps() > goal
        {
            if self.now() == 0 {
                return Approach::There;
            }
            // Time had gone on since the delivery. What happened before it tells a moment to begin from, where that is remembered.
            let before = self.events().iter().rev().find(|happened| happened.step <= goal);
            let at = before.map(|happened| happened.at.saturating_sub(1)).filter(|at| *at < self.now());
            self.playback.goal = Goal::Step { goal, from, back: back.saturating_mul(4), left };
            return Approach::From(at.unwrap_or(from.saturating_sub(back)));
        }
        for _ in 0..SLICE {
            if !self.step_to_goal() {
                return Approach::There;
            }
        }
        Approach::OnTheWay
    }

    /// One delivery towards the goal. `false` where it is reached, or out of reach.
    fn step_to_goal(&mut self) -> bool {
        let steps = self.steps();
        let left = match &mut self.playback.goal {
            Goal::Moment => return false,
            Goal::Step { goal, .. } if steps >= *goal => return false,
            Goal::Step { left, .. } | Goal::Event { left, .. } => left,
        };
        if *left == 0 {
            return false;
        }
        *left -= 1;
        let stepped = self.engine.step();
        let is_there = match self.playback.goal {
            Goal::Event { from, .. } => self.engine.events(from, usize::MAX).iter().any(is_worth_telling),
            _ => false,
        };
        stepped && !is_there
    }

    /// Goes back to just before the newest event that is worth a sentence.
    pub fn previous_event(&mut self) {
        self.playback.pause();
        let now = self.now();
        let told = self.events().iter().rev().filter(|happened| is_worth_telling(happened));
        let known = told.map(|happened| happened.at).find(|at| *at < now);
        // Of what is forgotten the timeline still has its marks.
        let marked =
            || if self.engine.events_from() == 0 { Some(0) } else { self.timeline.neighbour(now, false) };
        if let Some(at) = known.or_else(marked) {
            self.seek(at);
            self.arrive(AT_ONCE);
        }
    }

    /// Sets a bookmark here, or takes it away.
    pub fn bookmark(&mut self) {
        let now = self.now();
        self.timeline.toggle_bookmark(now);
    }

    /// Goes to the mark before or after now.
    pub fn jump(&mut self, forward: bool) {
        if let Some(at) = self.timeline.neighbour(self.now(), forward) {
            self.playback.pause();
            self.seek(at);
        }
    }
}
