//! How much of what happens a screen reader is told; a person chooses.

use partita_view::{Event, GoneReason, Happened};

use super::is_worth_telling;

/// How much is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// What fails, and what is lost.
    Losses,
    /// Changes of meaning: of records only what does not go well with them.
    #[default]
    Meaning,
    /// Every event.
    Everything,
}

impl Detail {
    /// All of them, from little to much.
    pub const ALL: [Self; 3] = [Self::Losses, Self::Meaning, Self::Everything];

    /// Its word, as it is kept.
    pub fn word(self) -> &'static str {
        match self {
            Self::Losses => "losses",
            Self::Meaning => "meaning",
            Self::Everything => "everything",
        }
    }

    /// By its word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|detail| detail.word() == word)
    }

    /// Whether an event is told.
    pub fn admits(self, happened: &Happened) -> bool {
        match self {
            Self::Losses => is_worth_telling(happened) && is_bad(&happened.event),
            Self::Meaning => !matches!(happened.event, Event::Acked { .. }) && is_worth_telling(happened),
            Self::Everything => true,
        }
    }
}

/// Whether something fails, is refused or is lost by it.
fn is_bad(event: &Event) -> bool {
    match event {
        Event::Killed
        | Event::PoweredOff
        | Event::DiskFailed
        | Event::DiskDirectoryFailed(_)
        | Event::LogDirectoryFailed
        | Event::LogDirectoryOffline { .. }
        | Event::Dropped(_)
        | Event::BrokerFenced(_)
        | Event::Truncated { .. }
        | Event::Evicted { .. }
        | Event::ProduceRefused { .. }
        | Event::SendFailed { .. }
        | Event::LogTruncationFound { .. }
        | Event::PositionReset { .. }
        | Event::Verdict(_) => true,
        Event::LeaderElected { leader, unclean, .. } => leader.is_none() || *unclean,
        Event::InSyncChanged { before, now, .. } => now.len() < before.len(),
        Event::MemberGone { why, .. } => *why != GoneReason::Left,
        Event::Revoked { lost, .. } => *lost,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use partita_view::Party;

    fn by(event: Event) -> [bool; 3] {
        let happened = Happened { at: 0, step: 0, who: Party::Node(1), event };
        Detail::ALL.map(|detail| detail.admits(&happened))
    }

    #[test]
    fn each_level_tells_what_the_one_before_tells_and_more() {
        assert_eq!(by(Event::Killed), [true, true, true]);
        let partition = |leader: Option<i32>, topic: &str| Event::LeaderElected {
            topic: topic.into(),
            partition: 0,
            leader,
            leader_epoch: 1,
            unclean: false,
        };
        assert_eq!(by(partition(None, "orders")), [true, true, true], "nobody leads");
        assert_eq!(by(partition(Some(2), "orders")), [false, true, true]);
        assert_eq!(by(partition(None, "__consumer_offsets")), [false, false, true], "Kafka's own topics");
        let acked =
            Event::Acked { topic: "orders".into(), partition: 0, base_offset: 3, records: 2, acks: -1 };
        assert_eq!(by(acked), [false, false, true], "each record's way");
    }

    #[test]
    fn who_left_was_not_lost() {
        let gone = |why| Event::MemberGone { group: "a".into(), member: "m".into(), client: "c".into(), why };
        assert_eq!(by(gone(GoneReason::Left)), [false, true, true]);
        assert_eq!(by(gone(GoneReason::SessionTimeout)), [true, true, true]);
        let isr = |before: &[i32], now: &[i32]| Event::InSyncChanged {
            topic: "orders".into(),
            partition: 0,
            before: before.into(),
            now: now.into(),
        };
        assert_eq!(by(isr(&[1, 2], &[1])), [true, true, true]);
        assert_eq!(by(isr(&[1], &[1, 2])), [false, true, true], "what comes back is no loss");
    }

    #[test]
    fn a_level_is_kept_by_its_word() {
        for detail in Detail::ALL {
            assert_eq!(Detail::of_word(detail.word()), Some(detail));
        }
        assert_eq!(Detail::of_word("loud"), None);
    }
}
