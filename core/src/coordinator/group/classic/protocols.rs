//! Which protocol a generation uses, and what the embedded protocol of consumers tells.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;

use bytes::Bytes;
use partita_wire::messages::join_group_request::JoinGroupRequestProtocol;

use super::{Group, State};
use crate::coordinator::group::{embedded, find::java_string_hash};

impl Group {
    /// Whether somebody with these protocols can be in the group: the type fits, and one protocol is common to all.
    pub(crate) fn supports_protocols(&self, kind: &str, protocols: &[JoinGroupRequestProtocol]) -> bool {
        if self.state == State::Empty {
            return !kind.is_empty() && !protocols.is_empty();
        }
        self.protocol_type.as_deref() == Some(kind)
            && protocols.iter().any(|protocol| self.is_common(&protocol.name))
    }

    /// The protocol with most votes: each member votes for the first of its own that is common to all.
    pub(crate) fn select_protocol(&self) -> Option<String> {
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        for member in self.members.values() {
            let choice = member.protocols.iter().find(|(name, _)| self.is_common(name))?;
            *votes.entry(&choice.0).or_insert(0) += 1;
        }
        let most = *votes.values().max()?;
        let tied = votes.into_iter().filter(|(_, count)| *count == most).map(|(name, _)| name);
        tied.min_by_key(|name| (java_bucket(name), *name)).map(String::from)
    }

    /// Topics of all members, if they are consumers whose metadata can be read.
    pub(crate) fn subscribed_topics(&self) -> Option<BTreeSet<String>> {
        if !self.is_of_consumers() {
            return None;
        }
        if self.members.is_empty() {
            return Some(BTreeSet::new());
        }
        let protocol = self.protocol.as_deref()?;
        let mut topics = BTreeSet::new();
        for member in self.members.values() {
            topics.extend(embedded::subscribed_topics(&member.metadata(protocol))?);
        }
        Some(topics)
    }

    /// Whether an offset of the topic is in use by a member. Consumers whose metadata cannot be read may use any.
    pub(crate) fn is_subscribed_to(&self, topic: &str) -> bool {
        match &self.subscribed {
            Some(topics) => topics.contains(topic),
            None => self.is_of_consumers(),
        }
    }

    /// The metadata of a member for the protocol in use.
    pub(crate) fn metadata_of(&self, member_id: &str) -> Bytes {
        let protocol = self.protocol.as_deref().unwrap_or_default();
        self.members.get(member_id).map(|member| member.metadata(protocol)).unwrap_or_default()
    }

    fn is_common(&self, protocol: &str) -> bool {
        self.members.values().all(|member| member.supports(protocol))
    }
}

/// Kafka counts votes in a Java map and takes the first of equals in the map's order: the order of these buckets.
fn java_bucket(name: &str) -> u32 {
    let hash = java_string_hash(name).cast_unsigned();
    (hash ^ (hash >> 16)) & 15
}
