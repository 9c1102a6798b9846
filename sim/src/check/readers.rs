//! G5 where the log becomes another one: a consumer that reads on where it was has skipped what the new log has below.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{Event, Name};
use partita_view::{Finding, Party};

use super::ghost::Ghost;
use super::promises::broken;
use super::sight::Sight;

/// A partition by topic and number.
type Place = (Name, i32);

/// How far somebody has read without a break: the offset behind the last record, and the leader epoch of that.
type ReadTo = (i64, i32);

/// What consumers have read.
#[derive(Clone, Debug, Default)]
pub(super) struct Readers {
    read: BTreeMap<(Name, Place), ReadTo>,
}

impl Readers {
    /// Hears what somebody told.
    pub(super) fn hear(
        &mut self,
        sight: &dyn Sight,
        partitions: &BTreeMap<Place, Arc<Ghost>>,
        party: &Party,
        event: &Event,
        found: &mut Vec<Finding>,
    ) {
        let Party::Client(client) = party else {
            if let Event::TopicDeleted(topic) = event {
                self.read.retain(|(_, place), _| place.0 != *topic);
            }
            return;
        };
        match event {
            Event::Processed { topic, partition, first, last, leader_epoch } => {
                let place = (topic.clone(), *partition);
                let read_to = (last + 1, *leader_epoch);
                let before = self.read.insert((client.clone(), place.clone()), read_to);
                let goes_on = before.filter(|(end, epoch)| end == first && epoch < leader_epoch);
                let Some((end, epoch)) = goes_on else { return };
                let log = partitions.get(&place).and_then(|ghost| ghost.led_by(sight));
                let Some((node, seen)) = log else { return };
                let log = Log { epochs: seen.epochs, end: seen.log_end };
                if let Some(ends) = log.skipped((end, epoch), *last, *leader_epoch) {
                    let seen = format!(
                        "{client} had read {topic}-{partition} up to offset {end} in epoch {epoch}, and read on in epoch {leader_epoch}; in the log of broker {node} the records from {ends} on are others."
                    );
                    let about = Some(place);
                    found.push(Finding { about, offset: Some(ends), node: Some(node), ..broken("G5", seen) });
                }
            }
            // It has another position, which it did not come to by reading.
            Event::PositionReset { topic, partition, .. } => {
                self.read.remove(&(client.clone(), (topic.clone(), *partition)));
            }
            Event::Assigned { .. } | Event::Revoked { .. } | Event::Started | Event::Killed => {
                self.read.retain(|(reader, _), _| reader != client);
            }
            _ => {}
        }
    }
}

/// The log of a leader by its epochs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Log<'a> {
    /// Epochs and their first offsets.
    pub(super) epochs: &'a [(i32, i64)],
    /// Where it ends.
    pub(super) end: i64,
}

impl Log<'_> {
    /// Where it becomes another log than the one that somebody has read, who now has read on to a record of it.
    pub(super) fn skipped(self, (read_to, epoch): ReadTo, offset: i64, of_epoch: i32) -> Option<i64> {
        let begun = self.epochs.iter().any(|&(known, start)| known == of_epoch && start <= offset);
        let is_of_this_log = begun && offset < self.end_of(of_epoch);
        Some(self.end_of(epoch)).filter(|&ends| is_of_this_log && ends < read_to)
    }

    /// Where the records of an epoch and of all before it end.
    fn end_of(self, epoch: i32) -> i64 {
        self.epochs.iter().find(|(known, _)| *known > epoch).map_or(self.end, |&(_, start)| start)
    }
}
