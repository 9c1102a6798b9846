//! Files that a form of a disk offers.

use partita_view::{ClusterView, ReplicaView};

/// All log directories of a node, among them.
pub(super) const ALL_DIRS: &str = "all log directories";
/// Files of one node that are offered.
const FILES_MAX: usize = 200;
/// Files that a broker keeps for all its logs.
const CHECKPOINTS: [&str; 3] =
    ["replication-offset-checkpoint", "recovery-point-offset-checkpoint", "log-start-offset-checkpoint"];

/// Files on a node's disk that can be harmed: the segments of its replicas, as far as the cluster knows them, the newest of each
/// first, and what stands beside them.
pub(super) fn files_of(view: &ClusterView, node: &str) -> Vec<String> {
    let mut files = Vec::new();
    for topic in &view.topics {
        for partition in &topic.partitions {
            let here = partition.replicas.iter().filter(|replica| replica.node.to_string() == node);
            for replica in here {
                let dir = folder(replica, &topic.name, partition.partition);
                let segments = replica.segments.iter().rev();
                files.extend(segments.map(|base| format!("{dir}/{base:020}.log")));
                files.push(format!("{dir}/leader-epoch-checkpoint"));
            }
            if files.len() > FILES_MAX {
                break;
            }
        }
    }
    files.truncate(FILES_MAX);
    let dirs = view
        .nodes
        .iter()
        .find(|known| known.id.to_string() == node)
        .map_or(1, |node| node.log_dirs.len().max(1));
    files.extend((0..dirs).flat_map(|dir| CHECKPOINTS.map(|file| format!("{}{file}", within(dir)))));
    files
}

/// Log directories of a node of which one can fail alone, all of them first; none where there is only one.
pub(super) fn dirs_of(view: &ClusterView, node: &str) -> Vec<String> {
    let node = view.nodes.iter().find(|known| known.id.to_string() == node);
    let Some(node) = node.filter(|node| node.log_dirs.len() > 1) else { return Vec::new() };
    let each = node.log_dirs.iter().map(ToString::to_string);
    std::iter::once(ALL_DIRS.to_owned()).chain(each).collect()
}

/// The folder of a replica on its node's disk.
pub(crate) fn folder(replica: &ReplicaView, topic: &str, partition: i32) -> String {
    format!("{}{topic}-{partition}", within(replica.log_dir as usize))
}

/// What stands before the name of a file that is not in the first log directory.
fn within(dir: usize) -> String {
    if dir == 0 { String::new() } else { format!("~{dir}/") }
}
