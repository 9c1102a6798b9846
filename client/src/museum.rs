//! Bugs that Kafka's client once had, as `core/src/museum.rs` has those of its nodes: each a branch that the fix took away, back
//! where the client's setting `museum` names it and the feature of the same name is on. Without the feature none exists.

/// A bug by the name it has in the setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bug {
    /// A batch that was found too large and split stayed among those in flight. When its time was over the sender found it
    /// done already, gave an exception, and so it went on for ever: nothing more left the producer.
    Kafka8325,
    /// A consumer did not ask the leader of a newer epoch whether what it had read is still there: after an unclean election it
    /// read on where it was, and never saw what was written below (KIP-320).
    Kip320,
}

impl Bug {
    /// Whether it is among these names.
    #[cfg(feature = "museum")]
    pub(crate) fn is_in(self, names: &str) -> bool {
        let name = match self {
            Self::Kafka8325 => "KAFKA-8325",
            Self::Kip320 => "KIP-320",
        };
        names.split(',').any(|known| known == name)
    }

    /// Whether it is among these names: never, in what is shipped.
    #[cfg(not(feature = "museum"))]
    pub(crate) const fn is_in(self, _: &str) -> bool {
        false
    }
}
