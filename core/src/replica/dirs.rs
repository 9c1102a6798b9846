//! The log directories of a broker (`log.dirs`): which ids they have, where a new log goes, and which have failed. A failed one
//! takes only its own replicas offline (KIP-112); the controllers know of each by its id (KIP-858).

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_machine::{Event, Name};
use partita_wire::Uuid;

use super::{Partition, Replicas, TopicPartition};
use crate::config::NodeConfig;
use crate::cx::Cx;
use crate::disk::{dir_of, in_dir};
use crate::image::{Image, PartitionState};
use crate::node::format;

/// "Not assigned yet": a broker with several directories chooses.
pub(crate) const UNASSIGNED: Uuid = Uuid([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
/// The directory in which a replica was is not there any more.
const LOST: Uuid = Uuid([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);

/// Whether a replica in this directory is online, at a broker that has registered those: `DirectoryId.isOnline` of Kafka.
pub(crate) fn is_online(directory: Uuid, registered: &[Uuid]) -> bool {
    match directory {
        UNASSIGNED | Uuid::ZERO => true,
        LOST => false,
        directory => registered.is_empty() || registered.contains(&directory),
    }
}

/// The log directories, by their numbers in `log.dirs`.
#[derive(Clone, Debug)]
pub(crate) struct Dirs {
    pub(super) paths: Vec<Name>,
    live: BTreeMap<u32, Uuid>,
    /// Those that have failed; zero where the id was never read.
    offline: BTreeMap<u32, Uuid>,
    /// Those that take no new replicas (`cordon.rs`).
    pub(super) cordoned: Vec<u32>,
}

impl Dirs {
    pub(super) fn new(config: &NodeConfig) -> Self {
        let live = BTreeMap::from([(0, config.directory_id)]);
        Self { paths: config.log_dirs(), live, offline: BTreeMap::new(), cordoned: Vec::new() }
    }

    /// Reads the ids of all directories but the first, which the configuration names. One that is empty is formatted, as in
    /// Kafka; one that does not work, or is another node's or cluster's, is offline from the beginning.
    pub(super) fn start(&mut self, cx: &mut Cx<'_>) {
        for dir in (1..).take(self.paths.len().saturating_sub(1)) {
            let id = if format::is_formatted(cx.disk, dir) {
                let ours = |meta: &format::MetaProperties| {
                    (meta.node_id, meta.cluster_id) == (cx.config.node_id, cx.config.cluster_id)
                };
                format::formatted_in(cx.disk, dir).filter(ours).map(|meta| meta.directory_id)
            } else {
                let id = Uuid(cx.rng.uuid_bytes());
                format::format_dir(cx.disk, dir, cx.config, id, cx.now.wall_ms).ok().map(|()| id)
            };
            match id {
                Some(id) => self.live.insert(dir, id),
                None => self.offline.insert(dir, Uuid::ZERO),
            };
        }
    }

    /// How many are configured.
    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.paths.len()).unwrap_or(1)
    }

    /// Numbers of those that work.
    pub(crate) fn live(&self) -> impl Iterator<Item = u32> + '_ {
        self.live.keys().copied()
    }

    /// Ids of those that work, and of those that do not.
    pub(crate) fn ids(&self) -> (Vec<Uuid>, Vec<Uuid>) {
        let known = self.offline.values().copied().filter(|id| !id.is_zero());
        (self.live.values().copied().collect(), known.collect())
    }

    /// The path of each, as `log.dirs` has it, and whether it works.
    pub(crate) fn paths(&self) -> impl Iterator<Item = (u32, &Name, bool)> {
        (0..).zip(&self.paths).map(|(dir, path)| (dir, path, self.live.contains_key(&dir)))
    }

    /// Id of one that works.
    pub(super) fn id(&self, dir: u32) -> Option<Uuid> {
        self.live.get(&dir).copied()
    }

    /// Whether a replica that the metadata has in this directory is in one that does not work.
    fn has_lost(&self, directory: Uuid) -> bool {
        let is_reserved = matches!(directory, Uuid::ZERO | UNASSIGNED | LOST);
        let is_unread = self.offline.values().any(|id| id.is_zero());
        let is_here = self.live.values().any(|id| *id == directory);
        self.offline.values().any(|id| *id == directory && !id.is_zero())
            || (is_unread && !is_reserved && !is_here)
    }
}

