//! What a message brought about where it arrived, and which of its fields did it: the events of its receiver that its API can
//! cause and that are about the same things.

use std::collections::BTreeSet;

use partita_view::{Event, Happened, MessageView, Micros, Name};

/// What needs a quorum or a replica first happens a little later than the message arrives.
const LATER: Micros = 2_000_000;
/// Events told of one message.
const TOLD_MAX: usize = 8;

/// What a message changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Changed {
    /// Indexes of the events.
    pub(super) events: Vec<usize>,
    /// Indexes of the fields that did it.
    pub(super) fields: BTreeSet<usize>,
}

/// What an event is about, and which fields of a message bring it about.
struct Cause<'a> {
    fields: &'static [&'static str],
    /// How long after the arrival it may happen.
    within: Micros,
    /// Whether another machine may tell it.
    elsewhere: bool,
    name: Option<&'a str>,
    partition: Option<i32>,
}

/// What a message changed, by everything that happened up to now.
pub(super) fn changed(message: &MessageView, events: &[Happened]) -> Changed {
    let flight = &message.flight;
    let mut changed = Changed::default();
    let Some(arrives) = flight.arrives else { return changed };
    let from = events.partition_point(|happened| happened.at < arrives);
    let soon = events[from..].iter().take_while(|happened| happened.at <= arrives.saturating_add(LATER));
    for (n, happened) in soon.enumerate() {
        let Some(cause) = cause(flight.api_name, flight.response, &happened.event) else { continue };
        let in_time = happened.at <= arrives.saturating_add(cause.within);
        let there = cause.elsewhere || happened.who == flight.to;
        if !in_time || !there || !cause.name.is_none_or(|name| mentions(message, name)) {
            continue;
        }
        let fields = did(message, &cause);
        if fields.is_empty() || changed.events.len() >= TOLD_MAX {
            continue;
        }
        changed.events.push(from + n);
        changed.fields.extend(fields);
    }
    changed
}

/// Whether an API can bring an event about, and by which fields.
fn cause<'a>(api: &str, response: bool, event: &'a Event) -> Option<Cause<'a>> {
    let at_once = |fields, topic: &'a Name, partition: &i32| {
        Some(Cause { fields, within: 0, elsewhere: false, name: Some(&**topic), partition: Some(*partition) })
    };
    let later = |fields, name: Option<&'a str>| {
        Some(Cause { fields, within: LATER, elsewhere: false, name, partition: None })
    };
    match (api, response, event) {
        ("Produce", false, Event::Appended { topic, partition, leads: true, .. })
        | ("Fetch", true, Event::Appended { topic, partition, leads: false, .. }) => {
            at_once(&["records"], topic, partition)
        }
        ("Fetch", false, Event::HighWatermarkMoved { topic, partition, .. }) => {
            at_once(&["fetch_offset"], topic, partition)
        }
        ("Fetch", true, Event::Truncated { topic, partition, .. }) => {
            at_once(&["diverging_epoch", "end_offset"], topic, partition)
        }
        ("Produce", true, Event::Acked { topic, partition, .. }) => {
            at_once(&["base_offset"], topic, partition)
        }
        (
            "Produce",
            true,
            Event::Retried { topic, partition, .. } | Event::SendFailed { topic, partition, .. },
        ) => at_once(&["error_code"], topic, partition),
        ("OffsetCommit", false, Event::OffsetCommitted { group, partition, .. }) => {
            Some(Cause { partition: Some(*partition), ..later(&["committed_offset"], Some(group))? })
        }
        ("JoinGroup" | "ConsumerGroupHeartbeat", false, Event::MemberJoined { group, .. }) => {
            later(&["protocols", "subscribed_topic_names", "member_epoch"], Some(group))
        }
        ("LeaveGroup" | "ConsumerGroupHeartbeat", false, Event::MemberGone { group, .. }) => {
            later(&["member_id", "member_epoch"], Some(group))
        }
        ("SyncGroup", false, Event::GroupChanged { group, state: "Stable", .. }) => {
            later(&["assignments"], Some(group))
        }
        ("SyncGroup" | "ConsumerGroupHeartbeat", true, Event::Assigned { .. } | Event::Revoked { .. }) => {
            Some(Cause { within: 0, ..later(&["assignment"], None)? })
        }
        ("CreateTopics", false, Event::TopicCreated { topic, .. }) => {
            later(&["name", "num_partitions", "replication_factor"], Some(topic))
        }
        ("CreatePartitions", false, Event::PartitionsAdded { topic, .. }) => later(&["count"], Some(topic)),
        ("DeleteTopics", false, Event::TopicDeleted(topic)) => later(&["name", "topic_names"], Some(topic)),
        ("IncrementalAlterConfigs", false, Event::ConfigChanged { of, .. }) => {
            later(&["value", "config_operation"], Some(of))
        }
        ("AlterPartition", false, Event::InSyncChanged { partition, .. }) => {
            Some(Cause { partition: Some(*partition), ..later(&["new_isr_with_epochs", "new_isr"], None)? })
        }
        ("BrokerRegistration", false, Event::BrokerRegistered { .. }) => {
            later(&["broker_id", "incarnation_id"], None)
        }
        ("BrokerHeartbeat", false, Event::BrokerUnfenced(_)) => later(&["current_metadata_offset"], None),
        ("Vote", true, Event::QuorumRoleChanged { .. }) => {
            Some(Cause { within: 0, ..later(&["vote_granted"], None)? })
        }
        ("BeginQuorumEpoch", false, Event::QuorumRoleChanged { .. }) => {
            Some(Cause { within: 0, ..later(&["leader_epoch", "leader_id"], None)? })
        }
        _ => None,
    }
}

