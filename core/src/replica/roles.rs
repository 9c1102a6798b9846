//! From metadata to parts: which replicas there are here, and whether each leads or follows.

use alloc::format;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{Event, Name};
use partita_wire::Uuid;

use super::configs::TopicConfig;
use super::dirs::log_dir;
use super::leader::Leader;
use super::partition::Follower;
use super::throttle::Throttled;
use super::{OfTopic, PRODUCER_EXPIRATION_MS, Partition, Replicas, Role, TopicPartition, removed};
use crate::configs::server_number;
use crate::cx::Cx;
use crate::disk::dir_of;
use crate::image::{Image, NO_LEADER, PartitionState, TopicImage};
use crate::log::{Left, Log, LogError};
use crate::museum::Bug;

impl Replicas {
    /// Takes another state of the metadata. Until it shows the registration with `broker_epoch`, nothing is done: the
    /// broker still reads history, in which it may have led long ago.
    pub(crate) fn on_image(&mut self, cx: &mut Cx<'_>, image: &Arc<Image>, broker_epoch: i64) {
        let shown = image.brokers.get(&self.me).map(|broker| broker.broker_epoch);
        if self.broker_epoch.is_none() && (shown != Some(broker_epoch) || !self.has_loaded(cx, image)) {
            return;
        }
        self.broker_epoch = shown.or(self.broker_epoch);
        let is_first = self.image.offset < 0;
        let old = core::mem::replace(&mut self.image, image.clone());
        if is_first {
            self.sort_out_leftovers(cx);
        }
        if !old.has_same_topics(image) {
            self.remove_deleted(cx);
        }
        let configs_changed = old.configs != image.configs;
        if configs_changed {
            self.throttles.set_rates(image, cx.config);
            self.cleaner.set_backoff(image, cx.config);
            self.producer_expiration_ms =
                server_number(image, cx.config, "producer.id.expiration.ms", PRODUCER_EXPIRATION_MS);
        }
        for (id, topic) in &image.topics {
            let is_known = old.topics.get(id).is_some_and(|known| Arc::ptr_eq(known, topic));
            if configs_changed || !is_known {
                self.on_topic(cx, topic, configs_changed);
            }
        }
        if old.brokers != image.brokers {
            self.on_brokers(cx);
        }
    }

    /// Removes replicas whose topic is gone, or that were assigned to others.
    fn remove_deleted(&mut self, cx: &mut Cx<'_>) {
        let is_ours = |replica: &Partition| {
            let topic = self.image.topics.get(&replica.topic_id);
            let state = topic.and_then(|topic| state_of(topic, replica.partition));
            state.is_some_and(|state| state.replicas.contains(&self.me))
        };
        let gone: Vec<TopicPartition> = self
            .iter()
            .filter(|replica| !is_ours(replica))
            .map(|replica| (replica.topic.clone(), replica.partition))
            .collect();
        for (topic, partition) in gone {
            self.remove(cx, &topic, partition);
        }
        let (image, me) = (self.image.clone(), self.me);
        self.offline.retain(|(topic, partition), id| {
            let is_it = image.topic(topic).is_some_and(|topic| topic.id == *id);
            is_it && image.partition(topic, *partition).is_some_and(|state| state.replicas.contains(&me))
        });
    }

    /// A replica is not here any more, or its log directory does not work: nobody is to count on it.
    pub(super) fn let_go(&mut self, key: &TopicPartition) -> Option<Arc<Partition>> {
        let (topic, partition) = key;
        let of_topic = self.partitions.get_mut(topic)?;
        let replica = of_topic.remove(*partition)?;
        if of_topic.is_empty() {
            self.partitions.remove(topic);
        }
        self.fetchers.forget(key);
        self.offers.forget(key);
        self.cleaner.forget(key);
        if replica.leader().is_some() {
            self.led.push((topic.clone(), *partition, None));
        }
        self.changed.insert(key.clone());
        Some(replica)
    }

    fn remove(&mut self, cx: &mut Cx<'_>, topic: &Name, partition: i32) {
        let Some(replica) = self.let_go(&(topic.clone(), partition)) else { return };
        if !self.delete_later(cx, &replica.log.dir().clone()) {
            // Files that stay behind are found to be another topic's when the name is used again.
            let _ = replica.log.clone().delete(cx.disk);
        }
    }