/// Where the log of a partition lies on the disk.
pub(super) fn log_dir(dir: u32, (topic, partition): &TopicPartition) -> String {
    in_dir(dir, &format!("{topic}-{partition}")).to_string()
}

impl Partition {
    /// The number of the log directory that it is in.
    pub(crate) fn dir(&self) -> u32 {
        dir_of(self.log.dir())
    }
}

impl Replicas {
    /// The log directory for a replica's log: the one that has it, the one that the metadata names, or that with the fewest
    /// logs among those that are not cordoned. None if its directory does not work.
    pub(super) fn place(
        &self,
        cx: &Cx<'_>,
        key: &TopicPartition,
        topic_id: Uuid,
        state: &PartitionState,
    ) -> Option<u32> {
        if self.dirs.count() == 1 {
            return Some(0);
        }
        let has_it = |dir: &u32| super::roles::has_log(cx, &log_dir(*dir, key), topic_id);
        if let Some(dir) = self.dirs.live().find(has_it) {
            return Some(dir);
        }
        let assigned = directory_of(state, self.me).unwrap_or(UNASSIGNED);
        if self.dirs.has_lost(assigned) {
            return None;
        }
        let named = self.dirs.live.iter().find(|(_, id)| **id == assigned).map(|(&dir, _)| dir);
        let logs_in = |dir: &u32| self.iter().filter(|replica| replica.dir() == *dir).count();
        let open = self.dirs.live().filter(|dir| !self.dirs.is_cordoned(*dir));
        named.or_else(|| open.min_by_key(logs_in)).or_else(|| self.dirs.live().next())
    }

    /// Takes the config of cordoned log directories as it is now. Says whether that is news.
    pub(crate) fn cordon(&mut self, image: &Image, config: &NodeConfig) -> bool {
        self.dirs.cordon(image, config)
    }

    /// Takes the replicas in a log directory that has failed offline. Says whether that is news.
    pub(crate) fn dir_failed(&mut self, cx: &mut Cx<'_>, dir: u32) -> bool {
        let Some(id) = self.dirs.live.remove(&dir) else { return false };
        self.dirs.offline.insert(dir, id);
        let gone: Vec<TopicPartition> = self
            .iter()
            .filter(|replica| replica.dir() == dir)
            .map(|replica| (replica.topic.clone(), replica.partition))
            .collect();
        for key in &gone {
            self.let_go(key);
            let id = self.image.topic(&key.0).map_or(Uuid::ZERO, |topic| topic.id);
            self.offline.insert(key.clone(), id);
        }
        let path = self.dirs.paths.get(dir as usize).cloned().unwrap_or_else(|| "".into());
        let replicas = u32::try_from(gone.len()).unwrap_or(u32::MAX);
        cx.tell(Event::LogDirectoryOffline { dir: path, replicas });
        true
    }

    /// The log directories that an orderly end leaves in order: all logs are open, or none was touched in this life.
    pub(crate) fn dirs_in_order(&self) -> impl Iterator<Item = u32> {
        self.dirs.live().filter(|dir| self.loading.is_in_order(*dir))
    }

    /// The log directories of this broker.
    pub(crate) fn dirs(&self) -> &Dirs {
        &self.dirs
    }
}

/// The directory in which the metadata has a broker's replica.
pub(crate) fn directory_of(state: &PartitionState, broker: i32) -> Option<Uuid> {
    let place = state.replicas.iter().position(|&replica| replica == broker)?;
    state.directories.get(place).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_online_where_its_broker_has_registered_it() {
        let (one, other) = (Uuid([1; 16]), Uuid([9; 16]));
        assert!(is_online(one, &[one]) && is_online(one, &[]) && is_online(UNASSIGNED, &[one]));
        assert!(!is_online(other, &[one]) && !is_online(LOST, &[one]));
    }
}
