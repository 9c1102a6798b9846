//! Bugs that Kafka once had. Each is a branch that the fix took away, and comes back where a node's setting `museum` names it
//! and the feature of the same name is on: to show what went wrong, and that the checkers see it. Without the feature none of
//! them exists. The branch of a bug stands where its fix stands; `sim/tests/museum/` has a story of each. Bugs of the client are
//! in `client/src/museum.rs`.
//!
//! Some have no place here:
//!
//! | bug | why |
//! |---|---|
//! | KAFKA-7164 (no truncation at an epoch change that a follower did not observe) | every Fetch carries the last epoch and is compared (KIP-595's way); there is no truncation that could be skipped |
//! | KAFKA-16541 (leader epoch checkpoint damaged by a crash) | it is replaced as a whole, and in the step that changes the log: there is no second thread that writes it later |
//! | KAFKA-5413 (the cleaner dies on a large gap of offsets) | takes 2^31 offsets in one partition; the rule that ends a group of segments there has a test of its own |
//! | KAFKA-9835 (a slice of a file raced with an append) | a node does one thing at a time, and what was read is never written again |
//! | KAFKA-13837 (somebody who is no replica could fetch as a follower) | a leader notes the positions of its assignment alone, so that nobody else's can do harm |
//! | KAFKA-9144, 7519, 9777, 12671, 14402, 17754, 20785, 20716 | need transactions |

use crate::config::NodeConfig;

/// A bug by the name it has in the setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bug {
    /// A new follower cut its log back to its own high watermark, which may be older than what it acknowledged (KIP-101).
    Kafka1211,
    /// A leader that was asked for an epoch which it does not know told where the one before it ends, and not which one that is:
    /// after a fast fail-over two logs stayed different (KIP-279).
    Kafka6361,
    /// A Fetch was judged by its offset alone: a replica that missed elections read on where it was (KIP-320).
    Kip320,
    /// A new leader did not write down where its epoch begins before it had records of it.
    Kafka7415,
    /// A follower joined the ISR at the high watermark, before the start of the leader's epoch.
    Kafka7128,
    /// Retention removed segments above the high watermark.
    Kafka5634,
    /// A broker that came back from an unclean shutdown stayed in the ISR: the last replica standing led without what it had
    /// lost (KIP-966).
    Kip966,
    /// The controller took whoever was offered for an ISR, whatever had become of that broker since (KIP-903).
    Kip903,
    /// A leader's offer named whoever was registered when it was sent, and not the life that had caught up: a broker whose disk
    /// was replaced meanwhile joined with nothing.
    Kafka14139,
    /// A broker that registered again in the same life got another epoch.
    Kafka16952,
    /// The replicas that a reassignment removed stayed in the ISR.
    Kafka9672,
    /// A follower refused batches of producers that it knew nothing of.
    Kafka6003,
    /// A follower could not begin in the middle of a batch, where its leader's log began.
    Kafka6975,
    /// A request that waits for replication was not looked at when the high watermark moved.
    Kafka14334,
    /// The cleaner went beyond the high watermark.
    Kafka13194,
    /// A group waited for a member that had got an id and never came back, until its rebalance timed out.
    Kafka9752,
    /// Offsets of a group that had just become empty expired by the time of their commit.
    Kafka8069,
    /// A voter that had led took its office again after a restart, in the same epoch.
    Kafka10527,
    /// A leader of the quorum to which nobody listens did not resign.
    Kafka15489,
    /// A voter stood for election without asking first whether a majority would have it (KIP-996).
    Kip996,
    /// A snapshot's id told the last offset that is in it, and not the one behind: whoever began with it went on in the middle of
    /// a batch.
    Kafka14618,
    /// A voter's epoch and vote were not on its disk when it answered.
    UnkeptVote,
}

impl Bug {
    /// Whether a node has it.
    #[cfg(feature = "museum")]
    pub(crate) fn is_in(self, config: &NodeConfig) -> bool {
        let name = match self {
            Self::Kafka1211 => "KAFKA-1211",
            Self::Kafka6361 => "KAFKA-6361",
            Self::Kip320 => "KIP-320",
            Self::Kafka7415 => "KAFKA-7415",
            Self::Kafka7128 => "KAFKA-7128",
            Self::Kafka5634 => "KAFKA-5634",
            Self::Kip966 => "KIP-966",
            Self::Kip903 => "KIP-903",
            Self::Kafka14139 => "KAFKA-14139",
            Self::Kafka16952 => "KAFKA-16952",
            Self::Kafka9672 => "KAFKA-9672",
            Self::Kafka6003 => "KAFKA-6003",
            Self::Kafka6975 => "KAFKA-6975",
            Self::Kafka14334 => "KAFKA-14334",
            Self::Kafka13194 => "KAFKA-13194",
            Self::Kafka9752 => "KAFKA-9752",
            Self::Kafka8069 => "KAFKA-8069",
            Self::Kafka10527 => "KAFKA-10527",
            Self::Kafka15489 => "KAFKA-15489",
            Self::Kip996 => "KIP-996",
            Self::Kafka14618 => "KAFKA-14618",
            Self::UnkeptVote => "unkept-vote",
        };
        config.properties.get("museum").is_some_and(|names| names.split(',').any(|known| known == name))
    }

    /// Whether a node has it: never, in what is shipped.
    #[cfg(not(feature = "museum"))]
    pub(crate) const fn is_in(self, _: &NodeConfig) -> bool {
        false
    }
}
