//! Small files about all partitions of a broker, in Kafka's format: a version, a count, and `topic partition offset` lines.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;

use partita_machine::{DiskError, Name};

use crate::disk::{Disk, in_dir, read_whole};

/// High watermarks.
pub(crate) const HIGH_WATERMARKS: &str = "replication-offset-checkpoint";
/// Up to where logs were flushed.
pub(crate) const RECOVERY_POINTS: &str = "recovery-point-offset-checkpoint";
/// Log starts that a deletion of records has moved.
pub(crate) const LOG_STARTS: &str = "log-start-offset-checkpoint";
/// Up to where logs were compacted.
pub(crate) const CLEANED: &str = "cleaner-offset-checkpoint";

const VERSION: &str = "0";

/// Offsets by topic and partition.
pub(crate) type Offsets = BTreeMap<(Name, i32), i64>;

/// Writes a checkpoint of the logs in a log directory.
pub(crate) fn write(disk: &mut dyn Disk, dir: u32, file: &str, offsets: &Offsets) -> Result<(), DiskError> {
    let mut text = format!("{VERSION}\n{}\n", offsets.len());
    for ((topic, partition), offset) in offsets {
        text.push_str(&format!("{topic} {partition} {offset}\n"));
    }
    disk.replace(&in_dir(dir, file), text.as_bytes())
}

/// Reads a checkpoint. Nothing, or a damaged one, gives no offsets: high watermarks then begin at the log start.
pub(crate) fn read(disk: &dyn Disk, dir: u32, file: &str) -> Offsets {
    let Ok(bytes) = read_whole(disk, &in_dir(dir, file)) else { return Offsets::new() };
    parse(&String::from_utf8_lossy(&bytes)).unwrap_or_default()
}

/// Largest offset that is believed: beyond it a log would have no room to grow.
const OFFSET_MAX: i64 = i64::MAX / 2;

fn parse(text: &str) -> Option<Offsets> {
    let mut lines = text.lines();
    if lines.next()? != VERSION {
        return None;
    }
    let count: usize = lines.next()?.parse().ok()?;
    let mut offsets = Offsets::new();
    for line in lines {
        let mut words = line.split(' ');
        let (topic, partition) = (words.next()?, words.next()?.parse().ok()?);
        let offset = words.next()?.parse().ok().filter(|offset| (0..=OFFSET_MAX).contains(offset))?;
        offsets.insert((topic.into(), partition), offset);
    }
    (offsets.len() == count).then_some(offsets)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::{FileName, MemoryDisk};

    #[test]
    fn what_was_written_is_read_back() {
        let mut disk = MemoryDisk::new();
        let offsets: Offsets = [(("orders".into(), 0), 12), (("orders".into(), 1), 0)].into();
        write(&mut disk, 0, HIGH_WATERMARKS, &offsets).unwrap();
        assert_eq!(read(&disk, 0, HIGH_WATERMARKS), offsets);
        let text = read_whole(&disk, &FileName::new(HIGH_WATERMARKS)).unwrap();
        assert_eq!(text, b"0\n2\norders 0 12\norders 1 0\n");
    }

    #[test]
    fn a_damaged_checkpoint_says_nothing() {
        for text in [
            "",
            "1\n0\n",
            "0\n2\norders 0 12\n",
            "0\n1\norders zero 12\n",
            "0\n1\norders 0\n",
            "0\n1\norders 0 -1\n",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
        assert!(read(&MemoryDisk::new(), 0, LOG_STARTS).is_empty());
    }
}
