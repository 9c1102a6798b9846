//! What of the log a person wants to see.

use partita_view::{Event, Happened};

use super::is_worth_telling;

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Nodes, disks, links: what was done to them.
    Faults,
    /// Leaders, ISRs, topics, the quorum.
    Cluster,
    /// Groups and their members.
    Groups,
    /// Records and those who send and read them.
    Records,
    /// Commands of people.
    Commands,
    /// Promises.
    Verdict,
}

impl Subject {
    /// All of them, as they are offered.
    pub const ALL: [Self; 6] =
        [Self::Faults, Self::Cluster, Self::Groups, Self::Records, Self::Commands, Self::Verdict];

    /// What an event is about.
    pub fn of(event: &Event) -> Self {
        match event {
            Event::Commanded(_) => Self::Commands,
            Event::Verdict(_) => Self::Verdict,
            Event::GroupChanged { .. }
            | Event::MemberJoined { .. }
            | Event::MemberGone { .. }
            | Event::OffsetCommitted { .. }
            | Event::Assigned { .. }
            | Event::Revoked { .. } => Self::Groups,
            Event::Appended { .. }
            | Event::Acked { .. }
            | Event::Retried { .. }
            | Event::SendFailed { .. }
            | Event::ProduceRefused { .. }
            | Event::Processed { .. }
            | Event::PositionReset { .. }
            | Event::LogTruncationFound { .. }
            | Event::HighWatermarkMoved { .. }
            | Event::Truncated { .. }
            | Event::Evicted { .. } => Self::Records,
            Event::QuorumRoleChanged { .. }
            | Event::BrokerRegistered { .. }
            | Event::BrokerFenced(_)
            | Event::BrokerUnfenced(_)
            | Event::TopicCreated { .. }
            | Event::TopicDeleted(_)
            | Event::PartitionsAdded { .. }
            | Event::Reassigned { .. }
            | Event::ConfigChanged { .. }
            | Event::LeaderElected { .. }
            | Event::InSyncChanged { .. }
            | Event::BecameLeader { .. }
            | Event::BecameFollower { .. } => Self::Cluster,
            _ => Self::Faults,
        }
    }
}

/// What is shown of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// Only about this.
    pub subject: Option<Subject>,
    /// Only what says this, in small letters.
    pub text: String,
}

impl LogFilter {
    /// Longest text that is looked for.
    const TEXT_MAX: usize = 80;

    /// Looks for a text, however it is written.
    pub fn look_for(&mut self, text: &str) {
        self.text = text.trim().to_lowercase().chars().take(Self::TEXT_MAX).collect();
    }

    /// Whether an event may be shown; who chose a subject sees all of it that is worth a sentence, or everything.
    pub fn admits(&self, happened: &Happened, everything: bool) -> bool {
        (everything || is_worth_telling(happened))
            && self.subject.is_none_or(|subject| subject == Subject::of(&happened.event))
    }

    /// Whether what is said of an event is looked for.
    pub fn finds(&self, who: &str, sentence: &str) -> bool {
        self.text.is_empty()
            || who.to_lowercase().contains(&self.text)
            || sentence.to_lowercase().contains(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use partita_view::Party;

    #[test]
    fn a_subject_and_a_text_narrow_the_log() {
        let killed = Happened { at: 1, step: 1, who: Party::Node(1), event: Event::Killed };
        let mut filter = LogFilter::default();
        assert!(filter.admits(&killed, false));
        filter.subject = Some(Subject::Groups);
        assert!(!filter.admits(&killed, true));
        filter.look_for("  BROKER 1 ");
        assert!(
            filter.finds("Broker 1", "")
                && filter.finds("", "Leads: broker 1.")
                && !filter.finds("Broker 2", "")
        );
    }
}
