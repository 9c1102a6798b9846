//! A member of a consumer group: what it wants, what it owns, and how far it is on its way to its target.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use bytes::Bytes;
use partita_wire::Uuid;
use partita_wire::messages::consumer_group_current_member_assignment_value::{
    ConsumerGroupCurrentMemberAssignmentValue, TopicPartitions,
};
use partita_wire::messages::consumer_group_member_metadata_value::{
    ClassicMemberMetadata, ClassicProtocol, ConsumerGroupMemberMetadataValue,
};

use crate::coordinator::group::assign::Partitions;

/// Partitions with the epoch since which their member has them (KIP-1251).
pub(crate) type Held = BTreeMap<Uuid, BTreeMap<i32, i32>>;

/// How far a member is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum MemberState {
    /// It owns what it shall.
    #[default]
    Stable,
    /// It has to give something back first.
    UnrevokedPartitions,
    /// Others have not given back yet what it shall get.
    UnreleasedPartitions,
    /// Written by a newer coordinator.
    Unknown,
}

impl MemberState {
    fn from_code(code: i8) -> Self {
        match code {
            0 => MemberState::Stable,
            1 => MemberState::UnrevokedPartitions,
            2 => MemberState::UnreleasedPartitions,
            _ => MemberState::Unknown,
        }
    }

    fn code(self) -> i8 {
        match self {
            MemberState::Stable => 0,
            MemberState::UnrevokedPartitions => 1,
            MemberState::UnreleasedPartitions => 2,
            MemberState::Unknown => 127,
        }
    }
}

/// What is known of a member that uses the classic protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClassicMember {
    pub(crate) session_timeout_ms: i32,
    /// Name and metadata of each protocol, the preferred one first.
    pub(crate) protocols: Vec<(String, Bytes)>,
}

/// A member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) member_id: String,
    /// `group.instance.id`.
    pub(crate) instance_id: Option<String>,
    pub(crate) rack_id: Option<String>,
    pub(crate) client_id: String,
    /// As Java prints an address: `/127.0.0.1`.
    pub(crate) client_host: String,
    /// How long it may take to give partitions back; -1 if it did not say.
    pub(crate) rebalance_timeout_ms: i32,
    /// In order, each once.
    pub(crate) topics: Vec<String>,
    /// A regular expression of topics.
    pub(crate) expression: Option<String>,
    /// The assignor it asks for.
    pub(crate) assignor: Option<String>,
    pub(crate) classic: Option<ClassicMember>,

    pub(crate) epoch: i32,
    pub(crate) previous_epoch: i32,
    pub(crate) state: MemberState,
    pub(crate) assigned: Held,
    pub(crate) pending_revocation: Held,
}

impl Member {
    /// A member of which nothing is known.
    pub(crate) fn new(member_id: &str) -> Self {
        Self { member_id: member_id.into(), rebalance_timeout_ms: -1, ..Self::default() }
    }

    /// Whether it owns what it shall own by a target of that epoch.
    pub(crate) fn is_reconciled_to(&self, assignment_epoch: i32) -> bool {
        self.state == MemberState::Stable && self.epoch == assignment_epoch
    }

    /// Takes in what its record of metadata says.
    pub(crate) fn describe(&mut self, value: &ConsumerGroupMemberMetadataValue) {
        let value = value.clone();
        self.instance_id = value.instance_id;
        self.rack_id = value.rack_id;
        self.client_id = value.client_id;
        self.client_host = value.client_host;
        self.rebalance_timeout_ms = value.rebalance_timeout_ms;
        self.topics = value.subscribed_topic_names;
        self.expression = value.subscribed_topic_regex;
        self.assignor = value.server_assignor;
        self.classic = value.classic_member_metadata.map(|classic| ClassicMember {
            session_timeout_ms: classic.session_timeout_ms,
            protocols: classic.supported_protocols.into_iter().map(|one| (one.name, one.metadata)).collect(),
        });
    }

