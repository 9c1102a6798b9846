//! What becomes of a batch when its answer comes, or does not.

use alloc::format;
use alloc::vec::Vec;

use partita_machine::{Effect, Event, Failure, Now};
use partita_wire::messages::produce_response::{PartitionProduceResponse, ProduceResponse};
use partita_wire::{ErrorCode, Response, Uuid};

use super::batch::Batch;
use super::sequences::Place;
use super::{Delivery, Producer};
use crate::backoff::Backoff;
use crate::error::{ClientError, failure_code};
use crate::metadata::{error_of, is_invalid_metadata};
use crate::museum::Bug;
use crate::net::Ended;

/// What a call of the producer was.
#[derive(Clone, Debug)]
pub(super) enum Reply {
    /// InitProducerId.
    ProducerId,
    /// Produce with these batches.
    Produced(Vec<Sent>),
}

/// A batch that went out. The topic's id is the one of that moment: metadata may have lost it when the answer comes.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub(super) place: Place,
    pub(super) topic_id: Uuid,
    pub(super) number: u64,
}

impl Producer {
    pub(super) fn answered(&mut self, now: Now, ended: Ended<Reply>, effects: &mut Vec<Effect>) {
        match ended.reply {
            Reply::ProducerId => self.producer_id(now, ended.outcome, effects),
            Reply::Produced(sent) => match ended.outcome {
                Ok(Response::Produce(response)) => self.produced(now, sent, &response, effects),
                Ok(_) => self.lost(now, sent, ErrorCode::UnknownServerError, effects),
                Err(failure) => self.lost(now, sent, failure_code(failure), effects),
            },
        }
    }

    fn producer_id(&mut self, now: Now, outcome: Result<Response, Failure>, effects: &mut Vec<Effect>) {
        self.init_in_flight = false;
        let error = match outcome {
            Ok(Response::InitProducerId(response)) => match error_of(response.error_code) {
                None => {
                    self.sequences.producer = Some((response.producer_id, response.producer_epoch));
                    self.init_failures = 0;
                    self.revision += 1;
                    return;
                }
                Some(error) => error,
            },
            Ok(_) => ErrorCode::UnknownServerError,
            Err(failure) => failure_code(failure),
        };
        if error.is_retriable() {
            let backoff = Backoff::new(&self.settings.common).ms(self.init_failures, &mut self.net.rng);
            self.init_failures += 1;
            self.init_not_before = now.at.after_ms(backoff);
            return;
        }
        self.fail_all(&error.into(), effects);
    }

    /// Ends the producer: nothing it has will be sent.
    fn fail_all(&mut self, error: &ClientError, effects: &mut Vec<Effect>) {
        self.fatal = Some(error.clone());
        let queues = core::mem::take(&mut self.accumulator.queues);
        for (place, queue) in queues {
            for batch in queue {
                self.finish(&place, batch, Err(error.clone()), effects);
            }
        }
        while let Some(first) = self.waiting.pop_front() {
            self.give_up(first.id, first.record, error.clone(), effects);
        }
    }

    fn produced(&mut self, now: Now, sent: Vec<Sent>, response: &ProduceResponse, effects: &mut Vec<Effect>) {
        for Sent { place, topic_id, number } in sent {
            let Some(batch) = self.take_in_flight(&place, number) else { continue };
            match find(response, &place, topic_id) {
                Some(answer) => self.complete(now, &place, batch, answer, effects),
                // A broker that leaves a partition out has not said that it has the records.
                None => self.failed(now, &place, batch, ErrorCode::UnknownServerError.into(), effects),
            }
        }
    }

    fn complete(
        &mut self,
        now: Now,
        place: &Place,
        batch: Batch,
        answer: &PartitionProduceResponse,
        effects: &mut Vec<Effect>,
    ) {
        let Some(error) = error_of(answer.error_code) else {
            self.finish(place, batch, Ok(answer.base_offset), effects);
            return;
        };
        let leader = &answer.current_leader;
        if matches!(error, ErrorCode::NotLeaderOrFollower | ErrorCode::FencedLeaderEpoch)
            && leader.leader_id >= 0
        {
            self.net.metadata.learn_leader(&place.0, place.1, leader.leader_id, leader.leader_epoch);
        }
        let told = ClientError::told(answer.error_code, answer.error_message.clone());
        match error {
            ErrorCode::MessageTooLarge if batch.records.len() > 1 => {
                self.revision += 1;
                if Bug::Kafka8325.is_in(&self.settings.common.museum) {
                    self.undead.push(batch.created);
                }
                let Self { accumulator, settings, .. } = self;
                accumulator.split(settings, place, batch);
            }
            // The broker has the records, but no longer knows where.
            ErrorCode::DuplicateSequenceNumber => self.finish(place, batch, Ok(-1), effects),
            _ => self.failed(now, place, batch, told, effects),
        }
    }

