//! One shard: how it loads, appends, and lets answers go.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use partita_machine::{Event, Instant};
use partita_wire::records::control::EndTransactionMarker;
use partita_wire::{ErrorCode, Response};

use super::{Coordinated, Host, KeyValue};
use crate::coordinator::step::{Caller, Outcome, Step};
use crate::coordinator::timers::Timers;

/// Most appends of one shard that wait to be committed; one more is refused.
const PENDING_MAX: usize = 65_536;
/// Bytes of log that one slice of loading reads.
const SLICE_BYTES: u32 = 256 << 10;
/// The most that the records of one batch may unpack to while a shard loads.
const DECOMPRESSED_BYTES_MAX: usize = 64 << 20;

/// What waits for records to be committed.
#[derive(Clone, Debug)]
pub(super) struct Pending<A> {
    /// Offset of the last record.
    offset: i64,
    /// `offsets.commit.timeout.ms` after it was appended; nothing gives up on records that were found by loading.
    deadline: Option<Instant>,
    pub(super) after: A,
}

/// One partition's state, with all that waits for it.
#[derive(Clone, Debug)]
pub(super) struct Shard<S: Coordinated> {
    /// Offset to load next; `None` once all is loaded.
    pub(super) loading: Option<i64>,
    /// Whether the disk is still at what comes next.
    pub(super) waits_for_disk: bool,
    /// Offset after the last record this shard has seen or written.
    end: i64,
    pub(super) state: S,
    pub(super) timers: Timers<S::Timer>,
    pub(super) pending: VecDeque<Pending<S::After>>,
}

impl<S: Coordinated> Shard<S> {
    /// A shard that has everything to load.
    pub(super) fn new() -> Self {
        Self {
            loading: Some(0),
            waits_for_disk: false,
            end: 0,
            state: S::default(),
            timers: Timers::default(),
            pending: VecDeque::new(),
        }
    }

    /// Whether nothing is to be loaded or committed.
    pub(super) fn is_idle(&self) -> bool {
        self.loading.is_none() && self.pending.is_empty()
    }

    /// Takes what a step left behind: appends its records, and answers.
    pub(super) fn finish(
        &mut self,
        host: &mut impl Host,
        settings: &S::Settings,
        timeout_ms: u64,
        partition: i32,
        out: Outcome<S>,
    ) {
        for (timer, at) in out.timers {
            self.timers.set(timer, at);
        }
        for (timer, at) in out.timers_once {
            self.timers.set_once(timer, at);
        }
        publish::<S>(host, out.answers, out.events);
        let written = match out.records.is_empty() {
            true => Ok(self.end - 1),
            false => self.append(host, partition, &out.records),
        };
        let Some(after) = out.after else { return };
        match written {
            Ok(offset) => {
                let deadline = Some(host.now().at.after_ms(timeout_ms));
                self.pending.push_back(Pending { offset, deadline, after });
                self.release(host, settings, timeout_ms, partition);
            }
            Err(error) => {
                let mut step = Step::new(host.now(), host.rng(), settings);
                self.state.failed(&mut step, after, error);
                let out = step.out;
                self.finish(host, settings, timeout_ms, partition, out);
            }
        }
    }

    fn append(
        &mut self,
        host: &mut impl Host,
        partition: i32,
        records: &[S::Record],
    ) -> Result<i64, ErrorCode> {
        if self.pending.len() >= PENDING_MAX {
            return Err(ErrorCode::CoordinatorNotAvailable);
        }
        let encoded: Option<Vec<KeyValue>> =
            records.iter().map(|record| S::encode(record).map(|(key, value)| (Some(key), value))).collect();
        let encoded = encoded.ok_or(ErrorCode::UnknownServerError)?;
        let last = host.append(partition, &encoded).map_err(as_coordinator)?;
        self.end = last + 1;
        let now_ms = host.now().wall_ms;
        for record in records {
            self.state.replay(record, now_ms);
        }
        Ok(last)
    }

    /// Lets go what is committed, in order.
    pub(super) fn release(
        &mut self,
        host: &mut impl Host,
        settings: &S::Settings,
        timeout_ms: u64,
        partition: i32,
    ) {
        let high_watermark = host.high_watermark(partition);
        while self.pending.front().is_some_and(|pending| pending.offset < high_watermark) {
            let Some(Pending { after, .. }) = self.pending.pop_front() else { return };
            let mut step = Step::new(host.now(), host.rng(), settings);
            self.state.committed(&mut step, after);
            let out = step.out;
            self.finish(host, settings, timeout_ms, partition, out);
        }
    }

