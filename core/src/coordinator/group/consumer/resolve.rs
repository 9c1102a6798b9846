//! What members subscribe to, looked up in the metadata: regular expressions, and how to see that topics changed.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;

use partita_wire::ErrorCode;
use partita_wire::Uuid;
use partita_wire::messages::consumer_group_regular_expression_value::ConsumerGroupRegularExpressionValue;

use super::regex::Regex;
use super::validate::Refused;
use super::{ConsumerGroup, ConsumerRecord, Draft};
use crate::broker::metadata::is_internal;
use crate::image::Image;

/// What a regular expression stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub(crate) topics: BTreeSet<String>,
    /// Offset of the metadata that it was looked up in.
    pub(crate) version: i64,
    /// When, wall clock.
    pub(crate) timestamp: i64,
}

impl From<Resolved> for ConsumerGroupRegularExpressionValue {
    fn from(resolved: Resolved) -> Self {
        let Resolved { topics, version, timestamp } = resolved;
        Self { topics: topics.into_iter().collect(), version, timestamp }
    }
}

impl From<ConsumerGroupRegularExpressionValue> for Resolved {
    fn from(value: ConsumerGroupRegularExpressionValue) -> Self {
        let topics = value.topics.into_iter().collect();
        Self { topics, version: value.version, timestamp: value.timestamp }
    }
}

/// Reads an expression.
pub(super) fn compile(expression: &str) -> Result<Regex, Refused> {
    Regex::new(expression).map_err(|wrong| {
        let text = format!("SubscribedTopicRegex `{expression}` is not a valid regular expression: {wrong}.");
        Refused::new(ErrorCode::InvalidRegularExpression, text)
    })
}

/// Looks the expressions of a group up again, where the metadata knows other topics than before.
pub(super) fn expressions(draft: &mut Draft, image: &Image, now_ms: i64) {
    let used: BTreeSet<String> =
        draft.group.members.values().filter_map(|member| member.expression.clone()).collect();
    let unused: BTreeSet<String> =
        draft.group.expressions.keys().filter(|known| !used.contains(*known)).cloned().collect();
    for expression in unused {
        draft.write(ConsumerRecord::Expression { expression, value: None });
    }
    for expression in used {
        let known = draft.group.expressions.get(&expression);
        if known.is_some_and(|known| known.version == image.offset) {
            continue;
        }
        // It was accepted once; a coordinator that cannot read it finds nothing.
        let Ok(regex) = Regex::new(&expression) else { continue };
        // No expression stands for Kafka's own topics.
        let names = image.topic_ids.keys().filter(|name| !is_internal(name) && regex.matches(name));
        let topics: BTreeSet<String> = names.map(|name| String::from(&**name)).collect();
        if known.is_none_or(|known| known.topics != topics) {
            let value = Resolved { topics, version: image.offset, timestamp: now_ms };
            draft.write(ConsumerRecord::Expression { expression, value: Some(value) });
        }
    }
}

/// Ids and numbers of partitions of the topics that a group subscribes to and that exist.
pub(super) fn topics(group: &ConsumerGroup, image: &Image) -> BTreeMap<String, (Uuid, i32)> {
    let names = group.topics().into_iter();
    let known = names.filter_map(|name| image.topic(name).map(|topic| (name, topic)));
    known
        .map(|(name, topic)| {
            (name.clone(), (topic.id, i32::try_from(topic.partitions.len()).unwrap_or(i32::MAX)))
        })
        .collect()
}

/// A number that is another one when topics came, went or grew (FNV-1a); 0 where there is none.
pub(super) fn hash(topics: &BTreeMap<String, (Uuid, i32)>) -> i64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |bytes: &[u8]| {
        for byte in bytes {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for (name, (id, count)) in topics {
        add(name.as_bytes());
        add(&id.0);
        add(&count.to_be_bytes());
    }
    if topics.is_empty() { 0 } else { hash.cast_signed() }
}
