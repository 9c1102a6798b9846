//! CreateTopics.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_wire::MetadataRecord;
use partita_wire::messages::config_record::ConfigRecord;
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::create_topics_response::{
    CreatableTopicConfigs, CreatableTopicResult, CreateTopicsResponse,
};
use partita_wire::messages::topic_record::TopicRecord;
use partita_wire::{ErrorCode, Uuid};

use crate::configs::{self, Source, TOPIC_KEYS};
use crate::cx::Cx;
use crate::image::{Image, TOPIC};
use crate::raft::METADATA_TOPIC;

use super::mutations::Mutation;
use super::partitions::partition_record;
use super::{Active, Decision, Refused};

/// Longest name of a topic.
const NAME_LEN_MAX: usize = 249;
/// Most partitions that one request may create (Kafka's `MAX_PARTITIONS_PER_BATCH`).
pub(super) const PARTITIONS_MAX: u64 = 10_000;

impl Active {
    pub(super) fn create_topics(
        &mut self,
        cx: &mut Cx<'_>,
        mutation: &mut Mutation,
        body: CreateTopicsRequest,
    ) -> Decision {
        if self.is_excessive(cx, &body) {
            return excessive(body);
        }
        let repeated = repeated_names(body.topics.iter().map(|topic| &*topic.name));
        let mut records = Vec::new();
        let mut topics = Vec::new();
        let mut answered = BTreeSet::new();
        for topic in &body.topics {
            if !answered.insert(topic.name.clone()) {
                continue;
            }
            let outcome = match repeated.contains(&*topic.name) {
                true => Err(Refused::new(ErrorCode::InvalidRequest, "Duplicate topic name.")),
                false => self.create_topic(cx, mutation, topic),
            };
            topics.push(match outcome {
                Ok((made, result)) => {
                    records.extend(made);
                    result
                }
                Err(refused) => failed(topic.name.clone(), refused),
            });
        }
        if body.validate_only {
            records.clear();
        }
        Decision::new(records, CreateTopicsResponse { topics, ..Default::default() })
    }

    fn is_excessive(&self, cx: &Cx<'_>, body: &CreateTopicsRequest) -> bool {
        let default = u64::try_from(cx.config.number("num.partitions", 1)).unwrap_or(1);
        let count = |topic: &CreatableTopic| match topic.assignments.len() {
            0 => u64::try_from(topic.num_partitions).unwrap_or(default),
            assigned => u64::try_from(assigned).unwrap_or(u64::MAX),
        };
        body.topics.iter().map(count).fold(0, u64::saturating_add) > PARTITIONS_MAX
    }

    fn create_topic(
        &self,
        cx: &mut Cx<'_>,
        mutation: &mut Mutation,
        topic: &CreatableTopic,
    ) -> Result<(Vec<MetadataRecord>, CreatableTopicResult), Refused> {
        check_name(&self.image, &topic.name)?;
        let config = self.check_configs(topic)?;
        let assignments = self.assign(cx, topic)?;
        mutation.take(assignments.len())?;
        let id = Uuid(cx.rng.uuid_bytes());
        let mut records =
            alloc::vec![MetadataRecord::Topic(TopicRecord { name: topic.name.clone(), topic_id: id })];
        records.extend(config.iter().map(|(name, value)| {
            MetadataRecord::Config(ConfigRecord {
                resource_type: TOPIC,
                resource_name: topic.name.clone(),
                name: name.clone(),
                value: Some(value.clone()),
            })
        }));
        records.extend(self.clear_eligible(&records));
        let replication_factor =
            assignments.first().map_or(0, |first| i16::try_from(first.0.len()).unwrap_or(i16::MAX));
        let num_partitions = i32::try_from(assignments.len()).unwrap_or(i32::MAX);
        for (number, (replicas, in_sync)) in (0..).zip(assignments) {
            records.push(partition_record(&self.image, id, number, replicas, in_sync));
        }
        let result = CreatableTopicResult {
            name: topic.name.clone(),
            topic_id: id,
            error_code: 0,
            error_message: None,
            topic_config_error_code: 0,
            num_partitions,
            replication_factor,
            configs: Some(self.effective_configs(cx, &config)),
        };
        Ok((records, result))
    }

    fn check_configs(&self, topic: &CreatableTopic) -> Result<BTreeMap<String, String>, Refused> {
        let nulls: Vec<&str> = topic
            .configs
            .iter()
            .filter(|config| config.value.is_none())
            .map(|config| &*config.name)
            .collect();
        if !nulls.is_empty() {
            return Err(Refused::new(
                ErrorCode::InvalidConfig,
                format!("Null value not supported for topic configs: {}", nulls.join(",")),
            ));
        }
        let set = topic
            .configs
            .iter()
            .map(|config| (config.name.clone(), config.value.clone().unwrap_or_default()));
        let set: BTreeMap<String, String> = set.collect();
        super::configs::check_topic_configs(&set)?;
        Ok(set)
    }

