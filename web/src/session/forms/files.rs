//! Files that a form of a disk offers.

use partita_view::ClusterView;

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
                let dir = format!("{}-{}", topic.name, partition.partition);
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
    files.extend(CHECKPOINTS.map(str::to_owned));
    files
}
