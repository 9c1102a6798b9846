//! Which marks may explain that a measure has changed: of a kind that can do that, and not long before. Where none fits, no cause is
//! named.

use partita_view::Micros;

use super::{Mark, MarkKind, Measure};

const SECOND: Micros = 1_000_000;

/// What has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// A measure.
    Measure(Measure),
    /// How long requests take.
    Latency,
}

/// Number of the newest mark that explains a change between two moments.
pub fn cause(marks: &[&Mark], changed: Changed, (from, to): (Micros, Micros)) -> Option<usize> {
    let explains = |mark: &&Mark| {
        let within = within(changed, mark.kind).filter(|_| !mark.asks);
        within.is_some_and(|within| mark.at <= to && mark.at.saturating_add(within) >= from)
    };
    marks.iter().rposition(explains)
}

/// How long before a change a mark may lie that explains it; none for one that cannot.
fn within(changed: Changed, kind: MarkKind) -> Option<Micros> {
    use MarkKind::{Command, Election, Fault, Heal, InSync, Loss, Move, Rebalance};
    let measure = match changed {
        Changed::Latency => Measure::Troubles,
        Changed::Measure(measure) => measure,
    };
    let seconds = match (measure, kind) {
        (_, Loss) => return None,
        // An ISR, an assignment and a leader change these at once.
        (Measure::UnderReplicated, InSync | Command | Move) | (Measure::Offline, Election) => 0,
        // replica.lag.time.max.ms, and what it takes to notice.
        (Measure::Shrinks, Fault) => 40,
        (Measure::Shrinks, Move) => 1,
        // A broker's session.
        (Measure::Offline | Measure::Elections, Fault) => 15,
        (Measure::Elections, Heal | Command | Move) => 5,
        // A member's session.
        (Measure::Rebalances, Fault) => 50,
        (Measure::Rebalances, Heal | Command) => 10,
        (Measure::RecordsIn | Measure::RecordsOut | Measure::Lag | Measure::Troubles, Fault) => 15,
        (Measure::RecordsIn | Measure::Troubles, Heal | Election | InSync | Move | Command) => 5,
        (Measure::RecordsOut | Measure::Lag, Heal | Election | Rebalance | Command) => 5,
        _ => return None,
    };
    Some(seconds * SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(second: u64, kind: MarkKind) -> Mark {
        let mut mark = Mark::default();
        (mark.at, mark.kind) = (second * SECOND, kind);
        mark
    }

    /// The second of the cause of a change at a second.
    fn found(marks: &[Mark], measure: Measure, second: u64) -> Option<u64> {
        let all: Vec<&Mark> = marks.iter().collect();
        let at = second * SECOND;
        cause(&all, Changed::Measure(measure), (at, at + SECOND / 4)).map(|n| all[n].at / SECOND)
    }

    #[test]
    fn only_a_mark_of_a_fitting_kind_explains() {
        let marks = [
            mark(10, MarkKind::Fault),
            mark(19, MarkKind::Election),
            mark(19, MarkKind::InSync),
            mark(20, MarkKind::Rebalance),
            mark(20, MarkKind::Loss),
        ];
        assert_eq!(found(&marks, Measure::RecordsIn, 20), Some(19), "no group and no verdict does that");
        assert_eq!(found(&marks, Measure::RecordsOut, 20), Some(20));
        assert_eq!(found(&marks, Measure::UnderReplicated, 19), Some(19));
        assert_eq!(found(&marks, Measure::UnderReplicated, 20), None, "an ISR does it at once");
        assert_eq!(found(&marks, Measure::Elections, 19), Some(10));
        assert_eq!(found(&marks, Measure::Rebalances, 20), Some(10));
        assert_eq!(found(&marks[3..], Measure::RecordsIn, 20), None);
    }

    #[test]
    fn nor_does_what_is_long_ago_or_later_or_only_asks() {
        let marks = [mark(10, MarkKind::Fault)];
        assert_eq!(found(&marks, Measure::RecordsIn, 25), Some(10));
        assert_eq!(found(&marks, Measure::RecordsIn, 26), None);
        assert_eq!(found(&marks, Measure::RecordsIn, 9), None);
        let mut asks = [mark(10, MarkKind::Command)];
        assert_eq!(found(&asks, Measure::RecordsIn, 11), Some(10));
        asks[0].asks = true;
        assert_eq!(found(&asks, Measure::RecordsIn, 11), None);
    }
}