    fn on_topic(&mut self, cx: &mut Cx<'_>, topic: &TopicImage, configs_changed: bool) {
        let config = TopicConfig::of(&self.image, cx.config, &topic.name);
        for (partition, state) in (0..).zip(&topic.partitions) {
            if !state.replicas.contains(&self.me) {
                continue;
            }
            if self.partition(&topic.name, partition).is_none() {
                self.open(cx, topic, partition, state, config);
            }
            if configs_changed {
                self.configure(cx, &topic.name, partition, config);
            }
            self.mark_throttled(cx, &topic.name, partition);
            self.take_state(cx, &topic.name, partition, state);
        }
    }

    fn configure(&mut self, cx: &mut Cx<'_>, topic: &str, partition: i32, config: TopicConfig) {
        let Some(replica) = self.partition_mut(topic, partition) else { return };
        if replica.config == config {
            return;
        }
        replica.config = config;
        replica.log.set_settings(config.log);
        self.advance(cx, topic, partition);
    }

    /// Opens the log of a replica that was not here, or not in this life. A log of an older topic of the same name goes.
    fn open(
        &mut self,
        cx: &mut Cx<'_>,
        topic: &TopicImage,
        partition: i32,
        state: &PartitionState,
        config: TopicConfig,
    ) {
        let key = (topic.name.clone(), partition);
        if self.offline.get(&key) == Some(&topic.id) {
            return;
        }
        let opened =
            self.loading.take(&key, topic.id).filter(|log| self.dirs.id(dir_of(log.dir())).is_some());
        let Some(number) = self.place(cx, &key, topic.id, state) else {
            self.offline.insert(key, topic.id);
            return;
        };
        let dir = log_dir(number, &key);
        let (mut high_watermark, mut left) =
            (self.high_watermarks.remove(&key), self.loading.take_left(number, &key));
        if !is_of_topic(cx, &dir, topic.id) {
            (high_watermark, left) = (None, Left::default());
            for file in cx.disk.list(&format!("{dir}/")) {
                let _ = cx.disk.delete(&file);
            }
        }
        let metadata = format!("version: 0\ntopic_id: {}", topic.id);
        let _ = cx.disk.replace(&removed::metadata_file(&dir), metadata.as_bytes());
        // Without its log there is no replica: it stays out of the ISR until the disk works again.
        let open_now = || {
            let mut log = Log::open_after(cx.disk, &dir, config.log, left)?;
            log.opened_at(cx.now.wall_ms);
            Ok::<_, LogError>(log)
        };
        let Ok(mut log) = opened.map_or_else(open_now, Ok) else { return };
        log.set_settings(config.log);
        if let Some(offset) = self.cleaner.take(&key) {
            log.set_cleaned_to(offset);
        }
        let high_watermark = high_watermark.unwrap_or(0).clamp(log.log_start(), log.log_end());
        let replica = Partition {
            topic: topic.name.clone(),
            topic_id: topic.id,
            partition,
            log,
            high_watermark,
            state: Arc::new(unknown_state()),
            role: Role::Follower(Follower::default()),
            config,
            throttled: Throttled::default(),
            revision: 0,
        };
        self.topics_begun += 1;
        let of_topic = self.partitions.entry(topic.name.clone());
        of_topic.or_insert_with(|| OfTopic::new(self.topics_begun)).insert(partition, Arc::new(replica));
        self.note_directory(&key);
    }

    /// Takes the part that a partition's state gives this broker. A state older than one the controller has answered with
    /// says nothing new.
    fn take_state(&mut self, cx: &mut Cx<'_>, topic: &Name, partition: i32, state: &Arc<PartitionState>) {
        let Some(replica) = self.partition(topic, partition) else { return };
        if state.partition_epoch < replica.state.partition_epoch || *state == replica.state {
            return;
        }
        self.note_directory(&(topic.clone(), partition));
        if state.leader == self.me {
            self.lead(cx, topic, partition, state);
        } else {
            self.follow(cx, topic, partition, state);
        }
        self.changed.insert((topic.clone(), partition));
    }

