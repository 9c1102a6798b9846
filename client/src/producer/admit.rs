//! Records on their way into a batch: checked, held back while metadata or memory are missing.

use alloc::format;
use alloc::vec::Vec;

use partita_machine::{Effect, Event, Now};
use partita_wire::ErrorCode;

use super::{DELIVERIES_MAX, Delivery, Producer, ProducerRecord, SendId, WAITING_RECORDS_MAX, Waiting};
use crate::error::ClientError;

impl Producer {
    pub(super) fn check(&self, record: &ProducerRecord) -> Result<(), ClientError> {
        if let Some(error) = &self.fatal {
            return Err(error.clone());
        }
        if self.closing {
            let why = "Cannot perform operation after producer has been closed";
            return Err(ClientError::new(ErrorCode::UnknownServerError, why));
        }
        if self.waiting.len() >= WAITING_RECORDS_MAX {
            let why = format!("More than {WAITING_RECORDS_MAX} records wait for metadata or memory");
            return Err(ClientError::timeout(why));
        }
        let size = record.size_upper_bound();
        if size > u64::from(self.settings.max_request_size) {
            let why = format!(
                "The message is {size} bytes when serialized which is larger than {}, which is the value of the \
                 max.request.size configuration.",
                self.settings.max_request_size
            );
            return Err(ClientError::new(ErrorCode::MessageTooLarge, why));
        }
        if size > self.settings.buffer_memory {
            let why = format!(
                "The message is {size} bytes when serialized which is larger than the total memory buffer you have \
                 configured with the buffer.memory configuration."
            );
            return Err(ClientError::new(ErrorCode::MessageTooLarge, why));
        }
        Ok(())
    }

    /// Puts waiting records into batches, in their order, as far as metadata and memory go.
    pub(super) fn unblock(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let lacked_memory = core::mem::take(&mut self.out_of_memory);
        while let Some(Waiting { id, record, since: known }) = self.waiting.pop_front() {
            let since = known.unwrap_or(now.at);
            let late = since.after_ms(self.settings.max_block_ms) <= now.at;
            let missing = match self.missing(&record) {
                Ok(None) => None,
                Ok(Some(missing)) => Some(missing),
                Err(error) => {
                    self.give_up(id, record, error, effects);
                    continue;
                }
            };
            let (record, missing) = match missing {
                Some(missing) => {
                    self.net.want_refresh();
                    (record, missing)
                }
                None => {
                    let Self { settings, net, accumulator, .. } = self;
                    match accumulator.append(now, settings, &net.metadata, &mut net.rng, id, record) {
                        None => {
                            self.revision += 1;
                            continue;
                        }
                        Some(record) => {
                            self.out_of_memory = true;
                            (record, self.no_memory())
                        }
                    }
                }
            };
            if late {
                self.give_up(id, record, missing, effects);
                continue;
            }
            // What it waits for is told by its view.
            if known.is_none() || lacked_memory != self.out_of_memory {
                self.revision += 1;
            }
            self.waiting.push_front(Waiting { id, record, since: Some(since) });
            return;
        }
    }

    /// What the metadata lacks for a record, worded as the error that comes when it stays so; or an error at once.
    fn missing(&self, record: &ProducerRecord) -> Result<Option<ClientError>, ClientError> {
        let (topic, ms) = (&record.topic, self.settings.max_block_ms);
        let known = self.net.metadata.topics.get(topic);
        if let Some(error) = known.and_then(|topic| topic.error)
            && matches!(error, ErrorCode::InvalidTopicException | ErrorCode::TopicAuthorizationFailed)
        {
            let why = match error {
                ErrorCode::InvalidTopicException => format!("Invalid topics: [{topic}]"),
                _ => format!("Not authorized to access topics: [{topic}]"),
            };
            return Err(ClientError::new(error, why));
        }
        let Some(count) = self.net.metadata.partition_count(topic) else {
            let why = format!("Topic {topic} not present in metadata after {ms} ms.");
            return Ok(Some(ClientError::timeout(why)));
        };
        match record.partition {
            Some(partition) if !(0..count).contains(&partition) => {
                let why = format!(
                    "Partition {partition} of topic {topic} with partition count {count} is not present in metadata \
                     after {ms} ms."
                );
                Ok(Some(ClientError::timeout(why)))
            }
            _ => Ok(None),
        }
    }

    fn no_memory(&self) -> ClientError {
        ClientError::timeout(format!(
            "Failed to allocate memory within the configured max blocking time {} ms. Total memory: {} bytes.",
            self.settings.max_block_ms, self.settings.buffer_memory
        ))
    }

    /// Gives up a record that is in no batch.
    pub(super) fn give_up(
        &mut self,
        id: SendId,
        record: ProducerRecord,
        error: ClientError,
        effects: &mut Vec<Effect>,
    ) {
        self.failed += 1;
        self.revision += 1;
        effects.push(Effect::Tell(Event::SendFailed {
            topic: record.topic.clone(),
            partition: record.partition.unwrap_or(-1),
            records: 1,
            error: error.code.name(),
        }));
        self.deliver(Delivery {
            topic: record.topic.clone(),
            partition: record.partition.unwrap_or(-1),
            records: alloc::vec![(id, record)],
            outcome: Err(error),
        });
    }

    pub(super) fn deliver(&mut self, delivery: Delivery) {
        if self.deliveries.len() >= DELIVERIES_MAX {
            self.deliveries.pop_front();
        }
        self.deliveries.push_back(delivery);
    }
}
