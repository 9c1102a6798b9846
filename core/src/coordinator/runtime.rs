//! The runtime of coordinators: a shard per partition of an internal topic that this node leads.
//!
//! A handler is `(state, request) -> (records, answer)`. The records are appended to the partition; only then is what they
//! say replayed into the state, so a failed append leaves nothing to take back. The answer leaves when the records are
//! committed. A shard begins by replaying its partition, in slices; when it loses the partition, everybody who waits
//! learns that this is not the coordinator any more.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;
use core::fmt::Debug;

use bytes::Bytes;
use partita_machine::{Event, Instant, Now, Rng};
use partita_wire::records::BatchView;
use partita_wire::{ErrorCode, Response};

use super::step::{Caller, Outcome, Step};
use super::timers::Timers;

/// Most appends of one shard that wait to be committed; one more is refused.
const PENDING_MAX: usize = 65_536;
/// Bytes of log that one slice of loading reads.
const SLICE_BYTES: usize = 256 << 10;
/// The most that the records of one batch may unpack to while a shard loads.
const DECOMPRESSED_BYTES_MAX: usize = 64 << 20;

/// A key and a value of a record that is to be appended.
pub(crate) type KeyValue = (Option<Vec<u8>>, Option<Vec<u8>>);

/// What a partition of an internal topic adds up to.
pub(crate) trait Coordinated: Clone + Debug + Default {
    /// Names of its timers.
    type Timer: Ord + Clone + Debug;
    /// One record of the partition.
    type Record;
    /// What follows once records are committed, or lost.
    type After: Clone + Debug;
    /// What it takes from the node's configuration.
    type Settings: Clone + Debug;

