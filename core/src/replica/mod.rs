//! The replicas of partitions that lie on this broker: who leads, who follows, and what is committed.
//!
//! A replica takes its part from a [`PartitionState`](crate::image::PartitionState) (`roles.rs`). A leader appends
//! (`append.rs`, `rejected.rs`), keeps account of its followers (`leader.rs`), moves the high watermark (`partition.rs`) and offers
//! changes of the ISR to the controller (`in_sync.rs`). A follower fetches from its leader with Kafka's own Fetch
//! (`fetcher.rs`, `to_ask.rs`) and makes its log like the leader's (`follower.rs`). Consumers may read from followers too (`selector.rs`).
//!
//! Nothing happens before the metadata log shows this broker's present registration: what came before it is history.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{Event, Instant, Name};
use partita_wire::Uuid;

use crate::config::NodeConfig;
use crate::cx::Cx;
use crate::image::Image;
use crate::museum::Bug;

mod append;
mod assignments;
mod checkpoint;
mod cleaner;
mod configs;
mod cordon;
mod dirs;
mod evict;
pub(crate) mod fetcher;
mod follower;
pub(crate) mod in_sync;
mod leader;
mod loading;
mod of_topic;
mod partition;
mod positions;
mod rejected;
mod removed;
mod roles;
mod selector;
mod session;
#[cfg(test)]
mod tests;
mod throttle;
mod to_ask;
mod views;
mod written;

pub use loading::left_of_log;
pub(crate) use views::{records_on, replica_on};

pub(crate) use append::AppendError;
pub(crate) use cordon::check_cordoned;
pub(crate) use dirs::{Dirs, UNASSIGNED, directory_of, is_online};
pub(crate) use of_topic::OfTopic;
pub(crate) use partition::{Partition, Role};

use assignments::Assignments;
use checkpoint::Offsets;
use cleaner::Cleaner;
use fetcher::Fetchers;
use in_sync::Offers;
use loading::Loading;
use partition::Surroundings;
use removed::Removed;
use throttle::Throttles;
use written::Written;

/// Kafka's default of `producer.id.expiration.ms`: a day.
const PRODUCER_EXPIRATION_MS: i64 = 86_400_000;
/// How often silent producers are forgotten.
const EXPIRATION_INTERVAL_MS: i64 = 600_000;

/// A replica's place among the others, and its place in fetch sessions.
const SHARED_BYTES: u64 = 120;
/// A replica with its account of followers, epochs and segments.
const REPLICA_BYTES: u64 = 1_500;

/// A topic and the number of a partition.
pub(crate) type TopicPartition = (Name, i32);

/// All replicas on this broker.
#[derive(Clone, Debug)]
pub(crate) struct Replicas {
    me: i32,
    partitions: BTreeMap<Name, OfTopic>,
    /// Counts the topics that came.
    topics_begun: u64,
    /// The metadata that the replicas obey.
    image: Arc<Image>,
    /// Epoch of this broker's registration; none before the metadata log shows it.
    broker_epoch: Option<i64>,
    fetchers: Fetchers,
    offers: Offers,
    throttles: Throttles,
    /// The log directories, and the replicas in those that do not work.
    dirs: Dirs,
    offline: BTreeMap<TopicPartition, Uuid>,
    assignments: Assignments,
    /// Logs of replicas that are gone.
    removed: Removed,
    /// `log.segment.delete.delay.ms`.
    delete_delay_ms: u64,
    /// As read when the broker started; each is used once.
    high_watermarks: Offsets,
    loading: Loading,
    written: Written,
    /// Partitions whose log, high watermark or part has changed since the last [`Replicas::drain_changed`].
    changed: BTreeSet<TopicPartition>,
    led: Vec<(Name, i32, Option<i32>)>,
    /// When each follower's session was used last: that counts for all its partitions that rest.
    heard: BTreeMap<i32, Instant>,
    /// Whether `replica.selector.class` is Kafka's own selector by rack.
    selects_by_rack: bool,
    /// `replica.lag.time.max.ms`.
    lag_max_ms: u64,
    lag_check_at: Option<Instant>,
    /// `log.retention.check.interval.ms`.
    retention_interval_ms: u64,
    retention_at: Option<Instant>,
    /// `producer.id.expiration.ms`.
    producer_expiration_ms: i64,
    /// `producer.id.expiration.check.interval.ms`; not documented by Kafka.
    expiration_interval_ms: u64,
    expiration_at: Option<Instant>,
    cleaner: Cleaner,
}