    fn lost(&mut self, now: Now, sent: Vec<Sent>, error: ErrorCode, effects: &mut Vec<Effect>) {
        self.net.want_refresh();
        for Sent { place, number, .. } in sent {
            if let Some(batch) = self.take_in_flight(&place, number) {
                self.failed(now, &place, batch, error.into(), effects);
            }
        }
    }

    /// A try has failed: another one, or the end.
    fn failed(
        &mut self,
        now: Now,
        place: &Place,
        batch: Batch,
        error: ClientError,
        effects: &mut Vec<Effect>,
    ) {
        if is_invalid_metadata(error.code) {
            self.net.want_refresh();
        }
        let in_time = batch.created.after_ms(self.settings.delivery_timeout_ms) > now.at;
        let left = batch.attempts < self.settings.retries;
        if in_time && left && self.may_retry(place, &batch, error.code) {
            self.try_again(now, place, batch, error.code, effects);
            return;
        }
        // Out of tries, nobody knows whether the broker has it: its sequence must not be given to others.
        if self.settings.idempotent && left {
            self.sequences.restart(place);
        }
        self.finish(place, batch, Err(error), effects);
    }

    fn may_retry(&mut self, place: &Place, batch: &Batch, error: ErrorCode) -> bool {
        match error {
            ErrorCode::OutOfOrderSequenceNumber if self.settings.idempotent => {
                self.sequences.out_of_order(place, batch);
                true
            }
            ErrorCode::UnknownProducerId if self.settings.idempotent => {
                self.sequences.restart(place);
                true
            }
            error => error.is_retriable(),
        }
    }

    fn try_again(
        &mut self,
        now: Now,
        place: &Place,
        mut batch: Batch,
        error: ErrorCode,
        effects: &mut Vec<Effect>,
    ) {
        self.revision += 1;
        let backoff = Backoff::new(&self.settings.common).ms(batch.attempts, &mut self.net.rng);
        batch.attempts += 1;
        batch.retry = Some((now.at, now.at.after_ms(backoff), error));
        effects.push(Effect::Tell(Event::Retried {
            topic: place.0.clone(),
            partition: place.1,
            attempt: batch.attempts,
            error: error.name(),
        }));
        self.accumulator.put_back(place, batch);
    }

    /// The end of a batch.
    pub(super) fn finish(
        &mut self,
        place: &Place,
        batch: Batch,
        outcome: Result<i64, ClientError>,
        effects: &mut Vec<Effect>,
    ) {
        self.revision += 1;
        self.accumulator.memory = self.accumulator.memory.saturating_sub(batch.memory);
        let (topic, partition, records) = (place.0.clone(), place.1, batch.count());
        match &outcome {
            Ok(base_offset) => {
                self.acked += u64::from(records);
                self.sequences.acked(place, &batch);
                let (base_offset, acks) = (*base_offset, self.settings.acks);
                effects.push(Effect::Tell(Event::Acked { topic, partition, base_offset, records, acks }));
            }
            Err(error) => {
                self.failed += u64::from(records);
                let error = error.code.name();
                effects.push(Effect::Tell(Event::SendFailed { topic, partition, records, error }));
            }
        }
        self.deliver(Delivery {
            topic: place.0.clone(),
            partition: place.1,
            records: batch.records.into_iter().map(|(id, record, _)| (id, record)).collect(),
            outcome,
        });
    }

    /// Gives up what was created longer ago than `delivery.timeout.ms`, in flight or not.
    pub(super) fn expire(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let delivery = self.settings.delivery_timeout_ms;
        let mut expired = self.accumulator.expired(now.at, delivery);
        for (place, batches) in &mut self.in_flight {
            while batches.first().is_some_and(|batch| batch.created.after_ms(delivery) <= now.at) {
                expired.push((place.clone(), batches.remove(0)));
            }
        }
        self.in_flight.retain(|_, batches| !batches.is_empty());
        for (place, batch) in expired {
            let why = format!(
                "Expiring {} record(s) for {}-{}:{} ms has passed since batch creation",
                batch.count(),
                place.0,
                place.1,
                now.at.ms_since(batch.created)
            );
            if batch.sequence.is_some() {
                self.sequences.unresolved(&place);
            }
            self.finish(&place, batch, Err(ClientError::timeout(why)), effects);
        }
    }

    fn take_in_flight(&mut self, place: &Place, number: u64) -> Option<Batch> {
        let batches = self.in_flight.get_mut(place)?;
        let at = batches.iter().position(|batch| batch.number == number)?;
        let batch = batches.remove(at);
        if batches.is_empty() {
            self.in_flight.remove(place);
        }
        Some(batch)
    }
}

/// The answer for a partition; newer versions name topics by their ids.
fn find<'a>(
    response: &'a ProduceResponse,
    place: &Place,
    topic_id: Uuid,
) -> Option<&'a PartitionProduceResponse> {
    let is_ours = |name: &str, id| match name {
        "" => topic_id == id,
        name => name == place.0.as_ref(),
    };
    let topics = response.responses.iter().filter(|topic| is_ours(&topic.name, topic.topic_id));
    topics.flat_map(|topic| &topic.partition_responses).find(|answer| answer.index == place.1)
}
