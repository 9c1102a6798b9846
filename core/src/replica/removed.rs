//! Logs of replicas that are not here any more, and segments that logs do without. A log is set aside under another name at
//! once, and deleted after `log.segment.delete.delay.ms`. A log whose replica was taken away while this broker did not run is set aside for good.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_machine::Instant;
use partita_wire::Uuid;

use super::Replicas;
use crate::cx::Cx;
use crate::disk::{FileName, read_whole};

/// Ends the name of a log's directory that is deleted later.
const DELETE: &str = "-delete";
/// Ends the name of a log's directory that nobody knows a replica for.
const STRAY: &str = "-stray";
/// In each log's directory: whose log it is.
const METADATA: &str = "partition.metadata";
/// The metadata's own log, which is no replica's.
const METADATA_LOG: &str = "__cluster_metadata-";

/// Directories and files to be deleted, by when.
pub(super) type Removed = BTreeSet<(Instant, String)>;

/// The file in a log's directory that says whose log it is.
pub(super) fn metadata_file(dir: &str) -> FileName {
    format!("{dir}/{METADATA}").into()
}

/// Id of the topic that the log in a directory belongs to, as the text of [`Uuid`].
pub(super) fn topic_id_in(cx: &Cx<'_>, dir: &str) -> Option<String> {
    let bytes = read_whole(cx.disk, &metadata_file(dir)).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    text.lines().find_map(|line| line.strip_prefix("topic_id: ")).map(ToString::to_string)
}

impl Replicas {
    /// Sets a log's directory aside and has it deleted later. Says whether that worked; nothing is left under the old name
    /// then.
    pub(super) fn delete_later(&mut self, cx: &mut Cx<'_>, dir: &str) -> bool {
        let Some(aside) = set_aside(cx, dir, DELETE) else { return false };
        self.removed.insert((cx.now.at.after_ms(self.delete_delay_ms), aside));
        true
    }

    /// Has files that a log has set aside deleted later.
    pub(super) fn delete_files_later(&mut self, cx: &Cx<'_>, files: Vec<FileName>, delay_ms: u64) {
        let at = cx.now.at.after_ms(delay_ms);
        self.removed.extend(files.into_iter().map(|file| (at, file.to_string())));
    }

    /// Deletes the directories and files whose time has come. One that resists is tried again.
    pub(super) fn delete_removed(&mut self, cx: &mut Cx<'_>) {
        self.delete_removed_until(cx, cx.now.at);
    }

    /// Deletes what is to be deleted at some time: room is short.
    pub(super) fn delete_all_removed(&mut self, cx: &mut Cx<'_>) {
        self.delete_removed_until(cx, Instant(u64::MAX - 1));
    }

    fn delete_removed_until(&mut self, cx: &mut Cx<'_>, until: Instant) {
        let later = self.removed.split_off(&(Instant(until.0 + 1), String::new()));
        for (_, dir) in core::mem::replace(&mut self.removed, later) {
            let mut files = cx.disk.list(&format!("{dir}/"));
            files.extend(Some(FileName::new(&dir)).filter(|file| cx.disk.len(file).is_some()));
            if files.iter().any(|file| cx.disk.delete(file).is_err()) {
                self.removed.insert((cx.now.at.after_ms(self.delete_delay_ms), dir));
            }
        }
    }

    /// When [`Replicas::delete_removed`] has something to do.
    pub(super) fn removed_wake_at(&self) -> Option<Instant> {
        self.removed.first().map(|&(at, _)| at)
    }

    /// Looks through what an earlier life left, once the metadata says which replicas are here: what was to be deleted is,
    /// after its delay; logs of other topics and other brokers' replicas are set aside.
    pub(super) fn sort_out_leftovers(&mut self, cx: &mut Cx<'_>) {
        let files = cx.disk.list("");
        let dirs = files.iter().filter_map(|file| file.as_str().rsplit_once('/'));
        let dirs: BTreeSet<&str> = dirs.map(|(dir, _)| dir).collect();
        for dir in dirs {
            if dir.ends_with(DELETE) {
                self.removed.insert((cx.now.at.after_ms(self.delete_delay_ms), dir.to_string()));
            } else if !dir.starts_with(METADATA_LOG) && self.is_stray(cx, dir) {
                let _ = set_aside(cx, dir, STRAY);
            }
        }
    }

    fn is_stray(&self, cx: &Cx<'_>, dir: &str) -> bool {
        let name = dir.rsplit_once('/').map_or(dir, |(_, name)| name);
        let Some((topic, partition)) = name.rsplit_once('-') else { return false };
        let (Ok(partition), Some(id)) = (partition.parse::<i32>(), topic_id_in(cx, dir)) else {
            return false;
        };
        let known = self.image.topic(topic).filter(|topic| topic.id.to_string() == id);
        let state = known.and_then(|_| self.image.partition(topic, partition));
        !state.is_some_and(|state| state.replicas.contains(&self.me))
    }
}

/// Gives a directory Kafka's name for one that is not in use; none where the disk refuses.
fn set_aside(cx: &mut Cx<'_>, dir: &str, suffix: &str) -> Option<String> {
    let unique: String = Uuid(cx.rng.uuid_bytes()).0.iter().map(|byte| format!("{byte:02x}")).collect();
    let aside = format!("{dir}.{unique}{suffix}");
    let prefix = format!("{dir}/");
    let files: Vec<FileName> = cx.disk.list(&prefix);
    for file in files {
        let name = file.as_str().strip_prefix(&*prefix)?;
        cx.disk.rename(&file, &format!("{aside}/{name}").into()).ok()?;
    }
    Some(aside)
}
