//! What can be selected: everything on the stage, by name and not by place.

use partita_view::{MessageId, Name, Party};

/// A thing on the stage.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Selection {
    /// A node.
    Node(i32),
    /// A topic.
    Topic(Name),
    /// A replica: topic, partition, broker.
    Replica(Name, i32, i32),
    /// A record of a replica: topic, partition, broker, offset.
    Record(Name, i32, i32, i64),
    /// A batch of a replica: topic, partition, broker, base offset.
    Batch(Name, i32, i32, i64),
    /// A segment of a replica: topic, partition, broker, base offset.
    Segment(Name, i32, i32, i64),
    /// A link between two machines, both directions.
    Link(Party, Party),
    /// A producer.
    Producer(Name),
    /// A tool that runs.
    Tool(Name),
    /// A consumer group.
    Group(Name),
    /// A member of a group: group, member.
    Member(Name, Name),
    /// A message.
    Message(MessageId),
}

impl Selection {
    /// What Escape goes up to: from a record to its replica, to its broker, to nothing.
    pub fn parent(&self) -> Option<Self> {
        match self {
            Self::Record(topic, partition, node, _) => Some(Self::Replica(topic.clone(), *partition, *node)),
            Self::Batch(topic, partition, node, _) | Self::Segment(topic, partition, node, _) => {
                Some(Self::Replica(topic.clone(), *partition, *node))
            }
            Self::Link(Party::Node(node), _) | Self::Replica(_, _, node) => Some(Self::Node(*node)),
            Self::Member(group, _) => Some(Self::Group(group.clone())),
            _ => None,
        }
    }

    /// A thing by its words: `node 1`, `message 12`, `replica kafkatask 0 1`, `batch kafkatask 0 1 24`, `link 0 1`, `group billing`, `producer p1`, `topic t`,
    /// `tool topics-1`.
    pub fn from_words(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        Some(match words[..] {
            ["node", id] => Self::Node(id.parse().ok()?),
            ["message", id] => Self::Message(MessageId(id.parse().ok()?)),
            ["topic", name] => Self::Topic(name.into()),
            ["replica", topic, partition, node] => {
                Self::Replica(topic.into(), partition.parse().ok()?, node.parse().ok()?)
            }
            ["record", topic, partition, node, offset] => {
                Self::Record(topic.into(), partition.parse().ok()?, node.parse().ok()?, offset.parse().ok()?)
            }
            ["batch", topic, partition, node, base] => {
                Self::Batch(topic.into(), partition.parse().ok()?, node.parse().ok()?, base.parse().ok()?)
            }
            ["segment", topic, partition, node, base] => {
                Self::Segment(topic.into(), partition.parse().ok()?, node.parse().ok()?, base.parse().ok()?)
            }
            ["link", a, b] => Self::Link(party(a), party(b)),
            ["group", id] => Self::Group(id.into()),
            ["member", group, name] => Self::Member(group.into(), name.into()),
            ["producer", name] => Self::Producer(name.into()),
            ["tool", name] => Self::Tool(name.into()),
            _ => return None,
        })
    }
}

/// A machine by its number or its name.
fn party(word: &str) -> Party {
    word.parse().map_or_else(|_| Party::Client(word.into()), Party::Node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_things() {
        assert_eq!(Selection::from_words("node 2"), Some(Selection::Node(2)));
        assert_eq!(Selection::from_words("replica t 0 1"), Some(Selection::Replica("t".into(), 0, 1)));
        assert_eq!(Selection::from_words("node two"), None);
        assert_eq!(Selection::from_words(""), None);
    }
}
