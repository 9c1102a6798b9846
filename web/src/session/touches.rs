//! What a thing of the stage touches: itself, and everything that it works with at this moment. The rest steps back while a pointer
//! or the keyboard is on it.

use std::collections::BTreeSet;

use partita_view::{ClusterView, GroupView, Name, PartitionView, Party, ProducerView};

use super::Selection;
use super::reach::{partition_of, replica_of};

/// A thing and everything it touches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touches {
    /// Nodes.
    pub nodes: BTreeSet<i32>,
    /// Topics.
    pub topics: BTreeSet<Name>,
    /// Partitions.
    pub partitions: BTreeSet<(Name, i32)>,
    /// Replicas: topic, partition, node.
    pub replicas: BTreeSet<(Name, i32, i32)>,
    /// Producers and tools.
    pub producers: BTreeSet<Name>,
    /// Groups.
    pub groups: BTreeSet<Name>,
    /// Members: group, member.
    pub members: BTreeSet<(Name, Name)>,
}

/// How far a touch of a partition goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// To whoever leads it.
    Leader,
    /// To all replicas.
    Replicas,
}

impl Touches {
    /// What a thing touches; `None` for what is not there at this moment, and for what has no place of its own on the staves: a
    /// message runs on a layer above them.
    pub fn of(view: &ClusterView, what: &Selection) -> Option<Self> {
        let mut touches = Self::default();
        if !is_there(view, what) {
            return None;
        }
        match what {
            Selection::Node(id) => touches.node(view, *id),
            Selection::Topic(name) => {
                for partition in view.topics.iter().filter(|t| t.name == *name).flat_map(|t| &t.partitions) {
                    touches.partition(name, partition, Reach::Replicas);
                    touches.clients(view, name, partition.partition);
                }
                touches.topics.insert(name.clone());
            }
            Selection::Replica(topic, number, node)
            | Selection::Record(topic, number, node, _)
            | Selection::Batch(topic, number, node, _)
            | Selection::Segment(topic, number, node, _) => touches.replica(view, topic, *number, *node),
            Selection::Link(a, b) => [a, b].into_iter().for_each(|end| touches.party(view, end)),
            Selection::Producer(name) => {
                touches.producers.insert(name.clone());
                if let Some(producer) = view.producers.iter().find(|producer| producer.name == *name) {
                    touches.sends_to(view, producer);
                }
            }
            Selection::Tool(name) => {
                touches.producers.insert(name.clone());
            }
            Selection::Group(id) => {
                if let Some(group) = view.groups.iter().find(|group| group.id == *id) {
                    touches.group(view, group);
                }
            }
            Selection::Member(id, name) => touches.member(view, id, name),
            Selection::Message(_) => return None,
        }
        Some(touches)
    }

    /// What can be told apart by touching it: of a record no more than of its replica.
    pub fn touched(what: &Selection) -> Selection {
        match what {
            Selection::Record(topic, partition, node, _)
            | Selection::Batch(topic, partition, node, _)
            | Selection::Segment(topic, partition, node, _) => {
                Selection::Replica(topic.clone(), *partition, *node)
            }
            other => other.clone(),
        }
    }

    /// A broker: what lies on it, and who works with what it leads and coordinates. A controller with a row of its own: the voters of
    /// its quorum.
    fn node(&mut self, view: &ClusterView, id: i32) {
        self.nodes.insert(id);
        if view.nodes.iter().any(|node| node.id == id && !node.is_broker) {
            self.nodes.extend(&view.quorum.voters);
        }
        for topic in &view.topics {
            for partition in &topic.partitions {
                if !partition.replicas.iter().any(|replica| replica.node == id) {
                    continue;
                }
                self.topics.insert(topic.name.clone());
                self.partitions.insert((topic.name.clone(), partition.partition));
                self.replicas.insert((topic.name.clone(), partition.partition, id));
                if partition.leader == Some(id) {
                    self.clients(view, &topic.name, partition.partition);
                }
            }
        }
        let coordinated = view.groups.iter().filter(|group| group.coordinator == Some(id));
        self.groups.extend(coordinated.map(|group| group.id.clone()));
    }

    /// A replica: who it copies from; a leader's also who copies from it, writes to it and reads from it.
    fn replica(&mut self, view: &ClusterView, topic: &Name, number: i32, node: i32) {
        self.nodes.insert(node);
        self.replicas.insert((topic.clone(), number, node));
        let Some(partition) = partition_of(view, topic, number) else { return };
        if partition.leader == Some(node) {
            self.partition(topic, partition, Reach::Replicas);
            self.clients(view, topic, number);
        } else {
            self.partition(topic, partition, Reach::Leader);
        }
    }

