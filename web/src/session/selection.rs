//! What can be selected: everything on the stage, by name and not by place.

use partita_view::{ClusterView, MessageId, Name, Party};

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
            Self::Replica(_, _, node) => Some(Self::Node(*node)),
            Self::Member(group, _) => Some(Self::Group(group.clone())),
            _ => None,
        }
    }

    /// The thing that a party of a link is.
    pub fn of_party(party: &Party, view: &ClusterView) -> Option<Self> {
        match party {
            Party::Node(id) => Some(Self::Node(*id)),
            Party::Client(name) => view
                .producers
                .iter()
                .find(|producer| producer.name == *name)
                .map(|producer| Self::Producer(producer.name.clone()))
                .or_else(|| {
                    let group =
                        view.groups.iter().find(|group| group.members.iter().any(|m| m.name == *name))?;
                    Some(Self::Member(group.id.clone(), name.clone()))
                })
                .or_else(|| {
                    view.tools.iter().find(|tool| tool.name == *name).map(|t| Self::Tool(t.name.clone()))
                }),
        }
    }
}
