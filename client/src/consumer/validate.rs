//! Whether what was read is still what the leader has (KIP-320): before it fetches from the leader of a newer epoch, a consumer
//! asks it where the epoch of its position ends. A log that was cut below the position, as after an unclean election, would
//! otherwise be read on in silence.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use partita_machine::{Effect, Event, Failure, Now};
use partita_wire::messages::offset_for_leader_epoch_request::{
    OffsetForLeaderEpochRequest, OffsetForLeaderPartition, OffsetForLeaderTopic,
};
use partita_wire::messages::offset_for_leader_epoch_response::OffsetForLeaderEpochResponse;
use partita_wire::{ErrorCode, Response};

use super::Consumer;
use super::answer::Reply;
use super::positions::{Place, Stage};
use crate::error::ClientError;
use crate::metadata::error_of;
use crate::museum::Bug;
use crate::net::LinkKey;
use crate::settings::AutoOffsetReset;

/// OffsetForLeaderEpoch of an ordinary consumer.
const CONSUMER_REPLICA_ID: i32 = -1;

/// A position whose past is in question: offset and leader epoch of the record before it.
type Questioned = (Place, i64, i32);

/// Where an epoch ends in the leader's log; `None` where that knows no such epoch.
type EpochEnd = Option<(i64, i32)>;

impl Consumer {
    /// Puts in question what was read under a leader of an older epoch. A position without an epoch cannot be checked, and
    /// one of the present epoch needs no question (Java's consumer asks then as well, and always gets a yes).
    pub(super) fn doubt_positions(&mut self) {
        if Bug::Kip320.is_in(&self.settings.common.museum) {
            return;
        }
        for ((topic, partition), tracked) in &mut self.positions {
            if tracked.stage != Stage::Ready {
                continue;
            }
            let Some(known) = self.net.metadata.partition(topic, *partition) else { continue };
            if known.leader.is_none() || known.leader_epoch <= tracked.valid_epoch {
                continue;
            }
            if tracked.position_epoch < 0 || tracked.position_epoch >= known.leader_epoch {
                tracked.valid_epoch = known.leader_epoch;
                continue;
            }
            tracked.stage = Stage::NeedsValidation { asked: false };
            tracked.buffer.clear();
            tracked.preferred = None;
        }
    }

    /// Asks the leaders where the epochs of the positions in question end.
    pub(super) fn ask_ends_of_epochs(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let mut by_leader: BTreeMap<i32, Vec<Questioned>> = BTreeMap::new();
        let mut leaderless = false;
        for (place, tracked) in &self.positions {
            if tracked.stage != (Stage::NeedsValidation { asked: false }) || tracked.not_before > now.at {
                continue;
            }
            match self.net.metadata.leader(&place.0, place.1) {
                Some(leader) => by_leader.entry(leader.id).or_default().push((
                    place.clone(),
                    tracked.position,
                    tracked.position_epoch,
                )),
                None => leaderless = true,
            }
        }
        if leaderless {
            self.net.want_refresh();
        }
        for (leader, questioned) in by_leader {
            self.ask_ends_of(now, leader, questioned, effects);
        }
    }

    fn ask_ends_of(&mut self, now: Now, leader: i32, questioned: Vec<Questioned>, effects: &mut Vec<Effect>) {
        let Some((key, to)) = self.net.broker(leader) else { return };
        if !self.net.ready(now, &key, &to, effects) {
            if self.net.is_failing(&LinkKey::Broker(leader)) {
                self.net.want_refresh();
            }
            return;
        }
        let mut topics: Vec<OffsetForLeaderTopic> = Vec::new();
        for ((topic, partition), _, leader_epoch) in &questioned {
            if topics.last().is_none_or(|last| last.topic != topic.as_ref()) {
                topics.push(OffsetForLeaderTopic { topic: topic.to_string(), ..Default::default() });
            }
            let known = self.net.metadata.partition(topic, *partition);
            if let Some(last) = topics.last_mut() {
                last.partitions.push(OffsetForLeaderPartition {
                    partition: *partition,
                    current_leader_epoch: known.map_or(-1, |known| known.leader_epoch),
                    leader_epoch: *leader_epoch,
                });
            }
        }
        for (place, ..) in &questioned {
            let known = self.net.metadata.partition(&place.0, place.1);
            if let Some(tracked) = self.positions.get_mut(place) {
                tracked.stage = Stage::NeedsValidation { asked: true };
                // A leader that comes meanwhile is asked as well.
                tracked.valid_epoch = known.map_or(-1, |known| known.leader_epoch);
            }
        }
        let body = OffsetForLeaderEpochRequest { replica_id: CONSUMER_REPLICA_ID, topics };
        let timeout = self.settings.common.request_timeout_ms;
        self.net.call(now, (&key, &to), body, i16::MAX, Reply::Ends(questioned), timeout, effects);
    }

