//! What a broker tells the controller of the directories that its replicas are in (AssignReplicasToDirs, KIP-858): one request is
//! under way at a time, and whatever fails is told again.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use partita_machine::{Failure, Instant};
use partita_wire::messages::assign_replicas_to_dirs_request::{
    AssignReplicasToDirsRequest, DirectoryData, PartitionData, TopicData,
};
use partita_wire::{Response, Uuid};

use super::dirs::directory_of;
use super::{Replicas, TopicPartition};
use crate::controller::assigns_directories;
use crate::cx::Cx;
use crate::node::{LinkKey, Reply};

/// First and longest pause after a request that failed.
const RETRY_MS: u64 = 100;
const RETRY_MS_MAX: u64 = 10_000;
/// `controller.socket.timeout.ms`.
const TIMEOUT_MS: u64 = 30_000;
/// Most replicas in one request (Kafka's `MAX_ASSIGNMENTS_PER_REQUEST`).
const ASSIGNMENTS_MAX: usize = 2_250;

/// What is to be told, and what is under way.
#[derive(Clone, Debug, Default)]
pub(super) struct Assignments {
    queued: BTreeSet<TopicPartition>,
    in_flight: Option<InFlight>,
    retry_at: Option<Instant>,
    failures: u32,
    last_call: u64,
}

#[derive(Clone, Debug)]
struct InFlight {
    number: u64,
    controller: i32,
    told: Vec<TopicPartition>,
}

impl Assignments {
    pub(super) fn wake_at(&self) -> Option<Instant> {
        self.retry_at.filter(|_| !self.queued.is_empty() && self.in_flight.is_none())
    }

    fn put_back(&mut self, in_flight: InFlight, now: Instant) {
        self.queued.extend(in_flight.told);
        self.retry_at = Some(now.after_ms((RETRY_MS << self.failures.min(7)).min(RETRY_MS_MAX)));
        self.failures += 1;
    }
}

impl Replicas {
    /// A replica's part or place is new: if the metadata has it in another directory, the controller is told.
    pub(super) fn note_directory(&mut self, key: &TopicPartition) {
        if self.to_assign(key).is_some() {
            self.assignments.queued.insert(key.clone());
        }
    }

    /// The directory that the metadata should have for a replica and has not.
    fn to_assign(&self, key: &TopicPartition) -> Option<(Uuid, Uuid)> {
        if !assigns_directories(&self.image) {
            return None;
        }
        let replica = self.partition(&key.0, key.1)?;
        let known = directory_of(self.image.partition(&key.0, key.1)?, self.me)?;
        let id = self.dirs.id(replica.dir()).filter(|id| *id != known)?;
        Some((id, replica.topic_id))
    }

    /// Sends what is queued to the active controller.
    pub(super) fn drive_assignments(&mut self, cx: &mut Cx<'_>) {
        if self.assignments.queued.is_empty() && self.assignments.in_flight.is_none() {
            return;
        }
        let now = cx.now.at;
        let Some((id, address)) = cx.controller.clone() else {
            self.assignments.retry_at = None;
            return;
        };
        if let Some(stale) = self.assignments.in_flight.take_if(|sent| sent.controller != id) {
            self.assignments.put_back(stale, now);
        }
        let waits = self.assignments.retry_at.is_some_and(|at| at > now);
        if self.assignments.in_flight.is_some() || waits {
            return;
        }
        let told: Vec<TopicPartition> =
            self.assignments.queued.iter().take(ASSIGNMENTS_MAX).cloned().collect();
        self.assignments.queued.retain(|key| !told.contains(key));
        let body = self.assign_request(&told);
        if body.directories.is_empty() {
            return;
        }
        self.assignments.last_call += 1;
        let number = self.assignments.last_call;
        self.assignments.in_flight = Some(InFlight { number, controller: id, told });
        self.assignments.retry_at = None;
        cx.call(LinkKey::Controller(id), &address, body, Reply::Assignments(number), TIMEOUT_MS);
    }

    fn assign_request(&self, told: &[TopicPartition]) -> AssignReplicasToDirsRequest {
        let mut by_dir: BTreeMap<Uuid, BTreeMap<Uuid, Vec<PartitionData>>> = BTreeMap::new();
        for key in told {
            let Some((directory, topic_id)) = self.to_assign(key) else { continue };
            let of_topic = by_dir.entry(directory).or_default().entry(topic_id).or_default();
            of_topic.push(PartitionData { partition_index: key.1 });
        }
        let topics = |of_dir: BTreeMap<Uuid, Vec<PartitionData>>| {
            of_dir.into_iter().map(|(topic_id, partitions)| TopicData { topic_id, partitions }).collect()
        };
        let directories = by_dir.into_iter().map(|(id, of_dir)| DirectoryData { id, topics: topics(of_dir) });
        AssignReplicasToDirsRequest {
            broker_id: self.me,
            broker_epoch: self.broker_epoch.unwrap_or(-1),
            directories: directories.collect(),
        }
    }

    /// The end of a request to the controller. What it did not take is told again, if it is still so then.
    pub(crate) fn on_assignments_reply(
        &mut self,
        cx: &Cx<'_>,
        number: u64,
        outcome: Result<Response, Failure>,
    ) {
        let Some(in_flight) = self.assignments.in_flight.take_if(|sent| sent.number == number) else {
            return;
        };
        let answer = match outcome {
            Ok(Response::AssignReplicasToDirs(answer)) if answer.error_code == 0 => answer,
            _ => return self.assignments.put_back(in_flight, cx.now.at),
        };
        let topics = || answer.directories.iter().flat_map(|directory| &directory.topics);
        let is_taken = |(topic, partition): &TopicPartition| {
            let topic_id = self.partition(topic, *partition).map(|replica| replica.topic_id);
            topics().filter(|topic| Some(topic.topic_id) == topic_id).any(|topic| {
                let mut partitions = topic.partitions.iter();
                partitions.any(|told| told.partition_index == *partition && told.error_code == 0)
            })
        };
        let (taken, left): (Vec<_>, Vec<_>) = in_flight.told.into_iter().partition(is_taken);
        self.assignments.failures = 0;
        drop(taken);
        if !left.is_empty() {
            let (number, controller) = (in_flight.number, in_flight.controller);
            self.assignments.put_back(InFlight { number, controller, told: left }, cx.now.at);
        }
    }
}
