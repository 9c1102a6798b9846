//! Fetches: from each broker what is read there, one request at a time; answers wait here for the application.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::format;
use alloc::vec::Vec;

use partita_machine::{Address, Effect, Failure, Now};
use partita_wire::messages::fetch_request::{FetchPartition, FetchRequest};
use partita_wire::messages::fetch_response::{FetchResponse, PartitionData};
use partita_wire::{ErrorCode, Response, Uuid};

use super::Consumer;
use super::answer::{Asked, Reply};
use super::positions::{Place, Stage};
use super::reader::{Aborted, Reader};
use crate::error::ClientError;
use crate::metadata::{error_of, is_invalid_metadata};
use crate::net::LinkKey;
use crate::settings::{AutoOffsetReset, IsolationLevel};

/// The newest Fetch without topic ids.
const FETCH_BY_NAME_MAX: i16 = 12;

impl Consumer {
    /// Sends a fetch to each broker that has none of ours under way.
    pub(super) fn send_fetches(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let mut by_node: BTreeMap<i32, (Address, Vec<Place>)> = BTreeMap::new();
        let mut is_stale = self.forget_lost_replicas(now);
        for (place, tracked) in &self.positions {
            if !tracked.is_fetchable() || tracked.not_before > now.at {
                continue;
            }
            match self.read_from(place, tracked) {
                Some(node) if self.fetching.contains(&node.id) => {}
                Some(node) => by_node
                    .entry(node.id)
                    .or_insert_with(|| (node.address.clone(), Vec::new()))
                    .1
                    .push(place.clone()),
                None => is_stale = true,
            }
        }
        if is_stale {
            self.net.want_refresh();
        }
        for (node, (address, places)) in by_node {
            let key = LinkKey::Broker(node);
            if self.net.ready(now, &key, &address, effects) {
                self.fetch(now, node, &address, &places, effects);
            } else if self.net.is_failing(&key) {
                self.net.want_refresh();
            }
        }
    }

    fn fetch(&mut self, now: Now, node: i32, address: &Address, places: &[Place], effects: &mut Vec<Effect>) {
        let mut wanted = Vec::new();
        let mut asked = Vec::new();
        let mut version_max = i16::MAX;
        for place in places {
            let Some(tracked) = self.positions.get(place) else { continue };
            let topic_id = self.net.metadata.topic(&place.0).map(|topic| topic.id).unwrap_or_default();
            if topic_id.is_zero() {
                version_max = FETCH_BY_NAME_MAX;
            }
            let known = self.net.metadata.partition(&place.0, place.1);
            let partition = FetchPartition {
                partition: place.1,
                current_leader_epoch: known.map_or(-1, |known| known.leader_epoch),
                fetch_offset: tracked.position,
                partition_max_bytes: self.settings.max_partition_fetch_bytes,
                ..Default::default()
            };
            wanted.push((place.clone(), topic_id, partition));
            asked.push(Asked { place: place.clone(), topic_id, offset: tracked.position });
        }
        let mut body = FetchRequest {
            max_wait_ms: self.settings.fetch_max_wait_ms,
            min_bytes: self.settings.fetch_min_bytes,
            max_bytes: self.settings.fetch_max_bytes,
            isolation_level: self.settings.isolation_level.id(),
            rack_id: self.settings.client_rack.clone(),
            ..Default::default()
        };
        self.fetch_sessions.entry(node).or_default().ask(wanted, &mut body);
        self.fetching.insert(node);
        let (key, timeout) = (LinkKey::Broker(node), self.settings.common.request_timeout_ms);
        let reply = Reply::Fetch(node, asked);
        self.net.call(now, (&key, address), body, version_max, reply, timeout, effects);
    }

    pub(super) fn fetched(
        &mut self,
        now: Now,
        node: i32,
        asked: Vec<Asked>,
        outcome: Result<Response, Failure>,
    ) {
        self.fetching.remove(&node);
        let session = self.fetch_sessions.entry(node).or_default();
        let is_incremental = session.is_incremental();
        let response = match outcome {
            Ok(Response::Fetch(response)) if session.answered(&response) => response,
            // The broker has forgotten the session, or lost count: it is asked for everything at once.
            Ok(Response::Fetch(response)) if is_about_session(response.error_code) => return,
            _ => {
                session.begin_anew();
                self.net.want_refresh();
                let places: Vec<Place> = asked.into_iter().map(|asked| asked.place).collect();
                for place in &places {
                    self.forget_replica(place);
                }
                return self.postpone(now, &places);
            }
        };
        for Asked { place, topic_id, offset } in asked {
            let current = self.positions.get(&place).is_some_and(|tracked| {
                tracked.stage == Stage::Ready && tracked.position == offset && tracked.buffer.is_empty()
            });
            if !current {
                continue;
            }
            match find(&response, &place, topic_id) {
                Some(answer) => self.take_answer(now, &place, answer),
                // There is nothing new.
                None if is_incremental => {}
                None => self.postpone(now, core::slice::from_ref(&place)),
            }
        }
    }

