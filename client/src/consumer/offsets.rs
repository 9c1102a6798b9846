//! Where to begin: at the group's committed offset, else where `auto.offset.reset` says.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use partita_machine::{Effect, Event, Failure, Now};
use partita_wire::messages::list_offsets_request::{
    ListOffsetsPartition, ListOffsetsRequest, ListOffsetsTopic,
};
use partita_wire::messages::offset_fetch_request::{
    OffsetFetchRequest, OffsetFetchRequestGroup, OffsetFetchRequestTopics,
};
use partita_wire::messages::offset_fetch_response::OffsetFetchResponseGroup;
use partita_wire::{ErrorCode, Response};

use super::Consumer;
use super::answer::Reply;
use super::membership::State;
use super::positions::{Place, ResetTo, Stage};
use crate::backoff::Backoff;
use crate::error::{ClientError, failure_code};
use crate::metadata::{error_of, is_invalid_metadata};
use crate::net::LinkKey;
use crate::settings::AutoOffsetReset;

/// The newest OffsetFetch of classic groups; the next one is for the consumer protocol (KIP-848).
const OFFSET_FETCH_CLASSIC_MAX: i16 = 9;
/// ListOffsets of an ordinary consumer.
const CONSUMER_REPLICA_ID: i32 = -1;

impl Consumer {
    /// What `auto.offset.reset` makes of a partition without a position.
    pub(super) fn reset_stage(&self) -> Stage {
        match self.settings.auto_offset_reset {
            AutoOffsetReset::Latest => Stage::NeedsReset { to: ResetTo::Latest, asked: false },
            AutoOffsetReset::Earliest => Stage::NeedsReset { to: ResetTo::Earliest, asked: false },
            AutoOffsetReset::ByDuration(ms) => Stage::NeedsReset { to: ResetTo::Ago(ms), asked: false },
            AutoOffsetReset::None => Stage::Stuck,
        }
    }

    /// Asks for the positions that are missing.
    pub(super) fn find_positions(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.is_subscribed() && self.membership.state != State::Stable {
            return;
        }
        self.ask_committed(now, effects);
        self.ask_resets(now, effects);
    }

    fn ask_committed(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let wanting =
            |tracked: &super::Tracked| tracked.stage == Stage::NeedsCommitted && tracked.not_before <= now.at;
        let places: Vec<Place> = self
            .positions
            .iter()
            .filter(|(_, tracked)| wanting(tracked))
            .map(|(place, _)| place.clone())
            .collect();
        if places.is_empty() || self.fetching_committed {
            return;
        }
        let mut topics: Vec<OffsetFetchRequestTopics> = Vec::new();
        for (topic, partition) in &places {
            if topics.last().is_none_or(|last| last.name != topic.as_ref()) {
                topics.push(OffsetFetchRequestTopics { name: topic.to_string(), ..Default::default() });
            }
            if let Some(last) = topics.last_mut() {
                last.partition_indexes.push(*partition);
            }
        }
        let group = OffsetFetchRequestGroup {
            group_id: self.group().into(),
            topics: Some(topics),
            ..Default::default()
        };
        // Offsets of open transactions are waited for (KIP-447).
        let body = OffsetFetchRequest { groups: vec![group], require_stable: true, ..Default::default() };
        let reply = Reply::Committed(places);
        let timeout = self.settings.common.request_timeout_ms;
        self.fetching_committed =
            self.call_coordinator(now, body, OFFSET_FETCH_CLASSIC_MAX, reply, timeout, effects);
    }

    pub(super) fn committed_found(
        &mut self,
        now: Now,
        places: &[Place],
        key: &LinkKey,
        outcome: Result<Response, Failure>,
        effects: &mut Vec<Effect>,
    ) {
        self.fetching_committed = false;
        let group = match outcome {
            Ok(Response::OffsetFetch(response)) => response.groups.into_iter().next(),
            _ => None,
        };
        let Some(group) = group else {
            self.lose_coordinator_of(key, effects);
            return self.postpone(now, places);
        };
        match error_of(group.error_code) {
            None => self.take_committed(now, places, &group),
            Some(ErrorCode::NotCoordinator | ErrorCode::CoordinatorNotAvailable) => {
                self.lose_coordinator_of(key, effects);
                self.postpone(now, places);
            }
            Some(error) if error.is_retriable() => self.postpone(now, places),
            Some(error) => self.fail(error.into()),
        }
    }

    fn take_committed(&mut self, now: Now, places: &[Place], group: &OffsetFetchResponseGroup) {
        for place in places {
            let topics = group.topics.iter().filter(|topic| topic.name == place.0.as_ref());
            let found =
                topics.flat_map(|topic| &topic.partitions).find(|found| found.partition_index == place.1);
            let Some(found) = found else {
                self.postpone(now, core::slice::from_ref(place));
                continue;
            };
            match error_of(found.error_code) {
                None => {
                    let epoch = found.committed_leader_epoch;
                    self.take_committed_offset(place, found.committed_offset, epoch);
                }
                Some(error) if error.is_retriable() => self.postpone(now, core::slice::from_ref(place)),
                Some(error) => self.fail(error.into()),
            }
        }
    }