impl Replicas {
    /// No replica yet.
    pub(crate) fn new(config: &NodeConfig) -> Self {
        let lag_max_ms = config.number("replica.lag.time.max.ms", 30_000);
        Self {
            me: config.node_id,
            partitions: BTreeMap::new(),
            topics_begun: 0,
            image: Arc::default(),
            broker_epoch: None,
            fetchers: Fetchers::new(config),
            offers: Offers::default(),
            throttles: Throttles::new(config),
            dirs: Dirs::new(config),
            offline: BTreeMap::new(),
            assignments: Assignments::default(),
            removed: Removed::default(),
            delete_delay_ms: u64::try_from(config.number("log.segment.delete.delay.ms", 60_000)).unwrap_or(0),
            high_watermarks: Offsets::new(),
            loading: Loading::default(),
            written: Written::new(config),
            changed: BTreeSet::new(),
            led: Vec::new(),
            heard: BTreeMap::new(),
            selects_by_rack: selector::is_by_rack(config),
            lag_max_ms: u64::try_from(lag_max_ms).unwrap_or(0),
            lag_check_at: None,
            retention_interval_ms: u64::try_from(config.number("log.retention.check.interval.ms", 300_000))
                .unwrap_or(0)
                .max(1),
            retention_at: None,
            producer_expiration_ms: config.number("producer.id.expiration.ms", PRODUCER_EXPIRATION_MS),
            expiration_interval_ms: config
                .number("producer.id.expiration.check.interval.ms", EXPIRATION_INTERVAL_MS)
                .max(1)
                .unsigned_abs(),
            expiration_at: None,
            cleaner: Cleaner::new(config),
        }
    }

    /// Reads what an earlier life wrote down; it left those log directories in order. The logs themselves are opened when the metadata
    /// names them.
    pub(crate) fn start(&mut self, cx: &mut Cx<'_>, clean: BTreeSet<u32>) {
        self.dirs.start(cx);
        self.loading.start(cx, &self.dirs, clean);
        self.written.start(cx.now.at, self.loading.recovery_points());
        let read = |dir| checkpoint::read(cx.disk, dir, checkpoint::HIGH_WATERMARKS);
        self.high_watermarks = self.dirs.live().flat_map(read).collect();
        self.cleaner.start(cx, &self.dirs);
        self.lag_check_at = Some(cx.now.at.after_ms(self.lag_max_ms / 2));
        self.retention_at = Some(cx.now.at.after_ms(written::BACKGROUND_DELAY_MS));
        self.expiration_at = Some(cx.now.at.after_ms(self.expiration_interval_ms));
    }

    /// Whether the metadata has shown this broker's present registration.
    pub(crate) fn is_active(&self) -> bool {
        self.broker_epoch.is_some()
    }

    /// Whether logs that an earlier life left are being opened.
    pub(crate) fn is_loading(&self) -> bool {
        self.loading.is_under_way()
    }

    /// A replica on this broker.
    pub(crate) fn partition(&self, topic: &str, partition: i32) -> Option<&Partition> {
        self.partitions.get(topic)?.get(partition).map(|partition| &**partition)
    }

    /// The same, to change it. Whoever changes what others wait for says so by [`Replicas::touch`].
    pub(crate) fn partition_mut(&mut self, topic: &str, partition: i32) -> Option<&mut Partition> {
        self.partitions.get_mut(topic)?.get_mut(partition).map(Arc::make_mut)
    }