    fn take_answer(&mut self, now: Now, place: &Place, answer: &PartitionData) {
        match error_of(answer.error_code) {
            None => {
                self.take_batches(place, answer);
                self.go_where_told(now, place, answer.preferred_read_replica);
            }
            // A follower may only lag, or lead no more than we know: the leader has the last word.
            Some(ErrorCode::OffsetOutOfRange) if self.forget_replica(place) => {}
            Some(ErrorCode::OffsetOutOfRange) => self.out_of_range(place),
            Some(error) => {
                if error == ErrorCode::OffsetNotAvailable
                    || is_invalid_metadata(error) && error != ErrorCode::UnknownLeaderEpoch
                {
                    self.forget_replica(place);
                    self.net.want_refresh();
                }
                if is_invalid_metadata(error) {
                    let leader = &answer.current_leader;
                    if leader.leader_id >= 0 {
                        let (id, epoch) = (leader.leader_id, leader.leader_epoch);
                        self.net.metadata.learn_leader(&place.0, place.1, id, epoch);
                    }
                    self.net.want_refresh();
                } else if !error.is_retriable() && error != ErrorCode::UnknownServerError {
                    self.error = Some(ClientError::new(
                        error,
                        format!("Unexpected error code {} while fetching at {place:?}", answer.error_code),
                    ));
                }
                self.postpone(now, core::slice::from_ref(place));
            }
        }
    }

    fn out_of_range(&mut self, place: &Place) {
        let stage = self.reset_stage();
        let Some(tracked) = self.positions.get_mut(place) else { return };
        tracked.stage = stage;
        if self.settings.auto_offset_reset == AutoOffsetReset::None {
            let why = format!(
                "Fetch position {} is out of range for partition {}-{}, and no reset policy is configured",
                tracked.position, place.0, place.1
            );
            self.error = Some(ClientError::new(ErrorCode::OffsetOutOfRange, why));
        }
        self.revision += 1;
    }

    fn take_batches(&mut self, place: &Place, answer: &PartitionData) {
        let committed_only = self.settings.isolation_level == IsolationLevel::ReadCommitted;
        let Some(tracked) = self.positions.get_mut(place) else { return };
        if tracked.high_watermark != Some(answer.high_watermark) {
            tracked.high_watermark = Some(answer.high_watermark);
            self.revision += 1;
        }
        let Some(records) = answer.records.as_ref().filter(|records| !records.is_empty()) else { return };
        let aborted = answer.aborted_transactions.as_deref().filter(|_| committed_only).unwrap_or_default();
        let mut reader = Reader {
            place,
            from: tracked.position,
            check_crcs: self.settings.check_crcs,
            aborted: Aborted::new(aborted),
            records: VecDeque::new(),
            end: tracked.position,
        };
        let mut read = Ok(());
        for batch in records.batches() {
            read = batch.and_then(|batch| reader.take(&batch));
            if read.is_err() {
                break;
            }
        }
        let Reader { records, end, .. } = reader;
        if let Err(error) = read
            && records.is_empty()
        {
            let (topic, partition) = place;
            let why = format!(
                "Received exception when fetching the next record from {topic}-{partition}. If needed, please seek \
                 past the record to continue consumption. ({error})"
            );
            self.error = Some(ClientError::new(ErrorCode::CorruptMessage, why));
            return;
        }
        tracked.buffer_end = end;
        tracked.buffer = records;
        if tracked.buffer.is_empty() {
            // Only markers, or nothing that may be seen: the position goes past them.
            tracked.position = tracked.position.max(end);
        } else {
            self.arrived.push(place.clone());
        }
        self.revision += 1;
    }
}

/// Whether an error is about the fetch session (KIP-227), not about what was asked.
fn is_about_session(code: i16) -> bool {
    let error = error_of(code);
    matches!(
        error,
        Some(
            ErrorCode::FetchSessionIdNotFound
                | ErrorCode::InvalidFetchSessionEpoch
                | ErrorCode::FetchSessionTopicIdError
        )
    )
}

/// The answer for a partition; newer versions name topics by their ids.
fn find<'a>(response: &'a FetchResponse, place: &Place, topic_id: Uuid) -> Option<&'a PartitionData> {
    let is_ours = |name: &str, id| match name {
        "" => topic_id == id,
        name => name == place.0.as_ref(),
    };
    let topics = response.responses.iter().filter(|topic| is_ours(&topic.topic, topic.topic_id));
    topics.flat_map(|topic| &topic.partitions).find(|answer| answer.partition_index == place.1)
}
