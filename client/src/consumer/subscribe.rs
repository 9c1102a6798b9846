//! What is read: topics by name, by a pattern that the consumer matches, or by a regular expression that the coordinator does.

use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::ErrorCode;

use super::positions::Place;
use super::{Consumer, Wanted};
use crate::error::ClientError;
use crate::metadata::Topic;
use crate::pattern::Pattern;

/// What a member of the consumer protocol says that it wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Topics(Vec<String>),
    Expression(String),
}

/// A pattern that is subscribed to, and the metadata that it was matched with last.
#[derive(Clone, Debug)]
pub(super) struct Matching {
    pattern: Pattern,
    metadata_version: u64,
}

impl Consumer {
    /// Reads what the group gives it of these topics. Nothing happens before the next poll.
    pub fn subscribe(&mut self, topics: &[Name]) {
        if self.has_group() {
            self.matching = None;
            let topics: BTreeSet<Name> = topics.iter().cloned().collect();
            self.net.set_topics(topics.clone());
            self.want(Wanted::Topics(topics));
        }
    }

    /// Reads what the group gives it of all topics that match, now and with each refresh of the metadata, in both protocols
    /// (Java's `subscribe(Pattern)`). Kafka's own topics are left out as `exclude.internal.topics` says.
    pub fn subscribe_matching(&mut self, pattern: Pattern) {
        if self.has_group() {
            self.net.want_all_topics();
            self.matching = Some(Matching { pattern, metadata_version: self.net.metadata_version });
        }
    }

    /// Reads what the group gives it of all topics that match a regular expression in RE2's syntax, which the coordinator
    /// matches (Java's `subscribe(SubscriptionPattern)`, KIP-848): in the consumer protocol only.
    pub fn subscribe_expression(&mut self, expression: &str) {
        if !self.has_group() {
            return;
        }
        if !self.is_modern() {
            let why = "Subscribe to RE2/J pattern is not supported when using the CLASSIC protocol defined in config \
                       group.protocol";
            self.error = Some(ClientError::new(ErrorCode::UnsupportedVersion, why));
            return;
        }
        self.matching = None;
        // Assignments name topics by id, of which nobody knows beforehand which they will be.
        self.net.want_all_topics();
        self.want(Wanted::Expression(expression.to_string()));
    }

    /// Reads these partitions, whatever the group does.
    pub fn assign(&mut self, partitions: &[Place]) {
        let topics = partitions.iter().map(|(topic, _)| topic.clone()).collect();
        self.net.set_topics(topics);
        self.matching = None;
        self.wanted = Wanted::Partitions;
        self.set_partitions(partitions, -1);
    }

    fn has_group(&mut self) -> bool {
        let has = self.settings.group_id.as_deref().is_some_and(|group| !group.is_empty());
        if !has {
            let why = "To use the group management or offset commit APIs, you must provide a valid group.id in the \
                       consumer configuration.";
            self.error = Some(ClientError::new(ErrorCode::InvalidGroupId, why));
        }
        has
    }

    fn want(&mut self, wanted: Wanted) {
        if let Wanted::Topics(_) = &self.wanted
            && self.wanted != wanted
        {
            self.membership.request_rejoin("subscription has changed");
        }
        self.wanted = wanted;
        self.revision += 1;
    }

    /// Matches the topics that there are now, where the metadata is new. While there is none that matches nothing is wanted.
    pub(super) fn match_topics(&mut self) {
        let version = self.net.metadata_version;
        let Some(matching) = self.matching.as_mut().filter(|it| it.metadata_version != version) else {
            return;
        };
        matching.metadata_version = version;
        let exclude = self.settings.exclude_internal_topics;
        let is_wanted = |name: &Name, topic: &Topic| {
            topic.error.is_none() && !(exclude && topic.internal) && matching.pattern.matches(name)
        };
        let topics = self.net.metadata.topics.iter().filter(|(name, topic)| is_wanted(name, topic));
        let topics: BTreeSet<Name> = topics.map(|(name, _)| name.clone()).collect();
        let wanted = Wanted::Topics(topics.clone());
        if self.wanted != wanted && (!topics.is_empty() || self.is_subscribed()) {
            self.want(wanted);
        }
    }

    /// What to tell the coordinator; `None` while nothing is wanted of it.
    pub(super) fn wish(&self) -> Option<Wish> {
        match &self.wanted {
            Wanted::Topics(topics) => Some(Wish::Topics(topics.iter().map(ToString::to_string).collect())),
            Wanted::Expression(expression) => Some(Wish::Expression(expression.clone())),
            Wanted::Nothing | Wanted::Partitions => None,
        }
    }
}
