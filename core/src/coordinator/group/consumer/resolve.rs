//! What members subscribe to, looked up in the metadata: names, and topics that regular expressions stand for.
//!
//! Expressions are looked up apart from the heartbeats that bring them, as Kafka does it on another thread: a heartbeat asks
//! for it ([`ask`]), a timer that is due at once does it, in slices ([`Scan`]), and what comes of it begins another epoch. All
//! expressions of a group are looked up together, so that they cause one rebalance.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ops::Bound;

use partita_machine::{Name, Regex};
use partita_wire::ErrorCode;
use partita_wire::Uuid;
use partita_wire::messages::consumer_group_regular_expression_value::ConsumerGroupRegularExpressionValue;

use super::validate::Refused;
use super::{ConsumerGroup, ConsumerRecord, Draft, hash};
use crate::broker::metadata::is_internal;
use crate::coordinator::group::{GroupState, GroupStep, Timer};
use crate::image::Image;

/// How long a group's expressions are not looked up again, whatever asks for it, milliseconds (Kafka's
/// `REGEX_BATCH_REFRESH_MIN_INTERVAL_MS`).
const REFRESH_MIN_MS: i64 = 10_000;

/// Steps of matching in one slice; one for each character of a name and each step of an expression.
const SLICE_STEPS: usize = 1_000_000;

/// How long the coordinator does other things between two slices, milliseconds.
const SLICE_PAUSE_MS: i32 = 1;

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

/// Expressions of a group's members.
fn used(group: &ConsumerGroup) -> BTreeSet<&String> {
    group.members.values().filter_map(|member| member.expression.as_ref()).collect()
}

/// Whether an expression that somebody subscribes to was not looked up yet.
pub(super) fn is_waiting(group: &ConsumerGroup) -> bool {
    used(group).into_iter().any(|expression| !group.expressions.contains_key(expression))
}

/// Forgets what nobody subscribes to any more, and asks for the rest to be looked up where it is time.
pub(super) fn ask(draft: &mut Draft, step: &mut GroupStep<'_>) {
    let unused: Vec<String> = {
        let used = used(&draft.group);
        draft.group.expressions.keys().filter(|known| !used.contains(known)).cloned().collect()
    };
    for expression in unused {
        draft.write(ConsumerRecord::Expression { expression, value: None });
    }
    if is_due(&draft.group, step) {
        step.set_timer_once(Timer::Expressions { group: draft.group.id.clone() }, 0);
    }
}

/// Whether there are expressions, the last look is some time ago, and there is a reason: one that was not looked up yet, topics
/// that came, or the interval.
fn is_due(group: &ConsumerGroup, step: &GroupStep<'_>) -> bool {
    if used(group).is_empty() {
        return false;
    }
    let last = group.expressions.values().map(|resolved| resolved.timestamp).max();
    let age_ms = last.map_or(i64::MAX, |last| step.now.wall_ms.saturating_sub(last));
    let version = group.expressions.values().map(|resolved| resolved.version).min();
    age_ms > REFRESH_MIN_MS
        && (is_waiting(group)
            || version.is_some_and(|version| version < step.settings.topics_came_at)
            || age_ms > i64::from(step.settings.group_consumer_regex_refresh_interval_ms))
}

/// Expressions that are being looked up, one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Scan {
    image: Arc<Image>,
    since_ms: i64,
    waiting: Vec<String>,
    at_work: Option<Search>,
    found: Vec<(String, BTreeSet<String>)>,
}

/// An expression that is being looked up.
#[derive(Clone, Debug)]
struct Search {
    expression: String,
    regex: Option<Regex>,
    topics: BTreeSet<String>,
    /// The last topic that was looked at.
    after: Option<Name>,
}

impl Scan {
    fn of(group: &ConsumerGroup, step: &GroupStep<'_>) -> Self {
        Self {
            image: step.settings.image.clone(),
            since_ms: step.now.wall_ms,
            waiting: used(group).into_iter().cloned().collect(),
            at_work: None,
            found: Vec::new(),
        }
    }

    /// Looks at some more topics; gives whether all were looked at for all expressions.
    fn go_on(&mut self) -> bool {
        let mut left = SLICE_STEPS;
        loop {
            let next = || Some(Search::of(self.waiting.pop()?, &mut left));
            let Some(mut search) = self.at_work.take().or_else(next) else { return true };
            if !search.go_on(&self.image, &mut left) {
                self.at_work = Some(search);
                return false;
            }
            self.found.push((search.expression, search.topics));
        }
    }
}

impl Search {
    fn of(expression: String, left: &mut usize) -> Self {
        // Each was accepted once; a coordinator that cannot read one finds nothing.
        let regex = Regex::new(&expression).ok();
        *left = left.saturating_sub(expression.len() + regex.as_ref().map_or(0, Regex::len));
        Self { expression, regex, topics: BTreeSet::new(), after: None }
    }

    /// Looks at more topics while there are steps left; gives whether all were looked at.
    fn go_on(&mut self, image: &Image, left: &mut usize) -> bool {
        let Some(regex) = &self.regex else { return true };
        let from = self.after.clone().map_or(Bound::Unbounded, Bound::Excluded);
        // No expression stands for Kafka's own topics.
        for name in image.topic_ids.range((from, Bound::Unbounded)).map(|(name, _)| name) {
            if *left == 0 {
                return false;
            }
            self.after = Some(name.clone());
            *left = left.saturating_sub(regex.len().saturating_mul(name.len()).max(1));
            if !is_internal(name) && regex.matches(name) {
                self.topics.insert(String::from(&**name));
            }
        }
        true
    }
}

impl GroupState {
    /// Looks up the expressions of a group, or goes on with it.
    pub(crate) fn expressions_due(&mut self, step: &mut GroupStep<'_>, id: &Name) {
        let Some(group) = self.consumers.get(id) else {
            self.scans.remove(id);
            return;
        };
        let mut scan = self.scans.remove(id).unwrap_or_else(|| Scan::of(group, step));
        if !scan.go_on() {
            self.scans.insert(id.clone(), scan);
            return step.set_timer(Timer::Expressions { group: id.clone() }, SLICE_PAUSE_MS);
        }
        let mut draft = Draft::of(group);
        draft.resolve(step, scan);
        draft.finish(step);
    }
}

impl Draft {
    /// Takes in what expressions stand for. The members are led there with their next heartbeats.
    fn resolve(&mut self, step: &GroupStep<'_>, scan: Scan) {
        let mut changed = Vec::new();
        for (expression, topics) in scan.found {
            if !used(&self.group).contains(&expression) {
                continue;
            }
            let known = self.group.expressions.get(&expression);
            if known.map(|known| &known.topics).unwrap_or(&BTreeSet::new()) != &topics {
                changed.push(expression.clone());
            }
            let value = Resolved { topics, version: scan.image.offset, timestamp: scan.since_ms };
            self.write(ConsumerRecord::Expression { expression, value: Some(value) });
        }
        let image = &step.settings.image;
        let hash = hash::of(&topics(&self.group, image), image);
        if !changed.is_empty() || hash != self.group.metadata_hash {
            let (count, changed) = (scan.image.topic_ids.len(), changed.join(", "));
            let reason = format!("Scanned {count} topics to refresh regular expressions [{changed}].");
            self.bump(hash, Some(Name::from(reason)));
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
