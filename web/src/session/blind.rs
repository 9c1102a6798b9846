//! Times without an active controller. Nobody can change an ISR or elect a leader then, so that what the metadata say of replicas
//! is old, and nobody knows better.

use partita_view::{Event, Happened, Micros, Party, QuorumRole};

/// Times kept; of more the oldest go.
const TIMES_MAX: usize = 1_024;

/// Times without an active controller.
#[derive(Debug, Default)]
pub(super) struct Blind {
    controller: Option<Party>,
    /// From, until; the last may go on.
    times: Vec<(Micros, Option<Micros>)>,
}

impl Blind {
    /// Takes note of an event.
    pub(super) fn take(&mut self, happened: &Happened) {
        let is_it = self.controller.as_ref() == Some(&happened.who);
        match &happened.event {
            Event::QuorumRoleChanged { role: QuorumRole::Leader, .. } => {
                self.controller = Some(happened.who.clone());
                if let Some((_, until @ None)) = self.times.last_mut() {
                    *until = Some(happened.at);
                }
            }
            Event::QuorumRoleChanged { .. } | Event::Killed | Event::PoweredOff | Event::Stopped if is_it => {
                self.controller = None;
                if self.times.len() >= TIMES_MAX {
                    self.times.remove(0);
                }
                self.times.push((happened.at, None));
            }
            _ => {}
        }
    }

    /// Another future begins at a moment, when this was the active controller.
    pub(super) fn forget_from(&mut self, at: Micros, controller: Option<Party>) {
        self.times.truncate(self.times.partition_point(|(from, _)| *from < at));
        match (&controller, self.times.last_mut()) {
            (None, Some((_, until))) if until.is_none_or(|until| until >= at) => *until = None,
            (Some(_), Some((_, until))) if until.is_none_or(|until| until >= at) => *until = Some(at),
            _ => {}
        }
        self.controller = controller;
    }

    /// All of them, the oldest first.
    pub(super) fn times(&self) -> &[(Micros, Option<Micros>)] {
        &self.times
    }

    /// Since when there is none at a moment, if there is none.
    pub(super) fn since(&self, now: Micros) -> Option<Micros> {
        let found = self.times.iter().rev().find(|(from, _)| *from <= now)?;
        found.1.is_none_or(|until| until > now).then_some(found.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(at: Micros, node: i32, event: Event) -> Happened {
        Happened { at, step: 0, who: Party::Node(node), event }
    }

    fn role(role: QuorumRole) -> Event {
        Event::QuorumRoleChanged { role, epoch: 1 }
    }

    #[test]
    fn from_the_end_of_a_controller_to_the_next_nobody_knows() {
        let mut blind = Blind::default();
        assert_eq!(blind.since(5), None, "there was none to lose");
        blind.take(&at(10, 1, role(QuorumRole::Leader)));
        blind.take(&at(20, 2, Event::Killed));
        assert_eq!(blind.since(25), None, "it was not the active one");
        blind.take(&at(30, 1, Event::Killed));
        assert_eq!((blind.since(29), blind.since(30), blind.since(500)), (None, Some(30), Some(30)));
        blind.take(&at(70, 3, role(QuorumRole::Leader)));
        assert_eq!((blind.since(69), blind.since(70)), (Some(30), None));
        blind.take(&at(90, 3, role(QuorumRole::Resigned)));
        assert_eq!(blind.times(), [(30, Some(70)), (90, None)]);
    }

    #[test]
    fn another_future_has_its_own() {
        let mut blind = Blind::default();
        blind.take(&at(10, 1, role(QuorumRole::Leader)));
        blind.take(&at(30, 1, Event::Killed));
        blind.take(&at(70, 3, role(QuorumRole::Leader)));
        blind.forget_from(50, None);
        assert_eq!(blind.times(), [(30, None)]);
        blind.forget_from(20, Some(Party::Node(1)));
        assert_eq!(blind.times(), []);
        blind.take(&at(25, 1, Event::Killed));
        assert_eq!(blind.since(25), Some(25));
    }
}