    /// Gives up on what was not committed in time. The records stay in the log, and may still be committed.
    pub(super) fn give_up(
        &mut self,
        host: &mut impl Host,
        settings: &S::Settings,
        timeout_ms: u64,
        partition: i32,
    ) {
        let now = host.now().at;
        while self.deadline().is_some_and(|deadline| deadline <= now) {
            let late = self.pending.iter().position(|pending| pending.deadline.is_some_and(|at| at <= now));
            let Some(Pending { after, .. }) = late.and_then(|index| self.pending.remove(index)) else {
                return;
            };
            let mut step = Step::new(host.now(), host.rng(), settings);
            self.state.failed(&mut step, after, ErrorCode::CoordinatorNotAvailable);
            let out = step.out;
            self.finish(host, settings, timeout_ms, partition, out);
        }
    }

    /// Deadlines grow with their place, but for those that loading left without one.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.pending.iter().find_map(|pending| pending.deadline)
    }

    /// Loads a slice, if anything is left to load.
    pub(super) fn load_slice(
        &mut self,
        host: &mut impl Host,
        settings: &S::Settings,
        timeout_ms: u64,
        partition: i32,
    ) -> Result<(), ErrorCode> {
        let Some(from) = self.loading else { return Ok(()) };
        if from >= host.log_end(partition) {
            self.loading = None;
            self.end = from;
            let mut step = Step::new(host.now(), host.rng(), settings);
            self.state.loaded(&mut step);
            let out = step.out;
            self.finish(host, settings, timeout_ms, partition, out);
            return Ok(());
        }
        let batches = host.read(partition, from, SLICE_BYTES)?;
        self.waits_for_disk = batches.is_none();
        let Some(batches) = batches else { return Ok(()) };
        let high_watermark = host.high_watermark(partition);
        let mut next = from;
        for batch in batches {
            next = batch.header().next_offset();
            let (attributes, producer_id) = (batch.header().attributes, batch.header().producer_id);
            let records = batch.records(DECOMPRESSED_BYTES_MAX).map_err(|_| ErrorCode::CorruptMessage)?;
            for record in records {
                let record = record.map_err(|_| ErrorCode::CorruptMessage)?;
                if record.offset < from {
                    continue;
                }
                if attributes.is_control() {
                    if let Some(marker) = EndTransactionMarker::of(&record) {
                        self.state.end_transaction(producer_id, marker.commit);
                    }
                    continue;
                }
                let Some(read) = S::decode(record.key, record.value) else { continue };
                match attributes.is_transactional() {
                    true => self.state.load_pending(&read, producer_id),
                    false => self.load_record(host, settings, &read, record.offset, high_watermark),
                }
            }
        }
        // Whatever lies between the last batch and the log's end was compacted away.
        self.loading = Some(if next > from { next } else { host.log_end(partition) });
        Ok(())
    }

    fn load_record(
        &mut self,
        host: &mut impl Host,
        settings: &S::Settings,
        record: &S::Record,
        offset: i64,
        high_watermark: i64,
    ) {
        self.state.load(record);
        let Some(after) = S::after_load(record) else { return };
        if offset >= high_watermark {
            self.pending.push_back(Pending { offset, deadline: None, after });
            return;
        }
        let mut step = Step::new(host.now(), host.rng(), settings);
        self.state.committed(&mut step, after);
    }
}

/// Hands out what may leave at once.
pub(super) fn publish<S: Coordinated>(
    host: &mut impl Host,
    answers: Vec<(Caller, Response)>,
    events: Vec<Event>,
) {
    for event in events {
        host.tell(event);
    }
    for (caller, response) in answers {
        host.answer(caller, response);
    }
}

/// Errors of an append as the clients of a coordinator know them.
fn as_coordinator(error: ErrorCode) -> ErrorCode {
    match error {
        ErrorCode::UnknownTopicOrPartition
        | ErrorCode::NotEnoughReplicas
        | ErrorCode::NotEnoughReplicasAfterAppend
        | ErrorCode::RequestTimedOut => ErrorCode::CoordinatorNotAvailable,
        ErrorCode::NotLeaderOrFollower | ErrorCode::KafkaStorageError => ErrorCode::NotCoordinator,
        ErrorCode::MessageTooLarge | ErrorCode::RecordListTooLarge => ErrorCode::UnknownServerError,
        error => error,
    }
}