    /// Every config of a topic that does not exist yet.
    fn effective_configs(&self, cx: &Cx<'_>, own: &BTreeMap<String, String>) -> Vec<CreatableTopicConfigs> {
        let effective = |key: &configs::Key| {
            let synonym = configs::topic_synonyms(&self.image, cx.config, "", key).into_iter().next();
            let spare = || configs::stood_in(cx.config, key).map(|value| (value, Source::StaticBroker));
            let default = || (key.default.unwrap_or_default().to_string(), Source::Default);
            let (value, source) = match (own.get(key.name), synonym) {
                (Some(value), _) => (value.clone(), Source::DynamicTopic),
                (None, Some(synonym)) => (synonym.value, synonym.source),
                (None, None) => spare().unwrap_or_else(default),
            };
            CreatableTopicConfigs {
                name: key.name.into(),
                value: Some(value),
                read_only: false,
                config_source: source as i8,
                is_sensitive: false,
            }
        };
        TOPIC_KEYS.iter().map(effective).collect()
    }
}

fn failed(name: String, refused: Refused) -> CreatableTopicResult {
    CreatableTopicResult {
        name,
        error_code: refused.code as i16,
        error_message: Some(refused.message),
        ..CreatableTopicResult::default()
    }
}

fn excessive(body: CreateTopicsRequest) -> Decision {
    let refused =
        || Refused::new(ErrorCode::PolicyViolation, "Excessively large number of partitions per request.");
    let topics = body.topics.into_iter().map(|topic| failed(topic.name, refused())).collect();
    Decision::new(Vec::new(), CreateTopicsResponse { topics, ..Default::default() })
}

pub(super) fn repeated_names<'a>(names: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    names.filter(|name| !seen.insert(*name)).collect()
}

/// Whether a topic can have this name.
pub(super) fn check_legal(name: &str) -> Result<(), Refused> {
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    match name_problem(name, legal) {
        Some(reason) => {
            Err(Refused::new(ErrorCode::InvalidTopicException, format!("Topic name is invalid: {reason}")))
        }
        None => Ok(()),
    }
}

/// Kafka's rules for the name of a new topic.
fn check_name(image: &Image, name: &str) -> Result<(), Refused> {
    let invalid = |message: String| Err(Refused::new(ErrorCode::InvalidTopicException, message));
    if name == METADATA_TOPIC {
        let message = format!("Creation of internal topic {METADATA_TOPIC} is prohibited.");
        return Err(Refused::new(ErrorCode::InvalidRequest, message));
    }
    check_legal(name)?;
    if image.topic_ids.contains_key(name) {
        return Err(Refused::new(ErrorCode::TopicAlreadyExists, format!("Topic '{name}' already exists.")));
    }
    // Metrics write both characters as an underscore, so two such names could not be told apart.
    if name.contains(['.', '_']) {
        let unified = |name: &str| name.replace('.', "_");
        let collides =
            |other: &&partita_machine::Name| other.contains(['.', '_']) && unified(other) == unified(name);
        if let Some(other) = image.topic_ids.keys().find(collides) {
            return invalid(format!("Topic '{name}' collides with existing topic: {other}"));
        }
    }
    Ok(())
}

fn name_problem(name: &str, legal: impl Fn(char) -> bool) -> Option<String> {
    match name {
        "" => Some("the empty string is not allowed".into()),
        "." => Some("'.' is not allowed".into()),
        ".." => Some("'..' is not allowed".into()),
        _ if name.chars().count() > NAME_LEN_MAX => {
            Some(format!("the length of '{name}' is longer than the max allowed length {NAME_LEN_MAX}"))
        }
        _ if !name.chars().all(legal) => Some(format!(
            "'{name}' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'"
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_refused_in_kafkas_words() {
        let mut image = Image::default();
        image.topic_ids.insert("second_topic".into(), Uuid([1; 16]));
        let cases = [
            (
                "a/b",
                "Topic name is invalid: 'a/b' contains one or more characters other than ASCII alphanumerics, '.', '_' \
                 and '-'",
            ),
            (".", "Topic name is invalid: '.' is not allowed"),
            ("..", "Topic name is invalid: '..' is not allowed"),
            ("", "Topic name is invalid: the empty string is not allowed"),
            ("second_topic", "Topic 'second_topic' already exists."),
            ("second.topic", "Topic 'second.topic' collides with existing topic: second_topic"),
        ];
        for (name, message) in cases {
            assert_eq!(check_name(&image, name).unwrap_err().message, message);
        }
        assert!(
            check_name(&image, &"x".repeat(250)).unwrap_err().message.ends_with("max allowed length 249")
        );
        for name in ["-dash", "third_topic", "dots.and_underscores", &"x".repeat(249)] {
            assert_eq!(check_name(&image, name), Ok(()));
        }
    }
}
