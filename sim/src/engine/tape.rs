//! Messages of the recent past, for a diagram of them: recorded only while somebody looks, and only so far back as there
//! is room. Playing the same steps again records nothing twice.

use alloc::vec::Vec;

use partita_view::{MessageId, Micros, Passed};

/// Messages kept. When there are more, the older quarter goes.
const MESSAGES_MAX: usize = 16_384;

/// Messages in the order in which they were sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tape {
    pub(crate) on: bool,
    messages: Vec<Passed>,
    /// Steps of the world between which nothing is missing.
    from: u64,
    to: u64,
}

impl Tape {
    /// Everything recorded.
    pub(crate) fn messages(&self) -> &[Passed] {
        &self.messages
    }

    /// Whether everything between a moment and a step is there.
    pub(crate) fn reaches(&self, from: Micros, steps: u64) -> bool {
        let early = self.from == 0 || self.messages.first().is_some_and(|first| first.flight.sent <= from);
        early && steps >= self.from && steps <= self.to
    }

    pub(crate) fn clear(&mut self) {
        self.messages.clear();
        (self.from, self.to) = (0, 0);
    }

    /// Takes what was sent up to a step of the world.
    pub(crate) fn take(&mut self, sent: Vec<Passed>, steps: u64) {
        if steps > self.to + 1 || steps < self.from || self.to == 0 {
            self.messages.clear();
            self.from = steps.saturating_sub(1);
        }
        self.to = self.to.max(steps);
        let last = self.messages.last().map_or(MessageId(0), |last| last.flight.id);
        self.messages.extend(sent.into_iter().filter(|passed| passed.flight.id > last));
        if self.messages.len() > MESSAGES_MAX {
            self.messages.drain(..MESSAGES_MAX / 4);
            self.from = self.messages.first().map_or(self.to, |first| first.step + 1);
        }
    }

    /// A message has arrived.
    pub(crate) fn arrived(&mut self, id: MessageId, at: Micros) {
        if let Ok(place) = self.messages.binary_search_by_key(&id, |passed| passed.flight.id) {
            self.messages[place].arrived = Some(at);
        }
    }

    /// Forgets what came after a moment.
    pub(crate) fn cut(&mut self, steps: u64, now: Micros) {
        self.messages.retain(|passed| passed.step <= steps && passed.flight.sent <= now);
        for passed in &mut self.messages {
            passed.arrived = passed.arrived.filter(|at| *at <= now);
        }
        self.to = self.to.min(steps);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use partita_view::{Content, Flight, Party};

    fn passed(id: u64, step: u64) -> Passed {
        let flight = Flight {
            id: MessageId(id),
            from: Party::Node(0),
            to: Party::Node(1),
            sent: step * 10,
            arrives: None,
            api: 0,
            api_name: "Produce",
            version: 0,
            response: false,
            content: Content::Control,
            places: Default::default(),
            places_more: 0,
        };
        Passed { flight, connection: 1, correlation_id: 0, arrived: None, step }
    }

    fn ids(tape: &Tape) -> Vec<u64> {
        tape.messages().iter().map(|passed| passed.flight.id.0).collect()
    }

    #[test]
    fn playing_again_records_nothing_twice() {
        let mut tape = Tape::default();
        tape.take(alloc::vec![passed(1, 1)], 1);
        tape.take(alloc::vec![passed(4, 2)], 2);
        tape.take(alloc::vec![passed(1, 1)], 1);
        tape.take(alloc::vec![passed(4, 2)], 2);
        tape.take(alloc::vec![passed(5, 3)], 3);
        tape.arrived(MessageId(4), 30);
        assert_eq!(ids(&tape), [1, 4, 5]);
        assert_eq!(tape.messages()[1].arrived, Some(30));
    }

    #[test]
    fn a_leap_begins_anew_and_another_future_forgets() {
        let mut tape = Tape::default();
        tape.take(alloc::vec![passed(1, 1)], 1);
        tape.take(alloc::vec![passed(40, 90)], 90);
        assert_eq!(ids(&tape), [40]);
        assert!(!tape.reaches(5, 90));
        tape.take(alloc::vec![passed(41, 91)], 91);
        tape.cut(90, 900);
        assert_eq!(ids(&tape), [40]);
    }

    #[test]
    fn the_tape_is_not_longer_than_its_limit() {
        let mut tape = Tape::default();
        (1..40_000).for_each(|n| tape.take(alloc::vec![passed(n, n)], n));
        assert!(tape.messages().len() <= MESSAGES_MAX);
        assert!(tape.reaches(399_000, 39_999));
    }
}
