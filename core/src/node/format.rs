//! `meta.properties`: what formatting a log directory writes, in Kafka's own form.

use alloc::format;
use alloc::string::String;

use partita_machine::{Address, DiskError};
use partita_wire::Uuid;

use crate::config::NodeConfig;
use crate::disk::{Disk, FileName, read_whole};

/// Longest `meta.properties` that is read.
const LEN_MAX: u64 = 64 * 1_024;

/// What a formatted log directory says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MetaProperties {
    /// `node.id`.
    pub node_id: i32,
    /// `cluster.id`.
    pub cluster_id: Uuid,
    /// `directory.id`.
    pub directory_id: Uuid,
}

fn file() -> FileName {
    FileName::new("meta.properties")
}

/// Formats a log directory for a node. What a new cluster begins with (features, the cluster-wide minimum of in-sync
/// replicas) the first active controller writes.
pub fn format(disk: &mut dyn Disk, config: &NodeConfig) -> Result<(), DiskError> {
    let text = format!(
        "#\nnode.id={}\ndirectory.id={}\nversion=1\ncluster.id={}\n",
        config.node_id, config.directory_id, config.cluster_id
    );
    disk.replace(&file(), text.as_bytes())
}

/// A controller that has a vote from the beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InitialController {
    /// `node.id`.
    pub id: i32,
    /// Id of the directory that its metadata log is in.
    pub directory_id: Uuid,
    /// Its controllers' listener.
    pub address: Address,
}

/// Formats a log directory for a controller of a quorum whose log says who votes (`kraft.version` 1): what
/// `kafka-storage.sh format --initial-controllers` does, and `--standalone` where the node is the only one. A controller that
/// is to be added later is formatted by [`format`] (`--no-initial-controllers`).
///
/// # Errors
/// If the disk does not take it.
pub fn format_with_voters(
    disk: &mut dyn Disk,
    config: &NodeConfig,
    initial: &[InitialController],
    now_ms: i64,
) -> Result<(), DiskError> {
    format(disk, config)?;
    crate::raft::write_initial_voters(disk, initial, now_ms)
}

/// Reads what formatting wrote; `None` if the directory is not formatted, or not so that it can be read.
pub fn formatted(disk: &dyn Disk) -> Option<MetaProperties> {
    disk.len(&file()).filter(|&len| len <= LEN_MAX)?;
    let text = String::from_utf8(read_whole(disk, &file()).ok()?).ok()?;
    let value = |name: &str| {
        let lines = text.lines().filter_map(|line| line.split_once('='));
        lines.filter(|(key, _)| key.trim() == name).map(|(_, value)| value.trim()).next_back()
    };
    Some(MetaProperties {
        node_id: value("node.id")?.parse().ok()?,
        cluster_id: value("cluster.id")?.parse().ok()?,
        directory_id: value("directory.id")?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::MemoryDisk;

    #[test]
    fn what_is_written_is_read() {
        let mut disk = MemoryDisk::new();
        assert_eq!(formatted(&disk), None);
        let text = "#\n#Sat Nov 21 01:38:50 UTC 2026\nnode.id=0\ndirectory.id=gBh_6FxgQHaKTHnm7aouYw\nversion=1\n\
                    cluster.id=aj0R3-RUTL6eiprOwzGP6A\n";
        disk.replace(&file(), text.as_bytes()).unwrap();
        let read = formatted(&disk).unwrap();
        assert_eq!((read.node_id, format!("{}", read.cluster_id)), (0, "aj0R3-RUTL6eiprOwzGP6A".into()));
        for damaged in ["node.id=x", "\u{0}", "cluster.id=1\nnode.id=1\ndirectory.id=1"] {
            disk.replace(&file(), damaged.as_bytes()).unwrap();
            assert_eq!(formatted(&disk), None);
        }
    }
}
