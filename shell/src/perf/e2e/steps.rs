//! What the test does when what it waited for is there. Each step says whether it was.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use bytes::Bytes;
use partita_client::admin::{AskId, Target};
use partita_client::consumer::ConsumerRecord;
use partita_client::producer::{ProducerRecord, SendId};
use partita_machine::{Effect, Input, Instant, Now, Stream};
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::records::Header;
use partita_wire::{ErrorCode, Response};

use super::{ADMIN, CONSUMER, CREATE_TIMEOUT_MS, EndToEnd, POLL_TIMEOUT_MS, PRODUCER, Stage, reported};
use crate::thrown::Thrown;

impl EndToEnd {
    fn answer(&mut self, ask: AskId) -> Option<Result<Response, Thrown>> {
        let answer = self.admin.take_answers().into_iter().find(|answer| answer.id == ask)?;
        Some(answer.outcome.map_err(Thrown::from).and_then(|answers| {
            let first = answers.into_iter().next().map(|(_, response)| response);
            first.ok_or_else(|| Thrown::of(ErrorCode::UnknownServerError))
        }))
    }

    pub(super) fn listed(&mut self, now: Now, ask: AskId, effects: &mut Vec<Effect>) -> bool {
        let Some(answer) = self.answer(ask) else { return false };
        let topics = match answer {
            Ok(Response::Metadata(response)) => response.topics,
            Ok(_) => Vec::new(),
            Err(thrown) => return self.fail(now, &thrown, effects),
        };
        let topic = &self.asked.topic;
        if topics.iter().any(|known| known.name.as_deref() == Some(&**topic)) {
            self.locate();
            return true;
        }
        effects.push(Effect::Print(
            Stream::Out,
            format!(
                "Topic \"{topic}\" does not exist. Will create topic with 1 partition(s) and replication factor = 1\n"
            ),
        ));
        let topic = CreatableTopic {
            name: topic.to_string(),
            num_partitions: 1,
            replication_factor: 1,
            ..CreatableTopic::default()
        };
        let body = CreateTopicsRequest {
            topics: alloc::vec![topic],
            timeout_ms: CREATE_TIMEOUT_MS,
            validate_only: false,
        };
        let ask = self.by(ADMIN, now, effects, |it, effects| {
            it.admin.ask(now, "createTopics", Target::Controller, body, effects)
        });
        self.stage = Stage::Creating(ask);
        true
    }

    pub(super) fn created(&mut self, now: Now, ask: AskId, effects: &mut Vec<Effect>) -> bool {
        let Some(answer) = self.answer(ask) else { return false };
        let created = answer.and_then(|response| match response {
            Response::CreateTopics(response) => response
                .topics
                .iter()
                .try_for_each(|topic| Thrown::check(topic.error_code, topic.error_message.as_deref())),
            _ => Ok(()),
        });
        if let Err(thrown) = created {
            let text = format!("Creation of topic {} failed\n", self.asked.topic);
            effects.push(Effect::Print(Stream::Out, text));
            let cause = thrown.wrapped();
            let thrown = Thrown { cause: None, ..Thrown::new("java.lang.RuntimeException", cause.text()) };
            return self.fail(now, &thrown, effects);
        }
        self.locate();
        true
    }

    /// Its topic is there: the consumer has to find it, and then where it ends.
    fn locate(&mut self) {
        let topic = self.asked.topic.clone();
        self.consumer.learn(&topic);
        self.stage = Stage::Locating;
    }

    pub(super) fn located(&mut self, now: Now, effects: &mut Vec<Effect>) -> bool {
        let topic = self.asked.topic.clone();
        if self.consumer.assignment().next().is_none() {
            let places = self.consumer.partitions_of(&topic).filter(|places| !places.is_empty());
            let Some(places) = places else {
                // It asks for the topic until it knows it.
                self.by(CONSUMER, now, effects, |it, effects| it.consumer.handle(now, Input::Wake, effects));
                return false;
            };
            self.consumer.assign(&places);
            places.iter().for_each(|place| self.consumer.seek_to_end(place));
        }
        // A consumer finds its positions while it is polled; what others send meanwhile is none of its business.
        let _ = self.by(CONSUMER, now, effects, |it, effects| it.consumer.poll(now, effects));
        if self.consumer.assignment().any(|place| self.consumer.position(place).is_none()) {
            return false;
        }
        self.consumer.leave_poll(now);
        self.send(now, effects);
        true
    }

