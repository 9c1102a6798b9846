//! Through time: on, back, to a mark, to any moment.

use partita_view::Micros;

use super::sight::LOOK_FROM_FAR;
use super::{SLICE, Session, is_worth_telling, playback};

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
        const STEPS_MAX: u32 = 20_000;
        self.playback.pause();
        let Some(goal) = self.steps().checked_sub(1) else {
            self.seek_now(0);
            return;
        };
        self.seek_now(self.now().saturating_sub(1));
        if self.steps() > goal {
            self.seek_before_step(goal);
        }
        for _ in 0..STEPS_MAX {
            if self.steps() >= goal || !self.engine.step() {
                break;
            }
        }
        self.look();
    }

    /// Goes to a moment not long before the end of a step. Time had gone on since the delivery.
    fn seek_before_step(&mut self, goal: u64) {
        // What happened before it tells a moment to begin from, where that is remembered.
        let before = self.events().iter().rev().find(|happened| happened.step <= goal);
        if let Some(happened) = before {
            let at = happened.at.saturating_sub(1);
            return self.seek_now(at);
        }
        let now = self.now();
        let mut back = 1_000;
        while self.steps() > goal && self.now() > 0 {
            self.seek_now(now.saturating_sub(back));
            back *= 4;
        }
    }

    /// Goes on to the next event that is worth a sentence; what is far off is not waited for.
    pub fn next_event(&mut self) {
        const STEPS_MAX: u32 = 20_000;
        self.playback.pause();
        let before = self.engine.events_len();
        for _ in 0..STEPS_MAX {
            if !self.engine.step() || self.engine.events(before, usize::MAX).iter().any(is_worth_telling) {
                break;
            }
        }
        self.look();
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
            self.seek_now(at);
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
