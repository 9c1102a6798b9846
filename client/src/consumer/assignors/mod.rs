//! Who in a group gets which partitions: computed by the member that leads the group.

mod java_order;
mod quota;
mod range;
mod round_robin;
mod spread;
mod sticky;

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

/// A way to share partitions among members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assignor {
    /// `RangeAssignor`: per topic, consecutive partitions.
    Range,
    /// `RoundRobinAssignor`: all partitions dealt in a circle.
    RoundRobin,
    /// `StickyAssignor`: balanced, little moved, all at once.
    Sticky,
    /// `CooperativeStickyAssignor`: balanced, little moved, handed over in two rebalances (KIP-429).
    CooperativeSticky,
}

/// A member as an assignor sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscriber {
    /// Its member id.
    pub member_id: String,
    /// Its `group.instance.id`.
    pub instance_id: Option<String>,
    /// Topics it subscribed to.
    pub topics: Vec<String>,
    /// What it owns.
    pub owned: Vec<(String, i32)>,
    /// The generation since which it owns that, -1 for none.
    pub generation: i32,
}

/// Partitions by member id; every member has an entry.
pub type Assignment = BTreeMap<String, Vec<(String, i32)>>;

impl Assignor {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::Range, Self::RoundRobin, Self::Sticky, Self::CooperativeSticky];

    /// Its name in the group protocol.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Assignor::Range => "range",
            Assignor::RoundRobin => "roundrobin",
            Assignor::Sticky => "sticky",
            Assignor::CooperativeSticky => "cooperative-sticky",
        }
    }

    /// Whether members keep their partitions while a rebalance goes on (KIP-429).
    #[must_use]
    pub fn is_cooperative(self) -> bool {
        matches!(self, Assignor::CooperativeSticky)
    }

    /// The assignor with this name in the group protocol.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|assignor| assignor.name() == name)
    }

    /// The assignor of a class name in `partition.assignment.strategy`.
    #[must_use]
    pub fn from_class(class: &str) -> Option<Self> {
        match class.rsplit('.').next()? {
            "RangeAssignor" => Some(Assignor::Range),
            "RoundRobinAssignor" => Some(Assignor::RoundRobin),
            "StickyAssignor" => Some(Assignor::Sticky),
            "CooperativeStickyAssignor" => Some(Assignor::CooperativeSticky),
            _ => None,
        }
    }

    /// Shares the partitions of `topics` (name and number of partitions, those that exist) among `members`.
    #[must_use]
    pub fn assign(self, topics: &BTreeMap<String, i32>, members: &[Subscriber]) -> Assignment {
        let mut assignment: Assignment =
            members.iter().map(|member| (member.member_id.clone(), Vec::new())).collect();
        let ordered = in_order(members);
        match self {
            Assignor::Range => range::assign(topics, &ordered, &mut assignment),
            Assignor::RoundRobin => round_robin::assign(topics, &ordered, &mut assignment),
            Assignor::Sticky => return sticky::assign_at_once(topics, members),
            Assignor::CooperativeSticky => return sticky::assign_cooperatively(topics, members),
        }
        assignment
    }
}

impl Subscriber {
    fn wants(&self, topic: &str) -> bool {
        self.topics.iter().any(|wanted| wanted == topic)
    }
}

/// Static members first, by instance id; then the others by member id.
fn in_order(members: &[Subscriber]) -> Vec<&Subscriber> {
    let mut ordered: Vec<&Subscriber> = members.iter().collect();
    ordered.sort_by(|a, b| match (&a.instance_id, &b.instance_id) {
        (Some(a), Some(b)) => a.cmp(b),
        (Some(_), None) => core::cmp::Ordering::Less,
        (None, Some(_)) => core::cmp::Ordering::Greater,
        (None, None) => a.member_id.cmp(&b.member_id),
    });
    ordered
}
