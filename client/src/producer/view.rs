//! What a page may draw of a producer.

use partita_machine::Instant;
use partita_view::{BatchState, BatchView, Blocked, BlockedOn, Name, ProducerView, Span};

use super::Producer;
use super::batch::Batch;
use super::sequences::Place;

impl Producer {
    /// Grows whenever [`Producer::view`] may have changed.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// When everything that it has now must have been acknowledged or given up, of the oldest batch that it has:
    /// `delivery.timeout.ms` after that was opened. `None` if it has nothing.
    #[must_use]
    pub fn due_at(&self) -> Option<Instant> {
        let flying = self.in_flight.values().flatten();
        let queued = self.accumulator.queues.values().flatten();
        let oldest = flying.chain(queued).map(|batch| batch.created).min()?;
        Some(oldest.after_ms(self.settings.delivery_timeout_ms))
    }

    /// The producer without its name and its application.
    #[must_use]
    pub fn view(&self) -> ProducerView {
        let flying =
            self.in_flight.iter().flat_map(|(place, batches)| batches.iter().map(move |b| (place, b)));
        let queued =
            self.accumulator.queues.iter().flat_map(|(place, queue)| queue.iter().map(move |b| (place, b)));
        let flying = flying.map(|(place, batch)| batch_view(place, batch, BatchState::InFlight));
        let queued = queued.map(|(place, batch)| batch_view(place, batch, self.state(batch)));
        let changed = &self.settings.common.changed;
        ProducerView {
            acks: self.settings.acks,
            idempotent: self.settings.idempotent,
            settings: changed
                .iter()
                .map(|(name, value)| (Name::from(&**name), Name::from(&**value)))
                .collect(),
            producer_id: self.sequences.producer,
            blocked: self.blocked(),
            batches: flying.chain(queued).collect(),
            acked: self.acked,
            failed: self.failed,
            ..ProducerView::default()
        }
    }

    fn blocked(&self) -> Option<Blocked> {
        let since = self.waiting.front()?.since?;
        let on = if self.out_of_memory { BlockedOn::Memory } else { BlockedOn::Metadata };
        let until = since.after_ms(self.settings.max_block_ms);
        Some(Blocked { on, wait: Span { from: since.0, until: until.0 } })
    }

    fn state(&self, batch: &Batch) -> BatchState {
        if let Some((from, until, error)) = batch.retry {
            let backoff = Span { from: from.0, until: until.0 };
            return BatchState::Retrying { attempt: batch.attempts, error: error.name(), backoff };
        }
        if batch.is_full(u64::from(self.settings.batch_size)) || self.is_flushed_with(batch) {
            return BatchState::Ready;
        }
        let until = batch.created.after_ms(self.settings.linger_ms);
        BatchState::Lingering(Span { from: batch.created.0, until: until.0 })
    }
}

fn batch_view(place: &Place, batch: &Batch, state: BatchState) -> BatchView {
    BatchView { topic: place.0.clone(), partition: place.1, records: batch.count(), state }
}