    /// The value of its record of metadata.
    pub(crate) fn description(&self) -> ConsumerGroupMemberMetadataValue {
        let protocol = |(name, metadata): &(String, Bytes)| ClassicProtocol {
            name: name.clone(),
            metadata: metadata.clone(),
        };
        ConsumerGroupMemberMetadataValue {
            instance_id: self.instance_id.clone(),
            rack_id: self.rack_id.clone(),
            client_id: self.client_id.clone(),
            client_host: self.client_host.clone(),
            subscribed_topic_names: self.topics.clone(),
            subscribed_topic_regex: self.expression.clone(),
            rebalance_timeout_ms: self.rebalance_timeout_ms,
            server_assignor: self.assignor.clone(),
            classic_member_metadata: self.classic.as_ref().map(|classic| ClassicMemberMetadata {
                session_timeout_ms: classic.session_timeout_ms,
                supported_protocols: classic.protocols.iter().map(protocol).collect(),
            }),
        }
    }

    /// Takes in what its record of its present assignment says.
    pub(crate) fn place(&mut self, value: &ConsumerGroupCurrentMemberAssignmentValue) {
        self.epoch = value.member_epoch;
        self.previous_epoch = value.previous_member_epoch;
        self.state = MemberState::from_code(value.state);
        self.assigned = held(&value.assigned_partitions, value.member_epoch);
        self.pending_revocation = held(&value.partitions_pending_revocation, value.member_epoch);
    }

    /// Its present assignment is over.
    pub(crate) fn displace(&mut self) {
        self.place(&ConsumerGroupCurrentMemberAssignmentValue {
            member_epoch: super::LEAVING,
            previous_member_epoch: super::LEAVING,
            ..Default::default()
        });
    }

    /// The value of its record of its present assignment.
    pub(crate) fn placement(&self) -> ConsumerGroupCurrentMemberAssignmentValue {
        ConsumerGroupCurrentMemberAssignmentValue {
            member_epoch: self.epoch,
            previous_member_epoch: self.previous_epoch,
            state: self.state.code(),
            assigned_partitions: stored(&self.assigned),
            partitions_pending_revocation: stored(&self.pending_revocation),
        }
    }

    /// As Java prints an unknown host of a client.
    pub(crate) fn host(peer: &str) -> String {
        alloc::format!("/{peer}")
    }

    /// What it owns, without epochs.
    pub(crate) fn owned(&self) -> Partitions {
        self.assigned.iter().map(|(topic, of)| (*topic, of.keys().copied().collect())).collect()
    }

    /// How many partitions it owns or has to give back.
    pub(crate) fn holds(&self, topic: Uuid, partition: i32) -> bool {
        let has = |held: &Held| held.get(&topic).is_some_and(|of| of.contains_key(&partition));
        has(&self.assigned) || has(&self.pending_revocation)
    }
}

/// Topics in order, each once.
pub(crate) fn distinct(topics: Vec<String>) -> Vec<String> {
    let mut topics = topics;
    topics.sort();
    topics.dedup();
    topics
}

fn held(stored: &[TopicPartitions], epoch: i32) -> Held {
    let mut held = Held::new();
    for topic in stored {
        let epochs = topic.assignment_epochs.as_deref().unwrap_or_default();
        let of = held.entry(topic.topic_id).or_default();
        for (at, &partition) in topic.partitions.iter().enumerate() {
            // Older records do not tell since when: then it counts from the member's own epoch.
            of.insert(partition, epochs.get(at).copied().unwrap_or(epoch));
        }
    }
    held
}

fn stored(held: &Held) -> Vec<TopicPartitions> {
    let topic = |(topic_id, of): (&Uuid, &BTreeMap<i32, i32>)| TopicPartitions {
        topic_id: *topic_id,
        partitions: of.keys().copied().collect(),
        assignment_epochs: Some(of.values().copied().collect()),
    };
    held.iter().map(topic).collect()
}

/// Text that a request gave, if it gave any.
pub(crate) fn some(text: Option<&String>) -> Option<String> {
    text.filter(|text| !text.is_empty()).map(ToString::to_string)
}
