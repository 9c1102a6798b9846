//! Which events are worth a sentence, and a stop where nothing may move.

use partita_view::{Event, Happened, Party, QuorumRole};

/// Events that are told unless everything is asked for: a change of meaning, not each record's every step, and nothing
/// of Kafka's own topics.
pub fn is_worth_telling(happened: &Happened) -> bool {
    match &happened.event {
        Event::Appended { .. }
        | Event::Processed { .. }
        | Event::HighWatermarkMoved { .. }
        | Event::OffsetCommitted { .. }
        | Event::BecameFollower { .. }
        | Event::BecameLeader { .. }
        | Event::BrokerRegistered { .. } => false,
        Event::LeaderElected { topic, .. }
        | Event::InSyncChanged { topic, .. }
        | Event::Reassigned { topic, .. }
        | Event::ConfigChanged { of: topic, .. } => !topic.is_empty() && !is_internal(topic),
        Event::QuorumRoleChanged { role, .. } => *role == QuorumRole::Leader,
        // The command says it already.
        Event::Started | Event::Stopped => matches!(happened.who, Party::Node(_)),
        _ => true,
    }
}

/// Kafka's own topics.
fn is_internal(topic: &str) -> bool {
    topic.starts_with("__")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kafkas_own_topics_are_not_told() {
        let elected = |topic: &str| Happened {
            at: 0,
            step: 0,
            who: Party::Node(1),
            event: Event::LeaderElected {
                topic: topic.into(),
                partition: 0,
                leader: Some(1),
                leader_epoch: 1,
                unclean: false,
            },
        };
        assert!(is_worth_telling(&elected("orders")));
        assert!(!is_worth_telling(&elected("__consumer_offsets")));
    }
}
