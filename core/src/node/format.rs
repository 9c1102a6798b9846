//! `meta.properties`: what formatting a log directory writes, in Kafka's own form.

use alloc::format;
use alloc::string::String;

use partita_machine::{Address, DiskError};
use partita_view::civil;
use partita_wire::Uuid;

use crate::config::NodeConfig;
use crate::disk::{Disk, FileName, in_dir, read_whole};

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

fn file(dir: u32) -> FileName {
    in_dir(dir, "meta.properties")
}

/// Formats a log directory for a node at a moment of the wall clock (milliseconds since 1970), which the file tells. What a new cluster begins with (features, the cluster-wide minimum of in-sync
/// replicas) the first active controller writes.
pub fn format(disk: &mut dyn Disk, config: &NodeConfig, wall_ms: i64) -> Result<(), DiskError> {
    format_dir(disk, 0, config, config.directory_id, wall_ms)
}

/// Whether something was written into the log directory with this number when it was formatted, readable or not.
pub(crate) fn is_formatted(disk: &dyn Disk, dir: u32) -> bool {
    disk.len(&file(dir)).is_some()
}

/// Formats the log directory with this number.
pub(crate) fn format_dir(
    disk: &mut dyn Disk,
    dir: u32,
    config: &NodeConfig,
    directory_id: Uuid,
    wall_ms: i64,
) -> Result<(), DiskError> {
    let text = format!(
        "#\n#{}\nnode.id={}\ndirectory.id={}\nversion=1\ncluster.id={}\n",
        date(wall_ms),
        config.node_id,
        directory_id,
        config.cluster_id
    );
    disk.replace(&file(dir), text.as_bytes())
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
/// is to be added later is formatted by [`format()`] (`--no-initial-controllers`).
///
/// # Errors
/// If the disk does not take it.
pub fn format_with_voters(
    disk: &mut dyn Disk,
    config: &NodeConfig,
    initial: &[InitialController],
    now_ms: i64,
) -> Result<(), DiskError> {
    format(disk, config, now_ms)?;
    crate::raft::write_initial_voters(disk, initial, now_ms)
}

/// A moment as Java's properties tell it: `Sat Nov 21 01:38:50 UTC 2026`.
fn date(wall_ms: i64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let seconds = wall_ms.div_euclid(1_000);
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let day_name = usize::try_from(days.rem_euclid(7)).map_or("", |day| DAYS[day]);
    let (year, month, day) = civil(days);
    let month = usize::try_from(month - 1).map_or("", |month| MONTHS[month]);
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    format!("{day_name} {month} {day:02} {hour:02}:{minute:02}:{:02} UTC {year}", second % 60)
}

/// Reads what formatting wrote; `None` if the directory is not formatted, or not so that it can be read.
pub fn formatted(disk: &dyn Disk) -> Option<MetaProperties> {
    formatted_in(disk, 0)
}

/// The same of the log directory with this number.
pub(crate) fn formatted_in(disk: &dyn Disk, dir: u32) -> Option<MetaProperties> {
    let file = file(dir);
    disk.len(&file).filter(|&len| len <= LEN_MAX)?;
    let text = String::from_utf8(read_whole(disk, &file).ok()?).ok()?;
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
    fn dates_are_as_java_writes_them() {
        assert_eq!(date(1_795_225_130_638), "Sat Nov 21 01:38:50 UTC 2026");
        assert_eq!(date(951_782_400_000), "Tue Feb 29 00:00:00 UTC 2000");
        assert_eq!(date(0), "Thu Jan 01 00:00:00 UTC 1970");
        assert_eq!(date(-1), "Wed Dec 31 23:59:59 UTC 1969");
    }

    #[test]
    fn what_is_written_is_read() {
        let mut disk = MemoryDisk::new();
        assert_eq!(formatted(&disk), None);
        let text = "#\n#Sat Nov 21 01:38:50 UTC 2026\nnode.id=0\ndirectory.id=gBh_6FxgQHaKTHnm7aouYw\nversion=1\n\
                    cluster.id=aj0R3-RUTL6eiprOwzGP6A\n";
        disk.replace(&file(0), text.as_bytes()).unwrap();
        let read = formatted(&disk).unwrap();
        assert_eq!((read.node_id, format!("{}", read.cluster_id)), (0, "aj0R3-RUTL6eiprOwzGP6A".into()));
        for damaged in ["node.id=x", "\u{0}", "cluster.id=1\nnode.id=1\ndirectory.id=1"] {
            disk.replace(&file(0), damaged.as_bytes()).unwrap();
            assert_eq!(formatted(&disk), None);
        }
    }
}