    pub(super) fn ends_found(
        &mut self,
        now: Now,
        questioned: &[Questioned],
        outcome: Result<Response, Failure>,
        effects: &mut Vec<Effect>,
    ) {
        let response = match outcome {
            Ok(Response::OffsetForLeaderEpoch(response)) => response,
            // Brokers too old for the question: there is nothing to compare with.
            Err(Failure::Unsupported) => {
                return questioned.iter().for_each(|(place, ..)| self.trust(place));
            }
            _ => OffsetForLeaderEpochResponse::default(),
        };
        for (place, offset, epoch) in questioned {
            let Some(tracked) = self.positions.get_mut(place) else { continue };
            if tracked.stage != (Stage::NeedsValidation { asked: true }) {
                continue;
            }
            tracked.stage = Stage::NeedsValidation { asked: false };
            if (tracked.position, tracked.position_epoch) != (*offset, *epoch) {
                continue;
            }
            match end_in(&response, place) {
                Some(end) => self.compare(place, end, effects),
                None => {
                    self.net.want_refresh();
                    self.postpone(now, core::slice::from_ref(place));
                }
            }
        }
    }

    fn trust(&mut self, place: &Place) {
        if let Some(tracked) = self.positions.get_mut(place)
            && tracked.stage == (Stage::NeedsValidation { asked: true })
        {
            tracked.stage = Stage::Ready;
        }
    }

    /// Goes on where the leader still has all that was read; else to where it has not, or as `auto.offset.reset` says.
    fn compare(&mut self, place: &Place, end: EpochEnd, effects: &mut Vec<Effect>) {
        let reset = self.reset_stage();
        let Some(tracked) = self.positions.get_mut(place) else { return };
        self.revision += 1;
        if end.is_some_and(|(offset, _)| offset >= tracked.position) {
            tracked.stage = Stage::Ready;
            return;
        }
        let ((topic, partition), position) = (place.clone(), tracked.position);
        let diverges_at = end.map(|(offset, _)| offset);
        effects.push(Effect::Tell(Event::LogTruncationFound {
            topic: topic.clone(),
            partition,
            position,
            diverges_at,
        }));
        if self.settings.auto_offset_reset == AutoOffsetReset::None {
            tracked.stage = Stage::Stuck;
            let offsets = diverges_at.map_or_else(Default::default, |to| format!("{topic}-{partition}={to}"));
            let why = format!("Truncated partitions detected with divergent offsets {{{offsets}}}");
            self.error = Some(ClientError::new(ErrorCode::OffsetOutOfRange, why));
            return;
        }
        match end {
            Some((to, epoch)) => {
                let valid_epoch = tracked.valid_epoch;
                tracked.seek(to, epoch);
                tracked.valid_epoch = valid_epoch;
                effects.push(Effect::Tell(Event::PositionReset { topic, partition, to }));
            }
            None => tracked.stage = reset,
        }
    }
}

/// What an answer says of a partition; nothing where it has an error, each of which a later answer may not have.
fn end_in(response: &OffsetForLeaderEpochResponse, (topic, partition): &Place) -> Option<EpochEnd> {
    let topics = response.topics.iter().filter(|found| found.topic == topic.as_ref());
    let found = topics.flat_map(|found| &found.partitions).find(|found| found.partition == *partition)?;
    match error_of(found.error_code) {
        Some(_) => None,
        None if found.end_offset < 0 || found.leader_epoch < 0 => Some(None),
        None => Some(Some((found.end_offset, found.leader_epoch))),
    }
}