    fn take_committed_offset(&mut self, place: &Place, offset: i64, epoch: i32) {
        let without = self.reset_stage();
        let Some(tracked) = self.positions.get_mut(place) else { return };
        if tracked.stage != Stage::NeedsCommitted {
            return;
        }
        self.revision += 1;
        if offset >= 0 {
            tracked.committed = Some(offset);
            tracked.seek(offset, epoch);
            return;
        }
        tracked.stage = without;
        if without == Stage::Stuck {
            let why =
                format!("Undefined offset with no reset policy for partitions: [{}-{}]", place.0, place.1);
            self.fail(ClientError::new(ErrorCode::OffsetOutOfRange, why));
        }
    }

    /// Asks the leaders where their logs begin or end.
    fn ask_resets(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let mut by_leader: BTreeMap<i32, Vec<(Place, ResetTo)>> = BTreeMap::new();
        let mut leaderless = false;
        for (place, tracked) in &self.positions {
            let Stage::NeedsReset { to, asked: false } = tracked.stage else { continue };
            if tracked.not_before > now.at {
                continue;
            }
            match self.net.metadata.leader(&place.0, place.1) {
                Some(leader) => by_leader.entry(leader.id).or_default().push((place.clone(), to)),
                None => leaderless = true,
            }
        }
        if leaderless {
            self.net.want_refresh();
        }
        for (leader, wanted) in by_leader {
            self.ask_leader(now, leader, &wanted, effects);
        }
    }

    fn ask_leader(&mut self, now: Now, leader: i32, wanted: &[(Place, ResetTo)], effects: &mut Vec<Effect>) {
        let Some((key, to)) = self.net.broker(leader) else { return };
        let mut topics: Vec<ListOffsetsTopic> = Vec::new();
        for ((topic, partition), reset) in wanted {
            let known = self.net.metadata.partition(topic, *partition);
            if topics.last().is_none_or(|last| last.name != topic.as_ref()) {
                topics.push(ListOffsetsTopic { name: topic.to_string(), ..Default::default() });
            }
            if let Some(last) = topics.last_mut() {
                last.partitions.push(ListOffsetsPartition {
                    partition_index: *partition,
                    current_leader_epoch: known.map_or(-1, |known| known.leader_epoch),
                    timestamp: reset.timestamp(now),
                });
            }
        }
        for (place, reset) in wanted {
            if let Some(tracked) = self.positions.get_mut(place) {
                tracked.stage = Stage::NeedsReset { to: *reset, asked: true };
            }
        }
        let timeout = self.settings.common.request_timeout_ms;
        let body = ListOffsetsRequest {
            replica_id: CONSUMER_REPLICA_ID,
            isolation_level: self.settings.isolation_level.id(),
            topics,
            timeout_ms: i32::try_from(timeout).unwrap_or(i32::MAX),
        };
        let reply = Reply::Reset(wanted.iter().map(|(place, _)| place.clone()).collect());
        self.net.call(now, (&key, &to), body, i16::MAX, reply, timeout, effects);
    }

    pub(super) fn reset_found(
        &mut self,
        now: Now,
        places: &[Place],
        outcome: Result<Response, Failure>,
        effects: &mut Vec<Effect>,
    ) {
        let response = match outcome {
            Ok(Response::ListOffsets(response)) => Ok(response),
            Ok(_) => Err(ErrorCode::UnknownServerError),
            Err(failure) => Err(failure_code(failure)),
        };
        for place in places {
            let found = response.as_ref().map_err(|&error| error).and_then(|response| {
                let topics = response.topics.iter().filter(|topic| topic.name == place.0.as_ref());
                let found =
                    topics.flat_map(|topic| &topic.partitions).find(|found| found.partition_index == place.1);
                let found = found.ok_or(ErrorCode::UnknownServerError)?;
                error_of(found.error_code).map_or(Ok((found.offset, found.leader_epoch)), Err)
            });
            self.take_reset(now, place, found, effects);
        }
    }

    fn take_reset(
        &mut self,
        now: Now,
        place: &Place,
        found: Result<(i64, i32), ErrorCode>,
        effects: &mut Vec<Effect>,
    ) {
        let Some(tracked) = self.positions.get_mut(place) else { return };
        let Stage::NeedsReset { to, asked: true } = tracked.stage else { return };
        match found {
            // Nothing is as young as that.
            Ok((offset, _)) if offset < 0 && matches!(to, ResetTo::Ago(_)) => tracked.reset(ResetTo::Latest),
            // As Java's does, it does not take the epoch of the answer for that of a record it has read.
            Ok((offset, _)) => {
                tracked.seek(offset, -1);
                self.revision += 1;
                let (topic, partition) = place.clone();
                effects.push(Effect::Tell(Event::PositionReset { topic, partition, to: offset }));
            }
            Err(error) => {
                tracked.stage = Stage::NeedsReset { to, asked: false };
                if is_invalid_metadata(error) || error == ErrorCode::RequestTimedOut {
                    self.net.want_refresh();
                }
                self.postpone(now, core::slice::from_ref(place));
            }
        }
    }

    /// Nothing is asked about these partitions for a while.
    pub(super) fn postpone(&mut self, now: Now, places: &[Place]) {
        let until = now.at.after_ms(Backoff::new(&self.settings.common).ms(0, &mut self.net.rng));
        for place in places {
            if let Some(tracked) = self.positions.get_mut(place) {
                tracked.not_before = until;
            }
        }
    }
}
