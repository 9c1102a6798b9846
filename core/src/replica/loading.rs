//! The logs that an earlier life left, opened when the metadata has shown which replicas are here: slice by slice, so that a
//! large log holds nobody up. Until all are open the broker serves nothing and asks to stay fenced, as Kafka does.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::sync::Arc;

use partita_machine::Instant;
use partita_wire::Uuid;

use super::checkpoint::{self, Offsets};
use super::configs::TopicConfig;
use super::dirs::{Dirs, log_dir};
use super::{Replicas, TopicPartition, roles};
use crate::broker::clean_shutdown_file;
use crate::cx::Cx;
use crate::disk::{Disk, dir_of};
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
    /// The log directories that the last life left in order.
    clean: BTreeSet<u32>,
    /// As read when the broker started, by log directory; each is used once.
    recovery_points: BTreeMap<u32, Offsets>,
    log_starts: BTreeMap<u32, Offsets>,
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
    left: VecDeque<(TopicPartition, Uuid, u32)>,
}

impl Loading {
    /// Reads what the last life wrote down.
    pub(super) fn start(&mut self, cx: &Cx<'_>, dirs: &Dirs, clean: BTreeSet<u32>) {
        self.clean = clean;
        for dir in dirs.live() {
            self.recovery_points.insert(dir, checkpoint::read(cx.disk, dir, checkpoint::RECOVERY_POINTS));
            self.log_starts.insert(dir, checkpoint::read(cx.disk, dir, checkpoint::LOG_STARTS));
        }
    }

    /// What was written down about a log, once.
    fn left(&self, dir: u32, key: &TopicPartition) -> Left {
        let noted = |offsets: &BTreeMap<u32, Offsets>| offsets.get(&dir)?.get(key).copied();
        Left {
            clean: self.clean.contains(&dir),
            recovery_point: noted(&self.recovery_points).unwrap_or(0),
            log_start: noted(&self.log_starts).unwrap_or(0),
        }
    }

    /// The same, for the log that is opened now: another of this name later knows nothing of it.
    pub(super) fn take_left(&mut self, dir: u32, key: &TopicPartition) -> Left {
        let left = self.left(dir, key);
        for noted in [&mut self.recovery_points, &mut self.log_starts] {
            if let Some(offsets) = noted.get_mut(&dir) {
                offsets.remove(key);
            }
        }
        left
    }

    /// What was written down of recovery points, by log directory.
    pub(super) fn recovery_points(&self) -> &BTreeMap<u32, Offsets> {
        &self.recovery_points
    }

    /// The log of a replica of the topic with this id, if it was opened.
    pub(super) fn take(&mut self, key: &TopicPartition, topic_id: Uuid) -> Option<Log> {
        let Stage::Done(logs) = &mut self.stage else { return None };
        logs.remove(key).filter(|(id, _)| *id == topic_id).map(|(_, log)| log)
    }

    /// Whether a controlled shutdown may say that a log directory is in order: all logs are open, or none was touched and the
    /// last life left it in order.
    pub(super) fn is_in_order(&self, dir: u32) -> bool {
        match self.stage {
            Stage::Waiting => self.clean.contains(&dir),
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
        let Some((key, topic_id, dir)) = work.left.pop_front() else { return false };
        let config = TopicConfig::of(&work.image, cx.config, &key.0);
        let left = self.left(dir, &key);
        if let Ok(opening) = Opening::begin(cx.disk, &log_dir(dir, &key), config.log, left) {
            work.at_work = Some((key, topic_id, opening));
        }
        true
    }
}

/// What a start of a broker believes of the log in the directory `dir`: whether its last life ended in order, and what that has
/// written down about the log.
#[must_use]
pub fn left_of_log(disk: &dyn Disk, dir: &str) -> Left {
    let number = dir_of(dir);
    let name = dir.rsplit_once('/').map_or(dir, |(_, name)| name);
    let key =
        name.rsplit_once('-').and_then(|(topic, partition)| Some((topic.into(), partition.parse().ok()?)));
    let offset =
        |file| key.as_ref().and_then(|key| checkpoint::read(disk, number, file).remove(key)).unwrap_or(0);
    Left {
        clean: disk.len(&clean_shutdown_file(number)).is_some(),
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
                left: logs_here(cx, image, self.me, &self.dirs),
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
                    let is_of_snapshot = opening.is_after_orderly_end();
                    let mut log = opening.finish();
                    log.opened_at(cx.now.wall_ms);
                    // Producers that a snapshot names are not taken where they have expired; those of batches are, for now.
                    if is_of_snapshot {
                        log.expire_producers(cx.now.wall_ms, self.producer_expiration_ms);
                    }
                    self.loading.take_left(dir_of(log.dir()), &key);
                    work.opened.insert(key, (topic_id, log));
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
fn logs_here(cx: &Cx<'_>, image: &Image, me: i32, dirs: &Dirs) -> VecDeque<(TopicPartition, Uuid, u32)> {
    let here = image.partitions().filter(|(_, _, state)| state.replicas.contains(&me));
    here.filter_map(|(topic, partition, _)| {
        let key = (topic.name.clone(), partition);
        let dir = dirs.live().find(|&dir| roles::has_log(cx, &log_dir(dir, &key), topic.id))?;
        Some((key, topic.id, dir))
    })
    .collect()
}