    /// All replicas on this broker, in the order of their names.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Partition> {
        self.by_topic().flat_map(|(_, of_topic)| of_topic.values()).map(|partition| &**partition)
    }

    /// The same, topic by topic.
    pub(crate) fn by_topic(&self) -> impl Iterator<Item = (&Name, &OfTopic)> {
        self.partitions.iter()
    }

    /// High watermark of a replica on this broker.
    pub(crate) fn high_watermark(&self, topic: &str, partition: i32) -> Option<i64> {
        self.partition(topic, partition).map(|partition| partition.high_watermark)
    }

    /// About how many bytes the replicas do not share with an earlier copy of them; with none, how many they take.
    pub(crate) fn bytes_beside(&self, before: Option<&Self>) -> u64 {
        let parts = self.partitions.iter().flat_map(|(topic, parts)| {
            let before = before.and_then(|before| before.partitions.get(topic));
            parts.iter().map(move |(number, now)| {
                let shared =
                    before.and_then(|before| before.get(*number)).is_some_and(|old| Arc::ptr_eq(old, now));
                if shared { SHARED_BYTES } else { SHARED_BYTES + REPLICA_BYTES + now.log.index_bytes() }
            })
        });
        parts.sum()
    }

    /// Leaderships gained (leader epoch) and lost (none) since the last call.
    pub(crate) fn drain_leadership(&mut self) -> Vec<(Name, i32, Option<i32>)> {
        core::mem::take(&mut self.led)
    }

    /// Partitions in which something that a request may wait for has changed since the last call.
    pub(crate) fn drain_changed(&mut self) -> BTreeSet<TopicPartition> {
        let changed = core::mem::take(&mut self.changed);
        changed.iter().for_each(|partition| self.fetchers.look_at(partition));
        changed
    }

    /// Whether [`Replicas::drain_changed`] would give anything.
    pub(crate) fn has_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    /// Notes that somebody may wait for what has changed in a partition.
    pub(crate) fn touch(&mut self, topic: &str, partition: i32) {
        if let Some((name, _)) = self.partitions.get_key_value(topic) {
            self.changed.insert((name.clone(), partition));
        }
    }

    /// Sends what is due to leaders and to the controller.
    pub(crate) fn drive(&mut self, cx: &mut Cx<'_>) {
        self.drive_fetchers(cx);
        self.drive_offers(cx);
        self.drive_assignments(cx);
    }

    /// What is due by the clock: lagging followers, the high watermark checkpoint, old segments, silent
    /// producers.
    pub(crate) fn on_time(&mut self, cx: &mut Cx<'_>) {
        let now = cx.now.at;
        if self.lag_check_at.is_some_and(|at| at <= now) {
            self.lag_check_at = Some(now.after_ms(self.lag_max_ms / 2));
            self.offer_shrinks(cx);
        }
        self.delete_removed(cx);
        self.write_due(cx);
        if self.retention_at.is_some_and(|at| at <= now) {
            self.retention_at = Some(now.after_ms(self.retention_interval_ms));
            self.remove_old_segments(cx, false);
        }
        if self.expiration_at.is_some_and(|at| at <= now) {
            self.expiration_at = Some(now.after_ms(self.expiration_interval_ms));
            self.expire_producers(cx.now.wall_ms);
        }
        self.drive_cleaner(cx);
    }

    /// Every replica lets go on its own of what its topic no longer keeps: at the time of those that are only deleted, or in a
    /// round of the cleaner, of those that are `compacted` as well.
    fn remove_old_segments(&mut self, cx: &mut Cx<'_>, compacted: bool) {
        for replica in self.partitions.values_mut().flat_map(OfTopic::values_mut) {
            if replica.config.is_compacted != compacted || !self.cleaner.may_clean(replica) {
                continue;
            }
            let retention = replica.config.retention;
            let committed = match Bug::Kafka5634.is_in(cx.config) {
                true => replica.log.log_end(),
                false => replica.high_watermark,
            };
            let count = replica.log.past_retention(retention, cx.now.wall_ms, committed);
            if count == 0 || !replica.config.is_deletable {
                continue;
            }
            let replica = Arc::make_mut(replica);
            // What the disk does not let go of now is tried again.
            let _ = replica.log.remove_oldest(cx.disk, count);
            replica.revision += 1;
            self.changed.insert((replica.topic.clone(), replica.partition));
        }
    }

    fn expire_producers(&mut self, now_ms: i64) {
        let expiration_ms = self.producer_expiration_ms;
        for replica in self.partitions.values_mut().flat_map(OfTopic::values_mut) {
            if replica.log.has_expired_producers(now_ms, expiration_ms) {
                Arc::make_mut(replica).log.expire_producers(now_ms, expiration_ms);
            }
        }
    }

    /// When [`Replicas::on_time`] or [`Replicas::drive`] has something to do.
    pub(crate) fn wake_at(&self) -> Option<Instant> {
        let own = [self.lag_check_at, self.written.wake_at(), self.retention_at, self.expiration_at];
        let calls = [self.fetchers_wake_at(), self.offers.wake_at(), self.removed_wake_at()];
        let calls = calls.into_iter().chain([self.assignments.wake_at()]);
        own.into_iter().chain(calls).chain([self.cleaner.wake_at(), self.loading.wake_at()]).flatten().min()
    }

    /// When [`Replicas::on_time`] has something to do that nobody is woken for.
    pub(crate) fn chore_at(&self) -> Option<Instant> {
        Some(self.cleaner.due())
    }

    /// Moves a leader's high watermark as far as it may go, and tells it.
    fn advance(&mut self, cx: &mut Cx<'_>, topic: &str, partition: i32) {
        let image = self.image.clone();
        let around = Surroundings { now: cx.now.at, image: &image, lag_max_ms: self.lag_max_ms };
        let Some(replica) = self.partition_mut(topic, partition) else { return };
        if !replica.advance_high_watermark(around) {
            return;
        }
        let (topic, high_watermark) = (replica.topic.clone(), replica.high_watermark);
        cx.tell(Event::HighWatermarkMoved { topic: topic.clone(), partition, high_watermark });
        self.changed.insert((topic, partition));
    }
}