    fn lead(&mut self, cx: &mut Cx<'_>, topic: &Name, partition: i32, state: &Arc<PartitionState>) {
        let me = self.me;
        self.fetchers.forget(&(topic.clone(), partition));
        let Some(replica) = self.partition_mut(topic, partition) else { return };
        let is_new_epoch = state.leader_epoch > replica.state.leader_epoch || replica.leader().is_none();
        let is_newer = state.partition_epoch > replica.state.partition_epoch;
        let log_end = replica.log.log_end();
        replica.state = state.clone();
        replica.revision += 1;
        let notes_it = !Bug::Kafka7415.is_in(cx.config);
        let Some(replica) = self.partition_mut(topic, partition) else { return };
        if is_new_epoch && notes_it {
            // A disk that refuses to note the epoch refuses the first append too.
            let _ = replica.log.begin_epoch(cx.disk, state.leader_epoch);
        }
        match &mut replica.role {
            Role::Leader(leader) => {
                leader.follow_assignment(me, state, cx.now.at);
                if is_new_epoch {
                    leader.begin_epoch(state, log_end, cx.now.at);
                }
                if is_newer {
                    leader.proposal = None;
                }
            }
            Role::Follower(_) => {
                replica.role = Role::Leader(Leader::new(me, state, log_end, cx.now.at));
                self.led.push((topic.clone(), partition, Some(state.leader_epoch)));
            }
        }
        if Bug::Kafka7128.is_in(cx.config)
            && let Some(Role::Leader(leader)) =
                self.partition_mut(topic, partition).map(|replica| &mut replica.role)
        {
            leader.epoch_start = 0;
        }
        if is_new_epoch {
            let leader_epoch = state.leader_epoch;
            cx.tell(Event::BecameLeader { topic: topic.clone(), partition, leader_epoch, log_end });
        }
        self.advance(cx, topic, partition);
    }

    fn follow(&mut self, cx: &mut Cx<'_>, topic: &Name, partition: i32, state: &Arc<PartitionState>) {
        let Some(replica) = self.partition_mut(topic, partition) else { return };
        let known = &replica.state;
        let led = replica.leader().is_some();
        let is_new = led || known.leader != state.leader || known.leader_epoch != state.leader_epoch;
        replica.state = state.clone();
        replica.revision += 1;
        if !is_new {
            return;
        }
        replica.role = Role::Follower(Follower::default());
        let key = (topic.clone(), partition);
        self.offers.forget(&key);
        self.fetchers.forget(&key);
        if led {
            self.led.push((topic.clone(), partition, None));
        }
        if state.leader == NO_LEADER {
            return;
        }
        if Bug::Kafka1211.is_in(cx.config) {
            self.cut_to_own_mark(cx, topic, partition);
        }
        self.fetchers.follow(state.leader, key);
        let (leader_epoch, leader) = (state.leader_epoch, state.leader);
        cx.tell(Event::BecameFollower { topic: topic.clone(), partition, leader_epoch, leader });
    }

    /// What a follower did before it asked for the leader's epochs (KIP-101).
    fn cut_to_own_mark(&mut self, cx: &mut Cx<'_>, topic: &Name, partition: i32) {
        let Some(replica) = self.partition_mut(topic, partition) else { return };
        let (from, to) = (replica.log.log_end(), replica.high_watermark);
        if to < from && replica.log.truncate_to(cx.disk, to).is_ok() {
            cx.tell(Event::Truncated { topic: topic.clone(), partition, from, to });
        }
    }

    /// Brokers came, went or were fenced: followers may have become fit to join, or no longer be waited for.
    fn on_brokers(&mut self, cx: &mut Cx<'_>) {
        let led = self.iter().filter(|replica| replica.leader().is_some());
        let keys: Vec<TopicPartition> =
            led.map(|replica| (replica.topic.clone(), replica.partition)).collect();
        for (topic, partition) in keys {
            self.advance(cx, &topic, partition);
        }
    }
}

fn state_of(topic: &TopicImage, partition: i32) -> Option<&Arc<PartitionState>> {
    topic.partitions.get(usize::try_from(partition).ok()?)
}

/// Before the first state: every other one is newer.
fn unknown_state() -> PartitionState {
    PartitionState { leader: NO_LEADER, leader_epoch: -1, partition_epoch: -1, ..Default::default() }
}

/// Whether a directory has the log of a replica of the topic with this id.
pub(super) fn has_log(cx: &Cx<'_>, dir: &str, id: Uuid) -> bool {
    is_of_topic(cx, dir, id) && !cx.disk.list(&format!("{dir}/")).is_empty()
}

/// Whether what lies in a directory, if anything does, belongs to the topic with this id.
pub(super) fn is_of_topic(cx: &Cx<'_>, dir: &str, id: Uuid) -> bool {
    removed::topic_id_in(cx, dir).is_none_or(|found| found == format!("{id}"))
}
