//! Bugs that Kafka once had. Each is a branch that the fix took away, and comes back where a node's setting `museum` names it
//! and the feature of the same name is on: to show what went wrong, and that the checkers see it. Without the feature none of
//! them exists.

use crate::config::NodeConfig;

/// A bug by the name it has in the setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bug {
    /// A new follower cut its log back to its own high watermark, which may be older than what it acknowledged (KIP-101).
    Kafka1211,
    /// A follower joined the ISR at the high watermark, before the start of the leader's epoch.
    Kafka7128,
    /// Retention removed segments above the high watermark.
    Kafka5634,
    /// A broker that came back from an unclean shutdown stayed in the ISR: the last replica standing led without what it had
    /// lost (KIP-966).
    Kip966,
    /// A voter's epoch and vote were not on its disk when it answered.
    UnkeptVote,
}

impl Bug {
    /// Whether a node has it.
    #[cfg(feature = "museum")]
    pub(crate) fn is_in(self, config: &NodeConfig) -> bool {
        let name = match self {
            Self::Kafka1211 => "KAFKA-1211",
            Self::Kafka7128 => "KAFKA-7128",
            Self::Kafka5634 => "KAFKA-5634",
            Self::Kip966 => "KIP-966",
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
