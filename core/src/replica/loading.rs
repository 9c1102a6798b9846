//! The logs that an earlier life left, opened when the metadata has shown which replicas are here: slice by slice, so that a
//! large log holds nobody up. Until all are open the broker serves nothing and asks to stay fenced, as Kafka does.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, VecDeque};
use alloc::format;
use alloc::sync::Arc;

use partita_machine::Instant;
use partita_wire::Uuid;

use super::checkpoint::{self, Offsets};
use super::configs::TopicConfig;
use super::{Replicas, TopicPartition, roles};
use crate::broker::clean_shutdown_file;
use crate::cx::Cx;
use crate::disk::Disk;
use crate::image::Image;
use crate::log::{Left, Log, Opening};

/// Bytes that are read in one slice.
const SLICE_BYTES: u64 = 1 << 20;
/// What opening a log counts as, however small it is.
const LOG_COST: u64 = 4 << 10;

/// How far the start of a broker's logs is.
#[derive(Clone, Debug, Default)]
pub(super) struct Loading {
    stage: Stage,
    /// Whether the last life ended in order.
    was_clean: bool,
    /// As read when the broker started; each is used once.
    recovery_points: Offsets,
    log_starts: Offsets,
}

#[derive(Clone, Debug, Default)]
enum Stage {
    /// The metadata does not show this broker's registration yet.
    #[default]
    Waiting,
    Opening(Box<Work>),
    Done(BTreeMap<TopicPartition, (Uuid, Log)>),
}

/// Logs that are open, the one at work, and those that come after it.
#[derive(Clone, Debug)]
struct Work {
    since: Instant,
    /// The metadata that says which replicas are here.
    image: Arc<Image>,
    opened: BTreeMap<TopicPartition, (Uuid, Log)>,
    at_work: Option<(TopicPartition, Uuid, Opening)>,
    left: VecDeque<(TopicPartition, Uuid)>,
}

impl Loading {
    /// Reads what the last life wrote down.
    pub(super) fn start(&mut self, cx: &Cx<'_>, was_clean: bool) {
        self.was_clean = was_clean;
        self.recovery_points = checkpoint::read(cx.disk, checkpoint::RECOVERY_POINTS);
        self.log_starts = checkpoint::read(cx.disk, checkpoint::LOG_STARTS);
    }

    /// What was written down about a log, once.
    fn left(&self, key: &TopicPartition) -> Left {
        Left {
            clean: self.was_clean,
            recovery_point: self.recovery_points.get(key).copied().unwrap_or(0),
            log_start: self.log_starts.get(key).copied().unwrap_or(0),
        }
    }

    /// The same, for the log that is opened now: another of this name later knows nothing of it.
    pub(super) fn take_left(&mut self, key: &TopicPartition) -> Left {
        let left = self.left(key);
        self.recovery_points.remove(key);
        self.log_starts.remove(key);
        left
    }

    /// What was written down of recovery points.
    pub(super) fn recovery_points(&self) -> &Offsets {
        &self.recovery_points
    }

    /// The log of a replica of the topic with this id, if it was opened.
    pub(super) fn take(&mut self, key: &TopicPartition, topic_id: Uuid) -> Option<Log> {
        let Stage::Done(logs) = &mut self.stage else { return None };
        logs.remove(key).filter(|(id, _)| *id == topic_id).map(|(_, log)| log)
    }

    /// Whether a controlled shutdown may say that everything is in order: all logs are open, or none was touched.
    pub(super) fn is_in_order(&self) -> bool {
        match self.stage {
            Stage::Waiting => self.was_clean,
            Stage::Opening(_) => false,
            Stage::Done(_) => true,
        }
    }

    /// Whether logs are being opened.
    pub(super) fn is_under_way(&self) -> bool {
        matches!(self.stage, Stage::Opening(_))
    }

    /// While logs are being opened there is something to do at once.
    pub(super) fn wake_at(&self) -> Option<Instant> {
        match &self.stage {
            Stage::Opening(work) => Some(work.since),
            _ => None,
        }
    }

    /// Begins with the log that comes next, if there is one. What cannot be opened is left for when its replica is made.
    fn begin_next(&mut self, cx: &mut Cx<'_>, work: &mut Work) -> bool {
        let Some((key, topic_id)) = work.left.pop_front() else { return false };
        let config = TopicConfig::of(&work.image, cx.config, &key.0);
        let dir = format!("{}-{}", key.0, key.1);
        if let Ok(opening) = Opening::begin(cx.disk, &dir, config.log, self.left(&key)) {
            work.at_work = Some((key, topic_id, opening));
        }
        true
    }
}

/// What a start of a broker believes of the log in the directory `dir`: whether its last life ended in order, and what that has
/// written down about the log.
#[must_use]
pub fn left_of_log(disk: &dyn Disk, dir: &str) -> Left {
    let key =
        dir.rsplit_once('-').and_then(|(topic, partition)| Some((topic.into(), partition.parse().ok()?)));
    let offset = |file| key.as_ref().and_then(|key| checkpoint::read(disk, file).remove(key)).unwrap_or(0);
    Left {
        clean: disk.len(&clean_shutdown_file()).is_some(),
        recovery_point: offset(checkpoint::RECOVERY_POINTS),
        log_start: offset(checkpoint::LOG_STARTS),
    }
}

impl Replicas {
    /// Opens the logs of replicas that `image` has here, as far as one slice goes. Says whether all are open.
    pub(super) fn has_loaded(&mut self, cx: &mut Cx<'_>, image: &Arc<Image>) -> bool {
        if matches!(self.loading.stage, Stage::Waiting) {
            self.loading.stage = Stage::Opening(Box::new(Work {
                since: cx.now.at,
                image: image.clone(),
                opened: BTreeMap::new(),
                at_work: None,
                left: logs_here(cx, image, self.me),
            }));
            self.load(cx);
        }
        matches!(self.loading.stage, Stage::Done(_))
    }

    /// Goes on opening logs, for one slice. Says whether that was the last one.
    pub(crate) fn load(&mut self, cx: &mut Cx<'_>) -> bool {
        let mut work = match core::mem::take(&mut self.loading.stage) {
            Stage::Opening(work) => work,
            other => {
                self.loading.stage = other;
                return false;
            }
        };
        let mut left = SLICE_BYTES;
        while left > 0 {
            let Some((key, topic_id, mut opening)) = work.at_work.take() else {
                if !self.loading.begin_next(cx, &mut work) {
                    self.loading.stage = Stage::Done(work.opened);
                    return true;
                }
                left = left.saturating_sub(LOG_COST);
                continue;
            };
            match opening.step(cx.disk, &mut left) {
                Ok(true) => {
                    self.loading.take_left(&key);
                    work.opened.insert(key, (topic_id, opening.finish()));
                }
                Ok(false) => work.at_work = Some((key, topic_id, opening)),
                Err(_) => {}
            }
        }
        self.loading.stage = Stage::Opening(work);
        false
    }
}

/// Replicas of this broker that have left a log on the disk.
fn logs_here(cx: &Cx<'_>, image: &Image, me: i32) -> VecDeque<(TopicPartition, Uuid)> {
    let here = image.partitions().filter(|(_, _, state)| state.replicas.contains(&me));
    here.filter_map(|(topic, partition, _)| {
        let dir = format!("{}-{partition}", topic.name);
        let has_log = roles::is_of_topic(cx, &dir, topic.id) && !cx.disk.list(&format!("{dir}/")).is_empty();
        has_log.then(|| ((topic.name.clone(), partition), topic.id))
    })
    .collect()
}