    fn send(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let record = self.record();
        self.value = record.value.clone().unwrap_or_default();
        let sent = self.by(PRODUCER, now, effects, |it, effects| it.producer.send(now, record, effects));
        match sent {
            Ok(id) => self.stage = Stage::Sending(id, now.at),
            Err(error) => {
                self.fail(now, &Thrown::from(error), effects);
            }
        }
    }

    fn record(&mut self) -> ProducerRecord {
        let sizes = self.asked.sizes.clone();
        let (key, value) = (self.letters(sizes.key), self.letters(sizes.value));
        let headers = (0..sizes.headers).map(|_| Header {
            key: self.letters(sizes.header_key),
            value: sizes.header_value.map(|size| self.letters(size)),
        });
        let headers = headers.collect();
        let topic = self.asked.topic.clone();
        ProducerRecord { topic, key: Some(key), value: Some(value), headers, ..ProducerRecord::default() }
    }

    /// So many times the same letter.
    fn letters(&mut self, len: usize) -> Bytes {
        let letter = b'A' + u8::try_from(self.rng.below(26)).unwrap_or(0);
        alloc::vec![letter; len].into()
    }

    pub(super) fn acknowledged(
        &mut self,
        now: Now,
        id: SendId,
        sent: Instant,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let deliveries = self.producer.take_deliveries();
        let of_it = |records: &[(SendId, ProducerRecord)]| records.iter().any(|(known, _)| *known == id);
        let Some(delivery) = deliveries.into_iter().find(|delivery| of_it(&delivery.records)) else {
            return false;
        };
        match delivery.outcome {
            Ok(_) => self.stage = Stage::Reading { sent, since: now.at },
            Err(error) => {
                self.fail(now, &Thrown::from(error).wrapped(), effects);
            }
        }
        true
    }

    pub(super) fn read(&mut self, now: Now, sent: Instant, effects: &mut Vec<Effect>) -> bool {
        let records = self.by(CONSUMER, now, effects, |it, effects| it.consumer.poll(now, effects));
        if let Some(error) = self.consumer.take_error() {
            return self.fail(now, &Thrown::from(error), effects);
        }
        if records.is_empty() {
            if self.deadline().is_none_or(|deadline| deadline > now.at) {
                return false;
            }
            let why = format!("poll() timed out before finding a result (timeout:[{POLL_TIMEOUT_MS}ms])");
            return self.give_up(now, why, effects);
        }
        if let Some(why) = self.unexpected(&records) {
            return self.give_up(now, why, effects);
        }
        if let Some(line) = self.tally.note(now.at.0.saturating_sub(sent.0)) {
            effects.push(Effect::Print(Stream::Out, line));
        }
        if self.tally.done < self.asked.records {
            self.send(now, effects);
            return true;
        }
        effects.push(Effect::Print(Stream::Out, self.tally.summary()));
        self.commit(now, 0, effects);
        true
    }

    /// What was read, where it is not the one record that was sent.
    fn unexpected(&self, records: &[ConsumerRecord]) -> Option<String> {
        let read = records.first()?.value.clone().unwrap_or_default();
        if read != self.value {
            return Some(format!(
                "The message value read [{}] did not match the message value sent [{}]",
                String::from_utf8_lossy(&read),
                String::from_utf8_lossy(&self.value)
            ));
        }
        let count = records.len();
        (count != 1).then(|| format!("Only one result was expected during this test. We found [{count}]"))
    }

    fn commit(&mut self, now: Now, status: i32, effects: &mut Vec<Effect>) {
        let commit =
            self.by(CONSUMER, now, effects, |it, effects| it.consumer.commit_sync(now, None, effects));
        self.stage = Stage::Committing(commit, status);
    }

    /// What it read is not what it should be: it commits, and ends.
    fn give_up(&mut self, now: Now, why: String, effects: &mut Vec<Effect>) -> bool {
        let thrown = Thrown::new("java.lang.RuntimeException", why);
        effects.push(Effect::Print(Stream::Err, reported(&thrown)));
        self.commit(now, 1, effects);
        true
    }
}
