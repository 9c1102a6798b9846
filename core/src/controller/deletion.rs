//! DeleteTopics: by name, and since version 6 by id as well.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_wire::messages::delete_topics_request::DeleteTopicsRequest;
use partita_wire::messages::delete_topics_response::{DeletableTopicResult, DeleteTopicsResponse};
use partita_wire::messages::remove_topic_record::RemoveTopicRecord;
use partita_wire::{ErrorCode, MetadataRecord, Uuid};

use crate::cx::Cx;

use super::mutations::Mutation;
use super::{Active, Decision, Refused};

/// A topic as a request names it: one of the two is given, if the request makes sense.
type Named = (Option<String>, Uuid);

impl Active {
    pub(super) fn delete_topics(
        &mut self,
        cx: &Cx<'_>,
        version: i16,
        mutation: &mut Mutation,
        body: &DeleteTopicsRequest,
    ) -> Decision {
        let asked = named(version, body);
        if !cx.config.flag("delete.topic.enable", true) {
            let responses = asked.into_iter().map(|named| disabled(version, named)).collect();
            return Decision::new(Vec::new(), DeleteTopicsResponse { responses, ..Default::default() });
        }
        let mut records = Vec::new();
        let mut responses = Vec::new();
        let mut answered = BTreeSet::new();
        let mut counts: BTreeMap<&Named, u32> = BTreeMap::new();
        for named in &asked {
            *counts.entry(named).or_default() += 1;
        }
        for named in &asked {
            if makes_sense(named) && !answered.insert(named) {
                continue;
            }
            // One answer for a topic that is named in both ways: it stays.
            match self.named_otherwise(named).filter(|other| counts.get(other) == Some(&1)) {
                Some((None, id)) if counts[named] == 1 => {
                    let why = "The provided topic name maps to an ID that was already supplied.";
                    let refused = Refused::new(ErrorCode::InvalidRequest, why);
                    responses.push(failed((named.0.clone(), id), refused));
                    continue;
                }
                Some(_) if counts[named] == 1 => continue,
                _ => {}
            }
            responses.push(match self.delete(mutation, named, counts[named] > 1) {
                Ok((name, topic_id)) => {
                    records.push(MetadataRecord::RemoveTopic(RemoveTopicRecord { topic_id }));
                    DeletableTopicResult { name: Some(name), topic_id, error_code: 0, error_message: None }
                }
                Err(refused) => failed(named.clone(), refused),
            });
        }
        Decision::new(records, DeleteTopicsResponse { responses, ..Default::default() })
    }

    /// A topic's id where its name was given, and its name where its id was.
    fn named_otherwise(&self, named: &Named) -> Option<Named> {
        match named {
            (Some(name), id) if id.is_zero() => Some((None, *self.image.topic_ids.get(&**name)?)),
            (None, id) => Some((Some(self.image.topics.get(id)?.name.to_string()), Uuid::ZERO)),
            _ => None,
        }
    }

    /// Name and id of a topic that is to go. One that is named twice stays: it may be a mistake.
    fn delete(
        &self,
        mutation: &mut Mutation,
        named: &Named,
        is_repeated: bool,
    ) -> Result<(String, Uuid), Refused> {
        let invalid = |why: &str| Err(Refused::new(ErrorCode::InvalidRequest, why));
        let (name, id) = match named {
            (Some(_), id) if !id.is_zero() => {
                return invalid("You may not specify both topic name and topic id.");
            }
            (Some(_), _) if is_repeated => return invalid("Duplicate topic name."),
            (Some(name), _) => match self.image.topic_ids.get(&**name) {
                Some(&id) => (name.clone(), id),
                None => return Err(ErrorCode::UnknownTopicOrPartition.into()),
            },
            (None, id) if id.is_zero() => return invalid("Neither topic name nor id were specified."),
            (None, _) if is_repeated => return invalid("Duplicate topic id."),
            (None, id) => match self.image.topics.get(id) {
                Some(topic) => (topic.name.to_string(), *id),
                None => return Err(ErrorCode::UnknownTopicId.into()),
            },
        };
        mutation.take(self.image.topics.get(&id).map_or(0, |topic| topic.partitions.len()))?;
        Ok((name, id))
    }
}

fn named(version: i16, body: &DeleteTopicsRequest) -> Vec<Named> {
    match version {
        6.. => body.topics.iter().map(|topic| (topic.name.clone(), topic.topic_id)).collect(),
        _ => body.topic_names.iter().map(|name| (Some(name.clone()), Uuid::ZERO)).collect(),
    }
}

fn makes_sense((name, id): &Named) -> bool {
    name.is_some() == id.is_zero()
}

/// `delete.topic.enable` is off; clients before version 3 do not know the code that says so.
fn disabled(version: i16, (name, topic_id): Named) -> DeletableTopicResult {
    let code = match version {
        3.. => ErrorCode::TopicDeletionDisabled,
        _ => ErrorCode::InvalidRequest,
    };
    DeletableTopicResult { name, topic_id, error_code: code as i16, error_message: None }
}

fn failed((name, topic_id): Named, refused: Refused) -> DeletableTopicResult {
    let (error_code, error_message) = (refused.code as i16, Some(refused.message));
    DeletableTopicResult { name, topic_id, error_code, error_message }
}
