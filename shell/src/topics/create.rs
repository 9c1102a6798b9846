//! `--create`.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_wire::messages::create_topics_request::{
    CreatableReplicaAssignment, CreatableTopic, CreatableTopicConfig, CreateTopicsRequest,
};
use partita_wire::{ErrorCode, Response};

use super::{configs, unexpected};
use crate::options::Options;
use crate::script::{Flow, Script};
use crate::thrown::Thrown;

/// `request.timeout.ms` as the admin client puts it into its requests.
pub(super) const TIMEOUT_MS: i32 = 30_000;

/// A topic as the options describe it.
pub(super) struct Wanted {
    pub(super) name: String,
    pub(super) partitions: Option<i32>,
    replication_factor: Option<i32>,
    pub(super) assignment: Vec<Vec<i32>>,
    configs: Vec<(String, String)>,
}

impl Wanted {
    pub(super) fn read(options: &Options) -> Result<Self, Thrown> {
        let name = options.text("topic")?.unwrap_or_default().to_string();
        let partitions = options.int("partitions")?;
        let replication_factor = options.int("replication-factor")?;
        let assignment = match options.text("replica-assignment")? {
            Some(text) if !text.is_empty() => assignment(text)?,
            _ => Vec::new(),
        };
        let configs = options.all("config").map(configs::pair).collect::<Result<Vec<_>, _>>()?;
        for (name, value) in &configs {
            configs::check(name, value)?;
        }
        Ok(Self { name, partitions, replication_factor, assignment, configs })
    }
}

pub(super) fn create(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let wanted = Wanted::read(options)?;
    if wanted.name.contains(['.', '_']) {
        script.out(
            "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could \
             collide. To avoid issues it is best to use either, but not both.",
        );
    }
    if wanted.replication_factor.is_some_and(|factor| !(1..=32_767).contains(&factor)) {
        let message = "The replication factor must be between 1 and 32767 inclusive";
        return Err(Thrown::illegal_argument(message).into());
    }
    if wanted.partitions.is_some_and(|partitions| partitions < 1) {
        return Err(Thrown::illegal_argument("The partitions must be greater than 0").into());
    }
    if wanted.name.is_empty() {
        return Err(unrepresentable().into());
    }
    let name = wanted.name.clone();
    let response = match script.ask("createTopics", Target::Controller, request(wanted))?? {
        Response::CreateTopics(response) => response,
        other => return Err(unexpected(&other)),
    };
    for topic in &response.topics {
        if topic.error_code == ErrorCode::TopicAlreadyExists as i16 && options.has("if-not-exists") {
            return Ok(());
        }
        Thrown::check(topic.error_code, topic.error_message.as_deref())?;
    }
    script.out(&format!("Created topic {name}."));
    Ok(())
}

/// The name that no request can carry.
fn unrepresentable() -> Thrown {
    let mut thrown = Thrown::of(ErrorCode::InvalidTopicException);
    thrown.message = "The given topic name '' cannot be represented in a request.".to_string();
    thrown
}

fn request(wanted: Wanted) -> CreateTopicsRequest {
    let assigned = !wanted.assignment.is_empty();
    let replicas = |(partition_index, broker_ids)| CreatableReplicaAssignment { partition_index, broker_ids };
    let config = |(name, value)| CreatableTopicConfig { name, value: Some(value) };
    let factor = wanted.replication_factor.and_then(|factor| i16::try_from(factor).ok());
    let topic = CreatableTopic {
        name: wanted.name,
        num_partitions: if assigned { -1 } else { wanted.partitions.unwrap_or(-1) },
        replication_factor: if assigned { -1 } else { factor.unwrap_or(-1) },
        assignments: (0..).zip(wanted.assignment).map(replicas).collect(),
        configs: wanted.configs.into_iter().map(config).collect(),
    };
    CreateTopicsRequest { topics: alloc::vec![topic], timeout_ms: TIMEOUT_MS, validate_only: false }
}

/// Reads `0:1,1:2`: the replicas of each partition.
fn assignment(text: &str) -> Result<Vec<Vec<i32>>, Thrown> {
    let mut partitions: Vec<Vec<i32>> = Vec::new();
    for (index, part) in text.split(',').enumerate() {
        let replica = |word: &str| {
            let word = word.trim();
            word.parse::<i32>().map_err(|_| {
                Thrown::new("java.lang.NumberFormatException", format!("For input string: \"{word}\""))
            })
        };
        let replicas = part.split(':').map(replica).collect::<Result<Vec<_>, _>>()?;
        let twice = replicas.iter().enumerate().find(|(at, id)| replicas[..*at].contains(id));
        if let Some((_, id)) = twice {
            let message = format!("Partition replica lists may not contain duplicate entries: {id}");
            return Err(Thrown::new("org.apache.kafka.tools.AdminCommandFailedException", message));
        }
        if partitions.first().is_some_and(|first| first.len() != replicas.len()) {
            let ids: Vec<String> = replicas.iter().map(ToString::to_string).collect();
            let message = format!("Partition {index} has different replication factor: [{}]", ids.join(", "));
            return Err(Thrown::new("org.apache.kafka.server.common.AdminOperationException", message));
        }
        partitions.push(replicas);
    }
    Ok(partitions)
}

#[cfg(test)]
mod tests {
    use super::assignment;

    #[test]
    fn assignments_and_their_errors_as_seen() {
        assert_eq!(assignment("0:1,1:2").unwrap(), [[0, 1], [1, 2]]);
        let says = |text: &str, message: &str| assert_eq!(assignment(text).unwrap_err().message, message);
        says("0:0", "Partition replica lists may not contain duplicate entries: 0");
        says("0,0:0", "Partition replica lists may not contain duplicate entries: 0");
        says("0:1,1", "Partition 1 has different replication factor: [1]");
        says("a", "For input string: \"a\"");
    }
}