    fn partition(&mut self, topic: &Name, partition: &PartitionView, reach: Reach) {
        self.topics.insert(topic.clone());
        self.partitions.insert((topic.clone(), partition.partition));
        for replica in &partition.replicas {
            if reach == Reach::Replicas || partition.leader == Some(replica.node) {
                self.nodes.insert(replica.node);
                self.replicas.insert((topic.clone(), partition.partition, replica.node));
            }
        }
    }

    /// Who writes to a partition, and whose it is to read.
    fn clients(&mut self, view: &ClusterView, topic: &Name, number: i32) {
        let writes = |producer: &ProducerView| {
            producer.topic.as_ref() == Some(topic)
                || producer.batches.iter().any(|batch| batch.topic == *topic && batch.partition == number)
        };
        let producers = view.producers.iter().filter(|producer| writes(producer));
        self.producers.extend(producers.map(|producer| producer.name.clone()));
        for group in &view.groups {
            for member in &group.members {
                if member.owned.iter().any(|owned| owned.topic == *topic && owned.partition == number) {
                    self.groups.insert(group.id.clone());
                    self.members.insert((group.id.clone(), member.name.clone()));
                }
            }
        }
    }

    /// Where a producer's records go: the leaders of its topic, and of what it has batches for.
    fn sends_to(&mut self, view: &ClusterView, producer: &ProducerView) {
        for topic in &view.topics {
            for partition in &topic.partitions {
                let has_batch = producer
                    .batches
                    .iter()
                    .any(|batch| batch.topic == topic.name && batch.partition == partition.partition);
                if has_batch || producer.topic.as_ref() == Some(&topic.name) {
                    self.partition(&topic.name, partition, Reach::Leader);
                }
            }
        }
    }

    /// A group: its members and what they read, what it has committed, and its coordinator.
    fn group(&mut self, view: &ClusterView, group: &GroupView) {
        self.groups.insert(group.id.clone());
        self.nodes.extend(group.coordinator);
        for member in &group.members {
            self.member(view, &group.id, &member.name);
        }
        for offset in &group.offsets {
            self.leader(view, &offset.topic, offset.partition);
        }
    }

    /// A member: its group, its partitions and their leaders.
    fn member(&mut self, view: &ClusterView, id: &Name, name: &Name) {
        self.groups.insert(id.clone());
        self.members.insert((id.clone(), name.clone()));
        let group = view.groups.iter().find(|group| group.id == *id);
        let member = group.and_then(|group| group.members.iter().find(|member| member.name == *name));
        for owned in member.iter().flat_map(|member| &member.owned) {
            self.leader(view, &owned.topic, owned.partition);
        }
    }

    fn leader(&mut self, view: &ClusterView, topic: &Name, number: i32) {
        if let Some(partition) = partition_of(view, topic, number) {
            self.partition(topic, partition, Reach::Leader);
        }
    }

    /// An end of a link.
    fn party(&mut self, view: &ClusterView, party: &Party) {
        match party {
            Party::Node(id) => {
                self.nodes.insert(*id);
            }
            Party::Client(name) => {
                self.producers.insert(name.clone());
                for group in &view.groups {
                    if group.members.iter().any(|member| member.name == *name) {
                        self.groups.insert(group.id.clone());
                        self.members.insert((group.id.clone(), name.clone()));
                    }
                }
            }
        }
    }
}

/// Whether a thing, or what it is a piece of, is there at this moment.
fn is_there(view: &ClusterView, what: &Selection) -> bool {
    match what {
        Selection::Node(id) => view.nodes.iter().any(|node| node.id == *id),
        Selection::Topic(name) => view.topics.iter().any(|topic| topic.name == *name),
        Selection::Replica(topic, partition, node)
        | Selection::Record(topic, partition, node, _)
        | Selection::Batch(topic, partition, node, _)
        | Selection::Segment(topic, partition, node, _) => {
            replica_of(view, (topic, *partition, *node)).is_some()
        }
        Selection::Producer(name) => view.producers.iter().any(|producer| producer.name == *name),
        Selection::Group(id) => view.groups.iter().any(|group| group.id == *id),
        Selection::Member(id, name) => {
            let group = view.groups.iter().find(|group| group.id == *id);
            group.is_some_and(|group| group.members.iter().any(|member| member.name == *name))
        }
        Selection::Tool(name) => view.tools.iter().any(|tool| tool.name == *name),
        // Only a link in trouble has a place of its own.
        Selection::Link(a, b) => {
            view.links.iter().any(|link| [(a, b), (b, a)].contains(&(&link.from, &link.to)))
        }
        Selection::Message(_) => true,
    }
}