/// Whether a message is about something of this name: newer versions name topics by id, and then what it carries tells.
fn mentions(message: &MessageView, name: &str) -> bool {
    use partita_view::Content;
    let carried = match &message.flight.content {
        Content::Records { topic, .. } | Content::Wants { topic, .. } => Some(&**topic),
        Content::Done { about: Some((topic, _)), .. } => Some(&**topic),
        _ => None,
    };
    let plain = |value: &str| value.trim_matches('"') == name;
    carried == Some(name) || message.fields.iter().any(|field| plain(&field.value))
}

/// The fields that did it: where the event is about a partition, only those of that partition.
fn did(message: &MessageView, cause: &Cause<'_>) -> Vec<usize> {
    const PARTITION: [&str; 4] = ["partition_index", "partition", "index", "partition_id"];
    let mut partition = None;
    let mut found = Vec::new();
    for (n, field) in message.fields.iter().enumerate() {
        if PARTITION.contains(&&*field.name) {
            partition = field.value.parse::<i32>().ok();
        }
        let meant = cause.partition.is_none() || partition.is_none() || partition == cause.partition;
        if meant && field.len > 0 && cause.fields.contains(&&*field.name) {
            found.push(n);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use partita_view::{Content, FieldView, Flight, MessageId, Party};

    fn produce(partitions: &[i32]) -> MessageView {
        let mut fields = Vec::new();
        let mut push = |depth, name: &str, value: String| {
            fields.push(FieldView { depth, name: name.into(), value, start: 0, len: 4 });
        };
        for partition in partitions {
            push(3, "index", partition.to_string());
            push(3, "records", String::new());
        }
        let flight = Flight {
            id: MessageId(1),
            from: Party::Client("p".into()),
            to: Party::Node(1),
            sent: 5,
            arrives: Some(10),
            api: 0,
            api_name: "Produce",
            version: 13,
            response: false,
            content: Content::Records { topic: "orders".into(), partition: 0, keys: Vec::new(), count: 1 },
            places: Default::default(),
            places_more: 0,
        };
        MessageView { flight, bytes: bytes::Bytes::new(), fields }
    }

    fn appended(at: Micros, node: i32, topic: &str, partition: i32) -> Happened {
        let event =
            Event::Appended { topic: topic.into(), partition, base_offset: 0, last_offset: 0, leads: true };
        Happened { at, step: 0, who: Party::Node(node), event }
    }

    #[test]
    fn the_records_of_that_partition_did_it() {
        let changed =
            changed(&produce(&[0, 2]), &[appended(4, 1, "orders", 2), appended(10, 1, "orders", 2)]);
        assert_eq!(changed.events, [1]);
        assert_eq!(changed.fields.into_iter().collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn what_others_did_or_what_came_later_is_not_its_doing() {
        let events =
            [appended(10, 2, "orders", 0), appended(10, 1, "other", 0), appended(11, 1, "orders", 0)];
        assert_eq!(changed(&produce(&[0]), &events), Changed::default());
    }
}
