//! The runtime of coordinators: a shard per partition of an internal topic that this node leads.
//!
//! A handler is `(state, request) -> (records, answer)`. The records are appended to the partition; only then is what they
//! say replayed into the state, so a failed append leaves nothing to take back. The answer leaves when the records are
//! committed. A shard begins by replaying its partition, in slices; when it loses the partition, everybody who waits
//! learns that this is not the coordinator any more.

mod shard;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;
use core::fmt::Debug;

use bytes::Bytes;
use partita_machine::{Event, Instant, Now, Rng};
use partita_wire::records::BatchView;
use partita_wire::{ErrorCode, Response};

use self::shard::{Shard, publish};
use super::step::{Caller, Step};

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
    /// A record of a transaction was found while loading: it counts once that is committed.
    fn load_pending(&mut self, record: &Self::Record, producer_id: i64);
    /// The marker of a transaction was found while loading.
    fn end_transaction(&mut self, producer_id: i64, commit: bool);
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
    /// Whole batches from the one with an offset on, at least one if there is one; nothing while the disk is still at them. A
    /// later call gives them then.
    fn read(
        &mut self,
        partition: i32,
        from: i64,
        bytes_max: u32,
    ) -> Result<Option<Vec<BatchView>>, ErrorCode>;
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

    /// The same, to change it.
    pub(crate) fn settings_mut(&mut self) -> &mut S::Settings {
        &mut self.settings
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

    /// Whether no shard has anything to load or to commit.
    pub(crate) fn is_idle(&self) -> bool {
        self.shards.values().all(Shard::is_idle)
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
        self.shards.insert(partition, Shard::new());
    }

    fn unload(&mut self, host: &mut impl Host, partition: i32) {
        let Some(mut shard) = self.shards.remove(&partition) else { return };
        let mut step = Step::new(host.now(), host.rng(), &self.settings);
        let pending = core::mem::take(&mut shard.pending);
        for lost in pending {
            shard.state.failed(&mut step, lost.after, ErrorCode::NotCoordinator);
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
        for (&partition, shard) in self.shards.iter_mut().filter(|(_, shard)| !shard.is_idle()) {
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
            let mut ran = BTreeSet::new();
            while let Some(timer) = shard.timers.take_due(now) {
                if !ran.insert(timer.clone()) {
                    // What it has set for itself is for another moment: time goes on between two of its turns.
                    shard.timers.set(timer, Some(now.after_ms(1)));
                    continue;
                }
                let mut step = Step::new(host.now(), host.rng(), &self.settings);
                shard.state.expired(&mut step, timer);
                let out = step.out;
                shard.finish(host, &self.settings, self.commit_timeout_ms, partition, out);
            }
            shard.give_up(host, &self.settings, self.commit_timeout_ms, partition);
        }
    }

    /// When [`Runtime::on_time`] or [`Runtime::progress`] has something to do; now while something is to be
    /// loaded that no disk has to bring first.
    pub(crate) fn wake_at(&self) -> Option<Instant> {
        // What a disk brings later wakes by itself.
        if self.shards.values().any(|shard| shard.loading.is_some() && !shard.waits_for_disk) {
            return Some(Instant::default());
        }
        let shards = self.shards.values();
        shards.flat_map(|shard| shard.timers.earliest().into_iter().chain(shard.deadline())).min()
    }
}