    /// A record's key and value; `None` if it cannot be written.
    fn encode(record: &Self::Record) -> Option<(Vec<u8>, Option<Vec<u8>>)>;
    /// Reads a record back; `None` for what is of no interest here.
    fn decode(key: Option<Bytes>, value: Option<Bytes>) -> Option<Self::Record>;
    /// A record that a step of this state wrote was appended.
    fn replay(&mut self, record: &Self::Record, now_ms: i64);
    /// A record was found while loading.
    fn load(&mut self, record: &Self::Record);
    /// What follows once a record found while loading is known to be committed.
    fn after_load(record: &Self::Record) -> Option<Self::After>;
    /// Loading is over.
    fn loaded(&mut self, step: &mut Step<'_, Self>);
    /// The partition is lost.
    fn unloaded(&mut self, step: &mut Step<'_, Self>);
    /// Records were committed.
    fn committed(&mut self, step: &mut Step<'_, Self>, after: Self::After);
    /// Records were not appended, or not committed in time.
    fn failed(&mut self, step: &mut Step<'_, Self>, after: Self::After, error: ErrorCode);
    /// A timer is due.
    fn expired(&mut self, step: &mut Step<'_, Self>, timer: Self::Timer);
}

/// What the runtime needs of the node around it.
pub(crate) trait Host {
    /// The moment.
    fn now(&self) -> Now;
    /// Chance.
    fn rng(&mut self) -> &mut Rng;
    /// Appends one batch as the partition's leader. Gives the offset of its last record.
    fn append(&mut self, partition: i32, records: &[KeyValue]) -> Result<i64, ErrorCode>;
    /// Up to where the partition is committed.
    fn high_watermark(&self, partition: i32) -> i64;
    /// Up to where the partition is written.
    fn log_end(&self, partition: i32) -> i64;
    /// Whole batches from the one with an offset on, at least one if there is one.
    fn read(&mut self, partition: i32, from: i64, bytes_max: usize) -> Result<Vec<BatchView>, ErrorCode>;
    /// Answers a request or a part of one.
    fn answer(&mut self, caller: Caller, response: Response);
    /// Tells something worth showing.
    fn tell(&mut self, event: Event);
}

/// Why a shard cannot serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unavailable {
    /// This node does not lead the partition.
    NotCoordinator,
    /// It does, but has not replayed it yet.
    Loading,
}

impl Unavailable {
    /// As a client learns it.
    pub(crate) fn error(self) -> ErrorCode {
        match self {
            Unavailable::NotCoordinator => ErrorCode::NotCoordinator,
            Unavailable::Loading => ErrorCode::CoordinatorLoadInProgress,
        }
    }
}

/// What waits for records to be committed.
#[derive(Clone, Debug)]
struct Pending<A> {
    /// Offset of the last record.
    offset: i64,
    /// `offsets.commit.timeout.ms` after it was appended; nothing gives up on records that were found by loading.
    deadline: Option<Instant>,
    after: A,
}

#[derive(Clone, Debug)]
struct Shard<S: Coordinated> {
    /// Offset to load next; `None` once all is loaded.
    loading: Option<i64>,
    /// Offset after the last record this shard has seen or written.
    end: i64,
    state: S,
    timers: Timers<S::Timer>,
    pending: VecDeque<Pending<S::After>>,
}

/// All shards of one kind.
#[derive(Clone, Debug)]
pub(crate) struct Runtime<S: Coordinated> {
    settings: S::Settings,
    /// `offsets.commit.timeout.ms`.
    commit_timeout_ms: u64,
    shards: BTreeMap<i32, Shard<S>>,
}

impl<S: Coordinated> Runtime<S> {
    /// No shard yet.
    pub(crate) fn new(settings: S::Settings, commit_timeout_ms: u64) -> Self {
        Self { settings, commit_timeout_ms, shards: BTreeMap::new() }
    }

    /// What the coordinators take from the node's configuration.
    pub(crate) fn settings(&self) -> &S::Settings {
        &self.settings
    }

    /// States of all shards that serve.
    pub(crate) fn states(&self) -> impl Iterator<Item = (i32, &S)> {
        let active = self.shards.iter().filter(|(_, shard)| shard.loading.is_none());
        active.map(|(&partition, shard)| (partition, &shard.state))
    }

    /// Whether a shard cannot serve yet.
    pub(crate) fn is_loading(&self) -> bool {
        self.shards.values().any(|shard| shard.loading.is_some())
    }

    /// Whether a partition's shard serves.
    pub(crate) fn check(&self, partition: i32) -> Result<(), Unavailable> {
        let shard = self.shards.get(&partition).ok_or(Unavailable::NotCoordinator)?;
        if shard.loading.is_some() { Err(Unavailable::Loading) } else { Ok(()) }
    }

    /// This node leads a partition from now on, or does not any more. To be elected again changes nothing: nobody else has
    /// written meanwhile.
    pub(crate) fn lead(&mut self, host: &mut impl Host, partition: i32, leads: bool) {
        if !leads {
            return self.unload(host, partition);
        }
        if self.shards.contains_key(&partition) {
            return;
        }
        let shard = Shard {
            loading: Some(0),
            end: 0,
            state: S::default(),
            timers: Timers::default(),
            pending: VecDeque::new(),
        };
        self.shards.insert(partition, shard);
    }

    fn unload(&mut self, host: &mut impl Host, partition: i32) {
        let Some(mut shard) = self.shards.remove(&partition) else { return };
        let mut step = Step::new(host.now(), host.rng(), &self.settings);
        let pending = core::mem::take(&mut shard.pending);
        for Pending { after, .. } in pending {
            shard.state.failed(&mut step, after, ErrorCode::NotCoordinator);
        }
        shard.state.unloaded(&mut step);
        // Nothing may be appended any more, and no timer outlives its shard.
        let out = step.out;
        publish::<S>(host, out.answers, Vec::new());
    }

    /// Runs a handler on a partition's state.
    pub(crate) fn run(
        &mut self,
        host: &mut impl Host,
        partition: i32,
        handler: impl FnOnce(&mut S, &mut Step<'_, S>),
    ) -> Result<(), Unavailable> {
        self.check(partition)?;
        let Some(shard) = self.shards.get_mut(&partition) else { return Ok(()) };
        let mut step = Step::new(host.now(), host.rng(), &self.settings);
        handler(&mut shard.state, &mut step);
        let out = step.out;
        shard.finish(host, &self.settings, self.commit_timeout_ms, partition, out);
        Ok(())
    }

    /// Loads a slice of whatever is to be loaded, and lets go what is committed by now.
    pub(crate) fn progress(&mut self, host: &mut impl Host) {
        let mut unreadable = Vec::new();
        for (&partition, shard) in &mut self.shards {
            if shard.load_slice(host, &self.settings, self.commit_timeout_ms, partition).is_err() {
                unreadable.push(partition);
            }
            shard.release(host, &self.settings, self.commit_timeout_ms, partition);
        }
        // Without its past a shard cannot serve; another leader may.
        for partition in unreadable {
            self.unload(host, partition);
        }
    }

    /// Runs what is due.
    pub(crate) fn on_time(&mut self, host: &mut impl Host) {
        let now = host.now().at;
        for (&partition, shard) in &mut self.shards {
            while let Some(timer) = shard.timers.take_due(now) {
                let mut step = Step::new(host.now(), host.rng(), &self.settings);
                shard.state.expired(&mut step, timer);
                let out = step.out;
                shard.finish(host, &self.settings, self.commit_timeout_ms, partition, out);
            }
            shard.give_up(host, &self.settings, self.commit_timeout_ms, partition);
        }
    }

    /// When [`Runtime::on_time`] or [`Runtime::progress`] has something to do; now while something is to be loaded.
    pub(crate) fn wake_at(&self) -> Option<Instant> {
        if self.is_loading() {
            return Some(Instant::default());
        }
        let shards = self.shards.values();
        shards.flat_map(|shard| shard.timers.earliest().into_iter().chain(shard.deadline())).min()
    }
}

impl<S: Coordinated> Shard<S> {
    /// Takes what a step left behind: appends its records, and answers.
    fn finish(
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
    fn release(&mut self, host: &mut impl Host, settings: &S::Settings, timeout_ms: u64, partition: i32) {
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
    fn give_up(&mut self, host: &mut impl Host, settings: &S::Settings, timeout_ms: u64, partition: i32) {
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
    fn deadline(&self) -> Option<Instant> {
        self.pending.iter().find_map(|pending| pending.deadline)
    }

    /// Loads a slice, if anything is left to load.
    fn load_slice(
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
        let high_watermark = host.high_watermark(partition);
        let mut next = from;
        for batch in batches {
            next = batch.header().next_offset();
            if batch.header().attributes.is_control() {
                continue;
            }
            let records = batch.records(DECOMPRESSED_BYTES_MAX).map_err(|_| ErrorCode::CorruptMessage)?;
            for record in records {
                let record = record.map_err(|_| ErrorCode::CorruptMessage)?;
                if record.offset < from {
                    continue;
                }
                if let Some(read) = S::decode(record.key, record.value) {
                    self.load_record(host, settings, &read, record.offset, high_watermark);
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
fn publish<S: Coordinated>(host: &mut impl Host, answers: Vec<(Caller, Response)>, events: Vec<Event>) {
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
