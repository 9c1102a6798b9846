//! Which events have a mark, and which.

use partita_view::{Event, Happened, Party, QuorumRole};

use crate::words;

use super::{MarkKind, Timeline};

impl Timeline {
    /// Which mark an event makes, if any.
    pub(super) fn kind(&mut self, happened: &Happened) -> Option<(MarkKind, String)> {
        let who = match &happened.who {
            Party::Node(id) => id.to_string(),
            Party::Client(name) => name.to_string(),
        };
        let started = happened.at > 0;
        Some(match &happened.event {
            Event::Killed => (MarkKind::Fault, words::mark_of(words::MARK_KILLED, &who)),
            Event::PoweredOff => (MarkKind::Fault, words::mark_of(words::MARK_POWER_OFF, &who)),
            Event::Stopping => (MarkKind::Fault, words::mark_of(words::MARK_STOPPED, &who)),
            Event::Paused => (MarkKind::Fault, words::mark_of(words::MARK_PAUSED, &who)),
            Event::LinkCut { .. } => (MarkKind::Fault, words::MARK_CUT.text().into()),
            Event::LinkSlowed { .. } => (MarkKind::Fault, words::MARK_SLOW.text().into()),
            Event::DiskSlowed(_) => (MarkKind::Fault, words::mark_of(words::MARK_DISK_SLOW, &who)),
            Event::DiskFilled => (MarkKind::Fault, words::mark_of(words::MARK_DISK_FULL, &who)),
            Event::DiskFailed => (MarkKind::Fault, words::mark_of(words::MARK_DISK_FAILED, &who)),
            Event::DiskTears => (MarkKind::Fault, words::mark_of(words::MARK_DISK_TEARS, &who)),
            Event::DiskFlushesFail => (MarkKind::Fault, words::mark_of(words::MARK_DISK_FLUSHES_FAIL, &who)),
            Event::DiskFlushesLie => (MarkKind::Fault, words::mark_of(words::MARK_DISK_FLUSHES_LIE, &who)),
            Event::DiskFileLost(_) => (MarkKind::Fault, words::mark_of(words::MARK_DISK_FILE_LOST, &who)),
            Event::DiskFlipped(..) => (MarkKind::Fault, words::mark_of(words::MARK_DISK_FLIPPED, &who)),
            Event::ClockSet(0) => (MarkKind::Heal, words::mark_of(words::MARK_CLOCK, &who)),
            Event::ClockSet(_) => (MarkKind::Fault, words::mark_of(words::MARK_CLOCK, &who)),
            Event::Dropped(_) => (MarkKind::Fault, words::MARK_DROPPED.text().into()),
            Event::DiskReplaced => (MarkKind::Fault, words::mark_of(words::MARK_DISK_REPLACED, &who)),
            Event::DiskMended => (MarkKind::Heal, words::mark_of(words::MARK_DISK_MENDED, &who)),
            Event::LinkHealed { .. } => (MarkKind::Heal, words::MARK_HEALED.text().into()),
            Event::Resumed => (MarkKind::Heal, words::mark_of(words::MARK_RESUMED, &who)),
            Event::Started if started && matches!(happened.who, Party::Node(_)) => {
                (MarkKind::Heal, words::mark_of(words::MARK_STARTED, &who))
            }
            Event::QuorumRoleChanged { role: QuorumRole::Leader, .. } => {
                (MarkKind::Election, words::mark_of(words::MARK_CONTROLLER, &who))
            }
            Event::LeaderElected { leader_epoch, topic, .. }
                if *leader_epoch > 0 && !topic.starts_with("__") =>
            {
                (MarkKind::Election, words::MARK_ELECTION.text().into())
            }
            Event::InSyncChanged { topic, .. } if !topic.starts_with("__") => {
                (MarkKind::InSync, words::ISR.text().into())
            }
            Event::Reassigned { topic, .. } if !topic.starts_with("__") => {
                (MarkKind::Move, words::MARK_MOVE.text().into())
            }
            Event::GroupChanged { group, state: "Stable", generation, .. } => {
                let known = self.generations.insert(group.to_string(), *generation);
                if known == Some(*generation) {
                    return None;
                }
                (MarkKind::Rebalance, words::fit(group, 18))
            }
            Event::TopicCreated { topic, .. } if !topic.starts_with("__") => {
                (MarkKind::Command, words::mark_of(words::MARK_TOPIC, &words::fit(topic, 14)))
            }
            Event::ConfigChanged { name, of, .. } if !of.starts_with("__") && !of.is_empty() => {
                (MarkKind::Command, words::fit(name, 22))
            }
            Event::Commanded(line) => (MarkKind::Command, words::command_mark(line)),
            Event::Verdict(_) => (MarkKind::Loss, words::MARK_VERDICT.text().into()),
            _ => return None,
        })
    }
}

/// Whether a command is a tool that asks and changes nothing.
pub(super) fn only_asks(line: &str) -> bool {
    const ASKS: [&str; 9] = [
        " --list",
        " --describe",
        " --verify",
        " --generate",
        " --status",
        "kafka-get-offsets",
        "kafka-broker-api-versions",
        "kafka-log-dirs",
        "kafka-dump-log",
    ];
    line.starts_with("run ") && ASKS.iter().any(|asks| line.contains(asks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_that_lists_only_asks() {
        assert!(only_asks("run t1: kafka-topics.sh --bootstrap-server localhost:9092 --list"));
        assert!(only_asks("run t1: kafka-get-offsets.sh --topic orders"));
        assert!(!only_asks("run t1: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic a"));
        assert!(!only_asks("producer p topic=orders rate=20"));
    }
}
